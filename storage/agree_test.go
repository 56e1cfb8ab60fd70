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

// What managers said can't be changed, added or taken away unseen.
func TestVerifyFindsWhatManagersDidNotSay(t *testing.T) {
	t.Parallel()
	said := func(t *testing.T) *DB {
		db := mustOpen(t, options(t.TempDir()))
		s, attempt := charged(1, usd(100), noon)
		attempt.State, attempt.Received, attempt.Watched = payment.Unclaimed, usd(100), false
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{s}, Attempts: []payment.Attempt{attempt},
			Settings: settings.Values{settings.USDAccount: "shop@bank"},
			Facts: []journal.Fact{{Kind: facts.AttemptReserved, Payload: attempt}, {Kind: facts.SaleOpened, Payload: s},
				{Kind: facts.PayeePinned, Payload: map[string]any{"currency": money.USD, "payee": attempt.Payee}}}})
		note := payment.Settlement{Payment: attempt.ID, Kind: payment.SettleNote, Note: "called", By: "Dara", At: noon}
		alarm := payment.Alarm{Kind: payment.AlarmOtherAccount, Payment: attempt.ID, Currency: money.USD,
			Found: payment.Payee{Account: "mallory@bank"}, Raised: noon, Last: noon, Times: 1}
		done := mustCommit(t, db, pos.Batch{At: noon, Till: 1, Settlements: []payment.Settlement{note}, Alarms: []payment.Alarm{alarm},
			Facts: []journal.Fact{{Kind: facts.UnclaimedNoted, Payload: note}, {Kind: facts.AlarmRaised, Payload: alarm}}})
		alarm.ID, alarm.Read, alarm.ReadBy = done.AlarmIDs[0], noon, "Dara"
		attempt.State, attempt.Settled = payment.Settled, usd(100)
		refund := payment.Settlement{Payment: attempt.ID, Kind: payment.SettleRefund, Money: usd(100), Reference: "FT1", By: "Dara", At: noon}
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Attempts: []payment.Attempt{attempt},
			Settlements: []payment.Settlement{refund}, Alarms: []payment.Alarm{alarm}, Facts: []journal.Fact{
				{Kind: facts.AttemptMoved, Payload: map[string]any{"attempt": attempt}},
				{Kind: facts.UnclaimedSettled, Payload: refund}, {Kind: facts.AlarmRead, Payload: alarm},
			}})
		return db
	}
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
		"AlarmTaken":      {"DELETE FROM alarms", 8},
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
