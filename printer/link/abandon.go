package link

import (
	"bytes"
	"context"
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
// sent, since it may yet be.
func writeOrLeave(ctx context.Context, w io.Writer, chunk []byte, limit time.Duration) (int, error) {
	timed, cancel := context.WithTimeoutCause(ctx, limit, errStalled)
	defer cancel()
	own := bytes.Clone(chunk) // an abandoned write must not read what the caller reuses
	n, err := abandon(timed, func() (int, error) { return w.Write(own) }, func(int, error) {})
	if timed.Err() != nil && err == timed.Err() {
		return len(chunk), context.Cause(timed)
	}
	return n, err
}
