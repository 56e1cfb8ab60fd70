package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// Days one after the other, kills among them, raise nothing, and their rows are signed.
func TestCustodyOfOrdinaryDays(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 3)
	for range 3 {
		g.want()
		g.sell(2)
		g.kill()
		g.want()
		g.close() // a command that sells nothing
		g.day(1)
	}
	g.want()
	check := g.verify()
	if !check.OK || check.Signed == 0 || check.Before+check.Unchecked != 0 || check.Signed+check.Unsigned != check.Rows || check.Unsigned > 2 {
		t.Errorf("%+v", check)
	}
	g.close()
	if b, err := os.ReadFile(filepath.Join(g.o.Dir, secretsName)); err == nil {
		t.Errorf("the key lies in a file: %s", b)
	}
	// Another process, which only reads.
	db, err := OpenReadOnly(context.Background(), g.o)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if again, err := db.VerifyJournal(context.Background()); err != nil || !reflect.DeepEqual(again, check) {
		t.Errorf("%+v (%v), want %+v", again, err, check)
	}
}

// A copy of the folder that is put back is behind the mark, until the owner has cleared it;
// also where the copy holds the alert no more.
func TestCustodyOfACopyPutBack(t *testing.T) {
	t.Parallel()
	g, old := copyPutBack(t, 5)
	g.want(payment.AlertJournalBehind)
	if a := g.alerts[0]; !strings.HasSuffix(a.Expected, " (01/2026/000007)") || !strings.HasSuffix(a.Actual, " (01/2026/000002)") {
		t.Errorf("%+v", a)
	}
	g.sell(20) // beyond the old mark
	g.close()
	g.putBack(old, 2) // with the alert's own row
	g.want(payment.AlertJournalBehind, payment.AlertJournalBehind)
	g.clearedForGood()
	// What is outside alone does not help the thief: the keyring's mark is the higher one.
	if err := os.RemoveAll(g.o.State); err != nil {
		t.Fatal(err)
	}
	g.putBack(old, 2)
	g.want(payment.AlertJournalBehind)
	g.close()
}

// The owner's clearing is in a signed row: a kill before it was noted outside does not
// bring the alert back.
func TestCustodyKilledWhileClearing(t *testing.T) {
	t.Parallel()
	g, _ := copyPutBack(t, 3)
	g.want(payment.AlertJournalBehind)
	state, ring := g.outside()
	g.clear()
	g.close()
	g.restore(state, ring)
	g.want()
	g.close()
}

// A sale is deleted and the whole chain computed anew, by whoever has the program's source
// but not the key.
func TestCustodyOfAForgedChain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mac   string
		named bool // the rows that name the key stay
		whole bool // the chain looks whole: only the mark tells
	}{
		"the old signatures":          {"mac", true, false},
		"none":                        {"x'00'", true, false},
		"as before signing":           {"NULL", true, false},
		"none, and the key unnamed":   {"x'00'", false, true},
		"before, and the key unnamed": {"NULL", false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := guardedDays(t, 4)
			forge(g, c.mac, c.named)
			g.want(payment.AlertJournalBehind)
			if check := g.verify(); check.OK != c.whole || c.whole && check.Unsigned+check.Before < 6 {
				t.Errorf("%+v", check)
			}
			g.close()
		})
	}
}

// forge deletes the second sale with its facts, and computes the chain anew.
func forge(g *guarded, mac string, named bool) {
	g.byAnotherTill(func() { forgeOpen(g.t, g.db, mac, named) })
}

