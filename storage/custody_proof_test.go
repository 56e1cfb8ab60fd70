package storage

import (
	"encoding/json"
	"os"
	"testing"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
)

// edits changes the record in the state folder as whoever can write there.
func (g *guarded) edits(change func(*record)) {
	g.t.Helper()
	files, _ := g.outside()
	for path, text := range files {
		var r record
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			g.t.Fatal(err)
		}
		change(&r)
		b, err := json.Marshal(r)
		if err == nil {
			err = os.WriteFile(path, b, 0o600)
		}
		if err != nil {
			g.t.Fatal(err)
		}
	}
}

// A copy is put back, and the state folder's record says that the owner has cleared that: without the
// key's proof it is told all the same, also where the journal has such a clearing that nobody signed;
// and where the record was of that day, or the keyring answers late.
func TestUnprovenRecordSettlesNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ read, late, sealed bool }{
		"settled":                       {},
		"settled, the keyring is late":  {late: true},
		"and an unsigned clearing":      {read: true},
		"an unsigned clearing, late":    {read: true, late: true},
		"with a seal of another record": {sealed: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := guardedDays(t, 2, 1)
			old := g.copy()
			var mark journal.Mark
			g.edits(func(r *record) { mark = r.Mark })
			g.day(3)
			var newer journal.Mark
			g.edits(func(r *record) {
				newer = r.Mark
				r.Mark, r.Matters = mark, 1
				r.Settled = []dispute{{Kind: payment.AlertJournalBehind, Was: journal.Mark{Head: newer.Head}, No: 1, From: 1}}
				if !c.sealed {
					r.MAC = ""
				}
			})
			g.putBack(old, 3)
			if c.read {
				g.byAnotherTill(func() {
					g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
					g.record(journal.Fact{Kind: facts.AlertRead, Payload: readAs(payment.Alert{Kind: payment.AlertJournalBehind, Expected: newer.String()}, "restored")[0]})
				})
			}
			if c.late {
				g.lock()
				g.open()
				g.unlock()
				g.settled()
			} else {
				g.open()
				g.settled()
			}
			told := false
			for _, a := range g.alerts {
				told = told || a.Kind == payment.AlertJournalBehind && a.Expected == newer.String()
			}
			if !told {
				t.Errorf("%+v", g.alerts)
			}
			g.clearedForGood()
		})
	}
}

// A record of an older program has no seal: it raises nothing, and has one after the first commit.
func TestRecordsOfOlderPrograms(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2, 1)
	g.edits(func(r *record) { r.MAC = "" })
	g.want()
	g.close()
	g.edits(func(r *record) {
		if !g.db.custody.keys.sig.key.proves(*r) {
			t.Errorf("%+v", r)
		}
	})
}
