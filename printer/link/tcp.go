package link

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"
)

// Constants of network printers.
const (
	rawPort     = "9100" // raw printing, the same for all makers
	dialTimeout = 3 * time.Second
	// closeTimeout is how long a printer may take to close the connection after us. To
	// close it first, with an unread answer, would reset the connection and lose
	// what the printer has not read yet.
	closeTimeout = 500 * time.Millisecond
)

// tcpLink is a network printer. A goroutine reads what it sends until either side
// closes the connection.
type tcpLink struct {
	stream
	*inbox
	tcp   *net.TCPConn
	gone  chan struct{} // closed when the reader has ended
	heard error         // the reader's error, nil if the printer just closed the connection
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

// tcpAddress is the address to dial for HOST or HOST:PORT.
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
	tcp := conn.(*net.TCPConn)
	t := &tcpLink{stream: stream{conn: tcp, stall: stall}, inbox: newInbox(), tcp: tcp, gone: make(chan struct{})}
	go func() {
		defer close(t.gone)
		t.heard = t.fill(tcp)
	}()
	return t, nil
}

// Urgent implements Link: nothing overtakes on a network.
func (t *tcpLink) Urgent(ctx context.Context, data []byte) (int, error) { return t.Write(ctx, data) }

// Close implements Link.
func (t *tcpLink) Close() error {
	if t.closed {
		return nil
	}
	t.closed = true
	var halfErr error
	if !t.broken {
		halfErr = t.tcp.CloseWrite()
		timer := time.NewTimer(closeTimeout)
		defer timer.Stop()
		select {
		case <-t.gone:
		case <-timer.C:
		}
	}
	err := t.tcp.Close()
	<-t.gone
	return errors.Join(t.heard, halfErr, err)
}

// Confirms implements Link: bytes arrive long before they are printed.
func (t *tcpLink) Confirms() bool { return false }
