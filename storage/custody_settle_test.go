package storage

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
)

// A copy is put back while the keyring is locked, and the owner clears that: the keyring, whose
// mark is another one, does not bring it back when it answers in the same run. In a later one, to which
// nothing proves that it was the owner, it is asked once more. What
// is taken away afterwards is an alert of its own.
func TestClearedRestoreStaysCleared(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lag  bool // the keyring's mark is older than the state folder's
		more int  // sales behind the clearing: beyond the old marks, or not
		same bool // the keyring answers in the same run
	}{
		"later":                          {false, 0, false},
		"later, beyond the mark":         {false, 20, false},
		"at once":                        {false, 0, true},
		"an older mark":                  {true, 0, false},
		"an older mark, beyond it":       {true, 20, false},
		"an older mark, at once":         {true, 0, true},
		"an older mark, at once, beyond": {true, 20, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := guardedDays(t, 2)
			old := g.copy()
			g.day(4)
			if c.lag {
				_, ring := g.outside()
				g.day(3)
				g.ring.held = ring
			}
			g.lock()
			g.putBack(old, 2)
			g.open()
			g.wantKinds(payment.AlertJournalBehind)
			g.clearUnsettled()
			g.sell(c.more)
			if c.same {
				g.unlock()
				g.settled()
				g.wantKinds()
			}
			g.close()
			g.unlock()
			for again := range 2 {
				if again == 0 && !c.same { // no key has proven that it was cleared
					g.want(payment.AlertJournalBehind)
					g.clear()
				} else {
					g.want()
				}
				g.sell(1)
				g.close()
			}
			young := g.copy()
			g.day(1)
			g.putBack(young, g.n-1)
			g.want(payment.AlertJournalBehind)
			g.close()
		})
	}
}

// The same with rows that are numbered as those that were lost, whether that was cleared or not:
// neither record was written before they were.
func TestClearedRestoreHidesNoLaterOne(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]payment.AlertKind{
		"cleared":     {payment.AlertJournalBehind},
		"not cleared": {payment.AlertJournalBehind, payment.AlertJournalBehind},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := guardedDays(t, 2)
			old := g.copy()
			g.day(30)
			g.lock()
			g.putBack(old, 2)
			g.open()
			if len(want) == 1 {
				g.clearUnsettled()
			}
			g.sell(1)
			g.close()
			young := g.copy()
			g.open()
			g.sell(1)
			g.close()
			g.putBack(young, g.n-1)
			g.open()
			g.wantKinds(want...)
			g.close()
			g.unlock()
			if len(want) == 1 { // no key has proven that it was cleared
				want = append(want, payment.AlertJournalBehind)
			}
			g.want(want...) // else the same
			g.close()
		})
	}
}

// One matter is one alert, though the two marks outside differ.
func TestTwoMarksAreOneAlert(t *testing.T) {
	t.Parallel()
	for name, beyond := range map[string]int{"behind": 0, "beside": 30} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := guardedDays(t, 2)
			old := g.copy()
			g.day(3)
			_, ring := g.outside()
			g.day(1)
			g.putBack(old, 2)
			g.byAnotherTill(func() { g.sell(beyond) })
			g.ring.held = ring
			kind := payment.AlertJournalBehind
			if beyond > 0 {
				kind = payment.AlertJournalBeside
			}
			g.want(kind)
			if a := g.alerts[0]; !strings.HasSuffix(a.Expected, " (01/2026/000006)") {
				t.Errorf("the lower mark is told: %+v", a)
			}
			g.clearedForGood()
		})
	}
}

// A commit that fails clears nothing: the alert is there at the next opening.
func TestClearingThatFails(t *testing.T) {
	t.Parallel()
	g, _ := copyPutBack(t, 3)
	g.want(payment.AlertJournalBehind)
	cleared := g.alerts[0]
	cleared.Read, cleared.ReadBy, cleared.Reason = noon, "Srey", "restored"
	if _, err := g.db.Commit(context.Background(), pos.Batch{At: noon, Till: 1, Sales: paid(1, 1, usd(200), noon).Sales, Alerts: []payment.Alert{cleared}}); err == nil {
		t.Fatal("a completed sale was changed")
	}
	g.close()
	g.want(payment.AlertJournalBehind)
	g.clearedForGood()
}

