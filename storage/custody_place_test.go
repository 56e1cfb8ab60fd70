package storage

import (
	"os"
	"path/filepath"
	"testing"

	"psar/pos/payment"
)

// The chain is written anew from its first row on, or another shop's database is put into the folder,
// and the state folder is emptied: the keyring knows which shop was there, until the owner clears it.
func TestCustodyOfAnotherShopByTheKeyring(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ late, state bool }{
		"emptied": {}, "the keyring is late": {late: true}, "the state folder tells it too": {state: true},
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
