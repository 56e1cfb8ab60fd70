// Package pos holds the shop's rules: money, business days, sales, payment
// attempts, receipts, the journal, and Till, the one writer that runs the shop.
//
// It knows no screen, no network, no printer and no database. What it needs
// from outside it declares as contracts (Store, Gateway, Printer, Clock,
// Secrets), which the other packages fulfil; it imports the standard library
// only.
//
// Two promises hold throughout. Money is an int64 of minor units beside its
// currency, never a float. And facts are committed to the Store before any
// effect of theirs can be seen, heard or printed.
package pos
