package model

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/facts"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// ratesShown is how many rates of before the page of the rate shows.
const ratesShown = 3

// openRate shows the exchange rate: Enter alone says that it still is right.
func (s Model) openRate(now time.Time) (Model, Command) {
	s, ok := s.ringing(now)
	if !ok {
		return s, nil
	}
	rate := ""
	if r := s.Snap.Settings.Rate(); r > 0 {
		rate = strconv.FormatInt(int64(r), 10)
	}
	s, _ = s.openForm(form{of: rateForm{}, Fields: []field{{fieldRate, rate}}})
	return s, RatesCommand{s.Form().turn}
}

// rateForm is what a dollar is in riel today.
type rateForm struct {
	plainForm
	rates []facts.RateConfirmation // those of before
}

func (rateForm) task() task { return taskRate }

func (rateForm) title(s Model) string { return s.word(words.RateTitle) }

func (rateForm) figures(s Model) staff.Figures { return s.Snap.Settings.Figures(settings.Rate) }

func (rateForm) asks(s Model, f form) (form, Command) {
	if s.Snap.May(staff.ActionRate) {
		return f, nil
	}
	return f.withManager(), nil // once the shop has an owner a word is a PIN
}

func (rateForm) wordLater() bool { return true }

// typed confirms the rate at once, and asks before it becomes another one.
func (rateForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	rate, _ := strconv.ParseInt(f.value(fieldRate), 10, 64) // figures alone get into the line
	switch {
	case money.Rate(rate) == s.Snap.Settings.Rate():
		return s.hands(f, RateCommand{Word: f.word()})
	case money.Rate(rate) < money.MinRate || money.Rate(rate) > money.MaxRate:
		return s.withForm(f.anew(f.index(fieldRate)).turned(Said{Key: words.RateBounds, args: []any{riel(money.MinRate), riel(money.MaxRate)}})), nil
	}
	return s.open(reviewPage{form: f}), nil
}

func (k rateForm) about(s Model, f form, v *view.Desk, _ time.Time) {
	if v.Page == view.PageReview {
		v.Amount = s.rateText(f.value(fieldRate))
		return
	}
	v.Facts[0] = s.word(words.RateHint)
	for i, r := range k.rates[:min(ratesShown, len(k.rates))] {
		v.Facts[1+i] = dateTime(r.At) + " · " + riel(r.Rate)
		if r.By != "" {
			v.Facts[1+i] += " · " + r.By
		}
	}
}

func (rateForm) review(s Model, f form, v *view.Desk) {
	v.Text = s.word(words.WillRate, riel(s.Snap.Settings.Rate()), s.rateText(f.value(fieldRate)))
}

func (rateForm) command(_ Model, f form) Command { return RateCommand{f.value(fieldRate), f.word()} }

func (s Model) rateText(figures string) string {
	rate, _ := strconv.ParseInt(figures, 10, 64)
	return riel(money.Rate(rate)) + " = $1"
}

// riel writes a rate as the riel that it is.
func riel(r money.Rate) string { return money.Riel(int64(r)).Display() }

// rateBar asks whether the rate of an earlier day still is right.
func (s Model) rateBar() (view.Notice, bool) {
	if !s.Snap.RateOld || s.Page() != view.PageClosed {
		return view.Notice{}, false
	}
	return view.Notice{Status: view.StatusNone, Text: s.word(words.RateBar, riel(s.Snap.Settings.Rate())), Buttons: [2]view.Button{
		keyed(s.word(words.RateKey), view.DoRate),
	}}, true
}
