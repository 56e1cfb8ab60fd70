package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/postest"
)

// guarded is a data folder with what is outside of it: a keyring and a state folder. It does
// what the till does with the store's reports.
type guarded struct {
	t      *testing.T
	o      Options
	ring   *ringInMemory
	db     *DB
	n      int // sales
	alerts []payment.Alert

	version string // of the program, which makes one shop's first row another than the other's
}

func newGuarded(t *testing.T) *guarded {
	t.Helper()
	g := &guarded{t: t, ring: newRing()}
	g.o = options(filepath.Join(t.TempDir(), "shop"))
	g.o.State, g.o.Keyring = filepath.Join(t.TempDir(), "state"), g.ring
	if err := os.MkdirAll(g.o.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := putEmpty(g.o.Dir); err != nil {
		t.Fatal(err)
	}
	return g
}

// open opens the folder as the till does: its first fact, then what the store reports.
func (g *guarded) open() {
	g.t.Helper()
	db, err := Open(context.Background(), g.o)
	if err != nil {
		g.t.Fatal(err)
	}
	g.db, g.alerts = db, nil
	g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{Version: g.version}})
	g.heed()
}

func (g *guarded) record(f journal.Fact) {
	g.t.Helper()
	mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Facts: []journal.Fact{f}})
}

// heed records what the store has reported.
func (g *guarded) heed() {
	g.t.Helper()
	for {
		select {
		case r := <-g.db.Reports():
			if r.Held.Name != "" {
				g.record(journal.Fact{Kind: facts.KeyringHolds, Payload: r.Held})
				continue
			}
			r.Alert.Raised, r.Alert.Last, r.Alert.Times = noon, noon, 1
			done := mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Alerts: []payment.Alert{r.Alert},
				Facts: []journal.Fact{{Kind: facts.AlertRaised, Payload: r.Alert}}})
			r.Alert.ID = done.AlertIDs[0]
			g.alerts = append(g.alerts, r.Alert)
		default:
			return
		}
	}
}

// settled waits until the keyring has nothing left to do.
func (g *guarded) settled() {
	g.t.Helper()
	c := g.db.custody
	deadline := time.Now().Add(postest.Patience)
	for {
		g.heed()
		c.mu.Lock()
		waits := c.keys.missing && !c.keys.mayReplace // for the owner
		done := len(c.ringWoken) == 0 && c.keys.err == nil && len(c.reports) == 0 &&
			(waits || c.keys.read && c.keys.wants.Mark == c.keys.has.Mark)
		c.mu.Unlock()
		if done {
			return
		}
		if time.Now().After(deadline) {
			g.t.Fatalf("the keyring is not done: %+v", c.keys)
		}
		time.Sleep(time.Millisecond)
	}
}

func (g *guarded) sell(count int) {
	g.t.Helper()
	for range count {
		g.n++
		mustCommit(g.t, g.db, paid(g.n, g.n, usd(100), noon))
	}
}

func (g *guarded) close() {
	g.t.Helper()
	if err := g.db.Close(); err != nil {
		g.t.Fatal(err)
	}
}

// day opens, sells and closes.
func (g *guarded) day(sales int) {
	g.t.Helper()
	g.open()
	g.settled()
	g.sell(sales)
	g.close()
}

// kill ends the program without a word: its mark is what it was.
func (g *guarded) kill() {
	g.t.Helper()
	state, ring := g.outside()
	g.close()
	g.restore(state, ring)
}

// outside is what is kept outside the folder, and restore puts it back.
func (g *guarded) outside() (files map[string]string, ring map[string]string) {
	g.t.Helper()
	files, ring = map[string]string{}, map[string]string{}
	found, err := filepath.Glob(filepath.Join(g.o.State, "*.json"))
	if err != nil {
		g.t.Fatal(err)
	}
	for _, name := range found {
		b, err := os.ReadFile(name)
		if err != nil {
			g.t.Fatal(err)
		}
		files[name] = string(b)
	}
	g.ring.mu.Lock()
	defer g.ring.mu.Unlock()
	for k, v := range g.ring.held {
		ring[k] = v
	}
	return files, ring
}

func (g *guarded) restore(files, ring map[string]string) {
	g.t.Helper()
	if err := os.RemoveAll(g.o.State); err != nil {
		g.t.Fatal(err)
	}
	for name, text := range files {
		if err := errors.Join(os.MkdirAll(g.o.State, 0o700), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			g.t.Fatal(err)
		}
	}
	g.ring.mu.Lock()
	defer g.ring.mu.Unlock()
	g.ring.held = ring
}

// copy and putBack keep the database as somebody with a file manager does.
func (g *guarded) copy() []byte {
	g.t.Helper()
	b, err := os.ReadFile(databasePath(g.o.Dir, false))
	if err != nil {
		g.t.Fatal(err)
	}
	return b
}

