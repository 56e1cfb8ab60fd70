package storage

import (
	"fmt"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// The hash alone of a later fact about people is damaged, so that an older right would come back: who
// is no manager any more, who left, a PIN that is no more, a recovery code that was used. What the fact
// says counts all the same, for the row behind it and its signature prove it; and it is in doubt, and
// told.
func TestDamagedHashBringsNoRightBack(t *testing.T) {
	t.Parallel()
	for kind, c := range map[journal.Kind]struct {
		fact journal.Fact
		is   func(facts.People) bool
	}{
		facts.StaffChanged: {
			journal.Fact{Kind: facts.StaffChanged, Payload: facts.Staff{Staff: staff.Person{ID: 2, Name: "Sok", Role: staff.Cashier}, By: "Srey"}},
			func(p facts.People) bool { return len(p.Roster) == 2 && !p.Roster[1].Active },
		},
		facts.PINSet: {
			journal.Fact{Kind: facts.PINSet, Payload: facts.PIN{Staff: 1, Name: "Srey", Print: facts.PINPrint("$argon2id$new"), By: "Srey"}},
			func(p facts.People) bool { return p.Prints[1] == facts.PINPrint("$argon2id$new") },
		},
		facts.RecoverySet: {
			journal.Fact{Kind: facts.RecoverySet, Payload: facts.Recovery{Used: true, By: "Srey"}},
			func(p facts.People) bool { return p.Recovery == "" },
		},
		facts.StaffDoubted: {
			journal.Fact{Kind: facts.StaffDoubted, Payload: facts.DoubtedStaff{}}, // it voids a cashier: see below
			func(p facts.People) bool { return len(p.Roster) == 2 },
		},
	} {
		for _, keyring := range []string{"answers", "is locked", "is none"} {
			for _, last := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, the keyring %s, last %v", kind, keyring, last), func(t *testing.T) {
					t.Parallel()
					g := openedWhereKeyring(t, keyring)
					g.hires(1, "Srey", staff.Owner)
					g.hires(2, "Sok", staff.Manager)
					g.record(journal.Fact{Kind: facts.RecoverySet, Payload: facts.Recovery{Print: "code", By: "Srey"}})
					fact := c.fact
					if kind == facts.StaffDoubted {
						g.hires(3, "Vann", staff.Cashier)
						fact.Payload = facts.DoubtedStaff{Void: g.codesOf("Vann")}
					}
					g.record(fact)
					if !last {
						g.sell(1)
					}
					g.close()
					g.byCommandLine("UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE seq = (SELECT max(seq) FROM journal WHERE kind = '" + string(kind) + "')")
					if keyring == "is locked" {
						g.lock()
					}
					g.open()
					defer g.close()
					if keyring == "answers" {
						g.settled()
					}
					people, err := g.db.People(t.Context())
					if err != nil || !c.is(people) || len(people.Doubt.Void) > 0 {
						t.Errorf("%+v (%v)", people, err)
					}
					if all := g.wantDoubts("found", payment.AlertPayFacts); !last && len(all.Alerts) > 0 && !strings.HasSuffix(all.Alerts[0].Expected, " "+string(kind)) { // the last one is the mark's too
						t.Errorf("told: %+v", all.Alerts)
					}
				})
			}
		}
	}
}

// codesOf are the codes of the facts about a person.
func (g *guarded) codesOf(name string) (all []id.Code) {
	g.t.Helper()
	rows, err := signedRows(g.t.Context(), g.db.read, peopleFacts)
	if err != nil {
		g.t.Fatal(err)
	}
	for _, r := range rows {
		if strings.Contains(string(r.Payload), name) {
			all = append(all, codeOf(r))
		}
	}
	return all
}

// A fact in doubt that was told void stays void, though its hash was damaged since then, so that its
// code is another one.
func TestDamagedHashBringsNothingVoidBack(t *testing.T) {
	t.Parallel()
	g := ownedShop(t)
	g.kill()
	g.forges("x'00'", append([]journal.Fact{{Kind: facts.TillOpened, Payload: facts.Opened{}}}, sokOwns()...)...)
	g.want(payment.AlertJournalGrew)
	people := g.wantRoles("found", staff.Owner, staff.Cashier)
	mustCommit(t, g.db, pos.Batch{At: noon, Till: 1, Facts: []journal.Fact{{Kind: facts.StaffDoubted, Payload: people.Doubt}}})
	g.clearUnsettled()
	g.close()
	g.byCommandLine(`UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE kind = 'staff.changed'`)
	g.want()
	g.wantRoles("damaged", staff.Owner, staff.Cashier)
	g.close()
}
