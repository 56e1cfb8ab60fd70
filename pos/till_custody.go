package pos

import (
	"context"
	"errors"
	"slices"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
)

// heedStore records what the store finds against its own rows, until the context ends.
func (t *Till) heedStore(ctx context.Context) {
	for {
		select {
		case r := <-t.store.Reports():
			// Not cancelled: what was taken from the channel is recorded, or waits for that.
			_ = t.do(context.WithoutCancel(ctx), func() error {
				t.await(r)
				return t.heedAgain()
			})
		case <-ctx.Done():
			return
		}
	}
}

// mostUnheeded bounds the reports that wait to be recorded.
const mostUnheeded = 100

// await keeps a report until it is recorded. Of what the keyring holds the last one counts.
func (t *Till) await(r CustodyReport) {
	t.unheeded = slices.DeleteFunc(t.unheeded, func(w CustodyReport) bool {
		return w == r || r.Held.Name != "" && w.Held.Name == r.Held.Name
	})
	if len(t.unheeded) < mostUnheeded {
		t.unheeded = append(t.unheeded, r)
	}
}

// heedAgain records what waits for it. What can't be recorded now, as on a full disk, goes on
// waiting.
func (t *Till) heedAgain() (err error) {
	if len(t.unheeded) == 0 {
		return nil
	}
	t.unheeded = slices.DeleteFunc(t.unheeded, func(r CustodyReport) bool {
		failed := t.heed(r)
		err = errors.Join(err, failed)
		return failed == nil
	})
	t.publish()
	return err
}

// heedWaiting records the reports that are there. Called while the loop does not run, or
// on it.
func (t *Till) heedWaiting() error {
	for {
		select {
		case r := <-t.store.Reports():
			if err := t.heed(r); err != nil {
				return err
			}
		default:
			return nil
		}
	}
}

// heed records a report of the store.
func (t *Till) heed(r CustodyReport) error {
	if r.Held.Name != "" {
		return t.record(t.now(), journal.Fact{Kind: facts.KeyringHolds, Payload: r.Held})
	}
	if r.KeyCame {
		return t.doubtAgain(context.Background())
	}
	if r.Alert.Kind == payment.AlertOtherWriter {
		if err := t.drawer.reread(context.Background(), t.store); err != nil {
			return err
		}
	}
	return t.raiseRecords(r.Alert, Batch{})
}

// doubtAgain judges the rows that mean power once more: what was no doubt while the keyring did
// not answer may be one now. The till goes by what it knew where not all of it can be read.
func (t *Till) doubtAgain(ctx context.Context) error {
	told, err := t.store.Settings(ctx)
	if err != nil {
		return err
	}
	pins, err := t.store.Payees(ctx)
	if err != nil {
		return err
	}
	if err := t.authority.readPeople(ctx); err != nil {
		return err
	}
	t.settings = told
	t.payees.put(pins)
	if err := t.doubtPeople(ctx); err != nil {
		return err
	}
	before := t.doubted
	if err := t.doubtRows(ctx); err != nil {
		return err
	}
	if err := t.endReplaced(before); err != nil {
		return err
	}
	t.publish() // who may sign in may be others
	return nil
}
