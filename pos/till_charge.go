package pos

import (
	"context"
	"fmt"
	"time"
)

// ChargeRequest is what a cashier or a script asks to be paid by KHQR.
type ChargeRequest struct {
	Amount Money
	Lines  []Line // empty: one line of the amount without a name
	Remark string // at most 200 characters; goes to the gateway

	Channel    Channel
	SuccessURL string // ChannelLink: where the customer's browser returns; "" is the settings'

	// NoReceipt leaves out the paper that a completed sale prints by itself.
	NoReceipt bool
}

// Charge stores a sale and the reserved attempt that is to pay it. When it
// returns nil both are durable, and a worker takes the attempt from the
// snapshot to the gateway. The error's code is one of Money.CheckCharge's,
// CodeProfileMissing, CodeTextInvalid for the remark, CodeLinkNoReturn,
// CodeClockWrong, or the Store's.
func (t *Till) Charge(ctx context.Context, r ChargeRequest) (Attempt, error) {
	var made Attempt
	err := t.do(ctx, func() (err error) {
		made, err = t.charge(ctx, r)
		return err
	})
	return made, err
}

func (t *Till) charge(ctx context.Context, r ChargeRequest) (Attempt, error) {
	if err := r.Amount.CheckCharge(); err != nil {
		return Attempt{}, err
	}
	now := t.now()
	sale, err := t.openSale(r.Amount, r.Lines, r.Remark, now)
	if err != nil {
		return Attempt{}, err
	}
	sale.NoReceipt = r.NoReceipt
	attempt := Attempt{Sale: sale.ID, Channel: r.Channel, Amount: r.Amount, Remark: r.Remark, SuccessURL: r.SuccessURL}
	return t.reserve(ctx, attempt, sale, Fact{FactSaleOpened, sale}, now)
}

// openSale is a new sale of an amount, with its lines. Nothing is durable yet.
func (t *Till) openSale(amount Money, lines []Line, remark string, now time.Time) (Sale, error) {
	if checkText(remark) != nil {
		return Sale{}, Fault(CodeTextInvalid, "remark")
	}
	id, err := t.newID()
	if err != nil {
		return Sale{}, Fault(CodeInternal).Because(err)
	}
	if len(lines) == 0 {
		lines = []Line{{Quantity: 1, Price: amount, Total: amount}}
	}
	sum := Money{Currency: amount.Currency}
	for _, l := range lines {
		sum = sum.Add(l.Total)
	}
	if sum != amount {
		return Sale{}, Fault(CodeInternal).Because(fmt.Errorf("lines of %v for a total of %v", sum, amount))
	}
	_, offset := now.In(PhnomPenh).Zone()
	return Sale{
		ID: id, Till: t.settings.Int(SettingTillNumber), State: SaleOpen,
		Day: DayOf(now, t.settings.Int(SettingCutoffHour)), OffsetMinutes: offset / 60,
		Opened: now, Lines: lines, Total: amount,
		Rate: t.settings.Rate(), RoundKHR: int64(t.settings.Int(SettingRoundingKHR)),
		Remark: remark, Training: t.training,
	}, nil
}

// ChargeAgain asks anew, under a new id, for the sale of an attempt that ended
// without money. The ended one stays watched as it was: should its money come
// first after all, it completes the sale. The error's code is CodeSaleState
// when the attempt or its sale does not allow it, CodePaymentUnknown, or one of
// Charge's.
func (t *Till) ChargeAgain(ctx context.Context, id PaymentID) (Attempt, error) {
	var made Attempt
	err := t.do(ctx, func() error {
		ended, err := t.attempt(ctx, id)
		if err != nil {
			return err
		}
		sale, err := t.store.Sale(ctx, ended.Sale)
		if err != nil {
			return err
		}
		if !ended.Renewable() || sale.State != SaleDropped {
			return Fault(CodeSaleState, ended.State)
		}
		sale.State = SaleOpen
		made, err = t.reserve(ctx, Attempt{
			Sale: sale.ID, Replaces: ended.ID, Channel: ended.Channel,
			Amount: ended.Amount, Remark: ended.Remark, SuccessURL: ended.SuccessURL,
		}, sale, Fact{FactSaleReopened, sale}, t.now())
		return err
	})
	return made, err
}

// reserve makes an attempt durable, with its sale, before anything leaves.
func (t *Till) reserve(ctx context.Context, a Attempt, sale Sale, opened Fact, now time.Time) (Attempt, error) {
	if !t.settings.HasProfile(a.Amount.Currency) {
		return Attempt{}, Fault(CodeProfileMissing, a.Amount.Currency)
	}
	id, err := NextPaymentID(t.settings.Int(SettingTillNumber), t.lastPayment, now)
	if err != nil {
		return Attempt{}, err
	}
	if a.Channel == ChannelLink && a.SuccessURL == "" {
		if a.SuccessURL = t.settings.successURL(id); a.SuccessURL == "" {
			return Attempt{}, Fault(CodeLinkNoReturn)
		}
	}
	if a.SuccessURL != "" && checkWebURL(a.SuccessURL) != nil {
		return Attempt{}, Fault(CodeLinkNoReturn)
	}
	profile, _, _ := ProfileKeys(a.Amount.Currency)
	a.Gateway, a.Profile = t.settings.Get(SettingBaseURL), t.settings.Get(profile)
	a.ID, a.State, a.Created, a.Changed, a.Watched = id, AttemptReserved, now, now, true
	if _, err := t.commit(ctx, Batch{
		At: now, Sales: []Sale{sale}, Attempts: []Attempt{a},
		Facts: []Fact{opened, {FactAttemptReserved, a}},
	}); err != nil {
		return Attempt{}, err
	}
	t.lastPayment = id
	t.keep(a)
	t.publish()
	return a, nil
}
