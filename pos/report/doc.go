// Package report is what the stored rows say about business days, or about the period
// from one Z report to the next: sales, tax, tenders, refunds, drawer, KHQR payments.
//
// An X report shows a period that is still open and changes nothing. A Z report closes
// it, holds its own hash and that of the previous one, and is never changed. Every list
// adds up to the sales; rows that are too many to print become one row that says how many
// it stands for. Sums are per currency, dollars then riel.
//
// The store adds the rows up; psar/printer/report lays the report out.
package report
