package sale

import (
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
)

// Balance returns the balance due, at the sale's own rate. It is false where that needs a
// rate and there is none.
func (s Sale) Balance() (money.Balance, bool) {
	paid := make([]money.Money, len(s.Tenders))
	for i, t := range s.Tenders {
		paid[i] = t.Amount
	}
	return s.cashRule().BalanceAfter(s.Total, paid...)
}

// cashRule is the shop's cash rule as it was when the sale was opened.
func (s Sale) cashRule() money.CashRule { return money.CashRule{Rate: s.Rate, Round: s.RoundKHR} }

// BalanceDue returns the balance due in a currency: tenders of the other currency count at the
// sale's rate, and the rest is rounded once, half up. It is false where that needs a rate
// and there is none.
func (s Sale) BalanceDue(c money.Currency) (money.Money, bool) {
	o, ok := s.Balance()
	if !ok {
		return money.Money{}, false
	}
	return o.In(c)
}

// PartPaid reports whether the sale is open and a part of it has been paid.
func (s Sale) PartPaid() bool { return s.State == Open && len(s.Tenders) > 0 }

// GivenBack reports whether the sale was given up after a part had been paid and that
// money was returned: its tenders no longer pay for it.
func (s Sale) GivenBack() bool { return s.State == Dropped && len(s.Tenders) > 0 }

// CheckBalanceDue checks that the balance due is what was shown; the zero Money is not
// compared. The error's code is fault.TotalChanged.
func (s Sale) CheckBalanceDue(shown money.Money) error {
	if shown == (money.Money{}) {
		return nil
	}
	if rest, ok := s.BalanceDue(s.Total.Currency); !ok || rest != shown {
		return fault.New(fault.TotalChanged, rest.Display())
	}
	return nil
}

// With returns the sale with more tenders.
func (s Sale) With(tenders ...Tender) Sale {
	s.Tenders = slices.Concat(s.Tenders, tenders)
	return s
}

// Complete returns the sale as completed by its last tenders, under a receipt number. Its
// business day becomes that of the payment: day reports count money on the day on which
// it was received.
func (s Sale) Complete(number id.Receipt, now time.Time, cutoffHour int, tenders ...Tender) Sale {
	s = s.With(tenders...)
	s.State = Completed
	s.Completed = now
	s.Day = money.DayOf(now, cutoffHour)
	s.Receipt = number
	s.Rounding = s.rounded()
	return s
}

// rounded returns what was received beyond the total, in riel at the sale's rate, because
// there are no smaller notes; below zero where the shop let some go.
func (s Sale) rounded() money.Money {
	r := s.cashRule()
	over := -r.Value(s.Total)
	for _, t := range s.Tenders {
		over += r.Value(t.Amount)
	}
	for _, m := range s.Change {
		over -= r.Value(m)
	}
	return money.OrNone(money.DivideHalfUp(over, money.Hundredths), money.KHR)
}

// InDrawer lists the cash of a sale that is in the drawer: cash received, and change as
// amounts below zero. A sale that was given up has none: its cash was returned.
func (s Sale) InDrawer() (all []money.Money) {
	if s.State == Dropped {
		return nil
	}
	for _, tender := range s.Tenders {
		if tender.Kind.Cash() {
			all = append(all, tender.Amount)
		}
	}
	for _, m := range s.Change {
		all = append(all, m.Negative())
	}
	return all
}
