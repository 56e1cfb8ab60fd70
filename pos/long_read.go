package pos

import "context"

// longRead is what a command has to know that takes the longer to read the more has
// happened: a report, the whole catalogue. It is read on the caller's goroutine, so
// that the till sells on meanwhile, and looked at again inside.
type longRead struct {
	// ask says on the loop what is to be read; its error ends the command at once.
	ask func() error
	// mark is asked on the loop, before the read and after: where it is another by
	// then, what was read is out of date.
	mark func() uint64
	// read reads past the loop.
	read func() error
}

// longReads is how often a long read is made anew before the till waits for it: a
// shop that sells without a pause must be able to close its shift all the same.
const longReads = 4

// doAfter runs a command on the loop after what it needs was read beside the loop.
func (t *Till) doAfter(ctx context.Context, r longRead, command func() error) error {
	for range longReads {
		var before uint64
		if err := t.do(ctx, func() error {
			before = r.mark()
			return r.ask()
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
		if err := r.ask(); err != nil {
			return err
		}
		if err := r.read(); err != nil {
			return err
		}
		return command()
	})
}

// committed is the mark of a read that any commit makes out of date.
func (t *Till) committed() uint64 { return t.commits }
