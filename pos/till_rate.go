package pos

import (
	"context"
	"strconv"
	"time"
)

// RateSaid is a rate and when somebody stood for it: the payload of
// FactRateConfirmed, written when it is set and when it is confirmed.
type RateSaid struct {
	Rate Rate      `json:"rate_khr_per_usd"`
	By   string    `json:"by,omitempty"`
	At   time.Time `json:"-"` // the entry's
}

// ConfirmRate says that today's exchange rate still is the one that is set. The
// error's code is CodeRateMissing, one of the role that is needed, or the Store's.
func (t *Till) ConfirmRate(ctx context.Context) error {
	return t.do(ctx, func() error {
		if t.settings.Rate() <= 0 {
			return Fault(CodeRateMissing)
		}
		if err := t.allow(ActionRate); err != nil {
			return err
		}
		now := t.now()
		fact := Fact{FactRateConfirmed, RateSaid{Rate: t.settings.Rate(), By: t.signedIn().Name}}
		if _, err := t.commit(ctx, Batch{At: now, Facts: []Fact{fact}}); err != nil {
			return err
		}
		t.rateSaid = now
		t.publish()
		return nil
	})
}

// rateFacts are the facts that go along when a setting changes: whoever sets a rate
// stands for it.
func rateFacts(key SettingKey, value, by string) []Fact {
	rate, err := strconv.ParseInt(value, 10, 64)
	if key != SettingRate || err != nil {
		return nil
	}
	return []Fact{{FactRateConfirmed, RateSaid{Rate: Rate(rate), By: by}}}
}

// rateOld reports that nobody stood for the rate on the business day.
func (t *Till) rateOld() bool {
	return t.settings.Rate() > 0 && DayOf(t.rateSaid, t.settings.Int(SettingCutoffHour)) != t.today.First
}
