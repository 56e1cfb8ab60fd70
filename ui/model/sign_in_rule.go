package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// signInRulePage asks an owner who has signed in whether everybody has to before they sell. A
// shop is asked that had its people before the till turned it on with the first of them; the
// answer is a setting, and Esc leaves the question for the next time.
type signInRulePage struct{ plainPage }

// asksOwner reports that an owner has signed in, and nothing is being sold.
func (s Model) asksOwner() bool {
	busy := s.Busy() || s.Front != "" || !s.Cart.Empty() || !s.Entry.Empty() || s.Page() != view.PageClosed
	return s.Snap.SignedIn.Role == staff.Owner && !busy
}

// askSignInRule asks, where nobody has said yet.
func (s Model) askSignInRule() Model {
	if !s.Snap.AsksSignIn || !s.asksOwner() {
		return s
	}
	return s.open(signInRulePage{})
}

// asksSignInRule reports that the question stands there.
func (s Model) asksSignInRule() bool {
	_, ok := as[signInRulePage](s)
	return ok
}

func (signInRulePage) name() view.Page { return view.PageReview }

// follow takes the question away with whoever was asked, or when it was answered elsewhere.
func (signInRulePage) follow(s Model, _ time.Time) Model {
	if !s.Snap.AsksSignIn || s.Snap.SignedIn.Role != staff.Owner {
		return s.closePage()
	}
	return s
}

func (signInRulePage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	switch a.Verb {
	case view.DoEscape:
		s.Said = Said{}
		return s.closePage(), nil
	case view.DoConfirm, view.DoNo:
		return s.closePage(), SignInRuleCommand{On: a.Verb == view.DoConfirm}
	}
	return s.Say(now, view.StatusNone, words.CheckTwice), nil
}

func (signInRulePage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.Desk
	v.Page, v.Title, v.Text = view.PageReview, s.word(words.SignInAsk), s.word(words.SignInAskWhy)
	v.Buttons[0] = keyed(s.word(words.SignInAskYes), view.DoConfirm).First()
	v.Buttons[1] = s.own(view.DoNo)
}

// SignInRuleCommand says whether everybody has to sign in before they sell.
type SignInRuleCommand struct{ On bool }

func (SignInRuleCommand) Name() string { return "sign-in rule" }

func (c SignInRuleCommand) Run(ctx context.Context, p Port) Answer {
	value := "false"
	if c.On {
		value = "true"
	}
	return answer(c, p.SetSetting(ctx, settings.SignIn, value))
}

func (c SignInRuleCommand) done(s Model, err error, now time.Time) Model {
	switch {
	case err != nil:
		return s.refuse(err, now)
	case c.On:
		return s.Say(now, view.StatusGood, words.SignInIsOn)
	}
	return s.Say(now, view.StatusGood, words.SignInIsOff)
}
