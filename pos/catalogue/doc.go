// Package catalogue is what the shop sells: items with names in two languages, a price
// in either currency and a barcode; the CSV files that items are imported from and
// exported to; and the plan of an import: what it would change, before anything is
// stored.
//
// The different ways in which scanners send one barcode count as the same barcode. A
// file is imported whole or not at all, and every bad line is reported with its number.
//
// The package opens no file and stores nothing. It counts no stock.
package catalogue
