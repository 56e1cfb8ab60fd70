package pos

import (
	"context"
	"slices"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
)

// doubtRows holds the rows that mean power against the journal, when the till opens and
// before each Z report. Settings that were changed behind its back are put back as the
// journal tells; where they can't be, the till goes by the journal all the same. What is
// found is an alert until the owner has cleared it; selling goes on.
func (t *Till) doubtRows(ctx context.Context) error {
	found, err := t.store.Doubts(ctx)
	if err != nil {
		return err
	}
	if len(found.Right) > 0 { // where that can't be written the next opening does it: till then they count as little
		_, _ = t.commit(ctx, Batch{At: t.now(), Facts: found.Right})
	}
	t.doubted = slices.DeleteFunc(slices.Clone(found.Alerts), func(a payment.Alert) bool {
		return a.Kind != payment.AlertFacts && a.Kind != payment.AlertPayFacts
	})
	for _, alert := range found.Alerts {
		var put Batch
		if alert.Kind == payment.AlertSettingRows {
			put.Settings = found.Restore
		}
		err := t.raiseRecords(alert, put)
		if err != nil && len(put.Settings) > 0 {
			err = t.raiseRecords(alert, Batch{}) // the rows can't be put back
		}
		if err != nil {
			return err
		}
	}
	return t.doubtSecrets(ctx)
}

// endReplaced ends the alerts about facts that nobody could judge when they were raised, where another
// one says now, by the key, which of them are in doubt: one matter is told once. Nobody has read them.
func (t *Till) endReplaced(before []payment.Alert) error {
	for _, old := range before {
		at := slices.IndexFunc(t.attempts.alerts, old.SameCause)
		if at < 0 || slices.ContainsFunc(t.doubted, old.SameCause) ||
			!slices.ContainsFunc(t.doubted, func(a payment.Alert) bool { return a.Kind == old.Kind }) {
			continue
		}
		ended := t.attempts.alerts[at]
		ended.Read, ended.ReadBy = t.now(), payment.ReadByNobody
		_, err := t.commit(context.Background(), Batch{
			At: ended.Read, Alerts: []payment.Alert{ended}, Facts: []journal.Fact{{Kind: facts.AlertRead, Payload: ended}},
		})
		if err != nil {
			return err
		}
		t.attempts.keepAlert(ended)
	}
	return nil
}

// raiseRecords makes an alert about the shop's records durable, with the rows that are put back. One
// that is unread already is not raised again, but what happens again is counted.
func (t *Till) raiseRecords(alert payment.Alert, put Batch) error {
	now := t.now()
	alert.Raised, alert.Last, alert.Times = now, now, 1
	if i := slices.IndexFunc(t.attempts.alerts, alert.SameCause); i >= 0 {
		if alert.Kind != payment.AlertOtherWriter && len(put.Settings)+len(put.Sales)+len(put.Held) == 0 {
			return nil // the same state of the folder, seen again
		}
		alert = t.attempts.alerts[i]
		alert.Last, alert.Times = now, alert.Times+1
	}
	put.At, put.Alerts, put.Facts = now, []payment.Alert{alert}, []journal.Fact{{Kind: facts.AlertRaised, Payload: alert}}
	done, err := t.commit(context.Background(), put)
	if err != nil {
		return err
	}
	alert.ID = done.AlertIDs[0]
	t.attempts.keepAlert(alert)
	return nil
}

// checkPayFacts refuses to ask for a code while it is in doubt whom it would pay.
func (p *attempts) checkPayFacts() error {
	if stopsCodes(p.alerts) {
		return fault.New(fault.PayFactsDoubted)
	}
	return nil
}

// stopsCodes reports whether one of the alerts says that it is in doubt whom codes pay.
func stopsCodes(alerts []payment.Alert) bool {
	return slices.ContainsFunc(alerts, func(a payment.Alert) bool { return a.Kind == payment.AlertPayFacts })
}

// CodesStopped reports whether no code is asked for, because it is in doubt whom it would pay.
func (s Snapshot) CodesStopped() bool { return stopsCodes(s.Alerts) }
