package pos

import (
	"context"
	"strings"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/pos/text"
)

// MarkRequest is a manager's statement that a payment was received which Verify does not
// report as paid.
type MarkRequest struct {
	Payment   id.Payment
	Reference string         // the bank's, as the shop's bank app shows it: 1 to 64 characters
	Approval  staff.Approval // with the payment's Figures
}

// MarkPaid completes a payment's sale, or its part of one, by a manager's approval. The
// payment stays watched: what Verify reports later is no second payment, and an alert says
// if it never reports it. The Z report counts it. The error's code is fault.SaleState
// where the payment has received money, or the sale was completed or paid in part
// otherwise; fault.SaleMoneyCame where the sale has unmatched money;
// fault.ReferenceMissing; fault.TextInvalid; fault.PaymentUnknown; one of authorize's; or
// the Store's.
func (t *Till) MarkPaid(ctx context.Context, r MarkRequest) (payment.Attempt, error) {
	r.Reference = strings.TrimSpace(r.Reference)
	switch {
	case r.Reference == "":
		return payment.Attempt{}, fault.New(fault.ReferenceMissing)
	case text.CheckCode(r.Reference, 64) != nil:
		return payment.Attempt{}, fault.New(fault.TextInvalid, "reference")
	}
	checked, err := t.checkApproval(ctx, staff.ActionMarkPaid, r.Approval)
	if err != nil {
		return payment.Attempt{}, err
	}
	var after payment.Attempt
	err = t.do(ctx, func() error {
		before, err := t.attempts.find(ctx, r.Payment)
		if err != nil {
			return err
		}
		by, err := r.Approval.Name()
		if err != nil {
			return err
		}
		if person, known := t.authority.roster.Named(by); known {
			by = person.Name
		}
		m, err := t.completeByManager(ctx, before, payment.MarkedPaid{By: by, Reference: r.Reference}, t.now())
		if err != nil {
			return err
		}
		if err := t.attempts.checkNoUnmatched(before.Sale); err != nil { // that money may be what the manager has seen
			return err
		}
		grant, err := t.authorize(staff.ActionMarkPaid, checked, before.Figures())
		if err != nil {
			return err
		}
		if err := t.commitMoves(ctx, []move{m}, grant); err != nil {
			return err
		}
		after = m.after
		return nil
	})
	return after, err
}
