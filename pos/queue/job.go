package queue

import (
	"time"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// Kind is a kind of paper.
type Kind string

// The kinds of paper of this version. A slip asks for payment and a receipt
// confirms one: they are never mixed.
const (
	KindReceipt Kind = "receipt"
	KindSlip    Kind = "slip"
	KindTest    Kind = "test"
	KindReport  Kind = "report"
	KindDrawer  Kind = "drawer"
)

// State is where a print job stands.
type State string

// The states of a print job. Printed means that the printer confirmed it;
// unverified that it took every byte and says nothing; unknown that it may or
// may not have come out: a person is asked, it is never repeated by itself.
const (
	Queued     State = "queued"
	Printing   State = "printing"
	Printed    State = "printed"
	Unverified State = "unverified"
	Failed     State = "failed"
	Unknown    State = "unknown"
	TooOld     State = "too_old"
)

// How long a job may wait: a dead printer's backlog must not come out at night,
// and a drawer must not open when nobody stands there any more.
const (
	MaxAge       = 10 * time.Minute
	MaxDrawerAge = 20 * time.Second
)

// Job is a row of the print queue. What it prints is fixed when it is
// queued, so that paper always says what was true then.
type Job struct {
	ID      int64 // given by the Store
	Kind    Kind
	State   State
	Receipt *sale.Receipt   `json:",omitempty"` // for KindReceipt
	Slip    *payment.Slip   `json:",omitempty"` // for KindSlip
	Report  *report.Report  `json:",omitempty"` // for KindReport
	Opening *drawer.Opening `json:",omitempty"` // for KindDrawer

	On      settings.PrintRole `json:",omitempty"` // for KindTest: the printer that it tries
	Queued  time.Time
	Changed time.Time
	Problem fault.Code
	Detail  string
}

// BrokenOff reports that a part of the job may have reached its printer before,
// which may still wait for the rest.
func (j Job) BrokenOff() bool { return j.Problem == fault.PrinterUnknown }

// Result is what came of a job. Queued means that not a byte of it was
// sent: it waits for its printer again.
type Result struct {
	State   State      // printed, unverified, failed, unknown or queued
	Problem fault.Code // for failed, unknown and queued
	Detail  string
}

// Done reports that nothing more becomes of a job. Whether the drawer opened
// everybody sees: it is never asked, and never opened a second time.
func (j Job) Done() bool {
	switch j.State {
	case Queued, Printing:
		return false
	case Unknown:
		return j.Kind == KindDrawer
	}
	return true
}
