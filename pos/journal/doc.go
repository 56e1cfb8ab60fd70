// Package journal is the chain that every fact of the shop is a row of: each entry's
// hash covers the entry and, through the hash before it, all that came earlier.
//
// What is hashed are the stored bytes, never a value written out again, so that an
// entry of an old version is as good as on its day. The last place is printed on
// every Z report: a chain that was cut and grown anew does not fit the paper.
//
// The package knows no kind of fact: those are psar/pos/facts. It finds that
// something was changed, not what it was before.
package journal
