package pos

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// RefundRequest is what goes back for a completed sale.
type RefundRequest struct {
	Receipt   id.Receipt
	Kind      RefundKind     // "" is RefundGiven
	Lines     map[int]int64  // quantities by position from 1; empty is all that is left
	ChangeIn  money.ChangeIn // in notes: see money.CashRule.Back
	Reference string         // by the bank, by hand: its reference; "" is in notes
	Reason    string         // 1 to 200 characters
	Approval  staff.Approval // a manager's, by staff.FiguresOf what goes back
	NoReceipt bool           // leaves out the paper
}

// Refund gives money back for a completed sale, whole or by line, in notes or by
// a bank transfer that was made by hand. The error's code is fault.ReceiptUnknown,
// fault.RefundOfRefund for a refund's own number, fault.RefundOver when so much of
// it can't go back any more, fault.RefundLine when so many of a line can't,
// fault.VoidLate for a void after the sale's Z report or of a part, fault.DrawerShort
// where so many notes can't be in a drawer whose float was counted,
// fault.ReasonMissing, fault.TextInvalid, one of authorize's, fault.ClockBack or
// fault.ClockWrong, or the Store's.
func (t *Till) Refund(ctx context.Context, r RefundRequest) (Refund, error) {
	r.Reason, r.Reference = strings.TrimSpace(r.Reason), strings.TrimSpace(r.Reference)
	switch {
	case r.Reason == "":
		return Refund{}, fault.New(fault.ReasonMissing)
	case text.Check(r.Reason) != nil:
		return Refund{}, fault.New(fault.TextInvalid, "reason")
	case utf8.RuneCountInString(r.Reference) > 64 || text.Check(r.Reference) != nil:
		return Refund{}, fault.New(fault.TextInvalid, "reference")
	}
	action := staff.ActionRefund
	if r.Kind == RefundVoid {
		action = staff.ActionVoid
	}
	said, err := t.hear(ctx, action, r.Approval)
	if err != nil {
		return Refund{}, err
	}
	var made Refund
	err = t.do(ctx, func() (err error) {
		made, err = t.refund(ctx, r, action, said)
		return err
	})
	return made, err
}

// Refundable says what of a sale may still go back, by line and in all. The
// error's code is fault.ReceiptUnknown, fault.RefundOfRefund or the Store's.
func (t *Till) Refundable(ctx context.Context, n id.Receipt) (sale Sale, left []RefundLine, total money.Money, err error) {
	sale, before, err := t.refunded(ctx, n)
	if err == nil {
		left, total = RefundLines(sale, before)
	}
	return sale, left, total, err
}

// refunded finds a completed sale and what went back for it.
func (t *Till) refunded(ctx context.Context, n id.Receipt) (Sale, []Refund, error) {
	sale, err := t.store.SaleByReceipt(ctx, n)
	if fault.CodeOf(err) == fault.ReceiptUnknown {
		if _, known := t.store.RefundByReceipt(ctx, n); known == nil {
			err = fault.New(fault.RefundOfRefund, n)
		}
	}
	if err != nil {
		return Sale{}, nil, err
	}
	before, err := t.store.Refunds(ctx, sale.ID)
	return sale, before, err
}

