// Package drawer is the cash drawer's day: the shift, its float, counts, and notes
// that come and go without a sale.
//
// A period runs from one Z report to the next and bears the number of the Z that will
// close it; a shift is open in it from the count of its float. What should be in the
// drawer follows from stored rows alone, and a count that is over or short changes
// nothing of it: it is written down with its reason.
//
// Amounts are dollars, then riel, each counted by itself. Opening the drawer is a
// print job's work, not this package's.
package drawer
