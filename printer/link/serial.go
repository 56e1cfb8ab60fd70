package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tarm/serial"

	"psar/printer/abandon"
)

// bauds are the speeds that receipt printers can be set to, in bits per second.
var bauds = [...]int{1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200}

const (
	defaultBaud = 9600
	// A byte takes ten bits on the line: start, eight data bits, stop. Counting
	// eleven feeds the line a tenth slower than it runs, so that no bytes wait in
	// the kernel, where an XOFF would come too late for them.
	pacedBits = 11
	// chunkTime is how long the line needs for what is written at once.
	chunkTime = 20 * time.Millisecond
	// readTimeout is the shortest read timeout of a Unix terminal.
	readTimeout = 100 * time.Millisecond
	// readPause is the pause after an empty read: after a hang-up reads return at once.
	readPause = 10 * time.Millisecond
	// hangUp is how many reads in a row must return empty before readTimeout for
	// the port to count as hung up.
	hangUp = 30
)

// Flow control bytes that a printer sends.
const (
	xon  = 0x11
	xoff = 0x13
)

// port is an open serial port.
type port interface {
	Read([]byte) (int, error)
	Write([]byte) (int, error)
	Flush() error
	Close() error
}

// serialLink is a printer on a serial line. A goroutine reads what the printer sends.
// The kernel's own flow control is off: a write that it blocks would never return,
// not even when the port is closed.
type serialLink struct {
	*inbox
	sink
	port   port
	baud   int
	stall  time.Duration
	broken bool
	closed bool
	next   time.Time // when the line has carried what was written
	gate   gate
	stop   chan struct{}
	gone   chan struct{} // closed when the reader has ended
}

func parseSerial(rest string) (opener, error) {
	name, query, _ := strings.Cut(rest, "?")
	if name == "" {
		return nil, errors.New("link: a serial printer needs the name of its port")
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, fmt.Errorf("link: serial: %w", err)
	}
	baud := defaultBaud
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if key != "baud" {
			return nil, fmt.Errorf("link: serial: %q is no setting", key)
		}
		value := values[key]
		baud, err = strconv.Atoi(value[len(value)-1])
		if err != nil || !slices.Contains(bauds[:], baud) {
			return nil, fmt.Errorf("link: serial: baud is one of %v", bauds)
		}
	}
	return func(ctx context.Context) (Link, error) {
		s, err := openSerial(ctx, name, baud, stall)
		if err != nil {
			return nil, err
		}
		return s, nil
	}, nil
}

func openSerial(ctx context.Context, name string, baud int, stall time.Duration) (*serialLink, error) {
	p, err := abandon.Call(ctx, func() (*serial.Port, error) {
		return serial.OpenPort(&serial.Config{Name: name, Baud: baud, ReadTimeout: readTimeout})
	}, func(p *serial.Port, err error) {
		if err == nil {
			_ = p.Close() // there is nobody to return the error to
		}
	})
	if err != nil {
		return nil, fmt.Errorf("link: serial port %s: %w", name, err)
	}
	s := &serialLink{inbox: newInbox(), sink: newSink(p), port: p, baud: baud, stall: stall, stop: make(chan struct{}), gone: make(chan struct{})}
	s.gate.open = make(chan struct{})
	close(s.gate.open)
	go s.listen()
	return s, nil
}

// listen handles XOFF and XON and keeps all other bytes, until the link is closed or
// the port hangs up. Both a timeout and a hang-up return no bytes and io.EOF; they
// differ in how long the read takes.
func (s *serialLink) listen() {
	defer close(s.gone)
	defer s.inbox.close(io.EOF)
	buf := make([]byte, 64)
	for empty := 0; empty < hangUp; {
		began := time.Now()
		n, _ := s.port.Read(buf)
		empty++
		if n > 0 || time.Since(began) > readTimeout/2 {
			empty = 0
		}
		kept := buf[:0]
		for _, b := range buf[:max(n, 0)] {
			switch b {
			case xoff:
				s.gate.shut()
			case xon:
				s.gate.release()
			default:
				kept = append(kept, b)
			}
		}
		s.put(kept)
		if n > 0 {
			select {
			case <-s.stop:
				return
			default:
				continue
			}
		}
		select {
		case <-s.stop:
			return
		case <-time.After(readPause):
		}
	}
}

// Write implements Link.
func (s *serialLink) Write(ctx context.Context, data []byte) (int, error) {
	return s.send(ctx, data, s.gate.wait)
}

// Urgent implements Link: XOFF does not block it.
func (s *serialLink) Urgent(ctx context.Context, data []byte) (int, error) {
	return s.send(ctx, data, func(context.Context, time.Duration) error { return nil })
}

// send writes data in chunks, and calls leave before each to wait for XON.
func (s *serialLink) send(ctx context.Context, data []byte, leave func(context.Context, time.Duration) error) (int, error) {
	if s.broken || s.closed {
		return 0, errBroken
	}
	sent := 0
	for sent < len(data) {
		n, err := s.chunk(ctx, data[sent:min(sent+s.chunkSize(), len(data))], leave)
		sent += n
		if err != nil {
			s.broken = true
			return sent, err
		}
	}
	return sent, nil
}

// chunkSize is the number of bytes that the line carries in chunkTime, at least 8.
func (s *serialLink) chunkSize() int {
	return max(8, s.baud/pacedBits*int(chunkTime/time.Millisecond)/1000)
}

// chunk waits for the line and for leave, and writes one chunk.
func (s *serialLink) chunk(ctx context.Context, chunk []byte, leave func(context.Context, time.Duration) error) (int, error) {
	if err := s.wait(ctx, time.Until(s.next)); err != nil {
		return 0, err
	}
	if err := leave(ctx, s.stall); err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	// From now, not from when the line was free: lost time is not made up by a
	// burst, which pacing is there to prevent.
	s.next = time.Now().Add(time.Duration(len(chunk)*pacedBits) * time.Second / time.Duration(s.baud))
	return s.write(ctx, chunk, s.stall)
}

func (s *serialLink) wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close implements Link. Bytes in the kernel's buffer are discarded only if a write
// was abandoned, so that the kernel lets it return.
func (s *serialLink) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	close(s.stop)
	<-s.gone
	var flushErr error
	if s.broken {
		flushErr = s.port.Flush()
	}
	return errors.Join(flushErr, s.sink.close())
}

// Confirms implements Link: a serial line does not tell what was printed.
func (s *serialLink) Confirms() bool { return false }

// gate is open while the printer accepts data.
type gate struct {
	mu     sync.Mutex
	closed bool
	open   chan struct{} // closed while the printer accepts data
}

func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		g.closed, g.open = true, make(chan struct{})
	}
}

func (g *gate) release() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		g.closed = false
		close(g.open)
	}
}

// wait returns when the printer accepts data. The error is errStalled after limit, or
// ctx's.
func (g *gate) wait(ctx context.Context, limit time.Duration) error {
	g.mu.Lock()
	open := g.open
	g.mu.Unlock()
	select {
	case <-open:
		return nil
	default:
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-open:
		return nil
	case <-timer.C:
		return errStalled
	case <-ctx.Done():
		return ctx.Err()
	}
}
