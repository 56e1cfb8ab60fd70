package pos

import (
	"context"
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

// heed records a report of the store. An alert that is unread already is not raised again,
// but what happens again is counted.
func (t *Till) heed(r CustodyReport) error {
	now := t.now()
	if r.Held.Name != "" {
		return t.record(now, journal.Fact{Kind: facts.KeyringHolds, Payload: r.Held})
	}
	alert := r.Alert
	alert.Raised, alert.Last, alert.Times = now, now, 1
	if i := slices.IndexFunc(t.attempts.alerts, alert.SameCause); i >= 0 {
		if alert.Kind != payment.AlertOtherWriter {
			return nil // the same state of the folder, seen when it was opened again
		}
		alert = t.attempts.alerts[i]
		alert.Last, alert.Times = now, alert.Times+1
	}
	done, err := t.commit(context.Background(), Batch{
		At: now, Alerts: []payment.Alert{alert}, Facts: []journal.Fact{{Kind: facts.AlertRaised, Payload: alert}},
	})
	if err != nil {
		return err
	}
	alert.ID = done.AlertIDs[0]
	t.attempts.keepAlert(alert)
	return nil
}
