package storage

import (
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// computer is what a computer keeps outside of the folder.
type computer struct {
	state string
	ring  *ringInMemory
}

func (g *guarded) here() computer { return computer{g.o.State, g.ring} }

// at puts the folder on a computer.
func (g *guarded) at(c computer) {
	g.o.State, g.o.Keyring, g.ring = c.state, c.ring, c.ring
}

// looks opens nothing: it holds the people against the journal as the till does, and records what
// is in doubt.
func (g *guarded) looks(when string, want ...staff.Role) facts.People {
	g.t.Helper()
	people := g.wantRoles(when, want...)
	if !people.Doubt.None() {
		doubt := people.Doubt
		doubt.Restored = true
		mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Staff: doubt.PutRight(),
			Facts: []journal.Fact{{Kind: facts.StaffDoubted, Payload: doubt}}})
	}
	return people
}

// movedShop is a shop whose first owner and a cashier are in the journal without a signature, and
// whose second owner with one.
func movedShop(t *testing.T, older bool) *guarded {
	g := newGuarded(t)
	g.lock()
	if older {
		g.o.Keyring = nil
	}
	g.open()
	g.hires(1, "Srey", staff.Owner)
	g.hires(2, "Sok", staff.Cashier)
	g.sell(2)
	g.close()
	if older {
		g.byCommandLine("UPDATE journal SET mac = NULL")
		g.o.Keyring = g.ring
	}
	g.unlock()
	g.open()
	g.settled()
	g.hires(3, "Dara", staff.Owner)
	g.sell(1)
	g.close()
	return g
}

// elsewhere has the folder worked on on another computer, while a copy of it is worked on here,
// and brings it back.
func (g *guarded) elsewhere(there computer, work func()) {
	g.t.Helper()
	here, n := g.here(), g.n
	taken := g.copy()
	g.day(1)
	g.putBack(taken, n)
	g.n = n + 100
	g.at(there)
	g.open()
	g.settled()
	g.clear() // that the key of before is missing
	work()
	g.sell(6)
	g.close()
	g.at(here)
}

// The data folder is worked on on another computer, and brought back after a copy of it was worked
// on here too: the journal is another one from somewhere on. Whoever was in it, signed or not, before
// this computer's last signature, has their rights as before. Only who came later is in doubt.
func TestPeopleOfAMovedFolder(t *testing.T) {
	t.Parallel()
	owners := []staff.Role{staff.Owner, staff.Cashier, staff.Owner}
	for name, c := range map[string]struct {
		older  bool // the first facts are from before there were signatures
		twice  bool
		hired  bool // somebody was hired there
		locked bool // the keyring, on return
	}{
		"recorded while the keyring was away": {},
		"from an older version":               {older: true},
		"moved twice":                         {twice: true},
		"an older version's, moved twice":     {older: true, twice: true, hired: true},
		"somebody was hired there":            {hired: true},
		"the keyring is locked on return":     {locked: true},
		"locked, and somebody was hired":      {older: true, locked: true, hired: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := movedShop(t, c.older)
			there := computer{t.TempDir(), newRing()}
			trips := 1
			if c.twice {
				trips = 2
			}
			for trip := range trips {
				hires := c.hired && trip == trips-1
				g.elsewhere(there, func() {
					if hires {
						g.hires(4, "Vann", staff.Cashier)
						g.hires(5, "Rith", staff.Cashier)
					}
				})
				if c.locked {
					g.lock()
					g.open()
					g.wantKinds(payment.AlertJournalBeside)
					all := owners
					if hires { // nobody can say it yet
						all = append(slices.Clone(owners), staff.Cashier, staff.Cashier)
					}
					g.looks("locked", all...)
					g.unlock()
					g.settled()
				} else {
					g.want(payment.AlertJournalBeside)
				}
				if people := g.looks("brought back", owners...); hires != (len(people.Doubt.Void) == 4) || hires != (len(people.Doubt.Rows) == 2) {
					t.Errorf("brought back: %+v", people.Doubt)
				}
				if hires {
					g.clearDoubts(payment.AlertPayFacts)
				} else {
					g.wantDoubts("brought back")
				}
				g.clearUnsettled()
				g.looks("cleared", owners...)
				g.close()
				g.want()
				g.looks("later", owners...)
				g.wantDoubts("later")
				g.close()
			}
			if !c.hired {
				return
			}
			g.open()
			g.settled()
			g.hires(4, "Rith", staff.Cashier) // again, by the owner, in another order
			g.close()
			g.lock()
			g.open()
			g.looks("hired again", append(slices.Clone(owners), staff.Cashier)...)
			g.close()
		})
	}
}
