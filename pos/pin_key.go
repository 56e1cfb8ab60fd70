package pos

import (
	"context"
	"slices"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/staff"
	"psar/pos/text"
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
	case role == staff.Owner: // the code is void since: who left may have its paper
		return pinPlain
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
	if checked.renewed == "" {
		return checked.hash
	}
	if a.renewed(person, checked.renewed, now) == nil {
		return checked.renewed
	}
	// What came back as a failure may be on the disk all the same.
	stored, err := a.people.PINHash(context.Background(), person.ID)
	if err != nil || stored != checked.renewed {
		return checked.hash
	}
	a.keepPrints([]staff.PIN{{Staff: person.ID, Hash: stored}})
	return stored
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
// reason, the till sells without one: cash never waits for a keyring. It is in the audit, and
// for the windows, or for the one command that takes cash.
func (t *Till) unchecked(ctx context.Context, name string, why error) error {
	code := fault.CodeOf(why)
	if code != fault.PINKeyring && code != fault.PINElsewhere {
		return why
	}
	err := t.do(ctx, func() error {
		defer t.publish()
		return t.authority.openUnsigned(name, code, t.now())
	})
	if err != nil {
		return err
	}
	return why
}

// openUnsigned lets the windows, or a command that takes cash, sell without a sign-in, where
// somebody's PIN could not be checked. A key that isn't there any more is no reason while somebody
// else's PIN can be: the rest wait for the owner.
func (a *authority) openUnsigned(name string, code fault.Code, now time.Time) error {
	person, known := a.roster.Named(name)
	if !known || a.unsignedHere() != 0 || a.own != nil && !a.own.cash.Load() {
		return nil
	}
	hash, err := a.people.PINHash(context.Background(), person.ID)
	if err != nil {
		return err
	}
	if err := a.checkPrint(person, hash, now); err != nil { // somebody wrote another key into it
		return err
	}
	if code == fault.PINElsewhere && slices.ContainsFunc(a.roster.Active(), func(p staff.Person) bool { return a.undoubted(p) && a.checkable(p) }) {
		return nil
	}
	tried := facts.ManagerTries{By: person.Name, SignedIn: a.signedIn().Name, Wrong: a.guards[text.Fold(name)].wrong, Unchecked: code}
	if err := a.record(now, journal.Fact{Kind: facts.ManagerRefused, Payload: tried}); err != nil {
		return err
	}
	if a.own != nil {
		a.own.unsigned.Store(int64(person.ID))
		return nil
	}
	a.unsigned = person.ID
	return nil
}

// unsignedHere is whose PIN could not be checked where the command is given.
func (a *authority) unsignedHere() id.Person {
	if a.own != nil {
		return id.Person(a.own.unsigned.Load())
	}
	return a.unsigned
}

// mayUnsigned reports that nobody has to sign in where the command is given: at the windows up to
// the next sign-in, or the lock, or until the keyring has its key.
func (a *authority) mayUnsigned() bool { return a.uncheckable(a.unsignedHere()) }

// windowsUnsigned is mayUnsigned of the windows.
func (a *authority) windowsUnsigned() bool { return a.uncheckable(a.unsigned) }

// uncheckable reports whether somebody's PIN can't be compared now.
func (a *authority) uncheckable(who id.Person) bool {
	person, ok := a.roster.ByID(who)
	return ok && !a.checkable(person)
}

// checkable reports whether a person's PIN can be compared now.
func (a *authority) checkable(person staff.Person) bool {
	hash, err := a.people.PINHash(context.Background(), person.ID)
	return err == nil && hash != "" && a.pins.Checkable(hash)
}
