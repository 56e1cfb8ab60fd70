package jsonout

import (
	"psar/pos"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/payment"
)

// Alert is an alert as commands list it. Of a finding of the journal's verification, actual is
// its sentence in English.
type Alert struct {
	payment.Alert
	Finding *finding.Finding `json:"finding,omitempty"`
}

// AlertOf is the alert with what it keeps of a finding, whose sentence is given.
func AlertOf(a payment.Alert, sentence string) Alert {
	out := Alert{Alert: a}
	if f, ok := finding.Parse(a.Actual); ok {
		out.Finding, out.Actual = &f, sentence
	}
	return out
}

// Journal is the document of journal verify. Where an expected code is not genuine, ok is
// false and bad_row the row that it names.
type Journal struct {
	journal.Check
	Reason   string     `json:"reason,omitempty"` // the first finding in English; findings say it to programs
	Expected *pos.Paper `json:"expected,omitempty"`
}
