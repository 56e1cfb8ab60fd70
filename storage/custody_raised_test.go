package storage

import (
	"os"
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// recoveryCode is the code of codedShop.
const recoveryCode = "0123456789ABCDEF"

// codedShop is a shop with an owner, a cashier and a recovery code, closed in order on a day with the
// key. The code is one of this program's or of an older one's.
func codedShop(t *testing.T, older bool) *guarded {
	g := ownedShop(t)
	made := facts.Recovery{Print: facts.PINPrint("$argon2id$code"), Key: staff.RecoveryKey(recoveryCode), By: "Srey"}
	if older {
		made.Key = ""
	}
	g.record(journal.Fact{Kind: facts.RecoverySet, Payload: made})
	g.sell(1)
	g.close()
	return g
}

// addsRun adds a run to the closed till that says that the keyring was away.
func (g *guarded) addsRun(also ...journal.Fact) {
	g.byAnotherTill(func() {
		g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
		for _, f := range also {
			g.record(f)
		}
		g.hires(9, "Mallory", staff.Owner)
	})
}

// recovers is the owner who uses the recovery code, with a proof.
func (g *guarded) recovers(proof string) []journal.Fact {
	return []journal.Fact{
		{Kind: facts.RecoverySet, Payload: facts.Recovery{Used: true, By: "Srey", Proof: proof}},
		{Kind: facts.PINSet, Payload: facts.PIN{Staff: 1, Name: "Srey", Print: facts.PINPrint("$argon2id$new"), By: "Srey"}},
	}
}

// proofOfNew is the right one for the PIN of recovers.
func proofOfNew(code string) string {
	return staff.ProveRecovery(code, 1, facts.PINPrint("$argon2id$new"))
}

// Whoever adds a run to the closed till, which says that the keyring was away, and changes or empties
// what the state folder says to match, gives nobody rights while there is a recovery code; nor behind
// an older copy that they put back.
func TestRunsAddedGiveNoRights(t *testing.T) {
	t.Parallel()
	emptied := func(t *testing.T, g *guarded) {
		if err := os.RemoveAll(g.o.State); err != nil {
			t.Fatal(err)
		}
	}
	unclean := func(_ *testing.T, g *guarded) {
		g.edits(func(r *record) { r.First, r.Mark.Clean = r.Mark.Seq+1, false })
	}
	copyBack := func(g *guarded) {
		old, n := g.copy(), g.n
		g.day(9)
		g.putBack(old, n)
	}
	for name, attack := range map[string]func(t *testing.T, g *guarded){
		"as if it was not closed in order": func(t *testing.T, g *guarded) {
			g.addsRun()
			unclean(t, g)
		},
		"as if the code was used": func(t *testing.T, g *guarded) {
			g.addsRun(g.recovers(proofOfNew("0000000000000000"))...)
			unclean(t, g)
		},
		"behind a kill, the state emptied": func(t *testing.T, g *guarded) {
			g.open()
			g.settled()
			g.sell(1)
			g.kill()
			g.addsRun()
			emptied(t, g)
		},
		"told of as found before": func(t *testing.T, g *guarded) {
			g.edits(func(r *record) {
				r.Disputed = []dispute{{Kind: payment.AlertJournalGrew, Was: r.Mark, No: 1, Found: r.Mark.Seq}}
				r.Matters = 1
			})
			g.addsRun()
		},
		"told of and cleared": func(t *testing.T, g *guarded) {
			var told payment.Alert
			g.edits(func(r *record) {
				told = payment.Alert{Kind: payment.AlertJournalGrew, Expected: r.Mark.String()}
				r.Settled = []dispute{{Kind: told.Kind, Was: journal.Mark{Head: r.Mark.Head}, No: 1, Found: r.Mark.Seq}}
				r.Matters = 1
			})
			g.addsRun(journal.Fact{Kind: facts.AlertRead, Payload: readAs(told, "mine")[0]})
		},
		"behind an older copy": func(_ *testing.T, g *guarded) {
			copyBack(g)
			g.addsRun()
		},
		"behind an older copy, the state emptied": func(t *testing.T, g *guarded) {
			copyBack(g)
			g.addsRun()
			emptied(t, g)
		},
		"behind an older copy with its record": func(_ *testing.T, g *guarded) {
			files, _ := g.outside()
			copyBack(g)
			_, ring := g.outside()
			g.restore(files, ring)
			g.addsRun()
		},
		"beside the mark, as if it was behind it": func(_ *testing.T, g *guarded) {
			old, n := g.copy(), g.n
			g.day(1)
			g.putBack(old, n)
			g.byAnotherTill(func() { g.sell(9) })
			g.addsRun()
			g.edits(func(r *record) {
				was := r.Mark
				was.Seq += 1000
				r.Disputed, r.Matters = []dispute{{Kind: payment.AlertJournalBehind, Was: was, No: 9, From: 1}}, 9
			})
		},
	} {
		for _, late := range []bool{false, true} {
			t.Run(name+map[bool]string{true: ", the key is late"}[late], func(t *testing.T) {
				t.Parallel()
				g := codedShop(t, false)
				attack(t, g)
				if late {
					g.lock()
				}
				g.open()
				g.unlock()
				g.settled()
				told := slices.ContainsFunc(g.alerts, func(a payment.Alert) bool {
					return dispute{Kind: a.Kind}.ofAdded() || a.Kind == payment.AlertJournalBehind || a.Kind == payment.AlertJournalBeside
				})
				people := g.wantRoles("found", staff.Owner, staff.Cashier)
				if !told || people.Prints[1] == facts.PINPrint("$argon2id$new") || people.Recovery == "" {
					t.Errorf("%+v, %+v", g.alerts, people)
				}
				g.looks("found", staff.Owner, staff.Cashier)
				g.clear()
				g.looks("cleared", staff.Owner, staff.Cashier)
				g.close()
				g.want()
				g.looks("later", staff.Owner, staff.Cashier)
				g.close()
			})
		}
	}
}

// An older copy that is put back, with a run behind it that is shorter than what was there, gives no
// rights by itself where the state folder knows better, without a keyring and a code too.
func TestRunsBehindAnOlderCopyGiveNoRights(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, g *guarded, _ bool) {
		old, n := g.copy(), g.n
		g.begins()
		g.sell(9)
		g.close()
		g.putBack(old, n)
		g.addsRun()
		g.begins()
		g.wantKinds(payment.AlertJournalBehind)
		g.looks("found", staff.Owner, staff.Cashier)
		g.clearUnsettled()
		g.close()
		g.begins()
		g.looks("later", staff.Owner, staff.Cashier)
		g.close()
	})
}

