// Package sale is what a customer buys, and how it was paid: the bill as the cashier
// enters it, its price with discounts and tax, the stored sale with its tenders,
// refunds, and what receipts say.
//
// A bill has no sums: Bill.Reckon makes them, from the rate and tax of the moment,
// and what is split over lines adds up again. A sale copies all that it needs, so
// that nothing printed ever changes with the catalogue or the settings. Values are
// never changed in place: a new state is a new value, and a refund is a row of its
// own.
//
// It says what of a price needs a word, not whose; and it knows a payment by its id
// alone.
package sale
