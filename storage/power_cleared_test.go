package storage

import (
	"database/sql"
	"errors"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
)

// forgedTax makes the fact about the tax one whose hash is not that of its contents.
const forgedTax = "UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE payload LIKE '%tax.mode%'"

// wantDoubts compares the kinds of what is in doubt.
func (g *guarded) wantDoubts(when string, want ...payment.AlertKind) pos.Doubts {
	g.t.Helper()
	kinds, all := g.doubts()
	same := len(kinds) == len(want)
	for i := 0; same && i < len(want); i++ {
		same = kinds[i] == want[i]
	}
	if !same {
		g.t.Errorf("%s: %+v, want %v", when, all.Alerts, want)
	}
	return all
}

// clearDoubts is the owner, who clears everything that is in doubt.
func (g *guarded) clearDoubts(kind payment.AlertKind) {
	g.t.Helper()
	for _, alert := range g.wantDoubts("to be cleared", kind).Alerts {
		g.alerts = append(g.alerts, alert)
		raise(g, alert)
	}
	g.clearUnsettled()
}

// clearUnsettled clears the alerts without waiting for the keyring.
func (g *guarded) clearUnsettled() {
	g.t.Helper()
	for _, a := range g.alerts {
		a.Read, a.ReadBy, a.Reason = noon, "Srey", "looked"
		mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Alerts: []payment.Alert{a},
			Facts: []journal.Fact{{Kind: facts.AlertRead, Payload: a}}})
	}
	g.alerts = nil
}

// An alert that the owner has cleared stays cleared: where the keyring is locked at the next
// opening, where it was locked when it was cleared, and with a new computer's own key.
func TestClearedDoubtsStayCleared(t *testing.T) {
	t.Parallel()
	for name, locked := range map[string]bool{"signed": false, "written while the keyring was locked": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := closedShop(t)
			g.byCommandLine(forgedTax)
			if locked {
				g.lock()
			}
			g.open()
			if !locked {
				g.settled()
			}
			g.clearDoubts(payment.AlertFacts)
			g.wantDoubts("cleared")
			g.close()
			g.lock()
			g.open()
			g.wantDoubts("with a locked keyring")
			g.close()
			g.unlock()
			g.want()
			g.wantDoubts("with the key")
			g.close()
			g.ring = newRing()
			g.o.Keyring, g.o.State = g.ring, t.TempDir()
			g.want(payment.AlertKeyringMissing)
			g.wantDoubts("on a new computer")
			g.clear()
			g.sell(1)
			g.wantDoubts("with a new computer's key")
			g.close()
		})
	}
}

// A clearing that was written into the closed shop by somebody else clears nothing.
func TestForgedClearingClearsNothing(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	g.byCommandLine(forgedTax)
	g.byAnotherTill(func() { g.clearDoubts(payment.AlertFacts) })
	g.want(payment.AlertJournalGrew)
	g.wantDoubts("cleared by somebody else", payment.AlertFacts)
	g.close()
}

// A trigger that the owner has cleared clears no other, and not itself with another text.
func TestClearedTriggerHidesNoLaterOne(t *testing.T) {
	t.Parallel()
	const harmless = " AFTER INSERT ON sales BEGIN SELECT 1; END"
	for name, later := range map[string]string{
		"another":        "CREATE TRIGGER y" + harmless,
		"the same, anew": "DROP TRIGGER x; CREATE TRIGGER x AFTER INSERT ON sales BEGIN DELETE FROM alarms; END",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := closedShop(t)
			change := func(statement string) {
				t.Helper()
				db, err := sql.Open("sqlite", databasePath(g.o.Dir, false))
				if err != nil {
					t.Fatal(err)
				}
				_, err = db.Exec(statement)
				if err := errors.Join(err, db.Close()); err != nil {
					t.Fatal(err)
				}
				g.want()
			}
			change("CREATE TRIGGER x" + harmless)
			g.clearDoubts(payment.AlertSchema)
			g.wantDoubts("cleared")
			g.close()
			change(later)
			g.wantDoubts("later", payment.AlertSchema)
			g.close()
		})
	}
}
