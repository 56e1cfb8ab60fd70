package storage

import (
	"context"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
)

// Resolutions and alerts that were changed, added or removed are detected.
func TestVerifyFindsChangedResolutionsAndAlerts(t *testing.T) {
	t.Parallel()
	said := copiesOf(func(db *DB) {
		s, attempt := charged(1, usd(100), noon)
		attempt.State, attempt.Received, attempt.Watched = payment.Unmatched, usd(100), false
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{s}, Attempts: []payment.Attempt{attempt},
			Settings: settings.Values{settings.USDAccount: "shop@bank"},
			Facts: []journal.Fact{{Kind: facts.AttemptReserved, Payload: attempt}, {Kind: facts.SaleOpened, Payload: s},
				{Kind: facts.PayeePinned, Payload: map[string]any{"currency": money.USD, "payee": attempt.Payee}}}})
		note := payment.Resolution{Payment: attempt.ID, Kind: payment.ResolveNote, Note: "called", By: "Dara", At: noon}
		alert := payment.Alert{Kind: payment.AlertOtherAccount, Payment: attempt.ID, Currency: money.USD,
			Found: payment.Payee{Account: "mallory@bank"}, Raised: noon, Last: noon, Times: 1}
		done := mustCommit(t, db, pos.Batch{At: noon, Till: 1, Resolutions: []payment.Resolution{note}, Alerts: []payment.Alert{alert},
			Facts: []journal.Fact{{Kind: facts.UnmatchedNoted, Payload: note}, {Kind: facts.AlertRaised, Payload: alert}}})
		alert.ID, alert.Read, alert.ReadBy = done.AlertIDs[0], noon, "Dara"
		attempt.State, attempt.Resolved = payment.Resolved, usd(100)
		refund := payment.Resolution{Payment: attempt.ID, Kind: payment.ResolveRefund, Money: usd(100), Reference: "FT1", By: "Dara", At: noon}
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Attempts: []payment.Attempt{attempt},
			Resolutions: []payment.Resolution{refund}, Alerts: []payment.Alert{alert}, Facts: []journal.Fact{
				{Kind: facts.AttemptMoved, Payload: map[string]any{"attempt": attempt}},
				{Kind: facts.UnmatchedResolved, Payload: refund}, {Kind: facts.AlertRead, Payload: alert},
			}})
	})
	if check, err := said(t).VerifyJournal(context.Background()); err != nil || !check.OK {
		t.Fatalf("untouched: %+v (%v)", check, err)
	}
	for name, tt := range map[string]struct {
		sql string
		bad int64
	}{
		"NoteChanged":     {"UPDATE settlements SET note = 'never called' WHERE id = 1", 4},
		"AmountChanged":   {"UPDATE settlements SET amount_minor = 50 WHERE id = 2", 7},
		"NameChanged":     {"UPDATE settlements SET said_by = 'Sok' WHERE id = 2", 7},
		"Taken":           {"DELETE FROM settlements WHERE id = 2", 7},
		"Added":           {"INSERT INTO settlements SELECT 3, payment_id, kind, amount_minor, currency, NULL, NULL, NULL, reference, note, said_by, at_ms FROM settlements WHERE id = 2", 8},
		"Unsettled":       {"UPDATE attempts SET settled_minor = 0", 6},
		"AlarmTaken":      {"DELETE FROM alarms", 5},
		"AlarmTimes":      {"UPDATE alarms SET times = 2", 8},
		"AlarmExpected":   {"UPDATE alarms SET expected = 'mallory@bank'", 8},
		"OpenSale":        {"UPDATE sales SET total_minor = 1", 2},
		"AlarmUnread":     {"UPDATE alarms SET read_ms = NULL, read_by = ''", 8},
		"AlarmReadBy":     {"UPDATE alarms SET read_by = 'Sok'", 8},
		"AlarmOfSomebody": {"UPDATE alarms SET account = 'sok_dara@bank'", 8},
		"Watched":         {"UPDATE attempts SET watched = 1", 6},
		"VerifiedAhead":   {"UPDATE attempts SET verified_ms = 9999999999999", 8},
		"Payee":           {"UPDATE attempts SET payee_account = 'mallory@bank'", 6},
		"Pinned":          {"UPDATE settings SET value = 'mallory@bank'", 3},
		"Unpinned":        {"DELETE FROM settings", 3},
		"Slipped in":      {"INSERT INTO settings VALUES ('gateway.allow_no_expiry', 'true')", 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := said(t)
			execRaw(t, db, tt.sql)
			if check, err := db.VerifyJournal(context.Background()); err != nil || check.OK || check.Bad != tt.bad {
				t.Errorf("check %+v (%v), want first bad row %d", check, err, tt.bad)
			}
		})
	}
}
