package storage

import (
	"os"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/staff"
)

// changes records what somebody may do from now on.
func (g *guarded) changes(of id.Person, name string, role staff.Role, active bool) {
	g.t.Helper()
	p := staff.Person{ID: of, Name: name, Role: role, Active: active}
	mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Staff: []staff.Person{p},
		Facts: []journal.Fact{{Kind: facts.StaffChanged, Payload: facts.Staff{Staff: p, By: "Srey"}}}})
}

// A fact by which somebody left, or has less rights, is spoilt, written anew or taken out: they have no
// more rights than it left them, until the owner says anew what they are. Nobody is lowered so by what
// somebody added, and a shop keeps its owner.
func TestSpoiltFactsGiveNoRightsBack(t *testing.T) {
	t.Parallel()
	const newest = "seq = (SELECT max(seq) FROM journal WHERE kind = 'staff.changed' AND instr(payload, '%s') > 0)"
	where := func(name string) string { return strings.Replace(newest, "%s", name, 1) }
	for name, spoil := range map[string]func(g *guarded, who string){
		"its hash": func(g *guarded, who string) {
			g.byCommandLine("UPDATE journal SET hash = lower(hex(randomblob(32))), mac = x'00' WHERE "+where(who), "UPDATE journal SET prev_hash = '' WHERE seq = 1 + (SELECT max(seq) FROM journal WHERE kind = 'staff.changed' AND instr(payload, '"+who+"') > 0)")
		},
		"written anew": func(g *guarded, who string) {
			g.alter(`"name":"`+who+`","role":"cashier"`, `{"staff":{"staff_id":99,"name":"Nobody","role":"cashier","active":true},"by":"Srey"}`)
		},
		"taken out": func(g *guarded, who string) { g.byCommandLine("DELETE FROM journal WHERE " + where(who)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onBoth(t, func(t *testing.T, g *guarded, _ bool) {
				g.begins()
				g.hires(3, "Vann", staff.Manager)
				g.changes(3, "Vann", staff.Cashier, true)
				g.hires(4, "Rith", staff.Manager)
				g.changes(4, "Rith", staff.Cashier, false)
				g.sell(1)
				g.close()
				spoil(g, "Rith")
				if name == "taken out" {
					spoil(g, "Vann")
				}
				for _, when := range []string{"found", "later"} {
					g.begins()
					people := g.looks(when, staff.Owner, staff.Cashier, staff.Cashier, staff.Cashier)
					if who, _ := people.Roster.ByID(4); who.Active {
						t.Errorf("%s: %+v", when, people.Roster)
					}
					g.sell(1)
					g.close()
				}
				g.begins()
				g.changes(4, "Rith", staff.Manager, true)
				g.close()
				g.begins()
				g.wantRoles("said anew", staff.Owner, staff.Cashier, staff.Cashier, staff.Manager)
				g.close()
			})
		})
	}
	t.Run("the owner", func(t *testing.T) {
		t.Parallel()
		onBoth(t, func(t *testing.T, g *guarded, _ bool) {
			g.byAnotherTill(func() {
				g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
				g.changes(1, "Srey", staff.Cashier, false)
			})
			for _, when := range []string{"found", "later"} {
				g.begins()
				g.looks(when, staff.Owner, staff.Cashier)
				g.close()
			}
		})
	})
}

// Once the owner has cleared that facts are of others than the keyring's sum, that ends: later facts are
// vouched for again, and what was in doubt stays so.
func TestClearedSumEnds(t *testing.T) {
	t.Parallel()
	g := movedShop(t, false) // Dara's facts are signed
	g.alter(`"name":"Sok","role":"cashier"`, owner(2, "Sok"))
	emptied := func() {
		if err := os.RemoveAll(g.o.State); err != nil {
			t.Fatal(err)
		}
	}
	emptied()
	g.open()
	g.settled()
	g.looks("found", staff.Owner)
	g.clearDoubts(payment.AlertPayFacts)
	g.settled()
	if c := g.db.custody; c.lastSum.known() || !c.vouched.listed() {
		t.Errorf("%+v", c.lastSum)
	}
	g.hires(5, "Rith", staff.Cashier)
	g.close()
	for _, when := range []string{"later", "without the state folder again"} {
		g.open()
		g.settled()
		if c := g.db.custody; c.lastSum.known() || c.nobodys == 0 {
			t.Errorf("%s: %+v, up to %d", when, c.lastSum, c.nobodys)
		}
		g.looks(when, staff.Owner, staff.Cashier)
		g.wantDoubts(when)
		g.sell(1)
		g.close()
		emptied()
	}
	g.byCommandLine("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal WHERE kind = 'staff.added')")
	g.open()
	g.settled()
	if !g.db.custody.lastSum.known() {
		t.Error("facts that are gone since are not missed")
	}
	g.close()
}

// The program is killed after it made an index anew that hid facts, before that is told: it is told at
// the next opening, once.
func TestHiddenFactsAreToldAfterAKill(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, g *guarded, _ bool) {
		g.hide("journal_people", "seq < 4")
		for range 2 {
			g.begins()
			g.wantDoubts("killed", payment.AlertFactsHidden)
			g.kill()
		}
		g.begins()
		g.clearDoubts(payment.AlertFactsHidden)
		g.close()
		g.begins()
		g.wantDoubts("told")
		if hidden := g.db.custody.inState.Hidden; len(hidden) > 0 {
			t.Errorf("%v", hidden)
		}
		g.close()
	})
}

// The last Z report's fact is changed in its place, or taken out: that is told without a keyring too.
func TestLastZReportIsVouchedFor(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(g *guarded){
		"changed": func(g *guarded) {
			g.alter(`"z_number":1`, `{"z_number":1,"hash":"00","prev_hash":"","version":1}`)
		},
		"taken out": func(g *guarded) { g.byCommandLine("DELETE FROM journal WHERE kind = 'shift.closed'") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onBoth(t, func(t *testing.T, g *guarded, _ bool) {
				g.begins()
				_, z := report.Report{Made: noon, Rounding: report.Tally{Sum: khr(0)}, Z: &report.ZHead{Number: 1}}.CloseWith(drawer.Count{}, journal.GenesisHash)
				mustCommit(t, g.db, pos.Batch{At: noon, Till: 1, Z: &z, Facts: []journal.Fact{
					{Kind: facts.ShiftClosed, Payload: facts.Closed{Number: 1, Hash: z.Hash, PrevHash: z.PrevHash, Version: z.Version}},
				}})
				g.hires(3, "Vann", staff.Cashier)
				g.close()
				g.begins()
				g.wantDoubts("as it was")
				g.close()
				spoil(g)
				g.begins()
				g.wantDoubts(name, payment.AlertZRow, payment.AlertFacts)
				g.close()
			})
		})
	}
}
