package pos

import (
	"psar/pos/fault"
	"psar/pos/settings"
)

// Role is the printer that a kind of paper comes out of. The drawer hangs on
// the receipts' printer.
func (k PrintKind) Role() settings.PrintRole {
	switch k {
	case PrintSlip:
		return settings.RoleSlip
	case PrintReport:
		return settings.RoleReport
	}
	return settings.RoleReceipt
}

// Role is the printer that a job comes out of.
func (j PrintJob) Role() settings.PrintRole {
	if j.On != "" {
		return j.On
	}
	return j.Kind.Role()
}

// PrinterState is what a printer's worker knows of it.
type PrinterState struct {
	Known    bool       // it was reached since the start
	Problem  fault.Code // what keeps it from printing, "" for nothing
	PaperLow bool
}

// PrinterStatus is one printer as the windows see it.
type PrinterStatus struct {
	Link    string
	Roles   []settings.PrintRole
	Next    NextPrint // the job that is printed next, where jobs wait
	Waiting int       // jobs that are not printed yet
	PrinterState
}

// NextPrint is what a printer's worker has to know of a job before it takes it.
type NextPrint struct {
	Kind PrintKind
	Role settings.PrintRole
}
