package link

import (
	"context"
	"errors"
	"io"
	"os"
	"time"
)

// streamChunk is how much is written at once, in bytes: what a printer must take
// within the stall.
const streamChunk = 1 << 10

// conn is a connection or device whose writes a deadline wakes.
type conn interface {
	io.Writer
	SetWriteDeadline(time.Time) error
}

// stream writes to a printer that may take its time.
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
	// A deadline in the past wakes a write that the printer holds.
	stop := context.AfterFunc(ctx, func() { _ = s.conn.SetWriteDeadline(time.Unix(1, 0)) })
	defer stop()
	sent := 0
	for sent < len(data) {
		n, err := s.chunk(ctx, data[sent:min(sent+streamChunk, len(data))])
		sent += n
		if err != nil {
			s.broken = true
			return sent, err
		}
	}
	return sent, nil
}

func (s *stream) chunk(ctx context.Context, chunk []byte) (int, error) {
	if err := s.conn.SetWriteDeadline(time.Now().Add(s.stall)); err != nil {
		return 0, err
	}
	// Looked at after the deadline is set: this one may have undone that of a
	// context which ended just before.
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.conn.Write(chunk)
	switch {
	case err != nil && ctx.Err() != nil:
		return n, ctx.Err()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, errStalled
	}
	return n, err
}
