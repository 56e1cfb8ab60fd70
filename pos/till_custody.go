package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/journal"
)

// heedStore records what the store finds against its own rows, until the context ends.
func (t *Till) heedStore(ctx context.Context) {
	for {
		select {
		case r := <-t.store.Reports():
			// Not cancelled: what was taken from the channel is recorded. Where that fails,
			// as on a full disk, it is found again when the folder is opened.
			_ = t.do(context.WithoutCancel(ctx), func() error {
				err := t.heed(r)
				t.publish()
				return err
			})
		case <-ctx.Done():
			return
		}
	}
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
	return t.raiseRecords(r.Alert, nil)
}

// doubtAgain judges the rows that mean power once more: what was no doubt while the keyring did
// not answer may be one now.
func (t *Till) doubtAgain(ctx context.Context) (err error) {
	if t.settings, err = t.store.Settings(ctx); err != nil {
		return err
	}
	if err := t.payees.load(ctx, t.store); err != nil {
		return err
	}
	if err := t.authority.readPeople(ctx); err != nil {
		return err
	}
	if err := t.doubtPeople(ctx); err != nil {
		return err
	}
	return t.doubtRows(ctx)
}
