package pos

import "context"

// longRead is a read whose time grows with the shop's data: a report, the whole catalogue.
// It runs on the caller's goroutine while the till goes on selling, and is checked for
// being current before it is used.
type longRead struct {
	// prepare runs on the loop before the read and decides what to read; its error ends
	// the command.
	prepare func() error
	// mark runs on the loop after prepare, which may commit, and after the read: if it
	// changed in between, the read is out of date.
	mark func() uint64
	// read reads, off the loop.
	read func() error
}

// longReads is how often a long read is repeated before it runs on the loop instead: a
// shop that never stops selling must still be able to close its shift.
const longReads = 4

// doAfter runs a command on the loop after a long read off the loop.
func (t *Till) doAfter(ctx context.Context, r longRead, command func() error) error {
	for range longReads {
		var before uint64
		if err := t.do(ctx, func() error {
			if err := r.prepare(); err != nil {
				return err
			}
			before = r.mark()
			return nil
		}); err != nil {
			return err
		}
		if err := r.read(); err != nil {
			return err
		}
		old := false
		err := t.do(ctx, func() error {
			if old = r.mark() != before; old {
				return nil
			}
			return command()
		})
		if !old {
			return err
		}
	}
	return t.do(ctx, func() error {
		if err := r.prepare(); err != nil {
			return err
		}
		if err := r.read(); err != nil {
			return err
		}
		return command()
	})
}

// committed is the mark of a read that every commit makes out of date.
func (t *Till) committed() uint64 { return t.commits }