// The program is killed between the commit that clears an alert and its note outside: the
// alert is cleared, also where its row could not be signed. Killed before the commit, it is
// not; and a row that was there before is no clearing of it.
func TestKilledWhileClearing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		locked, commits bool
		want            []payment.AlertKind
	}{
		"signed":                 {false, true, nil},
		"unsigned":               {true, true, nil},
		"signed, not committed":  {false, false, []payment.AlertKind{payment.AlertJournalBehind}},
		"unsigned, not commited": {true, false, []payment.AlertKind{payment.AlertJournalBehind}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, _ := copyPutBack(t, 3)
			if c.locked {
				g.lock()
			}
			g.open()
			if !c.locked {
				g.settled()
			}
			g.wantKinds(payment.AlertJournalBehind)
			g.db.custody.intends(readAs(g.alerts[0], "restored"))
			state, ring := g.outside()
			if c.commits {
				g.clearUnsettled()
			}
			g.close()
			g.restore(state, ring)
			g.open()
			g.wantKinds(c.want...)
			g.close()
			g.unlock()
			if c.locked && c.commits { // no key has proven it
				c.want = []payment.AlertKind{payment.AlertJournalBehind}
			}
			g.want(c.want...)
			g.close()
		})
	}
}

// readAs is an alert as the owner clears it.
func readAs(a payment.Alert, reason string) []payment.Alert {
	a.Read, a.ReadBy, a.Reason = noon, "Srey", reason
	return []payment.Alert{a}
}

// A journal that was written anew without the row that names the key is in doubt, whatever it
// tells of accounts. One from before the key, which is put back, is not.
func TestFactsWithoutTheKeysName(t *testing.T) {
	t.Parallel()
	t.Run("written anew", func(t *testing.T) {
		t.Parallel()
		g := closedShop(t)
		g.day(3)
		forge(g, "x'00'", false)
		g.want(payment.AlertJournalBehind)
		g.wantDoubts("forged", payment.AlertSchema, payment.AlertFacts, payment.AlertPayFacts) // the triggers were in the way
		g.close()
	})
	t.Run("from before the key", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		o := g.o
		g.o.Keyring, g.o.State = nil, ""
		g.open()
		g.set(settings.TaxMode, "included")
		g.set(settings.USDAccount, "shop@bank")
		g.close()
		old := g.copy()
		g.o = o
		g.day(2)
		g.day(1)
		g.putBack(old, 0)
		g.want(payment.AlertJournalBehind)
		g.wantDoubts("an old copy")
		g.clear()
		g.sell(1)
		g.wantDoubts("cleared")
		g.close()
		g.want()
		g.close()
	})
}

// A record with as many disputes as it keeps has room in a keyring of Windows.
func TestRecordFitsTheSmallestKeyring(t *testing.T) {
	t.Parallel()
	number := id.Receipt{Till: 99, Year: 2026, Sequence: 999999}
	hash := strings.Repeat("f", 64)
	mark := journal.Mark{Head: journal.Head{Seq: 9_999_999, Hash: hash}, Payment: "999999999999999", Receipt: number, Refund: number, Z: 99_999, Clean: true}
	d := dispute{Kind: payment.AlertJournalBehind, Was: mark, Actual: mark.String(), No: 999, From: mark.Seq, Named: markedKey{mark.Seq, hash[:16]}}
	c := &custody{}
	for range mostMatters + 1 {
		c.keep(d)
		c.settled(d)
	}
	inRing := record{Shop: hash, Folder: "/home", Mark: mark, Named: d.Named, Disputed: c.disputed, Settled: c.cleared, Matters: 999}.forRing()
	b, err := json.Marshal(inRing)
	if err != nil || len(b) > 2560 || len(inRing.Disputed) != maxDisputes || len(inRing.Settled) != maxDisputes || len(c.disputed) != mostMatters || len(c.cleared) != mostMatters {
		t.Errorf("%d bytes (%v)", len(b), err)
	}
	old := d
	old.No, old.Was.Hash = 1, strings.Repeat("e", 64)
	if c.takeSettled(record{Settled: []dispute{old}}, false); len(c.cleared) != mostMatters || slices.ContainsFunc(c.cleared, old.same) {
		t.Error("an old record's matter puts out a newer one")
	}
}

// A keyring that was locked while backups were put back and cleared, one after the other, asks for
// what it missed, and for what it marked itself, once.
func TestManyMattersStaySettled(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2)
	old := g.copy()
	g.day(5)
	g.lock()
	for n := range 8 {
		g.putBack(old, 2)
		g.open()
		g.wantKinds(payment.AlertJournalBehind)
		g.clearUnsettled()
		g.sell(n % 3)
		g.close()
	}
	g.unlock()
	g.open()
	g.settled()
	g.wantKinds(payment.AlertJournalBehind, payment.AlertJournalBehind) // no key has proven any of them
	g.clearedForGood()
}
