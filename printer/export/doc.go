// Package export writes a report on the other kinds of paper: CSV and XLSX for
// an accountant's spreadsheet, PDF for a drawer and for signing.
//
// All of them follow report.Document, section by section, so that a new section
// stands on each of them without a word here. Amounts leave as exact decimals
// made of minor units. A text that a spreadsheet would take for a formula is
// written so that it stays a text.
//
// Writers write to an io.Writer and touch no files; what was written before an
// error is to be thrown away by the caller.
package export
