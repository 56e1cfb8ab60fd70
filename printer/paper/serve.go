package paper

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"sync"
)

// Serve lets hosts print on a Device over a listener, which it closes in the end. Like
// a network printer it serves one host at a time; the next connection waits until that
// host closes its own. A pulled cable resets the connection and every new one. Serve
// returns nil when ctx ends, after all connections are closed and all goroutines have
// ended; the error is the listener's, or that the Device is closed. A host that speaks HTTP
// is hung up on and nothing of it is printed; refused, if not nil, is told of each.
func Serve(ctx context.Context, l net.Listener, d *Device, refused func()) error {
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
		if err := serveHost(ctx, conn, d, refused); err != nil {
			return err
		}
	}
}

// closeWith calls closes when ctx ends. The function that it returns makes sure that
// closes has been called, and returns after it.
func closeWith(ctx context.Context, closes func() error) func() {
	var once sync.Once
	end := func() { once.Do(func() { _ = closes() }) }
	stop := context.AfterFunc(ctx, end)
	return func() {
		stop()
		end()
	}
}

// serveHost serves one host until it closes the connection. The error is that the
// Device is closed.
func serveHost(ctx context.Context, conn net.Conn, d *Device, refused func()) error {
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
			stop() // nothing else would end listenTo while the host is silent
		}
		answered <- err
	}()
	heard := listenTo(ctx, conn, d)
	if errors.Is(heard, errHTTP) && refused != nil {
		refused()
	}
	err := parted(conn, heard)
	stop()
	return cmp.Or(err, <-answered)
}

// parted resets the connection if the cable was pulled, and returns an error only if
// the Device is closed.
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

// listenTo copies a host's bytes to the Device until the host closes the connection,
// which is no error. errHTTP is that the host is no till.
func listenTo(ctx context.Context, conn net.Conn, d *Device) error {
	buf := make([]byte, 1<<10)
	var beginning screen
	for {
		n, gone := conn.Read(buf)
		data, err := beginning.pass(buf[:n])
		if err != nil {
			return err
		}
		if gone != nil {
			data = append(data, beginning.rest()...)
		}
		if _, err := d.Write(ctx, data); err != nil {
			return err
		}
		if gone != nil {
			return nil
		}
	}
}

// answer copies the Device's answers to a host. A host that no longer reads may
// still have sent bytes to print.
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

// reset closes a connection with an RST, as after a pulled cable.
func reset(conn net.Conn) {
	if c, ok := conn.(*net.TCPConn); ok {
		_ = c.SetLinger(0)
	}
	_ = conn.Close()
}
