// Package report says what a report holds, from its head to its signatures, in a
// language: a Document of typed cells. Every kind of paper follows it, the
// receipt printer's, the terminal's text, CSV, XLSX and PDF, so that a figure
// which stands on one stands on all of them.
//
// It promises that every figure is one of the report.Report that was given: it adds
// nothing up. How wide a page is, and how an amount is written on it, is the
// business of whoever sets the page.
package report
