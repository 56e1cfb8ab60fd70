package sale

import (
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
)

// Owed is what of the total no tender has paid yet, at the sale's own rate. It is
// false where that needs a rate and there is none.
func (s Sale) Owed() (money.Owed, bool) {
	paid := make([]money.Money, len(s.Tenders))
	for i, t := range s.Tenders {
		paid[i] = t.Amount
	}
	return s.cashRule().OwedAfter(s.Total, paid...)
}

// cashRule is the shop's as it was when the sale was opened.
func (s Sale) cashRule() money.CashRule { return money.CashRule{Rate: s.Rate, Round: s.RoundKHR} }

// Rest is what of the total no tender has paid yet, in a currency: tenders of the
// other one count at the sale's rate, and what is left is rounded once, half up. It is
// false where that needs a rate and there is none.
func (s Sale) Rest(c money.Currency) (money.Money, bool) {
	o, ok := s.Owed()
	if !ok {
		return money.Money{}, false
	}
	return o.In(c)
}

// PartPaid reports that money was taken for a sale that still wants more.
func (s Sale) PartPaid() bool { return s.State == Open && len(s.Tenders) > 0 }

// GivenBack reports that the sale was given up after money had been taken for it,
// which went back: it is not paid by that money any more.
func (s Sale) GivenBack() bool { return s.State == Dropped && len(s.Tenders) > 0 }

// StillDue refuses what was shown as the rest of the sale where that is another sum
// now; zero is not compared.
func (s Sale) StillDue(shown money.Money) error {
	if shown == (money.Money{}) {
		return nil
	}
	if rest, ok := s.Rest(s.Total.Currency); !ok || rest != shown {
		return fault.New(fault.TotalChanged, rest.Display())
	}
	return nil
}

// With is the sale with more tenders.
func (s Sale) With(tenders ...Tender) Sale {
	s.Tenders = slices.Concat(s.Tenders, tenders)
	return s
}

// Complete returns the sale as paid by its last tenders under a receipt number.
// The business day becomes that of the payment: a day report holds money by the
// day on which it came.
func (s Sale) Complete(number id.Receipt, now time.Time, cutoffHour int, tenders ...Tender) Sale {
	s = s.With(tenders...)
	s.State = Completed
	s.Completed = now
	s.Day = money.DayOf(now, cutoffHour)
	s.Receipt = number
	s.Rounding = s.rounded()
	return s
}

// rounded is what came in beyond the total, in riel at the sale's rate: no
// smaller notes exist. It is below zero where the shop let some go.
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

// InDrawer is what of a sale lies in the drawer: notes that were given, less
// change. A sale that was given up gave its notes back.
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