func (t *Till) refund(ctx context.Context, r RefundRequest, action staff.Action, said word) (Refund, error) {
	sale, before, err := t.refunded(ctx, r.Receipt)
	if err != nil {
		return Refund{}, err
	}
	now := t.now()
	if err := t.afterZ(now); err != nil {
		return Refund{}, err
	}
	made := Refund{
		Kind: r.Kind, Till: t.settings.Int(settings.TillNumber), Z: t.period(),
		Day: money.DayOf(now, t.settings.Int(settings.CutoffHour)), At: now,
		Sale: sale.ID, Of: sale.Receipt, Rate: sale.Rate, Reason: r.Reason, Training: t.training,
	}
	if made.Kind == "" {
		made.Kind = RefundGiven
	}
	if made.Kind == RefundVoid && (len(before) > 0 || len(r.Lines) > 0 || max(sale.Z, 1) != t.period()) {
		return Refund{}, fault.New(fault.VoidLate, sale.Receipt)
	}
	if err := made.take(sale, before, r.Lines); err != nil {
		return Refund{}, err
	}
	made.pay(sale, before, r.Reference, r.ChangeIn)
	grant, err := t.authorize(action, said, staff.FiguresOf(made.Total))
	if err != nil {
		return Refund{}, err
	}
	made.By = grant.by
	for _, tender := range made.Paid {
		if tender.Kind.Cash() && t.shift.Open { // without a float nobody knows what is in the drawer
			if err := t.inDrawer(tender.Amount, true); err != nil { // a manager asks
				return Refund{}, err
			}
		}
	}
	if made.ID, err = t.newID(); err != nil {
		return Refund{}, fault.New(fault.Internal).Because(err)
	}
	if made.Number, err = t.nextReceipt(ctx, made.Till, now); err != nil {
		return Refund{}, err
	}
	m := move{now: now}
	m.batch.Refunds = []Refund{made}
	m.batch.Facts = []Fact{{FactRefunded, made}}
	if r.Reference == "" && t.settings.OpensForNotes() {
		m.print(PrintJob{Kind: PrintDrawer, Opening: &Opening{Receipt: made.Number}})
	}
	if !r.NoReceipt && t.settings.HasPrinter(settings.RoleReceipt) {
		receipt := RefundReceipt(made, sale, t.settings.Shop())
		m.print(PrintJob{Kind: PrintReceipt, Receipt: &receipt})
	}
	return made, t.commitMoves(ctx, []move{m}, grant)
}

// take puts what goes back into the refund: so many of some lines, or all that
// is left.
func (r *Refund) take(sale Sale, before []Refund, some map[int]int64) error {
	left := refundable(sale, before)
	for _, position := range slices.Sorted(maps.Keys(some)) {
		if !slices.ContainsFunc(left, func(l RefundLine) bool { return l.Position == position }) {
			return fault.New(fault.RefundLine, position, 0)
		}
	}
	r.Total = money.Of(0, sale.Total.Currency)
	var tax money.Money
	for _, l := range left {
		wanted, named := some[l.Position]
		if len(some) == 0 {
			wanted, named = l.Quantity, l.Quantity > 0
		}
		if !named {
			continue
		}
		if wanted < 1 || wanted > l.Quantity {
			return fault.New(fault.RefundLine, l.Position, l.Quantity)
		}
		part := l.Part(wanted)
		r.Lines = append(r.Lines, part)
		r.Total = money.SumIn(r.Total.Currency, r.Total, part.Amount)
		tax = money.SumIn(r.Total.Currency, tax, part.Tax)
	}
	r.Tax = money.OrNone(tax.Minor, r.Total.Currency)
	if r.Total.Minor == 0 {
		_, rest := RefundLines(sale, before)
		return fault.New(fault.RefundOver, rest.Display())
	}
	return nil
}

// pay says how the money goes back. Notes are rounded over all refunds of the sale
// together: in pieces no more goes back than at once. With the bank's reference
// it went back there.
func (r *Refund) pay(sale Sale, before []Refund, reference string, in money.ChangeIn) {
	if reference != "" {
		r.Paid = []Tender{{Kind: KHQRTender(r.Total.Currency), Amount: r.Total, Rate: r.Rate, Reference: reference}}
		return
	}
	rule := sale.cashRule()
	owed := rule.Value(r.Total)
	for _, b := range before {
		for _, t := range b.Paid {
			if t.Kind.Cash() {
				owed -= rule.Value(t.Amount)
			}
		}
		if len(b.Paid) == 0 || b.Paid[0].Kind.Cash() {
			owed += rule.Value(b.Total)
		}
	}
	over := -rule.Value(r.Total)
	for _, m := range rule.Back(owed, r.Total.Currency, in) {
		r.Paid = append(r.Paid, Tender{Kind: CashTender(m.Currency), Amount: m, Rate: r.Rate})
		over += rule.Value(m)
	}
	r.Rounding = money.OrNone(money.DivideHalfUp(over, money.Hundredths), money.KHR)
}

// nextReceipt is the number of the next receipt, of a sale or a refund.
func (t *Till) nextReceipt(ctx context.Context, till int, now time.Time) (id.Receipt, error) {
	year := now.In(money.PhnomPenh).Year()
	last, err := t.store.LastReceipt(ctx, till, year)
	return id.Receipt{Till: till, Year: year, Sequence: last + 1}, err
}
