package pos

import (
	"context"
	"strings"
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// RefundRequest is a refund or void of a completed sale.
type RefundRequest struct {
	Receipt   id.Receipt
	Kind      sale.RefundKind // "" means sale.RefundGiven
	Lines     map[int]int64   // quantities by position from 1; empty for everything that is left
	ChangeIn  money.ChangeIn  // for cash: see money.CashRule.Payout
	Reference string          // the bank's, of a transfer made by hand; "" refunds in cash
	Reason    string          // 1 to 200 characters
	Approval  staff.Approval  // a manager's, with staff.FiguresOf the amount refunded
	NoReceipt bool            // print no receipt
}

// Refund refunds a completed sale, whole or by line, in cash or by a bank transfer that was
// made by hand. The error's code is fault.ReceiptUnknown; fault.SaleDoubted; fault.RefundOfRefund for the
// number of a refund; fault.RefundOver when nothing is left to refund; fault.RefundLine
// when a line has fewer left; fault.VoidLate for a void of a part or after the sale's Z
// report; fault.DrawerShort where a float was counted and the drawer holds less cash than
// that; fault.ReasonMissing; fault.TextInvalid; one of authorize's; fault.ClockBack or
// fault.ClockWrong; or the Store's.
func (t *Till) Refund(ctx context.Context, r RefundRequest) (sale.Refund, error) {
	r.Reason, r.Reference = text.Tidy(r.Reason), strings.TrimSpace(r.Reference)
	switch {
	case r.Reason == "":
		return sale.Refund{}, fault.New(fault.ReasonMissing)
	case text.Check(r.Reason) != nil:
		return sale.Refund{}, fault.New(fault.TextInvalid, "reason")
	case text.CheckCode(r.Reference, 64) != nil:
		return sale.Refund{}, fault.New(fault.TextInvalid, "reference")
	}
	action := staff.ActionRefund
	if r.Kind == sale.RefundVoid {
		action = staff.ActionVoid
	}
	checked, err := t.checkApproval(ctx, action, r.Approval)
	if err != nil {
		return sale.Refund{}, err
	}
	var made sale.Refund
	err = t.do(ctx, func() (err error) {
		made, err = t.refund(ctx, r, action, checked)
		return err
	})
	return made, err
}

// Refundable returns what can still be refunded of a sale, by line and in total. The
// error's code is fault.ReceiptUnknown, fault.SaleDoubted, fault.RefundOfRefund or the Store's.
func (t *Till) Refundable(ctx context.Context, n id.Receipt) (s sale.Sale, left []sale.RefundLine, total money.Money, err error) {
	s, before, err := t.refunded(ctx, n)
	if err == nil {
		left, total = sale.RefundLines(s, before)
	}
	return s, left, total, err
}

// refunded returns a completed sale and its refunds.
func (t *Till) refunded(ctx context.Context, n id.Receipt) (sale.Sale, []sale.Refund, error) {
	s, err := t.store.SaleByReceipt(ctx, n)
	if fault.CodeOf(err) == fault.ReceiptUnknown {
		if _, known := t.store.RefundByReceipt(ctx, n); known == nil {
			err = fault.New(fault.RefundOfRefund, n)
		}
	}
	if err != nil {
		return sale.Sale{}, nil, err
	}
	if err := t.store.SaleTold(ctx, s); err != nil {
		return sale.Sale{}, nil, err
	}
	before, err := t.store.Refunds(ctx, s.ID)
	return s, before, err
}

func (t *Till) refund(ctx context.Context, r RefundRequest, action staff.Action, checked checkedApproval) (sale.Refund, error) {
	s, before, err := t.refunded(ctx, r.Receipt)
	if err != nil {
		return sale.Refund{}, err
	}
	now := t.now()
	if err := t.checkClock(now); err != nil {
		return sale.Refund{}, err
	}
	made := sale.Refund{
		Kind: r.Kind, Till: t.settings.Int(settings.TillNumber), Z: t.drawer.period(),
		Day: t.day(now), At: now,
		Sale: s.ID, Of: s.Receipt, Rate: s.Rate, Reason: r.Reason, Training: t.training,
	}
	if made.Kind == "" {
		made.Kind = sale.RefundGiven
	}
	if made.Kind == sale.RefundVoid && (len(before) > 0 || len(r.Lines) > 0 || max(s.Z, 1) != t.drawer.period()) {
		return sale.Refund{}, fault.New(fault.VoidLate, s.Receipt)
	}
	if err := made.FillLines(s, before, r.Lines); err != nil {
		return sale.Refund{}, err
	}
	made.FillTenders(s, before, r.Reference, r.ChangeIn)
	grant, err := t.authorize(action, checked, staff.FiguresOf(made.Total))
	if err != nil {
		return sale.Refund{}, err
	}
	made.By = grant.by
	for _, tender := range made.Paid {
		if tender.Kind.Cash() && t.drawer.shift.Open { // without a counted float nobody knows what is in the drawer
			if err := t.drawer.checkPaysBack(tender.Amount); err != nil {
				return sale.Refund{}, err
			}
		}
	}
	if made.ID, err = t.newID(); err != nil {
		return sale.Refund{}, fault.New(fault.Internal).Because(err)
	}
	if made.Number, err = t.nextReceipt(ctx, made.Till, now); err != nil {
		return sale.Refund{}, err
	}
	m := move{now: now}
	m.batch.Refunds = []sale.Refund{made}
	m.batch.Facts = []journal.Fact{{Kind: facts.Refunded, Payload: made}}
	if r.Reference == "" && t.settings.OpensForCash() {
		m.print(queue.Job{Kind: queue.KindDrawer, Opening: &drawer.Opening{Receipt: made.Number}})
	}
	if !r.NoReceipt {
		if err := t.printRefund(ctx, &m, made, s); err != nil {
			return sale.Refund{}, err
		}
	}
	return made, t.commitMoves(ctx, []move{m}, grant)
}

// printRefund prints the receipt of a refund, where the shop has a printer for it.
func (t *Till) printRefund(ctx context.Context, m *move, made sale.Refund, of sale.Sale) error {
	job, prints := t.receiptJob()
	if !prints {
		return nil
	}
	shop, err := PaperShop(ctx, t.settings, of, t.store)
	if err != nil {
		return err
	}
	receipt := sale.RefundReceipt(made, of, shop)
	job.Receipt = &receipt
	m.print(job)
	return nil
}

// nextReceipt returns the next receipt number, for a sale or a refund.
func (t *Till) nextReceipt(ctx context.Context, till int, now time.Time) (id.Receipt, error) {
	year := now.In(money.PhnomPenh).Year()
	last, err := t.store.LastReceipt(ctx, till, year)
	return id.Receipt{Till: till, Year: year, Sequence: last + 1}, err
}
