// Package export writes a report as CSV and XLSX for an accountant's spreadsheet, and
// as PDF for filing and signing.
//
// It promises that all of them follow report.Document section by section, so that a
// new section needs no change here; that amounts are exact decimals of their minor
// units; and that a text which a spreadsheet would take for a formula stays a text.
//
// It computes no figures and touches no files: it writes to an io.Writer, and after an
// error the caller must discard what was written.
package export
