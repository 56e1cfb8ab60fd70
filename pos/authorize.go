package pos

import (
	"context"
	"strings"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// word is a person's word for an action with what it was held against. That is
// done before the till's loop is entered: a keyring may take its time, hashing
// does so on purpose, and the till must not wait for it. A right is nothing of a
// word's own: authorize gives it, inside the loop.
type word struct {
	staff.Approval
	pin    string    // the setting manager.pin, while there is no owner; "": none is set
	read   uint64    // Till.pinSet when pin was read: it is good until that rises
	person id.Person // 0: nobody of that name
	hash   string    // what the PIN was held against
	right  bool
}

// named reports that somebody gives their word.
func (w word) named() bool { return strings.TrimSpace(w.By) != "" || w.PIN != "" }

// hear holds a person's word for an action against the PIN that is kept. Nobody's
// word costs nothing, but where manager.pin may be wanted. A name that nobody has
// costs as much time as one that somebody has.
func (t *Till) hear(ctx context.Context, action staff.Action, a staff.Approval) (word, error) {
	w := word{Approval: a}
	var staffed, waits bool
	err := t.do(ctx, func() error {
		staffed, w.read = t.staffed(), t.pinSet
		person, known := t.staff.Named(a.By)
		if known && person.Active {
			w.person = person.ID
		}
		waits = t.guards[text.Fold(a.By)].until.After(t.now())
		return nil
	})
	if err != nil || !w.named() && (staffed || staff.PermissionOf(action).Alone != staff.AskPIN) {
		return w, err
	}
	if !staffed {
		w.pin, err = t.secrets.Secret(settings.ManagerPIN)
		return w, err
	}
	if _, err := a.Name(); err != nil || waits {
		return w, nil // authorize says so
	}
	if w.person != 0 {
		if w.hash, err = t.store.PINHash(ctx, w.person); err != nil {
			return w, err
		}
	}
	w.right, err = t.pins.Matches(w.hash, strings.TrimSpace(a.PIN))
	return w, err
}

// Grant is the right to do an action once. authorize alone makes it, of the
// person, the row of their PIN and the figures that they were shown; commit takes
// it, looks at all of them again, and it is spent.
type Grant struct {
	action staff.Action
	by     string    // for the journal; "" where nobody is named
	person id.Person // 0: nobody of the staff
	hash   string    // of the PIN by which the word was given; "": by who has signed in
	word   bool      // somebody gave it, and it is counted where not everybody may
	stands staff.Figures
	spent  bool
}

// authorize says whether an action may be done, and by whom: it is the only
// function that does. It is called inside the loop, after all else was found to be
// right, so that a word that nothing comes of is not counted. stands are the
// figures as they are now; the word's must be the same. The error's code is
// fault.FiguresChanged, fault.SignInFirst, fault.ManagerNeeded without the name
// that is needed, fault.PINWrong, fault.PINLocked, or fault.PermissionMissing with
// the name of who may not. A name that nobody has is a wrong PIN. Wrong PINs are
// journalled, and so is the right one after wrong ones: the count outlives a
// restart.
func (t *Till) authorize(action staff.Action, w word, stands staff.Figures) (*Grant, error) {
	if stands != w.Shown && (w.named() || w.Shown != "") {
		return nil, fault.New(fault.FiguresChanged)
	}
	p := staff.PermissionOf(action)
	g := &Grant{action: action, stands: stands}
	if !w.named() || p.SignedIn {
		if err := t.unasked(p, w); err != nil {
			return nil, err
		}
		in := t.signedIn()
		g.by, g.person = in.Name, in.ID
		return g, nil
	}
	by, err := w.Name()
	if err != nil {
		return nil, err
	}
	g.word = true
	if !t.staffed() {
		g.by = by
		return g, t.tryShopPIN(by, w)
	}
	person, err := t.tryPIN(by, w)
	switch {
	case err != nil:
		return nil, err
	case !person.Role.Covers(p.Least):
		return nil, fault.New(fault.PermissionMissing, person.Name)
	}
	g.by, g.person, g.hash = person.Name, person.ID, w.hash
	return g, nil
}

// unasked refuses what needs more than that somebody stands at the till.
func (t *Till) unasked(p staff.Permission, w word) error {
	in := t.signedIn()
	switch {
	case !t.staffed():
		if p.Alone == staff.AskName || p.Alone == staff.AskPIN && (w.pin != "" || w.read != t.pinSet) { // or somebody sets one meanwhile
			return fault.New(fault.ManagerNeeded)
		}
		return nil
	case p.Least == staff.Cashier && !p.PIN:
		if in.ID == 0 && t.settings.Bool(settings.SignIn) {
			return fault.New(fault.SignInFirst)
		}
		return nil
	case t.may(p.Action):
		return nil
	case p.SignedIn && in.ID != 0: // no word does instead
		return fault.New(fault.PermissionMissing, in.Name)
	}
	return fault.New(fault.ManagerNeeded)
}

// may reports that an action needs no approval, see Snapshot.May.
func (t *Till) may(a staff.Action) bool { return maySigned(a, t.staffed(), t.training, t.signedIn()) }

func maySigned(a staff.Action, staffed, training bool, in staff.SignedIn) bool {
	p := staff.PermissionOf(a)
	switch {
	case !staffed:
		return true
	case p.PIN:
		return false
	case p.Least == staff.Cashier:
		return true
	case in.ID == 0:
		return training
	}
	return in.Role.Covers(p.Least)
}

// spend takes grants for a batch: each is looked at once more, and never taken
// again. The error's code is fault.ManagerNeeded where the person or their PIN is
// another by now, or fault.Internal for a grant that was spent.
func (t *Till) spend(grants []*Grant) error {
	for _, g := range grants {
		if g.spent {
			return fault.New(fault.Internal)
		}
		if g.person == 0 {
			continue
		}
		person, known := t.staff.ByID(g.person)
		if !known || !person.Active || !person.Role.Covers(staff.PermissionOf(g.action).Least) {
			return fault.New(fault.ManagerNeeded)
		}
		if g.hash == "" {
			continue
		}
		if hash, err := t.store.PINHash(context.Background(), g.person); err != nil || hash != g.hash {
			return fault.New(fault.ManagerNeeded).Because(err)
		}
	}
	for _, g := range grants {
		g.spent = true
	}
	return nil
}
