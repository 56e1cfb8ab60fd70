package storage

import (
	"context"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/staff"
)

// hires records who works here, with a PIN, as the till does.
func (g *guarded) hires(of id.Person, name string, role staff.Role) {
	g.t.Helper()
	p := staff.Person{ID: of, Name: name, Role: role, Active: true}
	hash := "$argon2id$" + name
	mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Staff: []staff.Person{p}, PINs: []staff.PIN{{Staff: of, Hash: hash}}, Facts: []journal.Fact{
		{Kind: facts.StaffAdded, Payload: facts.Staff{Staff: p, By: "Srey"}},
		{Kind: facts.PINSet, Payload: facts.PIN{Staff: of, Name: name, Print: facts.PINPrint(hash), By: "Srey"}},
	}})
}

// wantRoles compares who works here with what is wanted, by ID.
func (g *guarded) wantRoles(when string, want ...staff.Role) facts.People {
	g.t.Helper()
	people, err := g.db.People(context.Background())
	if err != nil || len(people.Roster) != len(want) {
		g.t.Fatalf("%s: %+v, want %v (%v)", when, people, want, err)
	}
	for i, p := range people.Roster {
		if p.Role != want[i] {
			g.t.Errorf("%s: %+v, want %v", when, people.Roster, want)
		}
	}
	return people
}

// Rows were added to the closed till, and the owner has not looked yet. What the till itself
// records meanwhile is no doubt at its next start, signed or not.
func TestFactsOfTheTillItselfAreNoDoubt(t *testing.T) {
	t.Parallel()
	for name, away := range map[string]func(g *guarded){
		"with a keyring":   func(*guarded) {},
		"locked meanwhile": func(g *guarded) { g.lock() },
		"without one":      func(g *guarded) { g.o.Keyring = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			if name == "without one" {
				g.o.Keyring = nil
			}
			g.open()
			g.hires(1, "Srey", staff.Owner)
			g.close()
			g.byAnotherTill(func() { g.sell(1) })
			away(g)
			g.open()
			g.hires(2, "Sok", staff.Cashier)
			g.close()
			g.unlock()
			g.open()
			if people := g.wantRoles("at the next start", staff.Owner, staff.Cashier); !people.Doubt.None() {
				t.Errorf("%+v", people.Doubt)
			}
			g.close()
		})
	}
}

// The journal is another one, longer than the mark, and says at its end, as if the keyring were
// away, who is an owner. With the key that is nobody; where no row has a signature the facts are
// all that there is, and the alert tells.
func TestForgedPeopleOfAnotherJournal(t *testing.T) {
	t.Parallel()
	for name, ring := range map[string]bool{"with a keyring": true, "without one": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			if !ring {
				g.o.Keyring = nil
			}
			g.open()
			if ring {
				g.settled()
			}
			g.hires(1, "Srey", staff.Owner)
			g.sell(3)
			g.close()
			g.byAnotherTill(func() {
				forgeOpen(t, g.db, "mac", true)
				for range 9 {
					g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
				}
				g.hires(2, "Mallory", staff.Owner)
			})
			g.open()
			if ring {
				g.settled()
			}
			g.wantKinds(payment.AlertJournalBeside)
			if !ring {
				g.wantRoles("without a key", staff.Owner, staff.Owner)
				g.wantDoubts("without a key", payment.AlertSchema, payment.AlertPayFacts) // its triggers were dropped
				g.close()
				return
			}
			people := g.wantRoles("with the key", staff.Owner)
			if len(people.Doubt.Void) != 2 {
				t.Errorf("%+v", people.Doubt)
			}
			g.record(journal.Fact{Kind: facts.StaffDoubted, Payload: people.Doubt}) // as the till does
			g.clearUnsettled()
			g.wantRoles("cleared", staff.Owner)
			g.close()
			g.lock()
			g.open()
			g.wantRoles("later, locked", staff.Owner)
			g.close()
		})
	}
}

// Whoever spoils the signatures of all facts about people has no shop without an owner.
func TestSpoiltFactsLeaveNoShopWithoutOwner(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.open()
	g.settled()
	g.hires(1, "Srey", staff.Owner)
	g.close()
	g.byCommandLine("UPDATE journal SET mac = NULL WHERE kind LIKE 'staff.%'")
	g.want()
	if people := g.wantRoles("spoilt"); !people.Told || len(people.Doubt.Void) != 0 {
		t.Errorf("%+v", people)
	}
	g.close()
	g.byCommandLine("UPDATE journal SET mac = NULL")
	g.open()
	if people := g.wantRoles("all spoilt"); !people.Told {
		t.Errorf("%+v", people)
	}
	g.close()
}

// A payee's fact in doubt is not the payee: the one before it is, and is recorded again; where
// there was none, none is.
func TestForgedPayees(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	pin := func(c money.Currency, merchant string) {
		is := payment.NewPin(c, []payment.Field{{Name: payment.FieldMerchant, Value: merchant}})
		g.record(journal.Fact{Kind: facts.PayeeFields, Payload: facts.PayeePin{Pin: is, Why: facts.PinPaid}})
	}
	g.open()
	pin(money.USD, "0011")
	g.close()
	g.byAnotherTill(func() {
		pin(money.USD, "6666")
		pin(money.KHR, "6666")
	})
	g.want(payment.AlertJournalGrew)
	payees := func(when string, riel int) {
		t.Helper()
		pins, err := g.db.Payees(context.Background())
		if err != nil || len(pins) != 1+riel || pins[len(pins)-1].Currency != money.USD || pins[len(pins)-1].Fields[0].Value != "0011" || riel > 0 && len(pins[0].Fields) > 0 {
			t.Errorf("%s: %+v (%v)", when, pins, err)
		}
	}
	payees("found", 0)
	all := g.wantDoubts("found", payment.AlertPayFacts)
	mustCommit(t, g.db, pos.Batch{At: noon, Till: 1, Facts: all.Right}) // as the till does
	g.clearDoubts(payment.AlertPayFacts)
	payees("cleared", 1)
	if again := g.wantDoubts("cleared"); len(again.Right) != 0 {
		t.Errorf("%+v", again.Right)
	}
	g.close()
}

// A Z report that somebody closed a period with, with the fact that goes with it, is told.
func TestForgedZReport(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	g.byAnotherTill(func() {
		_, z := report.Report{Made: noon, Rounding: report.Tally{Sum: khr(0)}, Z: &report.ZHead{Number: 1}}.CloseWith(drawer.Count{}, journal.GenesisHash)
		mustCommit(t, g.db, pos.Batch{At: noon, Till: 1, Z: &z, Facts: []journal.Fact{
			{Kind: facts.ShiftClosed, Payload: facts.Closed{Number: 1, Hash: z.Hash, PrevHash: z.PrevHash, Version: z.Version}},
		}})
	})
	g.want(payment.AlertJournalGrew)
	if all := g.wantDoubts("found", payment.AlertFacts); len(all.Alerts) == 1 && !strings.HasSuffix(all.Alerts[0].Expected, " Z") {
		t.Errorf("%+v", all)
	}
	g.close()
}
