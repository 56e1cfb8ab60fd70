package pos

import (
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
)

// PastState is what became of a sale, as the history names it.
type PastState string

// The states of the history. "" lets every sale through.
const (
	PastPaid      PastState = "paid"      // completed, and nothing went back
	PastRefunded  PastState = "refunded"  // something of it went back, or all
	PastVoided    PastState = "voided"    // taken back whole before its Z report
	PastWaiting   PastState = "waiting"   // charged, and neither paid nor given up
	PastCancelled PastState = "cancelled" // given up before it was paid
	PastUnmatched PastState = "unclaimed" // money came for it that no sale has
)

// PastStates lists the states in the order in which windows offer them.
func PastStates() []PastState {
	return []PastState{PastPaid, PastRefunded, PastVoided, PastWaiting, PastCancelled, PastUnmatched}
}

// HistoryMark is a place in the history: the page behind it begins after this
// sale. The zero mark is the beginning.
type HistoryMark struct {
	Day  money.Day
	Sale id.Sale
}

// HistoryFilter chooses sales of the history. The zero filter lets all through.
//
// Receipt finds one sale, by its own number or by that of a refund of it, and
// Payment the one that a payment was asked for; days and state don't count for
// these two. Where Amount stands beside Receipt, somebody typed figures that may
// be either: the receipt comes first, then the sales of the amount.
type HistoryFilter struct {
	Receipt id.Receipt
	Payment id.Payment
	Amount  money.Money // of the sale's total; zero Money is any
	From    money.Day   // "" is from the first
	To      money.Day   // "" is to the last
	Clock   ClockSpan
	State   PastState
	After   HistoryMark
	Most    int // how many sales at most
}

// ClockSpan is a part of every day by the shop's clock, in minutes since midnight,
// both included; it may go over midnight. The zero span is the whole day.
type ClockSpan struct{ From, To int }

// Around is the span of so many minutes before and after a time of the day.
func Around(minute, by int) ClockSpan {
	const day = 24 * 60
	return ClockSpan{(minute - by + day) % day, (minute + by) % day}
}

// PastSale is a sale and what became of it.
type PastSale struct {
	Sale      sale.Sale
	Refunds   []sale.Refund // oldest first
	Unmatched bool          // money is there for it that no sale has
}

// Mark is the sale's place in the history.
func (p PastSale) Mark() HistoryMark { return HistoryMark{p.Sale.Day, p.Sale.ID} }

// State says what became of the sale. Money that nobody claimed comes first: it
// waits for a manager.
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

// Back is what went back of the sale, in its currency.
func (p PastSale) Back() money.Money {
	sum := money.Money{Currency: p.Sale.Total.Currency}
	for _, r := range p.Refunds {
		sum = money.SumIn(sum.Currency, sum, r.Total)
	}
	return sum
}

// SaleDetails is all that is stored of a sale.
type SaleDetails struct {
	PastSale
	Attempts []payment.Attempt // oldest first
	Journal  []journal.Entry   // the rows about it, oldest first
}
