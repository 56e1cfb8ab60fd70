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

// Kind is the kind of a job.
type Kind string

// The kinds of jobs. A slip requests a payment and a receipt confirms one: they are never
// mixed.
const (
	KindReceipt Kind = "receipt"
	KindSlip    Kind = "slip"
	KindTest    Kind = "test"
	KindReport  Kind = "report"
	KindDrawer  Kind = "drawer"
)

// State is the state of a print job.
type State string

// The states of a print job. Printed means that the printer confirmed it; unverified that
// the printer took every byte but confirms nothing; unknown that the job may or may not
// have been printed: a person is asked, and it is never repeated by itself.
const (
	Queued     State = "queued"
	Printing   State = "printing"
	Printed    State = "printed"
	Unverified State = "unverified"
	Failed     State = "failed"
	Unknown    State = "unknown"
	TooOld     State = "too_old"
)

// How long a job may wait: the backlog of a printer that was off must not be printed at
// night, and the drawer must not open when nobody stands there any more.
const (
	MaxAge       = 10 * time.Minute
	MaxDrawerAge = 20 * time.Second
)

// Job is a row of the print queue. Its content is fixed when it is queued, so that paper
// says what was true then.
type Job struct {
	ID      int64 // given by the Store
	Kind    Kind
	State   State
	Receipt *sale.Receipt   `json:",omitempty"` // for KindReceipt
	Slip    *payment.Slip   `json:",omitempty"` // for KindSlip
	Report  *report.Report  `json:",omitempty"` // for KindReport
	Opening *drawer.Opening `json:",omitempty"` // for KindDrawer

	On      settings.PrintRole `json:",omitempty"` // for KindTest: the printer to test; for KindReceipt: see Values.ReceiptsOn
	Told    int64              `json:",omitempty"` // the row of the journal that queued it, given by the Store; 0: a program of before did
	Stored  string             `json:"-"`          // the sum of its texts as they are stored, in hex, given by the Store
	Queued  time.Time
	Changed time.Time
	Problem fault.Code
	Detail  string
}

// BrokenOff reports whether a part of the job may have reached its printer in an earlier
// try; the printer may still be waiting for the rest.
func (j Job) BrokenOff() bool { return j.Problem == fault.PrinterUnknown }

// Result is the result of a job. State Queued means that no byte was sent: the job waits
// for its printer again.
type Result struct {
	State   State      // printed, unverified, failed, unknown or queued
	Problem fault.Code // for failed, unknown and queued
	Detail  string
}

// Done reports whether the job is finished. A drawer opening of unknown outcome is: people
// see whether it opened, and it must not open a second time.
func (j Job) Done() bool {
	switch j.State {
	case Queued, Printing:
		return false
	case Unknown:
		return j.Kind == KindDrawer
	}
	return true
}
