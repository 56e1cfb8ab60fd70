package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	came   int // how often the till was told that the key came

	opened  []journal.Fact // behind a run's first fact, with it
	version string         // of the program, which makes one shop's first row another than the other's
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

// openedWhereKeyring is an open shop whose keyring "is none", or has nothing left to do.
func openedWhereKeyring(t *testing.T, keyring string) *guarded {
	t.Helper()
	g := newGuarded(t)
	if keyring == "is none" {
		g.o.Keyring = nil
	}
	g.open()
	if g.o.Keyring != nil {
		g.settled()
	}
	return g
}

// guardedDays is a shop that was open on days with so many sales each.
func guardedDays(t *testing.T, sales ...int) *guarded {
	t.Helper()
	g := newGuarded(t)
	for _, n := range sales {
		g.day(n)
	}
	return g
}

// copyPutBack is a shop of two sales whose folder was copied and, after a day with more, put back.
func copyPutBack(t *testing.T, more int) (g *guarded, old []byte) {
	t.Helper()
	g = guardedDays(t, 2)
	old = g.copy()
	g.day(more)
	g.putBack(old, 2)
	return g, old
}

// open opens the folder as the till does: its first fact, then what the store reports.
func (g *guarded) open() {
	g.t.Helper()
	db, err := Open(context.Background(), g.o)
	if err != nil {
		g.t.Fatal(err)
	}
	g.db, g.alerts, g.came = db, nil, 0
	first := journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{Version: g.version, Unnoted: !db.Noted()}}
	mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Facts: append([]journal.Fact{first}, g.opened...)})
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
			if r.KeyCame {
				g.came++
				continue
			}
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

// The copy has so many sales.
func (g *guarded) putBack(b []byte, sales int) {
	g.t.Helper()
	g.n = sales
	if err := os.WriteFile(databasePath(g.o.Dir, false), b, 0o600); err != nil {
		g.t.Fatal(err)
	}
}

// byAnotherTill opens the folder with what is outside of it neither at hand nor changed, as
// whoever has the program's source.
func (g *guarded) byAnotherTill(do func()) {
	g.t.Helper()
	o, n := g.o, g.n
	g.o.State, g.o.Keyring = "", nil
	db, err := Open(context.Background(), g.o)
	if err != nil {
		g.t.Fatal(err)
	}
	g.db = db
	do()
	g.close()
	g.o, g.n = o, n
}

// clearedForGood is the owner who clears every alert, and another opening without any.
func (g *guarded) clearedForGood() {
	g.t.Helper()
	g.clear()
	g.close()
	g.want()
	g.close()
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
		mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Alerts: []payment.Alert{a},
			Facts: []journal.Fact{{Kind: facts.AlertRead, Payload: a}}})
	}
	g.settled()
	g.alerts = nil
}
