package storage

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// onBoth tries a shop whose owner, cashier and profile are facts of one day without a key and, where
// there is a keyring, of days with one behind it.
func onBoth(t *testing.T, do func(t *testing.T, g *guarded, ring bool)) {
	t.Helper()
	for _, ring := range []bool{false, true} {
		t.Run(fmt.Sprintf("keyring %v", ring), func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			g.o.Keyring = nil
			g.open()
			g.hires(1, "Srey", staff.Owner)
			g.hires(2, "Sok", staff.Cashier)
			g.set(settings.USDProfileID, "old")
			g.set(settings.USDProfileID, "ours")
			g.sell(2)
			g.close()
			if ring {
				g.o.Keyring = g.ring
				g.day(1)
				g.day(1)
			}
			do(t, g, ring)
		})
	}
}

// begins opens the till, and waits for the keyring where there is one.
func (g *guarded) begins() {
	g.t.Helper()
	if g.open(); g.o.Keyring != nil {
		g.settled()
	}
}

// alter changes a row's payload in its place, with the hash of what it says then; the row behind it
// stays as it was.
func (g *guarded) alter(was, is string) (undo func()) {
	g.t.Helper()
	var changed, before []string
	g.byAnotherTill(func() {
		rows, err := signedRows(g.t.Context(), g.db.read, "SELECT "+signedColumns+" FROM journal WHERE instr(payload, ?) > 0 LIMIT 1", was)
		if err != nil || len(rows) != 1 {
			g.t.Fatalf("%d rows with %s (%v)", len(rows), was, err)
		}
		before = append(before, fmt.Sprintf("UPDATE journal SET payload = '%s', hash = '%s' WHERE seq = %d", rows[0].Payload, rows[0].Hash, rows[0].Seq))
		rows[0].Payload = []byte(is)
		changed = append(changed, fmt.Sprintf("UPDATE journal SET payload = '%s', hash = '%s' WHERE seq = %d", is, rows[0].Sum(), rows[0].Seq))
	})
	g.byCommandLine(changed...)
	return func() { g.byCommandLine(before...) }
}

// owner is what a fact says that makes somebody owner.
func owner(of id.Person, name string) string {
	b, _ := json.Marshal(facts.Staff{Staff: staff.Person{ID: of, Name: name, Role: staff.Owner, Active: true}, By: "Srey"})
	return string(b)
}

// A fact that was changed in its place gives no right, whether a keyring signs the shop's rows or
// not, and whether it was one about people or another one's row. It is told, also once it was put back.
func TestFactsChangedInPlaceGiveNoRights(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, g *guarded, _ bool) {
		look := func(when string, owners int, doubts ...payment.AlertKind) {
			t.Helper()
			g.begins()
			people, err := g.db.People(t.Context())
			if err != nil || !people.Told {
				t.Fatalf("%s: %+v (%v)", when, people, err)
			}
			got := 0
			for _, p := range people.Roster {
				if p.Owns() {
					got++
				}
			}
			if is, err := g.db.Settings(t.Context()); err != nil || is[settings.USDProfileID] == "mallory" || got != owners {
				t.Errorf("%s: %+v, %v (%v)", when, people, is, err)
			}
			g.wantDoubts(when, doubts...)
			g.close()
		}
		undo := g.alter(`"name":"Sok","role":"cashier"`, owner(2, "Sok"))
		look("a cashier", 1, payment.AlertPayFacts)
		undo()
		undo = g.alter(`"to":"ours"`, `{"key":"gateway.usd.profile_id","to":"mallory"}`)
		look("a profile", 1, payment.AlertSettingRows, payment.AlertPayFacts)
		undo()
		g.byCommandLine("UPDATE journal SET kind = 'staff.added' WHERE seq = (SELECT min(seq) FROM journal WHERE kind = 'sale.completed')")
		undo = g.alter(`"receipt_number"`, owner(9, "Mallory"))
		look("a sale's row", 1, payment.AlertPayFacts)
		undo()
		g.byCommandLine("UPDATE journal SET kind = 'sale.completed' WHERE kind = 'staff.added' AND instr(payload, 'receipt_number') > 0")
		look("put back", 1)
		g.byCommandLine("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal WHERE kind = 'setting.changed')")
		look("taken out", 1, payment.AlertSettingRows, payment.AlertPayFacts)
	})
}

