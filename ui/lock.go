package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/pos/staff"
)

type (
	// ownerCommand gives the shop its first owner.
	ownerCommand struct {
		name, pin string
		word      staff.Approval
	}
	signInCommand  struct{ name, pin string }
	signOutCommand struct{}
)

func (ownerCommand) command()   {}
func (signInCommand) command()  {}
func (signOutCommand) command() {}

// lock takes the till from whoever stands at it: nothing but a sign-in is taken
// then. Payments go on, and the customer sees what they saw.
func (s state) lock(now time.Time) (state, command) {
	if !s.snap.Staffed {
		return s.say(now, statusNone, words.LockNoStaff), nil
	}
	s.confirm, s.said, s.help = false, said{}, false
	s = s.leaveDiscount(now)
	s.desk = desk{page: deskLock}
	return s, signOutCommand{}
}

// lockIdle locks a till at which somebody has signed in and gone away.
func (s state) lockIdle(now time.Time) (state, command) {
	after := time.Duration(s.snap.Settings.Int(settings.LockAfter)) * time.Minute
	if after == 0 || s.snap.SignedIn.ID == 0 || s.charging || s.desk.page == deskLock || s.desk.form.busy || s.desk.cash.busy ||
		now.Sub(s.touched) < after {
		return s, nil
	}
	next, c := s.lock(now)
	return next.arrived(s, now), c
}

// locks reports that a sign-in is asked for before anything else.
func (s state) locks() bool {
	return s.snap.Staffed && s.snap.SignedIn.ID == 0 && s.snap.Settings.Bool(settings.SignIn)
}

// atLock chooses who signs in.
func (s state) atLock(a action, now time.Time) (state, command) {
	to, chosen, mine := overList(a, s.desk.row, len(s.snap.StaffList))
	switch {
	case !mine:
		return s.say(now, statusNone, words.LockFirst), nil
	case chosen:
		s.said, s.desk.row = said{}, to
		return s.openForm(form{task: taskSignIn, who: s.snap.StaffList[to].Name, fields: []field{{kind: fieldPIN}}})
	}
	s.desk.row, s.said = to, said{}
	return s, nil
}

// openOwner asks for the first owner's name and PIN.
func (s state) openOwner(now time.Time) (state, command) {
	if s.charging || s.snap.Staffed {
		return s.say(now, statusNone, words.NotNow), nil
	}
	s.desk = desk{}
	return s.openForm(form{task: taskOwner, fields: []field{{kind: fieldName}, {kind: fieldNewPIN}, {kind: fieldAgain}}})
}

// signCommand is what the till is asked to do with a finished form.
func (s state) signCommand(f form) command {
	if f.task == taskSignIn {
		return signInCommand{f.who, f.value(fieldPIN)}
	}
	name := f.value(fieldName)
	return ownerCommand{name, f.value(fieldNewPIN), staff.Approval{By: name, PIN: f.value(fieldPIN)}}
}

// staffDone takes what came of it.
func (s state) staffDone(c command, err error, now time.Time) state {
	if _, ok := c.(signOutCommand); ok {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	if s.desk.page != deskForm || s.desk.form.task != taskSignIn && s.desk.form.task != taskOwner {
		return s
	}
	s.desk.form.busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	s = s.closeDesk()
	s.touched = now
	switch c := c.(type) {
	case signInCommand:
		return s.say(now, statusGood, words.DidSignIn, c.name)
	case ownerCommand:
		return s.say(now, statusGood, words.DidOwner, c.name)
	}
	return s
}

// approver puts a name into the form by touch.
func (s state) approver(i int) state {
	names := s.approvers()
	at := s.desk.form.index(fieldManager)
	if i < 0 || i >= len(names) || at < 0 {
		return s
	}
	f := s.desk.form.with(at, names[i])
	if pin := f.index(fieldPIN); pin >= 0 {
		f.focus = pin
	}
	s.desk.form = f
	return s
}

// approvers are the people who may approve, as many as there are keys for.
func (s state) approvers() (names []string) {
	for _, p := range s.snap.StaffList {
		if p.Role.Covers(staff.Manager) && len(names) < 3 {
			names = append(names, p.Name)
		}
	}
	return names
}

// lockView lists who can sign in.
func (s state) lockView() deskView {
	v := deskView{page: deskLock, title: s.word(words.LockTitle), foot: s.word(words.LockHint)}
	list := s.snap.StaffList
	top := s.desk.row / deskRows * deskRows
	v.rows = s.peopleRows()
	if len(list) > deskRows {
		v.buttons[1] = buttonView{label: s.word(words.PageBack), hint: "PgUp", action: action{verb: doPageUp}, off: top == 0}
		v.buttons[2] = buttonView{label: s.word(words.PageNext), hint: "PgDn", action: action{verb: doPageDown}, off: top+deskRows >= len(list)}
	}
	return v
}

func (s state) roleName(r staff.Role) string {
	return s.word(map[staff.Role]words.Key{
		staff.Cashier: words.RoleCashier, staff.Manager: words.RoleManager, staff.Owner: words.RoleOwner,
	}[r])
}

// ownerBar asks for the first owner's PIN, until there is one or somebody puts it
// off.
func (s state) ownerBar() (noticeView, bool) {
	if s.snap.Staffed || s.ownerLater || !s.asksOwner {
		return noticeView{}, false
	}
	return noticeView{status: statusAttention, text: s.word(words.OwnerBar), buttons: [2]buttonView{
		{label: s.word(words.OwnerSet), hint: "O", action: action{verb: doOwner}},
		{label: s.word(words.PartLater), action: action{verb: doOwnerLater}},
	}}, true
}
