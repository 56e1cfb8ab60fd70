// Package id holds what things are called for good: sale, payment, receipt, item and
// person. They stand by themselves, so that a sale and its payment need not know
// each other.
//
// A payment's id is made here and rises whatever the clock does; a receipt's number
// is read and written here, and given by pos.Till in the commit that completes the
// sale. Sales and items have UUIDv7s, which come from outside.
//
// An id that was read is well formed, which does not say that there is such a thing.
package id
