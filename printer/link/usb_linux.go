package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
)

// usbLink is a printer on USB as the kernel's usblp driver shows it: a device
// that is written to, and read where the printer talks back.
type usbLink struct {
	stream
	*inbox
	file *os.File
	gone chan struct{} // closed when the reader has ended
}

func parseUSB(path string) (opener, error) {
	if !strings.HasPrefix(path, "/dev/") {
		return nil, errors.New("link: usb: needs a device such as /dev/usb/lp0")
	}
	return func(ctx context.Context) (Link, error) { return openUSB(ctx, path, stall) }, nil
}

// openUSB opens a device without waiting for it: a printer that is away must not
// hold the till.
func openUSB(ctx context.Context, path string, stall time.Duration) (Link, error) {
	open := func(mode int) (*os.File, error) {
		return abandon(ctx, func() (*os.File, error) {
			return os.OpenFile(path, mode|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
		}, func(f *os.File, err error) {
			if err == nil {
				_ = f.Close() // nobody is left to be told
			}
		})
	}
	f, err := open(os.O_RDWR)
	talks := err == nil
	if errors.Is(err, os.ErrPermission) || errors.Is(err, syscall.EINVAL) { // some are only written to
		f, err = open(os.O_WRONLY)
	}
	if err != nil {
		return nil, fmt.Errorf("link: %w", err)
	}
	if err := f.SetWriteDeadline(time.Time{}); err != nil {
		return nil, errors.Join(fmt.Errorf("link: %s is no printer: %w", path, err), f.Close())
	}
	u := &usbLink{stream: stream{conn: f, stall: stall}, inbox: newInbox(), file: f, gone: make(chan struct{})}
	if !talks {
		u.inbox.close(io.EOF)
		close(u.gone)
		return u, nil
	}
	go func() {
		defer close(u.gone)
		_ = u.fill(f) // a printer that can't be read is still written to
	}()
	return u, nil
}

// Close implements Link.
func (u *usbLink) Close() error {
	if u.closed {
		return nil
	}
	u.closed = true
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	_, err := abandon(ctx, func() (struct{}, error) {
		err := u.file.Close()
		<-u.gone
		return struct{}{}, err
	}, func(struct{}, error) {})
	return err
}

// Confirms implements Link: the driver takes bytes long before paper moves.
func (u *usbLink) Confirms() bool { return false }
