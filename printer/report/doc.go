// Package report turns a report into a Document in a language: sections of typed
// cells, from the head to the signatures. The receipt printer, the terminal, CSV, XLSX
// and PDF all follow it, so that a figure on one of them is on all of them.
//
// It promises that every figure comes from the given report.Report: it computes none.
// It does not know how wide a page is or how an amount is written there; that is for
// whoever sets the page.
package report
