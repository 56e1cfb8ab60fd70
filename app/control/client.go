package control

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"

	"psar/pos/fault"
)

// ErrNoTill is the error where no till listens: nothing was carried out.
var ErrNoTill = errors.New("control: no till is open")

// Caller is a command's side of its connection.
type Caller struct {
	Out, Err io.Writer
	// Answer answers a call of the till. It may be called while another answer is awaited.
	// After ctx has ended nobody waits for it.
	Answer func(ctx context.Context, method string, args json.RawMessage) (any, error)

	Welcome time.Duration // within which the till has to begin, 0 for welcomeTime
	Silence time.Duration // after which a till that says nothing hangs, 0 for silence
}

// Times of the command's side.
const (
	dialTime    = 5 * time.Second
	welcomeTime = 12 * time.Second // the till may be at a long commit
	silence     = 15 * time.Second // several beats
)

// Carry has the till carry a command out, and returns its exit code. The end of ctx asks the
// command to end; Carry goes on until it has. The error's code is fault.TillSilent where the
// till does not answer, why it refuses, such as fault.TillVersion, or fault.TillLost where it
// went away in between. After ErrNoTill the command may do its work itself.
func (c Caller) Carry(ctx context.Context, conn net.Conn, hello Hello) (int, error) {
	defer conn.Close()
	w := newWire(conn)
	var first message
	hangs, err := within(conn, orElse(c.Welcome, welcomeTime), func() (err error) {
		if err := w.send(message{Hello: &hello}); errors.Is(err, errTooLong) {
			return err
		} // after another error the till has gone, or says why it doesn't listen
		first, err = w.receive()
		return err
	})
	switch {
	case hangs:
		return 0, fault.New(fault.TillSilent)
	case err != nil:
		return 0, fmt.Errorf("%w: %w", ErrNoTill, err)
	case first.Refused != nil:
		return 0, first.Refused.err()
	case !first.Welcome:
		return 0, fmt.Errorf("%w: %w", ErrNoTill, errUnclear)
	}
	defer context.AfterFunc(ctx, func() { _ = w.send(message{Interrupt: true}) })()
	answering, ended := context.WithCancel(ctx) // nobody waits for an answer afterwards
	defer ended()
	for {
		var m message
		_, err := within(conn, orElse(c.Silence, silence), func() (err error) {
			m, err = w.receive()
			return err
		})
		switch {
		case err != nil:
			return 0, fault.New(fault.TillLost).Because(err)
		case m.Output != nil:
			c.print(*m.Output)
		case m.Call != nil:
			go c.reply(answering, w, *m.Call)
		case m.Exit != nil:
			return *m.Exit, nil
		}
	}
}

func orElse(given, usual time.Duration) time.Duration {
	if given > 0 {
		return given
	}
	return usual
}

// within does f, and closes the connection where that takes too long.
func within(conn net.Conn, most time.Duration, f func() error) (hangs bool, err error) {
	var over atomic.Bool
	late := time.AfterFunc(most, func() {
		over.Store(true)
		_ = conn.Close()
	})
	defer late.Stop()
	err = f()
	return err != nil && over.Load(), err
}

// print prints what the command prints. Who does not read it, does not want it: the till
// goes on.
func (c Caller) print(o output) {
	to := c.Out
	if o.Err {
		to = c.Err
	}
	_, _ = to.Write(o.Data)
}

// reply answers a call. An answer that an interrupt cut off is none: the till learns of the
// interrupt itself.
func (c Caller) reply(ctx context.Context, w *wire, asked call) {
	r := reply{Number: asked.Number}
	result, err := c.Answer(ctx, asked.Method, asked.Args)
	if ctx.Err() != nil {
		return
	}
	if err == nil {
		r.Result, err = json.Marshal(result)
	}
	if err != nil {
		r.Failure = failureOf(err)
	}
	_ = w.send(message{Reply: &r}) // the till may have ended the command
}
