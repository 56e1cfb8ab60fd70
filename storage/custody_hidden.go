package storage

import (
	"context"
	"slices"

	"psar/pos/id"
	"psar/pos/journal"
)

// noteHidden notes in the state folder which facts the indexes lack, before these are made anew: a
// program that is killed before the alert is durable tells of them at the next opening.
func (c *custody) noteHidden(lacks []id.Code) {
	if len(lacks) == 0 || c.files == "" {
		return
	}
	c.mu.Lock()
	for _, code := range lacks {
		if !slices.Contains(c.inState.Hidden, code) {
			c.inState.Hidden = append(slices.Clone(c.inState.Hidden), code)
		}
	}
	r := c.inState
	c.mu.Unlock()
	_ = c.files.write(r) // where it can't be, a kill hides it
}

// wereHidden takes over those that were noted, are there by now, and were not told.
func (c *custody) wereHidden(ctx context.Context) error {
	for _, code := range c.inState.Hidden {
		there, err := hashAt(ctx, c.read, code.Seq)
		if err != nil {
			return err
		}
		if there != "" && (journal.Head{Seq: code.Seq, Hash: there}).Code() == code {
			c.hidden = append(c.hidden, code)
		}
	}
	return nil
}
