package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos/staff"
	"psar/ui/view"
)

// OwnerCommand gives the shop its first owner.
type OwnerCommand struct {
	Owner, PIN string
	Word       staff.Approval
}

func (OwnerCommand) Name() string { return "first owner" }

func (c OwnerCommand) Run(ctx context.Context, p Port) Answer {
	_, code, err := p.AddOwner(ctx, c.Owner, c.PIN, c.Word)
	return answerWith(c, code, err)
}

// done shows the owner's recovery code, once.
func (c OwnerCommand) done(s Model, code string, err error, now time.Time) Model {
	s, done := s.signed(c, words.DidOwner, c.Owner, err, now)
	if done && code != "" {
		s = s.open(codePage{code: code})
	}
	return s
}

// SignInCommand is somebody who stands at the till from now on.
type SignInCommand struct{ Who, PIN string }

func (SignInCommand) Name() string { return "sign in" }

func (c SignInCommand) Run(ctx context.Context, p Port) Answer {
	_, err := p.SignIn(ctx, c.Who, c.PIN)
	return answer(c, err)
}

func (c SignInCommand) done(s Model, err error, now time.Time) Model {
	s, done := s.signed(c, words.DidSignIn, c.Who, err, now)
	if !done {
		return s.withoutSignIn(now)
	}
	return s.offerRecovery().askSignInRule()
}

// signed ends the form of a sign-in, or of the first owner; done: it was.
func (s Model) signed(by Command, did words.Key, name string, err error, now time.Time) (_ Model, done bool) {
	s, done = s.formDone(by, err, now)
	if !done {
		return s, false
	}
	s = s.closePage()
	s.touched = now
	return s.Say(now, view.StatusGood, did, name), true
}

// SignOutCommand takes the till from whoever stands at it.
type SignOutCommand struct{}

func (SignOutCommand) Name() string { return "sign out" }

func (c SignOutCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.SignOut(ctx))
}

func (SignOutCommand) done(s Model, err error, now time.Time) Model { return s.orRefuse(err, now) }

// StaffCommand takes a person into the shop or, with an ID, changes one.
type StaffCommand struct {
	Person staff.Person
	PIN    string // "": it stays
	Word   staff.Approval
}

func (StaffCommand) Name() string { return "staff" }

func (c StaffCommand) Run(ctx context.Context, p Port) Answer {
	var err error
	if c.Person.ID == 0 {
		_, err = p.AddStaff(ctx, c.Person.Name, c.Person.Role, c.PIN, c.Word)
	} else {
		_, err = p.ChangeStaff(ctx, c.Person, c.PIN, c.Word)
	}
	return answer(c, err)
}

func (c StaffCommand) done(s Model, err error, now time.Time) Model {
	list, _ := s.Form().people()
	s, done := s.formDone(c, err, now)
	if !done {
		return s
	}
	s = list.anew(s)
	if !c.Person.Active {
		return s.Say(now, view.StatusGood, words.StaffDidLeave, c.Person.Name)
	}
	return s.Say(now, view.StatusGood, words.StaffSaved, c.Person.Name, s.roleName(c.Person.Role))
}
