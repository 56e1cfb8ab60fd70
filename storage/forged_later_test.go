package storage

import (
	"testing"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// sokOwns are facts of a thief's: a cashier is owner, and another profile is paid.
func sokOwns() []journal.Fact {
	sok := staff.Person{ID: 2, Name: "Sok", Role: staff.Owner, Active: true}
	return []journal.Fact{
		{Kind: facts.StaffChanged, Payload: facts.Staff{Staff: sok, By: "Srey"}},
		{Kind: facts.SettingChanged, Payload: facts.Setting{Key: settings.USDProfileID, To: "mallory"}},
	}
}

// ownedShop is a shop with an owner, a cashier and a profile, whose journal names a key.
func ownedShop(t *testing.T) *guarded {
	g := guardedDays(t, 1)
	g.open()
	g.settled()
	g.hires(1, "Srey", staff.Owner)
	g.hires(2, "Sok", staff.Cashier)
	g.set(settings.USDProfileID, "ours")
	return g
}

// Facts with a false signature were added to the closed till. The owner clears that while the
// keyring is locked: until the key can judge them they tell nothing, and then neither.
func TestForgedFactsClearedWhileTheKeyringIsLocked(t *testing.T) {
	t.Parallel()
	g := ownedShop(t)
	g.close()
	g.forges("randomblob(16)", sokOwns()...)
	look := func(when string) {
		t.Helper()
		g.wantRoles(when, staff.Owner, staff.Cashier)
		if is, err := g.db.Settings(t.Context()); err != nil || is[settings.USDProfileID] != "ours" {
			t.Errorf("%s: %v (%v)", when, is, err)
		}
	}
	g.lock()
	g.open()
	g.wantKinds(payment.AlertJournalGrew)
	look("found")
	g.clearUnsettled()
	look("cleared")
	g.close()
	for range 2 {
		g.open()
		g.wantKinds()
		look("later, still locked")
		g.sell(1)
		g.close()
	}
	g.unlock()
	g.want(payment.AlertJournalGrew) // no key has proven that it was cleared
	look("with the key")
	g.clear()
	look("cleared with it")
	g.close()
	g.want()
	g.close()
}

// Who only reads the folder judges by the keyring's key as the till does: a fact with a false
// signature gives no rights, and makes nobody a number.
func TestReadersJudgeByTheKey(t *testing.T) {
	t.Parallel()
	g := ownedShop(t)
	g.kill()
	left := staff.Person{ID: 2, Name: "Sok", Role: staff.Owner}
	g.forges("randomblob(16)", append(sokOwns(), journal.Fact{Kind: facts.StaffChanged, Payload: facts.Staff{Staff: left, By: "Srey"}},
		journal.Fact{Kind: facts.StaffNamed, Payload: facts.Named{Staff: 2, AsNumber: true, By: "Srey"}})...)
	db, err := OpenReadOnly(t.Context(), g.o)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	g.db = db
	people := g.wantRoles("read", staff.Owner, staff.Cashier)
	if !people.Roster[1].Active {
		t.Errorf("%+v", people.Roster)
	}
	if names, err := db.names(t.Context()); err != nil || names.Of("Sok") != "Sok" {
		t.Errorf("%v (%v)", names, err)
	}
	if is, err := db.Settings(t.Context()); err != nil || is[settings.USDProfileID] != "ours" {
		t.Errorf("%v (%v)", is, err)
	}
}
