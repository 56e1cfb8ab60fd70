// Package id holds the permanent identifiers of sales, payments, receipts, items and
// people, apart from their types: a sale and its payment need not import each other.
//
// Payment ids are made here and only ever rise, whatever the clock does. Receipt
// numbers are written and parsed here, and assigned by pos.Till in the commit that
// completes the sale. Sales and items have UUIDv7s, which the caller makes.
//
// A parsed id is well formed; that does not mean that the thing exists.
package id
