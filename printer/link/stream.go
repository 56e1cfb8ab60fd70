package link

import (
	"context"
	"errors"
	"io"
	"os"
	"time"
)

// streamChunk is how much is written at once, in bytes. A printer must accept it
// within stall.
const streamChunk = 1 << 10

// conn is a connection or device whose writes end at a deadline.
type conn interface {
	io.Writer
	SetWriteDeadline(time.Time) error
}

// stream writes to a printer that may block.
type stream struct {
	conn   conn
	stall  time.Duration
	broken bool
	closed bool
}

// Write implements Link.
func (s *stream) Write(ctx context.Context, data []byte) (int, error) {
	if s.broken || s.closed {
		return 0, errBroken
	}
	sent := 0
	for sent < len(data) {
		n, err := s.within(ctx, func() (int, error) {
			return s.conn.Write(data[sent:min(sent+streamChunk, len(data))])
		})
		sent += n
		if err != nil {
			return sent, err
		}
	}
	return sent, nil
}

// within makes a call that ends when ctx ends, or when the printer has blocked it for
// stall. After an error the stream is broken.
func (s *stream) within(ctx context.Context, call func() (int, error)) (n int, err error) {
	defer func() { s.broken = s.broken || err != nil }()
	if err := s.conn.SetWriteDeadline(time.Now().Add(s.stall)); err != nil {
		return 0, err
	}
	// A deadline in the past unblocks the call when ctx ends. It is set after the
	// stall's deadline, which would replace it.
	woken := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(woken)
		_ = s.conn.SetWriteDeadline(time.Unix(1, 0))
	})
	defer func() {
		if !stop() {
			<-woken // otherwise it would unblock the next call
		}
	}()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	n, err = call()
	switch {
	case err != nil && ctx.Err() != nil:
		return n, ctx.Err()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, errStalled
	}
	return n, err
}
