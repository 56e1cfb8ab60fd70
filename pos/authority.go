package pos

import (
	"context"
	"strings"
	"time"

	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// authority is the till's part for people: who works here, who has signed in, and who may
// do what (see authorize). It stores nothing but the tries at PINs.
type authority struct {
	people   People
	pins     PINs
	secrets  Secrets
	training bool
	record   func(at time.Time, tried journal.Fact) error // makes a try at a PIN durable

	roster staff.Roster
	signed id.Person           // who has signed in; 0 is nobody
	guard  pinGuard            // for the setting manager.pin
	guards map[string]pinGuard // for each person's PIN, by folded name
	pinSet uint64              // number of changes of manager.pin, counted at their start and end
}

// load reads the staff and the tries at PINs of earlier runs.
func (a *authority) load(ctx context.Context) (err error) {
	if a.roster, err = a.people.Staff(ctx); err != nil {
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
			a.guard = guardAfter(last.Wrong, last.At)
			a.guards[text.Fold(last.By)] = a.guard
		}
	}
	return nil
}

// staffed reports whether the shop has an owner: from then on approvals are given by named
// people, and the setting manager.pin means nothing.
func (a *authority) staffed() bool { return a.roster.Owners() > 0 }

// signedIn returns who has signed in; nobody has when the till has just been opened.
func (a *authority) signedIn() staff.SignedIn {
	person, ok := a.roster.ByID(a.signed)
	if !ok {
		return staff.SignedIn{}
	}
	return staff.SignedIn{ID: person.ID, Name: person.Name, Role: person.Role}
}

// may reports whether an action needs no approval, see Snapshot.May.
func (a *authority) may(action staff.Action) bool {
	return maySigned(action, a.staffed(), a.training, a.signedIn())
}

// keep records a person's new state. Whoever works here no more is signed out.
func (a *authority) keep(s staff.Person) {
	a.roster = a.roster.With(s)
	if a.signed == s.ID && !s.Active {
		a.signed = 0
	}
}

// renewed forgets the wrong tries at a PIN that was replaced.
func (a *authority) renewed(name string) { delete(a.guards, text.Fold(name)) }

// tried reports whether the last try at a person's PIN was wrong.
func (a *authority) tried(name string) bool { return a.guards[text.Fold(name)].wrong > 0 }

// word is an approval together with the stored PIN that it was compared with. That
// happens before the till's loop is entered: reading a keyring and hashing a PIN take
// time, and the till must not wait. A word gives no right by itself: authorize decides,
// inside the loop.
type word struct {
	staff.Approval
	pin    string    // the setting manager.pin, while there is no owner; "" when not set
	read   uint64    // authority.pinSet when pin was read: pin is stale once that has risen
	person id.Person // 0: nobody of that name
	hash   string    // the stored hash that the PIN was compared with
	right  bool      // the PIN matches hash
}

// named reports whether an approval was given at all.
func (w word) named() bool { return strings.TrimSpace(w.By) != "" || w.PIN != "" }

// listen prepares the check of an approval: whose PIN to compare, whether the shop is
// staffed, and whether that person must wait after wrong PINs. Called on the till's loop.
func (a *authority) listen(given staff.Approval, now time.Time) (w word, staffed, waits bool) {
	w = word{Approval: given, read: a.pinSet}
	if person, known := a.roster.Named(given.By); known && person.Active {
		w.person = person.ID
	}
	return w, a.staffed(), a.guards[text.Fold(given.By)].until.After(now)
}

// weigh compares an approval with the stored PIN. It uses ports only, is slow, and is
// never called on the till's loop.
func (a *authority) weigh(ctx context.Context, w word, staffed bool) (_ word, err error) {
	if !staffed {
		w.pin, err = a.secrets.Secret(settings.ManagerPIN)
		return w, err
	}
	if w.person != 0 {
		if w.hash, err = a.people.PINHash(ctx, w.person); err != nil {
			return w, err
		}
	}
	w.right, err = a.pins.Matches(w.hash, strings.TrimSpace(w.PIN))
	return w, err
}

// hear checks the PIN of an approval for an action, off the loop. Without an approval
// nothing is read, unless manager.pin may be needed. An unknown name takes as long as a
// known one, so that names cannot be guessed by timing.
func (t *Till) hear(ctx context.Context, action staff.Action, given staff.Approval) (word, error) {
	w := word{Approval: given}
	var staffed, waits bool
	err := t.do(ctx, func() error {
		w, staffed, waits = t.authority.listen(given, t.now())
		return nil
	})
	if err != nil || !w.named() && (staffed || staff.PermissionOf(action).Alone != staff.AskPIN) {
		return w, err
	}
	if _, err := given.Name(); staffed && (err != nil || waits) {
		return w, nil // authorize returns the error
	}
	return t.authority.weigh(ctx, w, staffed)
}
