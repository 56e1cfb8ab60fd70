package link

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"
)

// abandon runs a call that the kernel may hold for ever, and leaves it alone
// when the context ends: the call goes on without its caller, and late takes
// what it brings, if it ever does.
func abandon[T any](ctx context.Context, call func() (T, error), late func(T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result)
	go func() {
		v, err := call()
		select {
		case done <- result{v, err}:
		case <-ctx.Done():
			late(v, err)
		}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// writeOrLeave writes a chunk. When the context ends, or the other side takes
// nothing for limit, the write is left to itself and the whole chunk counts as
// sent, since it may yet be; late is called when it comes back.
func writeOrLeave(ctx context.Context, w io.Writer, chunk []byte, limit time.Duration, late func()) (int, error) {
	timed, cancel := context.WithTimeoutCause(ctx, limit, errStalled)
	defer cancel()
	own := bytes.Clone(chunk) // an abandoned write must not read what the caller reuses
	n, err := abandon(timed, func() (int, error) { return w.Write(own) }, func(int, error) { late() })
	if timed.Err() != nil && err == timed.Err() {
		return len(chunk), context.Cause(timed)
	}
	return n, err
}

// sink is a file or port whose calls the kernel may hold for ever. One that it
// holds is left to itself, and closes the sink if nobody waits for that any more:
// never more than one goroutine stays behind.
type sink struct {
	to       io.WriteCloser
	left     bool          // a call was
	back     chan struct{} // it has come back
	forsaken chan struct{} // closed when nobody waits for it
}

func newSink(to io.WriteCloser) sink {
	return sink{to: to, back: make(chan struct{}), forsaken: make(chan struct{})}
}

// write is writeOrLeave.
func (s *sink) write(ctx context.Context, chunk []byte, limit time.Duration) (int, error) {
	n, err := writeOrLeave(ctx, s.to, chunk, limit, s.late)
	s.left = s.left || errors.Is(err, errStalled) || err != nil && err == ctx.Err()
	return n, err
}

// call makes another call, which is left to itself when the context ends.
func (s *sink) call(ctx context.Context, call func() error) error {
	_, err := abandon(ctx, func() (struct{}, error) { return struct{}{}, call() }, func(struct{}, error) { s.late() })
	s.left = s.left || err != nil && err == ctx.Err()
	return err
}

func (s *sink) late() {
	select {
	case s.back <- struct{}{}:
	case <-s.forsaken:
		_ = s.to.Close() // nobody is left to be told
	}
}

// close closes the sink within the goodbye, or leaves that to the call that the
// kernel holds. It is called once, and last.
func (s *sink) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	if s.left {
		select {
		case <-s.back:
		case <-ctx.Done():
			close(s.forsaken)
			return ctx.Err()
		}
	}
	_, err := abandon(ctx, func() (struct{}, error) { return struct{}{}, s.to.Close() }, func(struct{}, error) {})
	return err
}
