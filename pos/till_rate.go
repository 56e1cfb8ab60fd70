package pos

import (
	"context"
	"strconv"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

// ConfirmRate confirms that the exchange rate is still right today. Once the shop has an
// owner it needs staff.ActionRate: somebody of that role has signed in, or approves with
// the Figures of settings.Rate. The error's code is fault.RateMissing, one of
// authorize's, or the Store's.
func (t *Till) ConfirmRate(ctx context.Context, approval staff.Approval) error {
	checked, err := t.checkApproval(ctx, staff.ActionRate, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		if t.settings.Rate() <= 0 {
			return fault.New(fault.RateMissing)
		}
		grant, err := t.authorize(staff.ActionRate, checked, t.settings.Figures(settings.Rate))
		if err != nil {
			return err
		}
		now := t.now()
		fact := journal.Fact{Kind: facts.RateConfirmed, Payload: facts.RateConfirmation{Rate: t.settings.Rate(), By: grant.by}}
		if _, err := t.commit(ctx, Batch{At: now, Facts: []journal.Fact{fact}}, grant); err != nil {
			return err
		}
		t.rateConfirmed = now
		t.publish()
		return nil
	})
}

// Rates returns the rates that were set or confirmed, newest first, at most so many. The
// error is the Store's.
func (t *Till) Rates(ctx context.Context, most int) ([]facts.RateConfirmation, error) {
	return t.store.Rates(ctx, most)
}

// rateFacts returns the extra facts of a changed setting: setting the rate confirms it.
func rateFacts(key settings.Key, value, by string) []journal.Fact {
	rate, err := strconv.ParseInt(value, 10, 64)
	if key != settings.Rate || err != nil {
		return nil
	}
	return []journal.Fact{{Kind: facts.RateConfirmed, Payload: facts.RateConfirmation{Rate: money.Rate(rate), By: by}}}
}

// rateOld reports whether the rate has not been confirmed on the business day.
func (t *Till) rateOld() bool {
	return t.settings.Rate() > 0 && money.DayOf(t.rateConfirmed, t.settings.Int(settings.CutoffHour)) != t.sales.today.First
}
