package pos

import (
	"time"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// PrintKind is a kind of paper.
type PrintKind string

// The kinds of paper of this version. A slip asks for payment and a receipt
// confirms one: they are never mixed.
const (
	PrintReceipt PrintKind = "receipt"
	PrintSlip    PrintKind = "slip"
	PrintTest    PrintKind = "test"
	PrintReport  PrintKind = "report"
	PrintDrawer  PrintKind = "drawer"
)

// PrintState is where a print job stands.
type PrintState string

// The states of a print job. Printed means that the printer confirmed it;
// unverified that it took every byte and says nothing; unknown that it may or
// may not have come out: a person is asked, it is never repeated by itself.
const (
	PrintQueued     PrintState = "queued"
	PrintPrinting   PrintState = "printing"
	PrintPrinted    PrintState = "printed"
	PrintUnverified PrintState = "unverified"
	PrintFailed     PrintState = "failed"
	PrintUnknown    PrintState = "unknown"
	PrintTooOld     PrintState = "too_old"
)

// How long a job may wait: a dead printer's backlog must not come out at night,
// and a drawer must not open when nobody stands there any more.
const (
	MaxPrintAge  = 10 * time.Minute
	MaxDrawerAge = 20 * time.Second
)

// PrintJob is a row of the print queue. What it prints is fixed when it is
// queued, so that paper always says what was true then.
type PrintJob struct {
	ID      int64 // given by the Store
	Kind    PrintKind
	State   PrintState
	Receipt *sale.Receipt   `json:",omitempty"` // for PrintReceipt
	Slip    *payment.Slip   `json:",omitempty"` // for PrintSlip
	Report  *report.Report  `json:",omitempty"` // for PrintReport
	Opening *drawer.Opening `json:",omitempty"` // for PrintDrawer

	On      settings.PrintRole `json:",omitempty"` // for PrintTest: the printer that it tries
	Queued  time.Time
	Changed time.Time
	Problem fault.Code
	Detail  string
}

// BrokenOff reports that a part of the job may have reached its printer before,
// which may still wait for the rest.
func (j PrintJob) BrokenOff() bool { return j.Problem == fault.PrinterUnknown }

// PrintResult is what came of a job. Queued means that not a byte of it was
// sent: it waits for its printer again.
type PrintResult struct {
	State   PrintState // printed, unverified, failed, unknown or queued
	Problem fault.Code // for failed, unknown and queued
	Detail  string
}
