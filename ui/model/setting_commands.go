package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos/facts"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// SettingCommand changes a setting that anybody may change: the language, the theme.
type SettingCommand struct {
	Key   settings.Key
	Value string
}

func (SettingCommand) Name() string { return "setting" }

func (c SettingCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.SetSetting(ctx, c.Key, c.Value))
}

func (SettingCommand) done(s Model, err error, now time.Time) Model { return s.orRefuse(err, now) }

// RateCommand stands for today's rate: the one that is set, or another one.
type RateCommand struct {
	Rate string // "": the one that is set
	Word staff.Approval
}

func (RateCommand) Name() string { return "confirm rate" }

func (c RateCommand) Run(ctx context.Context, p Port) Answer {
	if c.Rate == "" {
		return answer(c, p.ConfirmRate(ctx, c.Word))
	}
	return answer(c, p.SetSettingBy(ctx, settings.Rate, c.Rate, c.Word))
}

func (c RateCommand) done(s Model, err error, now time.Time) Model {
	s, done := s.formDone(c, err, now)
	if !done {
		return s
	}
	return s.closePage().Say(now, view.StatusGood, words.RateDid, riel(s.Snap.Settings.Rate()))
}

// RatesCommand asks which rates there were.
type RatesCommand struct{ turn int }

func (RatesCommand) Name() string { return "rates" }

func (RatesCommand) lane() Lane { return LaneAside }

func (c RatesCommand) Run(ctx context.Context, p Port) Answer {
	rates, err := p.Rates(ctx, ratesShown)
	return answerWith(c, rates, err)
}

func (c RatesCommand) done(s Model, rates []facts.RateConfirmation, err error, now time.Time) Model {
	switch {
	case !s.expects(c.turn):
		return s
	case err != nil:
		return s.refuse(err, now)
	}
	f := s.Form()
	f.of = rateForm{rates: rates}
	return s.withForm(f)
}
