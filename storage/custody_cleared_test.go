package storage

import (
	"strings"
	"testing"

	"psar/pos/payment"
)

// otherKey puts another key into the keyring.
func (g *guarded) otherKey() {
	g.ring.mu.Lock()
	defer g.ring.mu.Unlock()
	for k := range g.ring.held {
		if strings.HasSuffix(k, "\x00"+ringKey) {
			g.ring.held[k] = newRowKey("").String()
		}
	}
}

// lostKey is a shop whose keyring was empty for a day; it returns the right one.
func lostKey(t *testing.T) (g *guarded, right *ringInMemory, alerts []payment.Alert) {
	g = newGuarded(t)
	g.day(2)
	g.day(1) // which tells that the keyring holds the mark
	right = g.ring
	g.ring = newRing()
	g.o.Keyring = g.ring
	g.want(payment.AlertKeyringMissing)
	g.sell(1)
	alerts = g.alerts
	g.close()
	return g, right, alerts
}

// The owner clears that the key was missing when it is back already, or before it comes back:
// that is no word for another key later.
func TestClearedKeyringAcceptsNoLaterKey(t *testing.T) {
	t.Parallel()
	for name, clear := range map[string]func(g *guarded, right *ringInMemory){
		"it is back": func(g *guarded, right *ringInMemory) {
			g.ring, g.o.Keyring = right, right
			alerts := g.alerts
			g.want()
			g.alerts = alerts
			g.clear()
			g.close()
		},
		"it comes back": func(g *guarded, right *ringInMemory) {
			g.lock()
			alerts := g.alerts
			g.open()
			g.alerts = alerts
			g.clearUnsettled()
			g.close()
			g.ring, g.o.Keyring = right, right
			g.want()
			g.sell(1)
			g.close()
		},
		"it comes back in the same run": func(g *guarded, right *ringInMemory) {
			g.want(payment.AlertKeyringMissing)
			g.ring.mu.Lock()
			g.ring.held = right.held
			g.ring.mu.Unlock()
			g.clear()
			g.sell(1)
			g.close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, right, alerts := lostKey(t)
			g.alerts = alerts
			clear(g, right)
			g.want()
			g.sell(1)
			if check := g.verify(); !check.OK || check.Signed == 0 || check.Unchecked != 0 {
				t.Errorf("%+v", check)
			}
			g.close()
			g.otherKey()
			g.want(payment.AlertKeyringOther)
			g.close()
		})
	}
}

// The owner clears it while the keyring is locked: the next run makes a key and a mark, and
// asks no more.
func TestClearedKeyringIsFilledAfterARestart(t *testing.T) {
	t.Parallel()
	g, _, alerts := lostKey(t)
	g.lock()
	g.open()
	g.alerts = alerts
	g.clearUnsettled()
	g.close()
	g.unlock()
	for range 2 {
		g.want()
		g.sell(1)
		g.close()
	}
}
