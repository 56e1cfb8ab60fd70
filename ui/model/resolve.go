package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/ui/view"
)

// resolveForm says what became of unmatched money.
type resolveForm struct {
	wordForm
	as     task
	detail detailPage // the payment
}

// resolutions are the four things that can, by their tasks.
var resolutions = map[task]struct {
	kind   payment.ResolutionKind
	title  words.Key
	fields []field
}{
	taskSale:    {payment.ResolveSale, words.ResolveSale, nil},
	taskReceipt: {payment.ResolveReceipt, words.ResolveReceipt, []field{{Kind: fieldReceipt}}},
	taskRefund:  {payment.ResolveRefund, words.ResolveRefund, []field{{Kind: fieldReference}}},
	taskNote:    {payment.ResolveNote, words.ResolveNote, []field{{Kind: fieldNote}}},
}

// resolve opens the form of one of the four things that can become of unmatched money.
func (p detailPage) resolve(s Model, t task, now time.Time) (Model, Command) {
	a, ok := s.unmatchedOf(p.payment)
	if !ok {
		return s.backToList(p.row), nil
	}
	if t == taskSale && !completes(a) {
		return s.SayError(now, fault.ClaimShort, a.Unmatched().Display(), a.Amount.Display()), nil
	}
	p.money = a.Unmatched() // more may have come since it was opened
	return s.openForm(form{of: resolveForm{as: t, detail: p}, Fields: resolutions[t].fields})
}

// completes reports that the money is enough for the payment's own sale.
func completes(a payment.Attempt) bool {
	return a.State == payment.Unmatched && a.Received.Covers(a.Amount)
}

func (k resolveForm) task() task { return k.as }

func (k resolveForm) title(s Model) string { return s.word(resolutions[k.as].title) }

func (k resolveForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount = k.detail.money.Display()
	if a, ok := s.unmatchedOf(k.detail.payment); ok {
		v.Facts = [4]string{s.word(words.AskedAmount, a.Amount.Display()) + " · " + s.why(a) + " · " + dateTime(a.ReceivedAt())}
	}
}

func (k resolveForm) figures(s Model) staff.Figures {
	a, _ := s.unmatchedOf(k.detail.payment)
	return a.Figures()
}

func (k resolveForm) review(s Model, f form, v *view.Desk) {
	came := k.detail.money.Display()
	switch k.as {
	case taskSale:
		a, _ := s.unmatchedOf(k.detail.payment) // what came above its total stays unmatched
		v.Text = s.word(words.WillSale, a.Amount.Display())
	case taskReceipt:
		n, _ := s.receiptOf(f.value(fieldReceipt))
		v.Text = s.word(words.WillReceipt, came, n.String())
	case taskRefund:
		v.Text = s.word(words.WillRefund, came, f.value(fieldReference))
	case taskNote:
		v.Text = s.word(words.WillNote, came)
	}
}

func (k resolveForm) command(s Model, f form) Command {
	r := pos.ResolveRequest{Payment: k.detail.payment, Kind: resolutions[k.as].kind, Reference: f.value(fieldReference), Note: f.value(fieldNote), Approval: f.word()}
	if k.as == taskReceipt {
		r.Receipt, _ = s.receiptOf(f.value(fieldReceipt)) // checked before the review
	}
	return ResolveCommand{r}
}

func (k resolveForm) back(s Model, _ form, _ time.Time) (Model, Command) {
	return s.open(k.detail), nil
}

func (k resolveForm) again(s Model) Model {
	a, ok := s.unmatchedOf(k.detail.payment)
	if !ok {
		return s.closePage()
	}
	k.detail.money = a.Unmatched()
	return s.open(k.detail)
}

// follow closes the form of a payment that was resolved elsewhere.
func (k resolveForm) follow(s Model, now time.Time) Model { return k.detail.follow(s, now) }

// done goes back to what is still unmatched.
func (k resolveForm) done(s Model) Model { return s.backToList(k.detail.row) }

func (k resolveForm) problem(f form, failure *fault.Error) Said {
	if failure.Code == fault.SaleState && k.as == taskSale {
		return Said{Key: words.SaleHasMoney}
	}
	return k.wordForm.problem(f, failure)
}
