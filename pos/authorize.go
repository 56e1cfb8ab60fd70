package pos

import (
	"context"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Grant is the right to do one action once. Only authorize makes it, for a person, the
// hash of their PIN and the figures that they were shown; commit checks all of them again
// and spends it.
type Grant struct {
	action   staff.Action
	by       string    // for the journal; "" where nobody is named
	person   id.Person // 0: nobody of the staff
	hash     string    // of the PIN that was typed; "" when signing in was enough
	approved bool      // an approval was given; it is counted where not everybody may do the action
	figures  staff.Figures
	spent    bool
}

// authorize decides whether an action may be done, and by whom; no other function does. It
// is called inside the loop, after everything else was checked, so that only approvals
// that have an effect are counted. figures are the current ones, which the approval's
// must equal. The error's code is fault.FiguresChanged, fault.SignInFirst,
// fault.ManagerNeeded without the name that is needed, fault.PINWrong (also for an unknown
// name), fault.PINLocked, or fault.PermissionMissing with the name of who may not do it.
// Wrong PINs are journalled, and so is the right one after wrong ones: the count survives
// a restart.
func (t *Till) authorize(action staff.Action, checked checkedApproval, figures staff.Figures) (*Grant, error) {
	return t.authority.authorize(circumstances{t.now(), t.settings.Bool(settings.SignIn)}, action, checked, figures)
}

// precheck returns, before a long read, the error that authorize will return after it.
// Approvals are not checked yet: each is counted once, when everything else was right.
func (t *Till) precheck(action staff.Action, checked checkedApproval) error {
	if checked.given() {
		return nil
	}
	_, err := t.authorize(action, checked, checked.Shown)
	return err
}

// circumstances is what an authorization depends on besides the authority's own state.
type circumstances struct {
	now    time.Time
	signIn bool // the setting till.sign_in: nobody sells without signing in
}

func (a *authority) authorize(c circumstances, action staff.Action, checked checkedApproval, figures staff.Figures) (*Grant, error) {
	if figures != checked.Shown && (checked.given() || checked.Shown != "") {
		return nil, fault.New(fault.FiguresChanged)
	}
	p := staff.PermissionOf(action)
	g := &Grant{action: action, figures: figures}
	if !checked.given() || p.SignedIn {
		if err := a.checkSignedIn(c, p, checked); err != nil {
			return nil, err
		}
		in := a.signedIn()
		g.by, g.person = in.Name, in.ID
		return g, nil
	}
	by, err := checked.Name()
	switch {
	case err != nil && a.staffed():
		return nil, p.Lacking()
	case err != nil:
		return nil, err
	}
	g.approved = true
	if !a.staffed() {
		g.by = by
		return g, a.tryShopPIN(by, checked, c.now)
	}
	person, err := a.tryPIN(by, checked, c.now)
	switch {
	case err != nil:
		return nil, err
	case !person.Role.Covers(p.Least):
		return nil, p.Refused(person.Name)
	}
	g.by, g.person, g.hash = person.Name, person.ID, a.renew(person, checked, c.now)
	return g, nil
}

// checkSignedIn refuses an action that needs more than who has signed in.
func (a *authority) checkSignedIn(c circumstances, p staff.Permission, checked checkedApproval) error {
	in := a.signedIn()
	switch {
	case !a.staffed():
		if p.NoOwner == staff.NeedName || p.NoOwner == staff.NeedPIN && (checked.shopPIN != "" || checked.pinChanges != a.pinChanges) { // or the PIN is being set right now
			return fault.New(fault.ManagerNeeded)
		}
		return nil
	case p.Least == staff.Cashier && !p.PIN:
		if in.ID == 0 && c.signIn && !p.Unattended && !a.mayUnsigned() && a.canSignIn() {
			return fault.New(fault.SignInFirst)
		}
		return nil
	case a.may(p.Action):
		return nil
	case p.SignedIn && in.ID != 0: // only signing in counts
		return p.Refused(in.Name)
	}
	return p.Lacking()
}

func mayWithoutApproval(a staff.Action, staffed, training bool, in staff.SignedIn) bool {
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

// spend checks the grants of a batch once more and marks them as used. The error's code is
// fault.ManagerNeeded where the person or their PIN has changed, or fault.Internal for a
// grant that was used before.
func (a *authority) spend(grants []*Grant) error {
	for _, g := range grants {
		if g.spent {
			return fault.New(fault.Internal)
		}
		if g.person == 0 {
			continue
		}
		person, known := a.roster.ByID(g.person)
		p := staff.PermissionOf(g.action)
		if !known || !person.Active || !person.Role.Covers(p.Least) {
			return p.Lacking()
		}
		if g.hash == "" {
			continue
		}
		if hash, err := a.people.PINHash(context.Background(), g.person); err != nil || hash != g.hash {
			return p.Lacking().Because(err)
		}
	}
	for _, g := range grants {
		g.spent = true
	}
	return nil
}
