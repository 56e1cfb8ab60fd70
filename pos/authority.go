package pos

import (
	"context"
	"strings"
	"time"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// authority is the till's part for people: who works here, who has signed in, and who may
// do what (see authorize). It stores nothing but the tries at PINs, and what it doubts.
type authority struct {
	people   People
	pins     PINs
	secrets  Secrets
	training bool
	record   func(at time.Time, tried journal.Fact) error // makes a try at a PIN durable
	alarm    func(alert payment.Alert, told journal.Fact) error
	renewed  func(person staff.Person, hash string, at time.Time) error // makes the new hash of a PIN durable

	roster     staff.Roster
	told       facts.People        // as it was read, and the prints of PINs since
	signed     id.Person           // who has signed in at the windows; 0 is nobody
	own        *ownSignIn          // of the command that the loop is at; nil: it is given at the windows
	unsigned   id.Person           // whose PIN could not be checked at the windows: see mayUnsigned
	guard      pinGuard            // for the setting manager.pin
	guards     map[string]pinGuard // for each person's PIN, by folded name
	pinChanges uint64              // number of changes of manager.pin, counted at their start and end
}

// load reads the staff and the tries at PINs of earlier runs.
func (a *authority) load(ctx context.Context) (err error) {
	if err := a.readPeople(ctx); err != nil {
		return err
	}
	tries, err := a.people.ManagerTries(ctx)
	if err != nil {
		return err
	}
	a.guards = make(map[string]pinGuard)
	for _, last := range tries {
		a.guard = pinGuard{}
		delete(a.guards, text.Fold(last.By))
		if last.Wrong > 0 {
			a.guard = guardAfter(last.Wrong, last.At, pinWaitOwner)
			a.guards[text.Fold(last.By)] = guardAfter(last.Wrong, last.At, a.longestWait(last.By))
		}
	}
	return nil
}

// readPeople reads who works here.
func (a *authority) readPeople(ctx context.Context) error {
	people, err := a.people.People(ctx)
	if err == nil {
		a.told, a.roster = people, people.Roster
	}
	return err
}

// longestWait is the longest wait for what is tried under a name. The recovery code is the
// owner's, as the owner's PIN is.
func (a *authority) longestWait(name string) time.Duration {
	if text.Fold(name) == text.Fold(staff.RecoveryName) {
		return pinWaitOwner
	}
	return longestWait(a.roster.Named(name))
}

// staffed reports whether the shop has or had an owner: from then on approvals are given by
// named people, and the setting manager.pin means nothing. The journal alone decides: no
// change of the rows brings back the days before the first owner.
func (a *authority) staffed() bool { return a.told.Told || a.roster.Owners() > 0 }

// signedIn returns who has signed in where the command is given; nobody has when the till
// has just been opened.
func (a *authority) signedIn() staff.SignedIn { return a.inNow(a.signedID()) }

// atWindows returns who has signed in at the windows.
func (a *authority) atWindows() staff.SignedIn { return a.inNow(a.signed) }

// inNow is a person's sign-in; that of one who works here no more is nobody's.
func (a *authority) inNow(who id.Person) staff.SignedIn {
	person, ok := a.roster.ByID(who)
	if !ok || !person.Active {
		return staff.SignedIn{}
	}
	return signedInAs(person)
}

func (a *authority) signedID() id.Person {
	if a.own != nil {
		return id.Person(a.own.person.Load())
	}
	return a.signed
}

// sign signs a person in where the command is given, and 0 whoever is signed in out.
func (a *authority) sign(person id.Person) {
	if a.own != nil {
		a.own.person.Store(int64(person))
		return
	}
	a.signed, a.unsigned = person, 0
}

// may reports whether an action needs no approval, see Snapshot.May.
func (a *authority) may(action staff.Action) bool {
	return mayWithoutApproval(action, a.staffed(), a.training, a.signedIn())
}

// keep records a person's new state. Whoever works here no more is signed out at the windows.
func (a *authority) keep(s staff.Person) {
	a.told.Told = true
	a.roster = a.roster.With(s)
	if a.signed == s.ID && !s.Active {
		a.signed = 0
	}
}

// forgetTries forgets the wrong tries at a PIN that was replaced.
func (a *authority) forgetTries(name string) { delete(a.guards, text.Fold(name)) }

// lastTryWrong reports whether the last try at a person's PIN was wrong.
func (a *authority) lastTryWrong(name string) bool { return a.guards[text.Fold(name)].wrong > 0 }

// checkedApproval is an approval together with the stored PIN that it was compared with. That
// happens before the till's loop is entered: reading a keyring and hashing a PIN take
// time, and the till must not wait. It gives no right by itself: authorize decides,
// inside the loop.
type checkedApproval struct {
	staff.Approval
	shopPIN    string    // the setting manager.pin, while there is no owner; "" when not set
	pinChanges uint64    // authority.pinChanges when shopPIN was read: stale once that has risen
	person     id.Person // 0: nobody of that name
	hash       string    // the stored hash that the PIN was compared with
	matches    bool      // the PIN matches hash
	keyed      pinKey    // how the hash should be
	renewed    string    // the PIN in the hash that it should have; "" where that is hash
}

// given reports whether an approval was given at all.
func (c checkedApproval) given() bool { return strings.TrimSpace(c.By) != "" || c.PIN != "" }

// prepareCheck prepares the check of an approval: whose PIN to compare, whether the shop is
// staffed, and whether that person must wait after wrong PINs. Called on the till's loop.
func (a *authority) prepareCheck(given staff.Approval, now time.Time) (checked checkedApproval, staffed, waits bool) {
	checked = checkedApproval{Approval: given, pinChanges: a.pinChanges}
	if person, known := a.roster.Named(given.By); known && person.Active {
		checked.person, checked.keyed = person.ID, a.pinKeyOf(person.Role)
	}
	return checked, a.staffed(), a.guards[text.Fold(given.By)].left(now) > 0
}

// comparePIN compares an approval with the stored PIN. It uses ports only, is slow, and is
// never called on the till's loop.
func (a *authority) comparePIN(ctx context.Context, checked checkedApproval, staffed bool) (_ checkedApproval, err error) {
	if !staffed {
		checked.shopPIN, err = a.readShopPIN(strings.TrimSpace(checked.PIN))
		return checked, err
	}
	if checked.person != 0 {
		if checked.hash, err = a.people.PINHash(ctx, checked.person); err != nil {
			return checked, err
		}
	}
	pin := strings.TrimSpace(checked.PIN)
	if checked.matches, err = a.pins.Matches(ctx, checked.hash, pin); err != nil || !checked.matches {
		return checked, err
	}
	checked.renewed = a.renewal(checked.keyed, checked.hash, pin)
	return checked, nil
}

// checkApproval checks the PIN of an approval for an action, off the loop. Without an approval
// nothing is read, unless manager.pin may be needed. An unknown name takes as long as a
// known one, so that names cannot be guessed by timing. Where a wrong PIN could not be told, as on a
// full disk, none is compared: what a right one is for may need no commit, and would say so.
func (t *Till) checkApproval(ctx context.Context, action staff.Action, given staff.Approval) (checkedApproval, error) {
	checked := checkedApproval{Approval: given}
	var staffed, waits bool
	err := t.do(ctx, func() error {
		checked, staffed, waits = t.authority.prepareCheck(given, t.now())
		return nil
	})
	if err != nil || !checked.given() && (staffed || staff.PermissionOf(action).NoOwner != staff.NeedPIN) {
		return checked, err
	}
	if _, err := given.Name(); staffed && (err != nil || waits) {
		return checked, nil // authorize returns the error
	}
	if err := t.canTellPIN(ctx, staffed); err != nil {
		return checked, err
	}
	checked, err = t.authority.comparePIN(ctx, checked, staffed)
	if !staffed {
		t.lookAtSecrets(ctx, settings.ManagerPIN)
	}
	return checked, err
}

// canTellPIN returns why a try at a PIN could not be told; nil where there is no PIN to try, or
// where everybody knows them.
func (t *Till) canTellPIN(ctx context.Context, staffed bool) error {
	if t.training {
		return nil
	}
	if !staffed {
		if pin, err := t.authority.readShopPIN(""); err == nil && pin == "" {
			return nil
		}
	}
	return t.store.CanTell(ctx)
}