func (g *guarded) putBack(b []byte) {
	g.t.Helper()
	if err := os.WriteFile(databasePath(g.o.Dir, false), b, 0o600); err != nil {
		g.t.Fatal(err)
	}
}

func (g *guarded) verify() journal.Check {
	g.t.Helper()
	check, err := g.db.VerifyJournal(context.Background())
	if err != nil {
		g.t.Fatal(err)
	}
	return check
}

// want opens the folder and compares the kinds of the alerts.
func (g *guarded) want(kinds ...payment.AlertKind) {
	g.t.Helper()
	g.open()
	g.settled()
	g.wantKinds(kinds...)
}

func (g *guarded) wantKinds(kinds ...payment.AlertKind) {
	g.t.Helper()
	var got []payment.AlertKind
	for _, a := range g.alerts {
		got = append(got, a.Kind)
	}
	if fmt.Sprint(got) != fmt.Sprint(kinds) {
		g.t.Errorf("alerts %+v, want %v", g.alerts, kinds)
	}
}

// clear is the owner, who clears every alert.
func (g *guarded) clear() {
	g.t.Helper()
	for _, a := range g.alerts {
		a.Read, a.ReadBy, a.Reason = noon, "Srey", "restored"
		g.db.Settle(a)
		mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Alerts: []payment.Alert{a},
			Facts: []journal.Fact{{Kind: facts.AlertRead, Payload: a}}})
	}
	g.settled()
	g.alerts = nil
}

// Days one after the other, kills among them, raise nothing, and their rows are signed.
func TestCustodyOfOrdinaryDays(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.day(3)
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
	if again, err := db.VerifyJournal(context.Background()); err != nil || again != check {
		t.Errorf("%+v (%v), want %+v", again, err, check)
	}
}

// A copy of the folder that is put back is behind the mark, until the owner has cleared it;
// also where the copy holds the alert no more.
func TestCustodyOfACopyPutBack(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.day(2)
	old := g.copy()
	g.day(5)
	g.putBack(old)
	g.n = 2
	g.want(payment.AlertJournalBehind)
	if a := g.alerts[0]; !strings.HasSuffix(a.Expected, " (01/2026/000007)") || !strings.HasSuffix(a.Actual, " (01/2026/000002)") {
		t.Errorf("%+v", a)
	}
	g.sell(20) // beyond the old mark
	g.close()
	g.putBack(old) // with the alert's own row
	g.n = 2
	g.want(payment.AlertJournalBehind, payment.AlertJournalBehind)
	g.clear()
	g.close()
	g.want()
	g.close()
	// What is outside alone does not help the thief: the keyring's mark is the higher one.
	if err := os.RemoveAll(g.o.State); err != nil {
		t.Fatal(err)
	}
	g.putBack(old)
	g.n = 2
	g.want(payment.AlertJournalBehind)
	g.close()
}

// The owner's clearing is in a signed row: a kill before it was noted outside does not
// bring the alert back.
func TestCustodyKilledWhileClearing(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.day(2)
	old := g.copy()
	g.day(3)
	g.putBack(old)
	g.n = 2
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
			g := newGuarded(t)
			g.day(4)
			forge(t, g.o, c.mac, c.named)
			g.want(payment.AlertJournalBehind)
			if check := g.verify(); check.OK != c.whole || c.whole && check.Unsigned+check.Before < 6 {
				t.Errorf("%+v", check)
			}
			g.close()
		})
	}
}

// forge deletes the second sale with its facts, and computes the chain anew.
func forge(t *testing.T, o Options, mac string, named bool) {
	t.Helper()
	o.State, o.Keyring = "", nil
	db, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
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
		changes = append(changes, fmt.Sprintf("UPDATE journal SET seq = %d, prev_hash = '%s', hash = '%s' WHERE seq = %d", e.Seq, e.PrevHash, e.Hash, old[i]))
	}
	execRaw(t, db, append(changes, fmt.Sprintf("UPDATE journal_head SET seq = %d, hash = '%s'", last.Seq, last.Hash))...)
}

// Rows that are added while the till is closed are no crash.
func TestCustodyOfRowsAddedWhileClosed(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.day(3)
	o := g.o
	o.State, o.Keyring = "", nil
	db, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	mustCommit(t, db, paid(90, 90, usd(100), noon))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	g.want(payment.AlertJournalGrew)
	g.clear()
	g.close()
	g.want()
	g.close()
}

// Another shop's database in the folder, and another shop's rows in this one.
func TestCustodyOfAnotherShop(t *testing.T) {
	t.Parallel()
	g, other := newGuarded(t), newGuarded(t)
	other.o.State, other.o.Keyring, other.ring = g.o.State, g.ring, g.ring
	g.day(2)
	other.version = "2"
	other.day(1)
	g.putBack(other.copy())
	g.want(payment.AlertShopSwapped)
	g.clear()
	g.close()
	g.want()
	g.close()
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
	g.close()
}
