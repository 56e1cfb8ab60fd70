// Package catalogue is what the shop sells: items with names in two languages, a
// price in either currency and a barcode; the CSV that they are read from and
// written to; and the plan of an import, which says before anything is stored what
// would change.
//
// A barcode that scanners send in several ways is one barcode. A file is taken whole
// or not at all, and every bad line is told with its number.
//
// It reads no file system and stores nothing, and it counts no stock.
package catalogue
