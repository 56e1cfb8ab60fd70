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

// authority is the till's part that knows who works here, who stands at the till, and
// who may do what: see authorize. It makes nothing durable but what was tried of PINs.
type authority struct {
	people   People
	pins     PINs
	secrets  Secrets
	training bool
	record   func(at time.Time, tried journal.Fact) error // makes a try of a PIN durable

	roster staff.Roster
	signed id.Person           // who stands at the till; 0 is nobody
	guard  pinGuard            // of the setting manager.pin
	guards map[string]pinGuard // of each person's PIN, by folded name
	pinSet uint64              // changes of the setting manager.pin, begun or ended
}

// load reads who works here, and the throttles of the run before.
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

// staffed reports that the shop has an owner: from then on every approval is a
// named person's, and the setting manager.pin means nothing.
func (a *authority) staffed() bool { return a.roster.Owners() > 0 }

// signedIn is who stands at the till. A till that was just opened has nobody.
func (a *authority) signedIn() staff.SignedIn {
	person, ok := a.roster.ByID(a.signed)
	if !ok {
		return staff.SignedIn{}
	}
	return staff.SignedIn{ID: person.ID, Name: person.Name, Role: person.Role}
}

// may reports that an action needs no approval, see Snapshot.May.
func (a *authority) may(action staff.Action) bool {
	return maySigned(action, a.staffed(), a.training, a.signedIn())
}

// keep takes a person as they are now. Who works here no more stands at no till.
func (a *authority) keep(s staff.Person) {
	a.roster = a.roster.With(s)
	if a.signed == s.ID && !s.Active {
		a.signed = 0
	}
}

// renewed forgets the wrong tries at a PIN that is another one now.
func (a *authority) renewed(name string) { delete(a.guards, text.Fold(name)) }

// tried reports that somebody was wrong about a person's PIN, and nobody right since.
func (a *authority) tried(name string) bool { return a.guards[text.Fold(name)].wrong > 0 }

// word is a person's word for an action with what it was held against. That is
// done before the till's loop is entered: a keyring may take its time, hashing
// does so on purpose, and the till must not wait for it. A right is nothing of a
// word's own: authorize gives it, inside the loop.
type word struct {
	staff.Approval
	pin    string    // the setting manager.pin, while there is no owner; "": none is set
	read   uint64    // authority.pinSet when pin was read: it is good until that rises
	person id.Person // 0: nobody of that name
	hash   string    // what the PIN was held against
	right  bool
}

// named reports that somebody gives their word.
func (w word) named() bool { return strings.TrimSpace(w.By) != "" || w.PIN != "" }

// listen begins to hear a word: against what it is to be held, and whether at all. It
// is called on the till's loop.
func (a *authority) listen(given staff.Approval, now time.Time) (w word, staffed, waits bool) {
	w = word{Approval: given, read: a.pinSet}
	if person, known := a.roster.Named(given.By); known && person.Active {
		w.person = person.ID
	}
	return w, a.staffed(), a.guards[text.Fold(given.By)].until.After(now)
}

// weigh holds a word against the PIN that is kept. It touches ports alone, takes its
// time, and is never called on the till's loop.
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

// hear holds a person's word for an action against the PIN that is kept. Nobody's
// word costs nothing, but where manager.pin may be wanted. A name that nobody has
// costs as much time as one that somebody has.
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
		return w, nil // authorize says so
	}
	return t.authority.weigh(ctx, w, staffed)
}
