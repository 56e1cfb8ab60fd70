package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"psar/printer/abandon"
)

// usbLink is a USB printer as the kernel's usblp driver presents it: a device to write
// to and, if the printer answers, to read from.
type usbLink struct {
	stream
	*inbox
	file *os.File
	stop chan struct{}
	gone chan struct{} // closed when the reader has ended
}

// failedReads is how many reads in a row may fail before the printer counts as gone.
// The driver reports a failed transfer once, and starts the next.
const failedReads = 20

var errUnplugged = errors.New("link: usb: the printer was unplugged")

func parseUSB(path string) (opener, error) {
	if !strings.HasPrefix(filepath.Clean(path), "/dev/") {
		return nil, errors.New("link: usb: needs a device such as /dev/usb/lp0")
	}
	return func(ctx context.Context) (Link, error) { return openUSB(ctx, path, stall) }, nil
}

// openUSB opens a device without blocking: a printer that is off must not delay the
// till.
func openUSB(ctx context.Context, path string, stall time.Duration) (Link, error) {
	open := func(mode int) (*os.File, error) {
		return abandon.Call(ctx, func() (*os.File, error) {
			return os.OpenFile(path, mode|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
		}, func(f *os.File, err error) {
			if err == nil {
				_ = f.Close() // there is nobody to return the error to
			}
		})
	}
	f, err := open(os.O_RDWR)
	talks := err == nil
	if errors.Is(err, os.ErrPermission) || errors.Is(err, syscall.EINVAL) { // some devices can only be written
		f, err = open(os.O_WRONLY)
	}
	if err != nil {
		return nil, fmt.Errorf("link: %w", err)
	}
	if err := f.SetWriteDeadline(time.Time{}); err != nil {
		return nil, errors.Join(fmt.Errorf("link: %s is no printer: %w", path, err), f.Close())
	}
	u := &usbLink{stream: stream{conn: f, stall: stall}, inbox: newInbox(), file: f, stop: make(chan struct{}), gone: make(chan struct{})}
	if !talks {
		u.inbox.close(io.EOF)
		close(u.gone)
		return u, nil
	}
	go u.listen()
	return u, nil
}

// listen keeps what the printer sends until the link is closed. A printer that can't
// be read can still be written to.
func (u *usbLink) listen() {
	defer close(u.gone)
	defer u.inbox.close(io.EOF)
	buf := make([]byte, 512)
	for failed := 0; failed < failedReads; {
		n, err := u.file.Read(buf)
		u.put(buf[:max(n, 0)])
		switch {
		case err == nil:
			failed = 0
			continue
		case err == io.EOF && !u.hungUp(): // an empty transfer: some printers send them while idle
			failed = 0
		case errors.Is(err, syscall.EIO):
			failed++
		default:
			return
		}
		select {
		case <-u.stop:
			return
		case <-time.After(readPause):
		}
	}
}

// Write implements Link. It also waits for the end of the last transfer: the driver
// accepts a transfer before the printer has it, and drops one that is in progress
// when the device is closed.
func (u *usbLink) Write(ctx context.Context, data []byte) (int, error) {
	n, err := u.stream.Write(ctx, data)
	if err != nil {
		return n, err
	}
	return n, u.settle(ctx)
}

// settle waits until the device would accept more.
func (u *usbLink) settle(ctx context.Context) error {
	raw, err := u.file.SyscallConn()
	if err != nil {
		return err
	}
	_, err = u.within(ctx, func() (int, error) {
		gone := false
		err := raw.Write(func(fd uintptr) bool {
			state := poll(fd, unix.POLLOUT)
			gone = state&(unix.POLLHUP|unix.POLLERR) != 0
			return state != 0
		})
		if gone {
			err = errUnplugged
		}
		return 0, err
	})
	return err
}

// hungUp reports that the printer was unplugged.
func (u *usbLink) hungUp() bool {
	gone := true
	raw, err := u.file.SyscallConn()
	if err == nil {
		err = raw.Control(func(fd uintptr) { gone = poll(fd, 0)&unix.POLLHUP != 0 })
	}
	return gone || err != nil
}

// poll returns the state of a device, without waiting.
func poll(fd uintptr, events int16) int16 {
	ask := []unix.PollFd{{Fd: int32(fd), Events: events}}
	for {
		if _, err := unix.Poll(ask, 0); err != unix.EINTR {
			return ask[0].Revents // 0 if it can't be read: the stall then ends whatever waits for it
		}
	}
}

// Urgent implements Link: nothing overtakes on USB.
func (u *usbLink) Urgent(ctx context.Context, data []byte) (int, error) { return u.Write(ctx, data) }

// Close implements Link.
func (u *usbLink) Close() error {
	if u.closed {
		return nil
	}
	u.closed = true
	close(u.stop)
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	_, err := abandon.Call(ctx, func() (struct{}, error) {
		err := u.file.Close()
		<-u.gone
		return struct{}{}, err
	}, func(struct{}, error) {})
	return err
}

// Confirms implements Link: the driver accepts bytes long before they are printed.
func (u *usbLink) Confirms() bool { return false }