func forgeOpen(t *testing.T, db *DB, mac string, named bool) {
	t.Helper()
	execRaw(t, db, "DELETE FROM journal WHERE payload LIKE '%000000000002%' OR payload LIKE '%01/2026/000002%'",
		"DELETE FROM prints WHERE receipt LIKE '%000002%'", "DELETE FROM outcomes WHERE payment_id = "+string(paymentID(2)),
		"DELETE FROM tenders WHERE sale_id LIKE '%000000000002'", "DELETE FROM sale_lines WHERE sale_id LIKE '%000000000002'",
		"DELETE FROM attempts WHERE sale_id LIKE '%000000000002'", "DELETE FROM sales WHERE id LIKE '%000000000002'",
		"UPDATE journal SET mac = "+mac)
	if !named {
		execRaw(t, db, "DELETE FROM journal WHERE kind = 'keyring.holds'")
	}
	last := journal.Head{Hash: journal.GenesisHash}
	var entries []journal.Entry
	var old []int64
	rows, err := db.read.Query("SELECT seq, till, kind, version, at_ms, payload FROM journal ORDER BY seq")
	err = each(rows, err, func(scan func(...any) error) error {
		var e journal.Entry
		var at int64
		err := scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload)
		old = append(old, e.Seq)
		e.At, e.Seq, e.PrevHash = time.UnixMilli(at), last.Seq+1, last.Hash
		e.Hash = e.Sum()
		last = journal.Head{Seq: e.Seq, Hash: e.Hash}
		entries = append(entries, e)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var changes []string
	for i, e := range entries {
		changes = append(changes, fmt.Sprintf("UPDATE journal SET seq = %d, prev_hash = '%s', hash = '%s' WHERE seq = %d", e.Seq, e.PrevHash, e.Hash, old[i]),
			fmt.Sprintf("UPDATE prints SET told = %d WHERE told = %d", e.Seq, old[i]))
	}
	execRaw(t, db, append(changes, fmt.Sprintf("UPDATE journal_head SET seq = %d, hash = '%s'", last.Seq, last.Hash))...)
}

// Rows that are added while the till is closed are no crash.
func TestCustodyOfRowsAddedWhileClosed(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 3)
	g.byAnotherTill(func() { mustCommit(t, g.db, paid(90, 90, usd(100), noon)) })
	g.want(payment.AlertJournalGrew)
	g.clearedForGood()
}

// A run that begins behind one that was killed is the till's own only where it was noted outside
// first, or is signed. What the killed run itself, and honest runs behind it, have written is no
// alert, with and without a mark of it, and whatever the keyring does.
func TestCustodyOfRunsAddedAfterAKill(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ring, locked bool
	}{"with a keyring": {ring: true}, "locked since": {ring: true, locked: true}, "without one": {}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			if !c.ring {
				g.o.Keyring = nil
			}
			look := func() {
				t.Helper()
				g.open()
				if c.ring && !c.locked {
					g.settled()
				}
			}
			look()
			g.sell(1)
			g.close()
			if c.locked {
				g.lock()
			}
			for range 3 {
				look()
				g.wantKinds()
				g.sell(2)
				g.kill()
			}
			g.byAnotherTill(func() {
				g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
				g.hires(9, "Mallory", staff.Owner)
			})
			look()
			g.wantKinds(payment.AlertJournalGrew)
			g.wantRoles("found")
			g.clearUnsettled()
			g.sell(1)
			g.kill()
			look()
			g.wantKinds()
			g.close()
		})
	}
}

// A run that could not be noted in the state folder says so: what is told of it is not that rows
// were added, whether the run before it was killed or closed in order.
func TestCustodyOfARunThatCouldNotBeNoted(t *testing.T) {
	t.Parallel()
	for name, killed := range map[string]bool{"behind a killed one": true, "behind a closed one": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			g.o.Keyring = nil
			g.open()
			g.sell(2)
			g.close()
			g.open()
			g.sell(1)
			if killed {
				g.kill()
			} else {
				g.close()
			}
			files, ring := g.outside()
			if err := errors.Join(os.RemoveAll(g.o.State), os.WriteFile(g.o.State, nil, 0o600)); err != nil {
				t.Fatal(err)
			}
			g.open()
			g.sell(2)
			g.wantKinds()
			g.close()
			g.restore(files, ring)
			g.open()
			g.wantKinds(payment.AlertJournalUnnoted)
			g.clearUnsettled()
			g.close()
			g.open()
			g.wantKinds()
			g.close()
		})
	}
}

