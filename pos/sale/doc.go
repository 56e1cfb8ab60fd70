// Package sale is what a customer buys and how it is paid: the bill that the cashier
// enters, its price with discounts and tax, the stored sale with its tenders, refunds,
// and the content of receipts.
//
// A bill holds no sums: Bill.Price computes them at the current rate and tax, and what
// is split over lines adds up again. A stored sale copies everything that it needs, so
// later changes of catalogue or settings change no receipt. Values are never modified in
// place: a new state is a new value, and a refund is a row of its own.
//
// The package says which actions a price needs a permission for, not who has it. It
// knows a payment by its id only.
package sale
