package pos

import (
	"slices"

	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/staff"
)

// PastState is the state of a sale in the history.
type PastState string

// The states of the history. "" selects every sale.
const (
	PastPaid      PastState = "paid"      // completed, nothing refunded
	PastRefunded  PastState = "refunded"  // refunded, in part or whole
	PastVoided    PastState = "voided"    // voided before its Z report
	PastWaiting   PastState = "waiting"   // charged, neither paid nor given up
	PastCancelled PastState = "cancelled" // given up before it was paid
	PastUnmatched PastState = "unclaimed" // it has unmatched money
)

// PastStates lists the states in the order of the windows.
func PastStates() []PastState {
	return []PastState{PastPaid, PastRefunded, PastVoided, PastWaiting, PastCancelled, PastUnmatched}
}

// HistoryMark is a place in the history: the next page starts after this sale. The zero
// mark is the start.
type HistoryMark struct {
	Day  money.Day
	Sale id.Sale
}

// HistoryFilter selects sales of the history; the zero filter selects all.
//
// Receipt selects one sale, by its own number or that of a refund of it, and Payment the
// sale of a payment; both ignore days and state. With Receipt and Amount both set, the
// typed digits may be either: the receipt comes first, then the sales of that amount.
type HistoryFilter struct {
	Receipt id.Receipt
	Payment id.Payment
	Amount  money.Money // the sale's total; zero Money for any
	From    money.Day   // first business day; "" for the earliest
	To      money.Day   // last business day; "" for the latest
	Clock   ClockSpan
	State   PastState
	After   HistoryMark
	Most    int // page size
}

// ClockSpan is a part of every day by the shop's clock, in minutes since midnight, both
// ends included; it may pass midnight. The zero span is the whole day.
type ClockSpan struct{ From, To int }

// Around returns the span of so many minutes before and after a time of day.
func Around(minute, by int) ClockSpan {
	const day = 24 * 60
	return ClockSpan{(minute - by + day) % day, (minute + by) % day}
}

// PastSale is a sale of the history with its refunds.
type PastSale struct {
	Sale      sale.Sale
	Refunds   []sale.Refund // oldest first
	Unmatched bool          // it has unmatched money
}

// Mark returns the sale's place in the history.
func (p PastSale) Mark() HistoryMark { return HistoryMark{p.Sale.Day, p.Sale.ID} }

// State returns the state of the sale. Unmatched money comes first: a manager has to
// resolve it.
func (p PastSale) State() PastState {
	switch {
	case p.Unmatched:
		return PastUnmatched
	case p.Sale.State == sale.Open:
		return PastWaiting
	case p.Sale.State == sale.Dropped:
		return PastCancelled
	case len(p.Refunds) == 0:
		return PastPaid
	case p.Refunds[0].Kind == sale.RefundVoid:
		return PastVoided
	}
	return PastRefunded
}

// Refunded is the total of the sale's refunds, in its currency.
func (p PastSale) Refunded() money.Money {
	sum := money.Money{Currency: p.Sale.Total.Currency}
	for _, r := range p.Refunds {
		sum = money.SumIn(sum.Currency, sum, r.Total)
	}
	return sum
}

// SaleDetails is everything stored about a sale.
type SaleDetails struct {
	PastSale
	Attempts []payment.Attempt // oldest first
	Journal  []journal.Entry   // the facts about it, oldest first
}

// WithNames is the sale as it is shown, see staff.Names.
func (p PastSale) WithNames(n staff.Names) PastSale {
	p.Sale, p.Refunds = p.Sale.WithNames(n), slices.Clone(p.Refunds)
	for i := range p.Refunds {
		p.Refunds[i] = p.Refunds[i].WithNames(n)
	}
	return p
}
