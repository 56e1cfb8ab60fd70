package storage

import (
	"fmt"
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// forges appends facts with the right number, hash and head, and what is there in place of the
// signature, as SQL.
func (g *guarded) forges(mac string, all ...journal.Fact) {
	g.t.Helper()
	var before int64
	g.byAnotherTill(func() {
		before = g.rowOf("seq = (SELECT max(seq) FROM journal)")
		for _, f := range all {
			g.record(f)
		}
	})
	g.byCommandLine(fmt.Sprintf("UPDATE journal SET mac = %s WHERE seq > %d", mac, before))
}

// names is the fact that names a key of somebody's, and clearsKey the one that clears that the
// shop's own is missing.
func namesAKey() journal.Fact {
	return journal.Fact{Kind: facts.KeyringHolds, Payload: facts.Held{Name: facts.HeldJournalKey, Print: strings.Repeat("5a", 32)}}
}

func clearsKey() journal.Fact {
	return journal.Fact{Kind: facts.AlertRead, Payload: readAs(payment.Alert{Kind: payment.AlertKeyringMissing, Expected: facts.HeldJournalKey}, "repaired")[0]}
}

// falseMACs are what a thief without the key writes in place of a signature.
var falseMACs = map[string]string{"none": "NULL", "as while the keyring was away": "x'00'", "a false one": "randomblob(16)"}

// Rows that a thief adds to the run that was killed, which had the key, name another key, or clear
// that the shop's own is missing: they change nothing of what is judged by the key, and another
// keyring is an alert all the same. journal verify names the first of them.
func TestForgedKeyIsNoKey(t *testing.T) {
	t.Parallel()
	sok := staff.Person{ID: 2, Name: "Sok", Role: staff.Owner, Active: true}
	owner := journal.Fact{Kind: facts.StaffAdded, Payload: facts.Staff{Staff: sok, By: "Srey"}}
	profile := journal.Fact{Kind: facts.SettingChanged, Payload: facts.Setting{Key: settings.USDProfileID, To: "mallory"}}
	for name, mac := range falseMACs {
		for what, key := range map[string][]journal.Fact{"named": {namesAKey()}, "cleared": {clearsKey()}, "cleared and named": {clearsKey(), namesAKey()}} {
			t.Run(name+", "+what, func(t *testing.T) {
				t.Parallel()
				g := guardedDays(t, 1)
				g.open()
				g.settled()
				g.hires(1, "Srey", staff.Owner)
				g.set(settings.USDProfileID, "ours")
				g.kill()
				g.forges(mac, append(key, owner, profile)...)
				added := g.copy()
				state, ring := g.outside()
				g.want()
				g.wantRoles("with the key", staff.Owner)
				if is, err := g.db.Settings(t.Context()); err != nil || is[settings.USDProfileID] != "ours" {
					t.Errorf("%v (%v)", is, err)
				}
				all := g.wantDoubts("with the key", payment.AlertPayFacts)
				if strings.Contains(what, "named") != strings.Contains(all.Alerts[0].Expected, " keyring.holds") {
					t.Errorf("%+v", all.Alerts)
				}
				if check := g.verify(); check.OK || check.Bad != g.rowOf("payload LIKE '%mallory%'")-int64(len(key))-1 {
					t.Errorf("%+v", check)
				}
				g.close()
				g.restore(state, ring)
				g.ring = newRing()
				g.o.Keyring = g.ring
				g.putBack(added, g.n)
				g.want(payment.AlertKeyringMissing)
				g.close()
			})
		}
	}
}

// The row that names the key was damaged: it names one all the same. No other keyring is taken
// for the shop's, and what the key has signed is signed.
func TestDamagedNameOfTheKey(t *testing.T) {
	t.Parallel()
	for name, sql := range map[string]string{
		"another key":  "UPDATE journal SET payload = replace(payload, substr(json_extract(payload, '$.print'), 1, 8), '5a5a5a5a') WHERE kind = 'keyring.holds' AND payload LIKE '%print%'",
		"another name": "UPDATE journal SET payload = replace(payload, 'journal.key', 'journal.mark') WHERE kind = 'keyring.holds'",
		"nothing":      "UPDATE journal SET payload = '{' WHERE kind = 'keyring.holds'",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := guardedDays(t, 1)
			g.open()
			g.settled()
			g.hires(1, "Srey", staff.Owner)
			key := *g.db.ownKey()
			g.kill()
			g.byCommandLine(sql)
			sok := staff.Person{ID: 2, Name: "Sok", Role: staff.Owner, Active: true}
			g.forges("randomblob(16)", journal.Fact{Kind: facts.StaffAdded, Payload: facts.Staff{Staff: sok, By: "Srey"}})
			g.ring = newRing()
			g.o.Keyring = g.ring
			g.want(payment.AlertKeyringMissing)
			j, err := newJudgement(t.Context(), g.db.read, &key)
			if err != nil {
				t.Fatal(err)
			}
			people, err := readTold(t.Context(), g.db.read, g.db.doubter(t.Context(), g.db.read, j))
			if err != nil || len(people.people) != 1 || people.people[1].staff.Role != staff.Owner {
				t.Errorf("%+v (%v)", people, err)
			}
			g.close()
		})
	}
}

// A till that has another keyring each day, as of two desktops: once the owner has cleared that,
// either signs, nothing is in doubt, and nobody is asked again.
func TestTwoKeyringsByTurns(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2)
	one := g.ring
	other := newRing()
	g.ring, g.o.Keyring = other, other
	g.want(payment.AlertKeyringMissing)
	g.clear()
	g.hires(1, "Srey", staff.Owner)
	g.close()
	for turn, ring := range []*ringInMemory{one, other, one, other} {
		g.ring, g.o.Keyring = ring, ring
		g.want()
		g.sell(1)
		g.wantRoles("a turn", staff.Owner)
		g.wantDoubts("a turn")
		if check := g.verify(); !check.OK || check.Signed == 0 || check.Unchecked == 0 {
			t.Errorf("%d: %+v", turn, check)
		}
		g.close()
	}
}
