// Package report is what stored rows say of days, or of the period from one Z report
// to the next: sales, tax, tenders, refunds, the drawer, payments by KHQR.
//
// Live it is an X report, which changes nothing. Closed it is a Z report: it holds
// the hash of the one before it and its own, and is never changed. Every list adds
// up to what was sold; what is too much for paper is one more row that says how many
// it stands for. Sums are per currency, dollars then riel.
//
// The adding up is the store's; how it looks is psar/printer/report's.
package report
