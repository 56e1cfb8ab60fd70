package storage

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"psar/pos/payment"
)

// The chain is written anew from its first row on, or another shop's database is put into the folder,
// and the state folder is emptied: the keyring knows which shop was there, until the owner clears it.
func TestCustodyOfAnotherShopByTheKeyring(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ late, state, older, moved bool }{
		"emptied": {}, "the keyring is late": {late: true}, "the state folder tells it too": {state: true},
		"an older program wrote of it last": {older: true}, "it was opened elsewhere first": {moved: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, other := newGuarded(t), newGuarded(t)
			g.day(2)
			g.day(1)
			other.o.Keyring, other.version = nil, "2"
			other.open()
			other.sell(1)
			other.close()
			if !c.state {
				g.o.State = filepath.Join(t.TempDir(), "new")
			}
			if c.older {
				g.forgetPlace()
			}
			if c.moved {
				here := g.o
				g.o.Dir, g.o.State = filepath.Join(t.TempDir(), "copy"), filepath.Join(t.TempDir(), "state")
				if err := os.CopyFS(g.o.Dir, os.DirFS(here.Dir)); err != nil {
					t.Fatal(err)
				}
				g.want()
				g.sell(1)
				g.close()
				g.o = here
			}
			g.putBack(other.copy(), 2)
			for range 2 { // as long as nobody clears it
				if c.late {
					g.lock()
					g.open()
					g.unlock()
					g.settled()
					g.wantKinds(payment.AlertShopSwapped)
				} else {
					g.want(payment.AlertShopSwapped)
				}
				g.sell(1)
				if t.Failed() {
					return
				}
				alerts := g.alerts
				g.close()
				g.alerts = alerts
			}
			g.want(payment.AlertShopSwapped)
			g.clearedForGood()
		})
	}
}

// forgetPlace takes out of the keyring's record where the shop was, as an older program does.
func (g *guarded) forgetPlace() {
	g.t.Helper()
	g.ring.mu.Lock()
	defer g.ring.mu.Unlock()
	for name, text := range g.ring.held {
		var r record
		if json.Unmarshal([]byte(text), &r) != nil || r.Place == "" {
			continue
		}
		r.Place = ""
		b, err := json.Marshal(r)
		if err != nil {
			g.t.Fatal(err)
		}
		g.ring.held[name] = string(b)
	}
}

// What is no other shop's: a folder that was moved on the same machine, its old place with a new shop
// in it, a shop beside another, a copy that is put back, and a shop that had sold nothing.
func TestPlacesOfHonestShops(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2, 1)
	old := g.o.Dir
	g.o.Dir = filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(old, g.o.Dir); err != nil {
		t.Fatal(err)
	}
	g.want()
	g.sell(1)
	g.close()
	beside := newGuarded(t)
	beside.o.State, beside.o.Keyring, beside.ring, beside.o.Dir, beside.version = g.o.State, g.ring, g.ring, old, "2"
	if err := os.MkdirAll(old, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := putEmpty(old); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		beside.want()
		beside.close()
		g.want()
		g.sell(1)
		g.close()
	}
	if err := putEmpty(old); err != nil { // it had sold nothing
		t.Fatal(err)
	}
	beside.version = "3"
	beside.want()
	beside.sell(1)
	beside.close()
	beside.want()
	beside.close()
}