// The only owner's PIN is another one in its fact: nobody has rights then, and no name is enough.
func TestOwnersFactsChangedInPlace(t *testing.T) {
	t.Parallel()
	for what, attack := range map[string]func(g *guarded) func(){
		"PIN": func(g *guarded) func() {
			b, _ := json.Marshal(facts.PIN{Staff: 1, Name: "Srey", Print: facts.PINPrint("mine"), By: "Srey"})
			return g.alter(`"name":"Srey","print"`, string(b))
		},
		"taken out": func(g *guarded) func() {
			g.byCommandLine("DELETE FROM journal WHERE " + journalPeople)
			return nil
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			onBoth(t, func(t *testing.T, g *guarded, _ bool) {
				undo := attack(g)
				g.begins()
				people, err := g.db.People(t.Context())
				if err != nil || !people.Told || people.Prints[1] == facts.PINPrint("mine") || people.Prints[1] != "" {
					t.Errorf("%+v (%v)", people, err)
				}
				g.wantDoubts("found", payment.AlertPayFacts)
				g.close()
				if undo == nil {
					return
				}
				undo()
				g.begins()
				if p := g.wantRoles("put back", staff.Owner, staff.Cashier); p.Prints[1] == "" {
					t.Errorf("%+v", p)
				}
				g.close()
			})
		})
	}
}

// hide takes rows out of an index that stays as its text says.
func (g *guarded) hide(index, where string) {
	g.t.Helper()
	text := fmt.Sprintf("(SELECT sql FROM sqlite_schema WHERE name = '%s')", index)
	was := ""
	g.byAnotherTill(func() {
		if err := g.db.read.QueryRow("SELECT " + text).Scan(&was); err != nil {
			g.t.Fatal(err)
		}
	})
	set := func(text string) string {
		return "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '" + quoted(text) + "' WHERE name = '" + index + "'"
	}
	and := " AND "
	if !strings.Contains(was, "WHERE") {
		and = " WHERE "
	}
	for _, statement := range []string{set(was + and + where), "REINDEX " + index, set(was)} {
		g.byCommandLine(statement) // each on a connection of its own
	}
}

func quoted(text string) (q string) {
	for _, r := range text {
		if q += string(r); r == '\'' {
			q += "'"
		}
	}
	return q
}

// An index that lacks rows, though its text is right, hides no fact: it is made anew, and that is told
// once. Where the state folder is gone too the keyring's sum says so.
func TestIndexesHideNoFacts(t *testing.T) {
	t.Parallel()
	for _, stateless := range []bool{false, true} {
		t.Run(fmt.Sprintf("without the state folder %v", stateless), func(t *testing.T) {
			t.Parallel()
			onBoth(t, func(t *testing.T, g *guarded, ring bool) {
				if stateless && !ring {
					return // nothing lies outside
				}
				g.hide("journal_people", "seq < 4")
				g.hide("journal_power", "kind <> 'setting.changed'")
				if stateless {
					if err := os.RemoveAll(g.o.State); err != nil {
						t.Fatal(err)
					}
				}
				g.begins()
				g.wantRoles("hidden", staff.Owner, staff.Cashier)
				if is, err := g.db.Settings(t.Context()); err != nil || is[settings.USDProfileID] != "ours" {
					t.Errorf("%v (%v)", is, err)
				}
				if check := g.verify(); !check.OK {
					t.Errorf("%+v", check)
				}
				g.clearDoubts(payment.AlertFactsHidden)
				g.close()
				g.begins()
				g.wantDoubts("later")
				g.close()
			})
		})
	}
}

// Without the state folder's codes the keyring's sum alone is left: facts without a signature are in
// doubt then, and stay so.
func TestKeyringsSumAlone(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, g *guarded, ring bool) {
		if !ring {
			return
		}
		g.alter(`"name":"Sok","role":"cashier"`, owner(2, "Sok"))
		for when := range 3 {
			if err := os.RemoveAll(g.o.State); err != nil {
				t.Fatal(err)
			}
			g.begins()
			people, err := g.db.People(t.Context())
			if err != nil || !people.Told || len(people.Roster) > 0 {
				t.Errorf("%d: %+v (%v)", when, people, err)
			}
			g.close()
		}
	})
}

