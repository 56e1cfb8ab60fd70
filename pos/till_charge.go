package pos

import "context"

// ChargeRequest is what a cashier or a script asks to be paid by KHQR.
type ChargeRequest struct {
	Amount Money
	Lines  []Line // empty: one line of the amount without a name
	Remark string // at most 200 characters; goes to the gateway

	// NoReceipt leaves out the paper that a completed sale prints by itself.
	NoReceipt bool
}

// movedFact is the payload of FactAttemptMoved.
type movedFact struct {
	From    AttemptState `json:"from"`
	Attempt Attempt      `json:"attempt"`
}

// Charge stores a sale and the reserved attempt that is to pay it. When it
// returns nil both are durable, and a worker takes the attempt from the
// snapshot to the gateway. The error's code is one of Money.CheckCharge's,
// CodeProfileMissing, CodeSettingInvalid for the remark, CodeClockWrong, or the
// Store's.
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
	if !t.settings.HasProfile(r.Amount.Currency) {
		return Attempt{}, Fault(CodeProfileMissing, r.Amount.Currency)
	}
	if err := checkText(r.Remark); err != nil {
		return Attempt{}, Fault(CodeSettingInvalid, "remark", r.Remark).Because(err)
	}
	now := t.now()
	id, err := NextPaymentID(t.settings.Int(SettingTillNumber), t.lastPayment, now)
	if err != nil {
		return Attempt{}, err
	}
	saleID, err := t.newID()
	if err != nil {
		return Attempt{}, Fault(CodeInternal).Because(err)
	}
	lines := r.Lines
	if len(lines) == 0 {
		lines = []Line{{Quantity: 1, Price: r.Amount, Total: r.Amount}}
	}
	_, offset := now.In(PhnomPenh).Zone()
	sale := Sale{
		ID: saleID, Till: t.settings.Int(SettingTillNumber), State: SaleOpen,
		Day: DayOf(now, t.settings.Int(SettingCutoffHour)), OffsetMinutes: offset / 60,
		Opened: now, Lines: lines, Total: r.Amount,
		Rate: t.settings.Rate(), RoundKHR: int64(t.settings.Int(SettingRoundingKHR)),
		Remark: r.Remark, NoReceipt: r.NoReceipt, Training: t.training,
	}
	attempt := Attempt{
		ID: id, Sale: saleID, State: AttemptReserved, Amount: r.Amount, Remark: r.Remark,
		Created: now, Changed: now, Watched: true,
	}
	if _, err := t.commit(ctx, Batch{
		At: now, Sales: []Sale{sale}, Attempts: []Attempt{attempt},
		Facts: []Fact{{FactSaleOpened, sale}, {FactAttemptReserved, attempt}},
	}); err != nil {
		return Attempt{}, err
	}
	t.lastPayment = id
	t.watching[id] = attempt
	t.publish()
	return attempt, nil
}
