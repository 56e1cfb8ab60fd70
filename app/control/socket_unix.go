//go:build unix

package control

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"

	"psar/pos/fault"
)

// socketName is the socket's file in the data folder.
const socketName = "psar.sock"

var errNoSocket = errors.New("not a socket")

// Listen opens the control socket of a data folder, whose lock the caller holds: what stands
// in its place was left by a till that was killed. Only this account may connect.
func Listen(dir string) (net.Listener, error) {
	path := filepath.Join(dir, socketName)
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case info.Mode().Type() != fs.ModeSocket:
		return nil, &fs.PathError{Op: "listen", Path: path, Err: errNoSocket}
	default:
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	address, release, err := addressOf(dir, socketName)
	if err != nil {
		return nil, err
	}
	defer release()
	config := net.ListenConfig{Control: closeSocket}
	l, err := config.Listen(context.Background(), "unix", address)
	if err != nil {
		return nil, err
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false) // the address is not the file's name
	if err := os.Chmod(path, 0o600); err != nil { // where the system does not take closeSocket's
		return nil, errors.Join(err, l.Close(), os.Remove(path))
	}
	return listener{l, path}, nil
}

// Check reports why an open till could take no commands in a data folder, nil where it can: it
// makes a socket there, and takes it away again, unless a till has one.
func Check(dir string) error {
	switch info, err := os.Lstat(filepath.Join(dir, socketName)); {
	case err == nil && info.Mode().Type() != fs.ModeSocket:
		return &fs.PathError{Op: "listen", Path: filepath.Join(dir, socketName), Err: errNoSocket}
	case err == nil:
		return nil
	}
	name := fmt.Sprintf("%s.%d", socketName, os.Getpid())
	address, release, err := addressOf(dir, name)
	if err != nil {
		return err
	}
	defer release()
	l, err := (&net.ListenConfig{Control: closeSocket}).Listen(context.Background(), "unix", address)
	if err != nil {
		return err
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	return errors.Join(l.Close(), os.Remove(filepath.Join(dir, name)))
}

// closeSocket closes the socket to others before its file is there.
func closeSocket(_, _ string, c syscall.RawConn) error {
	return c.Control(func(fd uintptr) { _ = unix.Fchmod(int(fd), 0o600) })
}

// listener removes the socket's file with the listener.
type listener struct {
	net.Listener
	path string
}

func (l listener) Close() error {
	err := l.Listener.Close()
	if err == nil {
		err = os.Remove(l.path)
	}
	return err
}

// Dial connects with the till that has a data folder open. The error is ErrNoTill; or its
// code is fault.TillSilent where the till takes no connection, or fault.TillAccount where it
// is another account's.
func Dial(ctx context.Context, dir string) (net.Conn, error) { return dial(ctx, dir, checkPeer) }

// dial is Dial with a check of its own of who is at the other end.
func dial(ctx context.Context, dir string, check func(net.Conn) error) (net.Conn, error) {
	if info, err := os.Lstat(filepath.Join(dir, socketName)); err != nil || info.Mode().Type() != fs.ModeSocket {
		return nil, ErrNoTill
	}
	address, release, err := addressOf(dir, socketName)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoTill, err)
	}
	defer release()
	dialer := net.Dialer{Timeout: dialTime}
	conn, err := dialer.DialContext(ctx, "unix", address)
	var slow net.Error
	switch {
	case errors.Is(err, unix.EAGAIN), errors.As(err, &slow) && slow.Timeout():
		return nil, fault.New(fault.TillSilent).Because(err)
	case err != nil: // killed, or closed just now
		return nil, fmt.Errorf("%w: %w", ErrNoTill, err)
	}
	if err := check(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}
