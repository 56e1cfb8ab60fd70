package control

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"sync"
	"time"

	"psar/pos/fault"
)

// Server carries out the commands that come by a control socket. Accept, Run and Log are
// required.
type Server struct {
	// Accept decides, before anything else, whether a command is carried out. Its error is
	// what the command says instead.
	Accept func(context.Context, Hello) error
	// Run carries a command out, beside others, and returns its exit code. ctx ends where
	// the command is interrupted, is gone, or the till closes.
	Run func(context.Context, *Command) int
	Log func(message string, args ...any) // of what went wrong

	Beat time.Duration // between two signs of life, 0 for beatEvery

	check func(net.Conn) error // who is at the other end, nil for checkPeer
}

// Times of the till's side.
const (
	helloTime = 5 * time.Second // within which a connection has to say hello
	beatEvery = 2 * time.Second
	endTime   = 2 * time.Second // after which a command that doesn't read what it is told is cut off
)

// maxCommands is how many commands are carried out at a time.
const maxCommands = 16

// Serve answers the commands that come by a listener, until ctx ends; then it closes the
// listener and waits for the commands to end.
func (s Server) Serve(ctx context.Context, l net.Listener) {
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		if err := l.Close(); err != nil {
			s.Log("control socket", "err", err)
		}
	})
	defer func() {
		if !stop() {
			<-closed // with its file
		}
	}()
	places := make(chan struct{}, maxCommands)
	var working sync.WaitGroup
	defer working.Wait()
	for {
		conn, err := l.Accept()
		switch {
		case ctx.Err() != nil:
			if err == nil {
				_ = conn.Close()
			}
			return
		case errors.Is(err, net.ErrClosed):
			s.Log("control socket", "err", err)
			return
		case err != nil: // such as too many open files: later there may be fewer
			s.Log("control socket", "err", err)
			wait(ctx, time.Second)
			continue
		}
		working.Go(func() {
			defer conn.Close()
			select {
			case places <- struct{}{}:
				defer func() { <-places }()
				s.answer(ctx, conn)
			default:
				refuse(newWire(conn), fault.New(fault.TillBusy, maxCommands))
			}
		})
	}
}

func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// answer answers one connection.
func (s Server) answer(serving context.Context, conn net.Conn) {
	w := newWire(conn)
	ctx, cancel := context.WithCancel(serving)
	defer cancel()
	defer context.AfterFunc(serving, func() { time.AfterFunc(endTime, func() { _ = conn.Close() }) })()
	check := s.check
	if check == nil {
		check = checkPeer
	}
	if err := check(conn); err != nil {
		refuse(w, err)
		return
	}
	late := time.AfterFunc(helloTime, func() { _ = conn.Close() })
	first, err := w.receive()
	if !late.Stop() || err != nil || first.Hello == nil {
		return // nothing that could be answered
	}
	if err := s.Accept(ctx, *first.Hello); err != nil {
		refuse(w, err)
		return
	}
	if err := w.send(message{Welcome: true}); err != nil {
		return
	}
	c := &Command{Hello: *first.Hello, wire: w, ctx: ctx, calls: make(map[int]chan reply)}
	var beside sync.WaitGroup
	ended := make(chan struct{})
	beside.Go(func() { c.listen(cancel) })
	beside.Go(func() { c.beat(orElse(s.Beat, beatEvery), ended) })
	code := s.run(ctx, c)
	close(ended)
	_ = w.send(message{Exit: &code}) // it may be gone
	_ = conn.Close()
	beside.Wait()
}

func refuse(w *wire, why error) { _ = w.send(message{Refused: failureOf(why)}) }

// run is Run. A defect in one command ends that command, and not the till.
func (s Server) run(ctx context.Context, c *Command) (code int) {
	defer func() {
		if defect := recover(); defect != nil {
			s.Log("command", "panic", fmt.Sprint(defect), "stack", string(debug.Stack()))
			code = 1
		}
	}()
	return s.Run(ctx, c)
}

// Command is a command that the till carries out.
type Command struct {
	Hello

	wire *wire
	ctx  context.Context

	mu    sync.Mutex
	last  int                // the number of the last call
	calls map[int]chan reply // that have no reply yet
}

// Out and Err are the command's streams.
func (c *Command) Out() io.Writer { return printer{c.wire, false} }

// Err is the command's standard error.
func (c *Command) Err() io.Writer { return printer{c.wire, true} }

// listen takes what the command says, until it is gone.
func (c *Command) listen(cancel context.CancelFunc) {
	defer cancel()
	for {
		m, err := c.wire.receive()
		switch {
		case err != nil:
			return
		case m.Interrupt:
			cancel()
		case m.Reply != nil:
			c.mu.Lock()
			answered := c.calls[m.Reply.Number]
			delete(c.calls, m.Reply.Number)
			c.mu.Unlock()
			if answered != nil {
				answered <- *m.Reply
			}
		}
	}
}

// beat says that the till is there.
func (c *Command) beat(every time.Duration, ended <-chan struct{}) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ended:
			return
		case <-ticker.C:
			if c.wire.send(message{Beat: true}) != nil {
				return
			}
		}
	}
}

// printer is a stream of a command.
type printer struct {
	wire *wire
	err  bool
}

func (p printer) Write(b []byte) (int, error) {
	for done := 0; done < len(b); {
		n := min(chunk, len(b)-done)
		if err := p.wire.send(message{Output: &output{p.err, b[done : done+n]}}); err != nil {
			return done, err
		}
		done += n
	}
	return len(b), nil
}