// Another shop's database in the folder, and another shop's rows in this one.
func TestCustodyOfAnotherShop(t *testing.T) {
	t.Parallel()
	g, other := newGuarded(t), newGuarded(t)
	other.o.State, other.o.Keyring, other.ring = g.o.State, g.ring, g.ring
	g.day(2)
	other.version = "2"
	other.day(1)
	g.putBack(other.copy(), 2)
	g.want(payment.AlertShopSwapped)
	g.clearedForGood()
}

// Others may read beside an open till: with this program and with any other. Whoever writes
// is reported with the next commit, once.
func TestCustodyOfOtherWriters(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.open()
	g.sell(1)
	reader, err := OpenReadOnly(context.Background(), g.o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Sales(context.Background(), noonDay); err != nil {
		t.Fatal(err)
	}
	g.sell(1)
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite", g.db.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	exec := func(statement string) {
		t.Helper()
		if _, err := other.Exec(statement); err != nil {
			t.Fatal(err)
		}
		g.sell(1)
		g.settled()
	}
	exec("SELECT count(*) FROM sales")
	exec("BEGIN")
	exec("COMMIT")
	g.wantKinds()
	exec("INSERT INTO settings (key, value) VALUES ('shop.header', 'mine')")
	g.wantKinds(payment.AlertOtherWriter)
	g.sell(2)
	g.settled()
	g.wantKinds(payment.AlertOtherWriter)
	// After the last commit of a run, nobody is left to tell: the next run tells.
	if _, err := other.Exec("UPDATE settings SET value = 'theirs'"); err != nil {
		t.Fatal(err)
	}
	g.close()
	g.want(payment.AlertOtherWriter)
	if g.alerts[0].Expected == "" {
		t.Errorf("%+v", g.alerts[0])
	}
	g.clearedForGood()
}

// The last sale is removed from the tables, so that its number would be given again: the
// mark has the number, whatever the journal is like.
func TestCustodyOfARemovedSale(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 3)
	g.byAnotherTill(func() {
		execRaw(t, g.db, "DELETE FROM prints WHERE receipt LIKE '%000003%'", "DELETE FROM outcomes WHERE payment_id = "+string(paymentID(3)),
			"DELETE FROM tenders WHERE sale_id LIKE '%000000000003'", "DELETE FROM sale_lines WHERE sale_id LIKE '%000000000003'",
			"DELETE FROM attempts WHERE sale_id LIKE '%000000000003'", "DELETE FROM sales WHERE id LIKE '%000000000003'")
	})
	g.n = 2
	g.want(payment.AlertJournalBehind)
	if a := g.alerts[0]; !strings.HasSuffix(a.Expected, " (01/2026/000003)") || !strings.HasSuffix(a.Actual, " (01/2026/000002)") {
		t.Errorf("%+v", a)
	}
	g.clear()
	g.sell(1)
	g.close()
	g.want()
	g.close()
}

// A run that finds no mark in the state folder takes back what the keyring may hold: a kill
// of it is a kill.
func TestCustodyKilledWithoutAStateFolder(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2)
	if err := os.RemoveAll(g.o.State); err != nil {
		t.Fatal(err)
	}
	g.lock()
	g.open()
	g.sell(2)
	g.kill()
	g.unlock()
	g.want()
	g.close()
}

// A commit that failed may be in the journal all the same: the run does not end clean.
func TestCustodyOfAFailedCommit(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 1)
	g.open()
	g.sell(1)
	if _, err := g.db.Commit(context.Background(), paid(1, 1, usd(200), noon)); err == nil {
		t.Fatal("a completed sale was changed")
	}
	g.close()
	if r, err := markFiles(g.o.State).read(g.db.custody.shop); err != nil || r.Mark.Clean || r.Mark.Receipt.Sequence != 2 {
		t.Errorf("%+v (%v)", r, err)
	}
	g.want()
	g.close()
}
