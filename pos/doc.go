// Package pos runs the shop. Till is the one writer: it takes commands, commits what they
// change and publishes snapshots. The package also holds the history of past sales and
// the contracts for what a till needs from outside (Store, Gateway, Printer, Clock, PINs,
// Secrets), which other packages implement.
//
// The rules are in its sub-packages: fault, text, money, id, staff, settings, catalogue,
// sale, payment, drawer, journal, report, queue, facts. Each imports only the standard
// library and what is to its left in this list; none knows a screen, a network, a printer
// or a database.
//
// Two promises hold everywhere. Money is an int64 of minor units beside its currency,
// never a float. And facts are committed before any of their effects can be seen, heard
// or printed.
package pos