// What an owner does while the keyring is locked stays theirs when it answers: by the recovery code, of
// this program's or of an older one's, and by a PIN that is from before the code.
func TestOwnersOfLockedHoursAreBelieved(t *testing.T) {
	t.Parallel()
	const plain = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	for name, c := range map[string]struct {
		older, plain bool
		first        []journal.Fact
	}{
		"by the code":                     {first: (&guarded{}).recovers(proofOfNew(recoveryCode))},
		"by the code of an older program": {older: true, first: (&guarded{}).recovers("")},
		"by an older PIN":                 {plain: true},
	} {
		for _, killed := range []bool{false, true} {
			t.Run(name+map[bool]string{true: ", killed"}[killed], func(t *testing.T) {
				t.Parallel()
				g := codedShop(t, c.older)
				if c.plain {
					g.open()
					g.settled()
					mustCommit(t, g.db, pos.Batch{At: noon, Till: 1, PINs: []staff.PIN{{Staff: 1, Hash: plain}},
						Facts: []journal.Fact{{Kind: facts.PINSet, Payload: facts.PIN{Staff: 1, Name: "Srey", Print: facts.PINPrint(plain), By: "Srey"}}}})
					g.close()
				}
				g.lock()
				g.open()
				for _, f := range c.first {
					g.record(f)
				}
				g.hires(3, "Dara", staff.Manager)
				if killed {
					g.kill()
				} else {
					g.close()
				}
				g.unlock()
				for _, when := range []string{"later", "again"} {
					g.want()
					g.wantRoles(when, staff.Owner, staff.Cashier, staff.Manager)
					g.wantDoubts(when)
					g.sell(1)
					g.close()
				}
			})
		}
	}
}
