package model

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/ui/view"
)

type (
	// RateCommand stands for today's rate: the one that is set, or another one.
	RateCommand struct {
		Rate string // "": the one that is set
		Word staff.Approval
	}
	RatesCommand struct{} // which rates there were
)

func (RateCommand) command()  {}
func (RatesCommand) command() {}

// RatesShown is how many rates of before the page of the rate shows.
const RatesShown = 3

// openRate shows the exchange rate: Enter alone says that it still is right.
func (s Model) openRate(now time.Time) (Model, Command) {
	s, ok := s.ringing(now)
	if !ok {
		return s, nil
	}
	s.Desk = desk{}
	rate := ""
	if r := s.Snap.Settings.Rate(); r > 0 {
		rate = strconv.FormatInt(int64(r), 10)
	}
	s, _ = s.openForm(form{Task: taskRate, Fields: []field{{fieldRate, rate}}})
	return s, RatesCommand{}
}

// rateTyped confirms the rate at once, and asks before it becomes another one.
func (s Model) rateTyped(f form) (Model, Command) {
	rate, _ := strconv.ParseInt(f.Value(fieldRate), 10, 64) // figures alone get into the line
	switch {
	case money.Rate(rate) == s.Snap.Settings.Rate():
		f.Busy = true
		s.Desk.Form = f
		return s, RateCommand{Word: f.word()}
	case money.Rate(rate) < money.MinRate || money.Rate(rate) > money.MaxRate:
		f = f.anew(f.Index(fieldRate)).turned(Said{Key: words.RateBounds, args: []any{riel(money.MinRate), riel(money.MaxRate)}})
		s.Desk.Form = f
		return s, nil
	}
	s.Desk.Page, s.Desk.Form = view.PageReview, f
	return s, nil
}

// word is the manager's, as the form has it.
func (f form) word() staff.Approval {
	return staff.Approval{By: f.Value(FieldManager), PIN: f.Value(FieldPIN), Shown: f.shown}
}

// rateDone takes what came of it.
func (s Model) rateDone(err error, now time.Time) Model {
	if s.Desk.Form.Task != taskRate || s.Desk.Page != view.PageForm && s.Desk.Page != view.PageReview {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.Desk.Form.Busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	return s.closeDesk().Say(now, view.StatusGood, words.RateDid, riel(s.Snap.Settings.Rate()))
}

// aboutRate is what the form of the rate, or its review, is about.
func (s Model) aboutRate(v view.Desk) view.Desk {
	v.Title, v.Facts[0] = s.word(words.RateTitle), s.word(words.RateHint)
	if s.Desk.Page == view.PageReview {
		v.Amount, v.Facts[0] = s.rateText(s.Desk.Form.Value(fieldRate)), ""
		return v
	}
	for i, r := range s.Desk.rates[:min(RatesShown, len(s.Desk.rates))] {
		v.Facts[1+i] = dateTime(r.At) + " · " + riel(r.Rate)
		if r.By != "" {
			v.Facts[1+i] += " · " + r.By
		}
	}
	return v
}

func (s Model) rateText(figures string) string {
	rate, _ := strconv.ParseInt(figures, 10, 64)
	return riel(money.Rate(rate)) + " = $1"
}

// riel writes a rate as the riel that it is.
func riel(r money.Rate) string { return money.Riel(int64(r)).Display() }

// RateBar asks whether the rate of an earlier day still is right.
func (s Model) RateBar() (view.Notice, bool) {
	if !s.Snap.RateOld || s.Desk.Page != view.PageClosed {
		return view.Notice{}, false
	}
	return view.Notice{Status: view.StatusNone, Text: s.word(words.RateBar, riel(s.Snap.Settings.Rate())), Buttons: [2]view.Button{
		{Label: s.word(words.RateKey), Hint: "K", Action: view.Action{Verb: view.DoRate}},
	}}, true
}
