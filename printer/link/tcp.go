package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// Facts of network printers.
const (
	rawPort     = "9100" // raw printing, as every maker has it
	dialTimeout = 3 * time.Second
	tcpChunk    = 1 << 10
	// goodbye is how long a printer may take to hang up after us. Hanging up
	// first, with an answer of its unread, would reset the connection and lose
	// what the printer has not yet taken.
	goodbye = 500 * time.Millisecond
)

// tcpLink is a network printer. A goroutine reads what it sends until it hangs
// up or the link is closed.
type tcpLink struct {
	conn   *net.TCPConn
	stall  time.Duration
	broken bool
	closed bool
	gone   chan struct{} // closed when the reader has ended
	heard  error         // why it ended, when the printer did not just hang up
}

func parseTCP(rest string) (opener, error) {
	address, err := tcpAddress(rest)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) (Link, error) {
		t, err := dialTCP(ctx, address, stall)
		if err != nil {
			return nil, err
		}
		return t, nil
	}, nil
}

// tcpAddress is what to dial for HOST or HOST:PORT.
func tcpAddress(rest string) (string, error) {
	host, port, err := net.SplitHostPort(rest)
	if err != nil {
		host, port = strings.TrimSuffix(strings.TrimPrefix(rest, "["), "]"), rawPort
		if strings.Contains(host, ":") && net.ParseIP(host) == nil {
			return "", fmt.Errorf("link: address of a network printer: %w", err)
		}
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return "", fmt.Errorf("link: port %q is none of 1 to 65535", port)
	}
	if host == "" || strings.ContainsAny(host, " /") {
		return "", fmt.Errorf("link: %q is no name of a network printer", host)
	}
	return net.JoinHostPort(host, port), nil
}

func dialTCP(ctx context.Context, address string, stall time.Duration) (*tcpLink, error) {
	dialer := net.Dialer{Timeout: dialTimeout}
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	t := &tcpLink{conn: conn.(*net.TCPConn), stall: stall, gone: make(chan struct{})}
	go t.listen()
	return t, nil
}

// listen reads the printer's answers. Nobody wants them yet, but a printer
// whose answers pile up stops printing.
func (t *tcpLink) listen() {
	defer close(t.gone)
	_, err := io.Copy(io.Discard, t.conn)
	if err != nil && !errors.Is(err, net.ErrClosed) {
		t.heard = err
	}
}

// Write implements Link.
func (t *tcpLink) Write(ctx context.Context, data []byte) (int, error) {
	if t.broken || t.closed {
		return 0, errBroken
	}
	// A deadline in the past wakes a write that the printer holds.
	stop := context.AfterFunc(ctx, func() { _ = t.conn.SetWriteDeadline(time.Unix(1, 0)) })
	defer stop()
	sent := 0
	for sent < len(data) {
		n, err := t.chunk(ctx, data[sent:min(sent+tcpChunk, len(data))])
		sent += n
		if err != nil {
			t.broken = true
			return sent, err
		}
	}
	return sent, nil
}

func (t *tcpLink) chunk(ctx context.Context, chunk []byte) (int, error) {
	if err := t.conn.SetWriteDeadline(time.Now().Add(t.stall)); err != nil {
		return 0, err
	}
	// Looked at after the deadline is set: this one may have undone that of a
	// context which ended just before.
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	n, err := t.conn.Write(chunk)
	var timeout net.Error
	switch {
	case err != nil && ctx.Err() != nil:
		return n, ctx.Err()
	case errors.As(err, &timeout) && timeout.Timeout():
		return n, errStalled
	}
	return n, err
}

// Close implements Link.
func (t *tcpLink) Close() error {
	if t.closed {
		return nil
	}
	t.closed = true
	var halfErr error
	if !t.broken {
		halfErr = t.conn.CloseWrite()
		timer := time.NewTimer(goodbye)
		defer timer.Stop()
		select {
		case <-t.gone:
		case <-timer.C:
		}
	}
	err := t.conn.Close()
	<-t.gone
	return errors.Join(t.heard, halfErr, err)
}

// Confirms implements Link: a network takes bytes long before paper moves.
func (t *tcpLink) Confirms() bool { return false }
