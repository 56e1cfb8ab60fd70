package model

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// lock takes the till from whoever stands at it: nothing but a sign-in is taken
// then. Payments go on, and the customer sees what they saw. Where nobody could sign in it
// locks nothing, and leads an owner to the recovery code.
func (s Model) lock(now time.Time) (Model, Command) {
	if !s.Snap.Staffed {
		return s.Say(now, view.StatusNone, words.LockNoStaff), nil
	}
	s = s.leaves(now)
	switch {
	case s.Snap.NobodySignsIn && s.Snap.NoRecovery:
		return s.closePage().Say(now, view.StatusAttention, words.LockNoPIN), SignOutCommand{}
	case s.Snap.NobodySignsIn:
		return s.open(lockPage{opens: true}).Say(now, view.StatusAttention, words.LockNoPIN), SignOutCommand{}
	}
	return s.open(lockPage{}), SignOutCommand{}
}

// leaves takes what is asked off the counter, for whoever comes next.
func (s Model) leaves(now time.Time) Model {
	s.Confirm, s.Said, s.Help = false, Said{}, false
	if p, ok := as[discountPage](s); ok {
		s = p.leave(s, now)
	}
	return s
}

// LockIdle locks a till at which somebody has signed in and gone away. Where nobody could sign
// in it only ends what is sold in their name.
func (s Model) LockIdle(now time.Time) (Model, Command) {
	after := time.Duration(s.Snap.Settings.Int(settings.LockAfter)) * time.Minute
	if after == 0 || s.Snap.SignedIn.ID == 0 || s.committing() || s.Page() == view.PageLock ||
		now.Sub(s.touched) < after {
		return s, nil
	}
	if s.Snap.NobodySignsIn {
		s = s.leaves(now).closePage().Say(now, view.StatusAttention, words.LockNoPIN)
		s.touched = now // said once, though the answer may be long in coming
		return s, SignOutCommand{}
	}
	next, c := s.lock(now)
	return next.arrived(s, now), c
}

// locks reports that a sign-in is asked for before anything else.
func (s Model) locks() bool {
	return s.Snap.Staffed && s.Snap.SignedIn.ID == 0 && s.Snap.Settings.Bool(settings.SignIn) && !needsNobody(s.Snap)
}

// lockPage lists who can sign in.
type lockPage struct {
	plainPage
	row   int  // the chosen one
	opens bool // it was asked for where nobody could sign in, and Esc leaves it
}

func (lockPage) name() view.Page { return view.PageLock }

// follow opens the till where nobody could sign in any more: cash sells on.
func (p lockPage) follow(s Model, _ time.Time) Model {
	if s.Snap.NobodySignsIn && !p.opens {
		return s.closePage()
	}
	return s
}

// leaveable reports that the lock page may be left without a sign-in.
func (s Model) leaveable() bool {
	p, ok := as[lockPage](s)
	return ok && p.opens && s.Snap.NobodySignsIn
}

// update chooses who signs in.
func (p lockPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	if a.Verb == view.DoEscape && s.leaveable() {
		s.Said = Said{}
		return s.closePage(), nil
	}
	to, chosen, mine := overList(a, p.row, len(s.Snap.StaffList))
	if !mine {
		return s.Say(now, view.StatusNone, words.LockFirst), nil
	}
	p.row, s.Said = to, Said{}
	if chosen {
		return s.openForm(form{of: signInForm{lock: p, who: s.Snap.StaffList[to].Name}, Fields: []field{{Kind: fieldPIN}}})
	}
	return s.open(p), nil
}

func (p lockPage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.Desk
	v.Page, v.Title, v.Foot = view.PageLock, s.word(words.LockTitle), s.word(words.LockHint)
	v.Rows = s.peopleRows(s.Snap.StaffList, p.row)
	s.pageKeys(v, topRow(p.row), len(s.Snap.StaffList))
	if s.leaveable() {
		v.Foot, v.Buttons[0] = s.word(words.LockLost), s.closes()
	}
}

