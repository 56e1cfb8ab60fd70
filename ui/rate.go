package ui

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/staff"
)

type (
	// rateCommand stands for today's rate: the one that is set, or another one.
	rateCommand struct {
		rate string // "": the one that is set
		word staff.Approval
	}
	ratesCommand struct{} // which rates there were
)

func (rateCommand) command()  {}
func (ratesCommand) command() {}

// ratesShown is how many rates of before the page of the rate shows.
const ratesShown = 3

// openRate shows the exchange rate: Enter alone says that it still is right.
func (s state) openRate(now time.Time) (state, command) {
	s, ok := s.ringing(now)
	if !ok {
		return s, nil
	}
	s.desk = desk{}
	rate := ""
	if r := s.snap.Settings.Rate(); r > 0 {
		rate = strconv.FormatInt(int64(r), 10)
	}
	s, _ = s.openForm(form{task: taskRate, fields: []field{{fieldRate, rate}}})
	return s, ratesCommand{}
}

// rateTyped confirms the rate at once, and asks before it becomes another one.
func (s state) rateTyped(f form) (state, command) {
	rate, _ := strconv.ParseInt(f.value(fieldRate), 10, 64) // figures alone get into the line
	switch {
	case money.Rate(rate) == s.snap.Settings.Rate():
		f.busy = true
		s.desk.form = f
		return s, rateCommand{word: f.word()}
	case money.Rate(rate) < money.MinRate || money.Rate(rate) > money.MaxRate:
		f = f.anew(f.index(fieldRate)).turned(said{key: words.RateBounds, args: []any{riel(money.MinRate), riel(money.MaxRate)}})
		s.desk.form = f
		return s, nil
	}
	s.desk.page, s.desk.form = deskReview, f
	return s, nil
}

// word is the manager's, as the form has it.
func (f form) word() staff.Approval {
	return staff.Approval{By: f.value(fieldManager), PIN: f.value(fieldPIN), Shown: f.shown}
}

// rateDone takes what came of it.
func (s state) rateDone(err error, now time.Time) state {
	if s.desk.form.task != taskRate || s.desk.page != deskForm && s.desk.page != deskReview {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.desk.form.busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	return s.closeDesk().say(now, statusGood, words.RateDid, riel(s.snap.Settings.Rate()))
}

// aboutRate is what the form of the rate, or its review, is about.
func (s state) aboutRate(v deskView) deskView {
	v.title, v.facts[0] = s.word(words.RateTitle), s.word(words.RateHint)
	if s.desk.page == deskReview {
		v.amount, v.facts[0] = s.rateText(s.desk.form.value(fieldRate)), ""
		return v
	}
	for i, r := range s.desk.rates[:min(ratesShown, len(s.desk.rates))] {
		v.facts[1+i] = dateTime(r.At) + " · " + riel(r.Rate)
		if r.By != "" {
			v.facts[1+i] += " · " + r.By
		}
	}
	return v
}

func (s state) rateText(figures string) string {
	rate, _ := strconv.ParseInt(figures, 10, 64)
	return riel(money.Rate(rate)) + " = $1"
}

// riel writes a rate as the riel that it is.
func riel(r money.Rate) string { return money.Riel(int64(r)).Display() }

// rateBar asks whether the rate of an earlier day still is right.
func (s state) rateBar() (noticeView, bool) {
	if !s.snap.RateOld || s.desk.page != deskClosed {
		return noticeView{}, false
	}
	return noticeView{status: statusNone, text: s.word(words.RateBar, riel(s.snap.Settings.Rate())), buttons: [2]buttonView{
		{label: s.word(words.RateKey), hint: "K", action: action{verb: doRate}},
	}}, true
}
