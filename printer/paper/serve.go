package paper

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"sync"
)

// Serve lets hosts print on a Device over a listener, which it closes. Like a
// network printer it talks with one host at a time; the next one's connection
// waits until that hangs up. A pulled cable resets the connection, and every one
// that comes while it is pulled. Serve returns nil when ctx ends, with every
// connection closed and no goroutine left, and an error when the listener fails
// or a host finds the Device closed.
func Serve(ctx context.Context, l net.Listener, d *Device) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer closeWith(ctx, l.Close)()
	for {
		conn, err := l.Accept()
		if ctx.Err() != nil {
			if err == nil {
				_ = conn.Close()
			}
			return nil
		}
		if err != nil {
			return err
		}
		if err := serveHost(ctx, conn, d); err != nil {
			return err
		}
	}
}

// closeWith closes something when ctx ends. What it returns waits until that
// can't happen any more, and closes it in any case.
func closeWith(ctx context.Context, closes func() error) func() {
	var once sync.Once
	end := func() { once.Do(func() { _ = closes() }) }
	stop := context.AfterFunc(ctx, end)
	return func() {
		stop()
		end()
	}
}

// serveHost talks with one host until it hangs up. The error is the Device's,
// when that is closed.
func serveHost(ctx context.Context, conn net.Conn, d *Device) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer closeWith(ctx, conn.Close)()
	if err := d.connect(); err != nil {
		return parted(conn, err)
	}
	defer d.hangUp()
	answered := make(chan error, 1)
	go func() {
		err := parted(conn, answer(ctx, conn, d))
		if err != nil {
			stop() // the host may be silent: nothing else would end listenTo
		}
		answered <- err
	}()
	err := parted(conn, listenTo(ctx, conn, d))
	stop()
	return cmp.Or(err, <-answered)
}

// parted ends the connection where the cable was pulled, and keeps of an error
// only a Device that is closed.
func parted(conn net.Conn, err error) error {
	switch {
	case errors.Is(err, ErrPulled):
		reset(conn)
		return nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrClosedPipe):
		return io.ErrClosedPipe
	}
	return nil
}

// listenTo carries a host's bytes to the Device until the host hangs up, which is
// no error.
func listenTo(ctx context.Context, conn net.Conn, d *Device) error {
	buf := make([]byte, 1<<10)
	for {
		n, gone := conn.Read(buf)
		if _, err := d.Write(ctx, buf[:n]); err != nil {
			return err
		}
		if gone != nil {
			return nil
		}
	}
}

// answer carries the Device's answers to a host. A host that takes none any more
// may still have sent what is to be printed.
func answer(ctx context.Context, conn net.Conn, d *Device) error {
	buf := make([]byte, 256)
	for {
		n, err := d.Read(ctx, buf)
		if err != nil {
			return err
		}
		if _, err := conn.Write(buf[:n]); err != nil {
			return nil
		}
	}
}

// reset breaks a connection off, as a cable does: the host is told by an RST.
func reset(conn net.Conn) {
	if c, ok := conn.(*net.TCPConn); ok {
		_ = c.SetLinger(0)
	}
	_ = conn.Close()
}