// A state folder of an older program's, or of a program with other kinds, vouches for nothing, and
// that is no alert.
func TestVouchedForByNobodyYet(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, g *guarded, _ bool) {
		files, _ := g.outside()
		for name, text := range files {
			var r record
			if err := json.Unmarshal([]byte(text), &r); err != nil || !r.Vouched.listed() || r.Vouched.Count == 0 {
				t.Fatalf("%s (%v)", text, err)
			}
			r.Vouched = vouched{}
			if g.n%2 == 0 {
				r.Vouched = vouched{Form: vouchedForm + 1, Seq: 3, Count: 5, Sum: "5a"}
			}
			if err := markFiles(filepath.Dir(name)).write(r); err != nil {
				t.Fatal(err)
			}
		}
		g.begins()
		g.wantKinds()
		g.wantDoubts("older")
		g.wantRoles("older", staff.Owner, staff.Cashier)
		g.close()
	})
}

// What is vouched for up to a row is the same, however much is behind it, and more facts than are
// kept by their codes are known by their sum.
func TestVouchedUpTo(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 4))
	var all vouched
	all.Form = vouchedForm
	var before []vouched
	for seq := int64(1); seq < mostVouched+300; seq++ {
		if r.IntN(3) > 0 {
			head := journal.Head{Seq: seq, Hash: fmt.Sprintf("%064x", r.Uint64())}
			all = all.with(head.Code(), r.IntN(2) == 0)
		}
		all.Seq = seq
		before = append(before, all)
	}
	for range mostVouched {
		all = all.with(id.Code{Seq: all.Seq + 1, Hash: "0123456789abcdef"}, false)
		all.Seq++
		before = append(before, all)
	}
	if !all.listed() || all.Older == 0 || len(all.codes()) != mostVouched {
		t.Fatalf("%d older, %d codes of %d", all.Older, len(all.codes()), all.Count)
	}
	for _, one := range before {
		to, ok := all.upTo(one.Seq)
		if ok != (one.Seq >= all.OlderSeq) {
			t.Fatalf("up to %d: %v", one.Seq, ok)
		}
		if ok && (to.Count != one.Count || to.Sum != one.Sum || !to.listed()) {
			t.Fatalf("up to %d: %d facts with the sum %s, want %d with %s", one.Seq, to.Count, to.Sum, one.Count, one.Sum)
		}
		if !one.like(all) || !one.summed().like(all) {
			t.Fatalf("%d is not like itself", one.Seq)
		}
	}
	b, err := json.Marshal(all)
	var back vouched
	if err != nil || json.Unmarshal(b, &back) != nil || back.Sum != all.Sum || !slices.Equal(back.codes(), all.codes()) {
		t.Errorf("%s (%v)", b, err)
	}
}

// powerKinds are the kinds that powerRows selects, each by an index.
func TestPowerRows(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	kinds := []journal.Kind{facts.TillOpened, facts.SaleCompleted, facts.ShiftClosed, facts.Refunded}
	for kind := range powerKinds {
		kinds = append(kinds, kind)
	}
	for n, kind := range kinds {
		if _, err := db.write.conn.ExecContext(t.Context(), "INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash) VALUES (?, 1, ?, 1, 0, '{}', '', ?)",
			n+1, string(kind), fmt.Sprintf("%064x", n)); err != nil {
			t.Fatal(err)
		}
	}
	there, err := storedTo(t.Context(), db.read, int64(len(kinds)))
	if err != nil || there.Count != len(powerKinds) {
		t.Errorf("%+v, want %d (%v)", there, len(powerKinds), err)
	}
	for _, code := range there.People {
		if !powerKinds[kinds[code.Seq-1]] {
			t.Errorf("%s is about nobody", kinds[code.Seq-1])
		}
	}
	for _, columns := range []string{"seq, hash", signedColumns} {
		plan := planOf(t, db, powerRows(columns), 0, 100)
		for _, index := range powerIndexes {
			if !strings.Contains(plan, "INDEX "+index) {
				t.Errorf("%s: not by %s: %s", columns, index, plan)
			}
		}
	}
}

// What means power is read once for all that is held against it.
func TestDoubtsReadTheirFactsOnce(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	g.open()
	defer g.close()
	g.settled()
	asked := 0
	err := g.db.judging(t.Context(), g.db.ownKey(), func(q querier, j judgement) error {
		return g.db.doubter(t.Context(), countingQuerier{q, &asked, func(int) {}}, j).all(t.Context())
	})
	if want := 5; err != nil || asked != want { // the schema, the settings, these facts, the last Z's fact and the last Z
		t.Errorf("%d queries, want %d (%v)", asked, want, err)
	}
}
