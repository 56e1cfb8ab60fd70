package queue

import (
	"psar/pos/fault"
	"psar/pos/settings"
)

// Role is the printer that a kind of paper comes out of. The drawer hangs on
// the receipts' printer.
func (k Kind) Role() settings.PrintRole {
	switch k {
	case KindSlip:
		return settings.RoleSlip
	case KindReport:
		return settings.RoleReport
	}
	return settings.RoleReceipt
}

// Role is the printer that a job comes out of.
func (j Job) Role() settings.PrintRole {
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
	Next    Next // the job that is printed next, where jobs wait
	Waiting int  // jobs that are not printed yet
	PrinterState
}

// Next is what a printer's worker has to know of a job before it takes it.
type Next struct {
	Kind Kind
	Role settings.PrintRole
}