// openOwner asks for the first owner's name and PIN.
func (s Model) openOwner(now time.Time) (Model, Command) {
	if s.Charging || s.Snap.Staffed {
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	return s.openForm(form{of: ownerForm{}, Fields: []field{{Kind: fieldName}, {Kind: fieldNewPIN}, {Kind: fieldAgain}}})
}

// ownerForm gives the shop its first owner.
type ownerForm struct{ plainForm }

func (ownerForm) task() task { return taskOwner }

func (ownerForm) title(s Model) string { return s.word(words.OwnerTitle) }

func (ownerForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Facts[0] = s.word(words.OwnerHint)
}

// asks whether a PIN of before is wanted.
func (ownerForm) asks(_ Model, f form) (form, Command) { return f, ManagerCommand{f.turn} }

func (ownerForm) lacks(_ form, k fieldKind) fault.Code {
	if k == fieldName {
		return fault.StaffName
	}
	return k.spec().empty
}

func (ownerForm) labels(s Model, f form, v *view.Desk) {
	f.relabel(v, fieldName, s.word(words.FieldOwnerName))
	s.newPIN(f, v)
}

// newPIN says how long the PIN that is chosen has to be.
func (s Model) newPIN(f form, v *view.Desk) {
	f.relabel(v, fieldNewPIN, s.word(words.FieldNewPIN, staff.LeastPIN(s.choosesFor(f))))
}

func (ownerForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	if f.value(fieldNewPIN) != f.value(fieldAgain) {
		return s.pinsDiffer(f), nil
	}
	name := f.value(fieldName)
	return s.hands(f, OwnerCommand{name, f.value(fieldNewPIN), staff.Approval{By: name, PIN: f.value(fieldPIN)}})
}

// signInForm asks for the PIN of somebody who comes to the till.
type signInForm struct {
	plainForm
	lock lockPage
	who  string
}

func (signInForm) task() task { return taskSignIn }

func (signInForm) title(s Model) string { return s.word(words.LockTitle) }

// key opens the way of an owner who has lost the PIN.
func (k signInForm) key(s Model, _ form, a view.Action, _ time.Time) (Model, Command, bool) {
	if a.Verb != view.DoNextSale || !k.recovers(s) {
		return s, nil, false
	}
	s, c := s.openForm(form{of: lostForm{lock: k.lock, who: k.who}, Fields: []field{{Kind: fieldCode}, {Kind: fieldNewPIN}, {Kind: fieldAgain}}})
	return s, c, true
}

// recovers reports that a recovery code would help who signs in.
func (k signInForm) recovers(s Model) bool {
	return !s.Snap.NoRecovery && !s.Snap.Training && slices.Contains(s.owners(), k.who)
}

func (k signInForm) about(_ Model, _ form, v *view.Desk, _ time.Time) { v.Amount = k.who }

func (k signInForm) labels(s Model, f form, v *view.Desk) {
	f.relabel(v, fieldPIN, s.word(words.FieldOwnPIN))
	if k.recovers(s) {
		v.Buttons[2] = s.own(view.DoNextSale)
	}
}

func (k signInForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	return s.hands(f, SignInCommand{k.who, f.value(fieldPIN)})
}

func (k signInForm) follow(s Model, now time.Time) Model {
	return k.lock.follow(s.withoutSignIn(now), now)
}

func (k signInForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.open(k.lock), nil }

// approver puts a name into the form by touch, in place of one that stands there.
func (s Model) approver(f form, i int) Model {
	names := s.approvers(f)
	at := f.index(fieldManager)
	if i < 0 || i >= len(names) || at < 0 {
		return s
	}
	f = f.write(at, names[i])
	if pin := f.index(fieldPIN); pin >= 0 {
		f.Focus = pin
	}
	return s.withForm(f)
}

// approvers are the people whose word a form may have, as many as there are keys for.
func (s Model) approvers(f form) (names []string) {
	least := staff.Manager
	if f.ownersWord() {
		least = staff.Owner
	}
	for _, p := range s.Snap.StaffList {
		if p.Role.Covers(least) && len(names) < 3 {
			names = append(names, p.Name)
		}
	}
	return names
}

func (s Model) roleName(r staff.Role) string {
	return s.word(map[staff.Role]words.Key{
		staff.Cashier: words.RoleCashier, staff.Manager: words.RoleManager, staff.Owner: words.RoleOwner,
	}[r])
}

// ownerBar asks for the first owner's PIN, until there is one or somebody puts it
// off.
func (s Model) ownerBar() (view.Notice, bool) {
	if s.Snap.Staffed || s.ownerLater || !s.AsksOwner {
		return view.Notice{}, false
	}
	return view.Notice{Status: view.StatusAttention, Text: s.word(words.OwnerBar), Buttons: [2]view.Button{
		keyed(s.word(words.OwnerSet), view.DoOwner),
		{Label: s.word(words.PartLater), Action: view.Action{Verb: view.DoOwnerLater}},
	}}, true
}
