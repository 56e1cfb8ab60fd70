// Package pos runs the shop: Till, the one writer, which takes commands, commits what
// they change and publishes snapshots; the history of past sales; and the contracts
// for what the till needs from outside (Store, Gateway, Printer, Clock, PINs,
// Secrets), which other packages fulfil.
//
// The rules it follows are its sub-packages': fault, text, money, id, staff,
// settings, catalogue, sale, payment, drawer, journal, report, queue, facts. Each
// imports only what stands left of it in this list, and the standard library; none
// knows a screen, a network, a printer or a database.
//
// Two promises hold throughout. Money is an int64 of minor units beside its
// currency, never a float. And facts are committed to the Store before any effect of
// theirs can be seen, heard or printed.
package pos
