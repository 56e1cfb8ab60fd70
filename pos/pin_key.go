package pos

import (
	"context"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/settings"
	"psar/pos/staff"
)

// pinKey says whether the keyring's pepper belongs into the hash of a person's PIN.
type pinKey int

const (
	pinAsIs  pinKey = iota // the hash stays as it is
	pinPlain               // a cashier's: cash never waits for a keyring
	pinKeyed
)

// pinKeyOf is how the PIN of a role is hashed. An owner's and a manager's is keyed while
// there is a recovery code: without one, a PC that breaks would take the shop away from its
// owner.
func (a *authority) pinKeyOf(role staff.Role) pinKey {
	switch {
	case !role.Covers(staff.Manager) || a.training:
		return pinPlain
	case a.told.Recovery != "":
		return pinKeyed
	}
	return pinAsIs
}

// renewal returns a right PIN in the hash that it should have, "" where it has that. It is
// slow, and where it fails the next use tries again.
func (a *authority) renewal(key pinKey, hash, pin string) string {
	if key == pinAsIs || !a.pins.Renews(hash, key == pinKeyed) {
		return ""
	}
	renewed, err := a.pins.Hash(pin, key == pinKeyed)
	if err != nil {
		return ""
	}
	return renewed
}

// renew makes the new hash of a PIN that was right durable, and returns the hash that is
// stored from now on.
func (a *authority) renew(person staff.Person, checked checkedApproval, now time.Time) string {
	if checked.renewed == "" || a.renewed(person, checked.renewed, now) != nil {
		return checked.hash
	}
	return checked.renewed
}

// renewPIN stores the PIN of before in another hash.
func (t *Till) renewPIN(person staff.Person, hash string, at time.Time) error {
	told := facts.PIN{Staff: person.ID, Name: person.Name, Print: facts.PINPrint(hash), By: person.Name, Renewed: true}
	batch := Batch{At: at, PINs: []staff.PIN{{Staff: person.ID, Hash: hash}}, Facts: []journal.Fact{{Kind: facts.PINSet, Payload: told}}}
	if _, err := t.commit(context.Background(), batch); err != nil {
		return err
	}
	t.authority.keepPrints(batch.PINs)
	return nil
}

// unchecked returns why a PIN could not be checked for a sign-in. Where the keyring is the
// reason, nobody has to sign in at this till until somebody has: cash never waits for a keyring.
func (t *Till) unchecked(ctx context.Context, name string, why error) error {
	code := fault.CodeOf(why)
	if code != fault.PINKeyring && code != fault.PINElsewhere {
		return why
	}
	err := t.do(ctx, func() error {
		if t.authority.unsigned || !t.settings.Bool(settings.SignIn) {
			return nil
		}
		if err := t.authority.checkStored(ctx, name, t.now()); err != nil { // somebody wrote another key into it
			return err
		}
		if err := t.record(t.now(), journal.Fact{Kind: facts.PINUnchecked, Payload: facts.Unchecked{Name: name, Reason: code}}); err != nil {
			return err
		}
		t.authority.unsigned = true
		t.publish()
		return nil
	})
	if err != nil {
		return err
	}
	return why
}
