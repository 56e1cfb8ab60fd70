package link

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"psar/printer/abandon"
)

// writeOrLeave writes a chunk. When ctx ends, or nothing is accepted for limit, the
// write is abandoned and the whole chunk counts as sent, because it may still be;
// late is called when the write returns.
func writeOrLeave(ctx context.Context, w io.Writer, chunk []byte, limit time.Duration, late func()) (int, error) {
	timed, cancel := context.WithTimeoutCause(ctx, limit, errStalled)
	defer cancel()
	own := bytes.Clone(chunk) // the caller may reuse chunk while an abandoned write reads it
	n, err := abandon.Call(timed, func() (int, error) { return w.Write(own) }, func(int, error) { late() })
	if timed.Err() != nil && err == timed.Err() {
		return len(chunk), context.Cause(timed)
	}
	return n, err
}

// sink is a file or port whose calls the kernel may block for ever. A blocked call is
// abandoned, and closes the sink if close has given up waiting for it: at most one
// goroutine stays behind.
type sink struct {
	to        io.WriteCloser
	abandoned bool          // a call was abandoned
	back      chan struct{} // gets one when that call returns
	givenUp   chan struct{} // closed when close no longer waits for it
}

func newSink(to io.WriteCloser) sink {
	return sink{to: to, back: make(chan struct{}), givenUp: make(chan struct{})}
}

// write writes a chunk by writeOrLeave.
func (s *sink) write(ctx context.Context, chunk []byte, limit time.Duration) (int, error) {
	n, err := writeOrLeave(ctx, s.to, chunk, limit, s.late)
	s.abandoned = s.abandoned || errors.Is(err, errStalled) || err != nil && err == ctx.Err()
	return n, err
}

// call makes another call, which is abandoned when ctx ends.
func (s *sink) call(ctx context.Context, call func() error) error {
	_, err := abandon.Call(ctx, func() (struct{}, error) { return struct{}{}, call() }, func(struct{}, error) { s.late() })
	s.abandoned = s.abandoned || err != nil && err == ctx.Err()
	return err
}

func (s *sink) late() {
	select {
	case s.back <- struct{}{}:
	case <-s.givenUp:
		_ = s.to.Close() // there is nobody to return the error to
	}
}

// close closes the sink within closeTimeout, or leaves that to the call that the kernel
// blocks. It must be the last call.
func (s *sink) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if s.abandoned {
		select {
		case <-s.back:
		case <-ctx.Done():
			close(s.givenUp)
			return ctx.Err()
		}
	}
	_, err := abandon.Call(ctx, func() (struct{}, error) { return struct{}{}, s.to.Close() }, func(struct{}, error) {})
	return err
}
