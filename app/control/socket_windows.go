package control

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"

	"github.com/Microsoft/go-winio"
	"golang.org/x/sys/windows"

	"psar/pos/fault"
)

// pipeName is the name of a data folder's pipe: there are no folders of pipes.
func pipeName(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(strings.ToLower(dir)))
	return `\\.\pipe\psar-` + hex.EncodeToString(sum[:16]), nil
}

// account is the account of this process.
func account() (*windows.SID, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	return user.User.Sid, nil
}

// Listen opens the control socket of a data folder, whose lock the caller holds. Only this
// account may connect. A pipe of that name that another program made is an error.
func Listen(dir string) (net.Listener, error) {
	name, err := pipeName(dir)
	if err != nil {
		return nil, err
	}
	own, err := account()
	if err != nil {
		return nil, err
	}
	only := fmt.Sprintf("O:%sD:P(A;;GA;;;%s)", own, own)
	return winio.ListenPipe(name, &winio.PipeConfig{SecurityDescriptor: only})
}

// Check reports why an open till could take no commands in a data folder: a pipe needs nothing
// of its disk.
func Check(string) error { return nil }

// Dial connects with the till that has a data folder open. The error is ErrNoTill; or its
// code is fault.TillSilent where the till takes no connection, or fault.TillAccount where it
// is another account's.
func Dial(ctx context.Context, dir string) (net.Conn, error) {
	name, err := pipeName(dir)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoTill, err)
	}
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	conn, err := winio.DialPipeContext(ctx, name)
	switch {
	case errors.Is(err, windows.ERROR_ACCESS_DENIED):
		return nil, fault.New(fault.TillAccount).Because(err)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, winio.ErrTimeout):
		return nil, fault.New(fault.TillSilent).Because(err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNoTill, err)
	}
	if err := checkOwner(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// checkOwner refuses a pipe that another account made, with fault.TillAccount: a PIN is told
// to nobody else.
func checkOwner(conn net.Conn) error {
	pipe, ok := conn.(interface{ Fd() uintptr })
	if !ok {
		return fault.New(fault.TillAccount)
	}
	security, err := windows.GetSecurityInfo(windows.Handle(pipe.Fd()), windows.SE_KERNEL_OBJECT, windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return fault.New(fault.TillAccount).Because(err)
	}
	owner, _, err := security.Owner()
	if err != nil {
		return fault.New(fault.TillAccount).Because(err)
	}
	own, err := account()
	if err != nil || !owner.Equals(own) {
		return fault.New(fault.TillAccount).Because(err)
	}
	return nil
}

// checkPeer leaves it to the pipe's access list who may connect.
func checkPeer(net.Conn) error { return nil }
