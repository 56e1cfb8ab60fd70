package queue

import (
	"psar/pos/fault"
	"psar/pos/settings"
)

// Role is the printer role for a kind of job. The drawer is connected to the receipt
// printer.
func (k Kind) Role() settings.PrintRole {
	switch k {
	case KindSlip:
		return settings.RoleSlip
	case KindReport:
		return settings.RoleReport
	}
	return settings.RoleReceipt
}

// Role is the printer role for a job.
func (j Job) Role() settings.PrintRole {
	if j.On != "" {
		return j.On
	}
	return j.Kind.Role()
}

// PrinterState is what a printer's worker knows about it.
type PrinterState struct {
	Known    bool       // it was reached since the program started
	Problem  fault.Code // what keeps it from printing, "" for nothing
	PaperLow bool
}

// PrinterStatus is one printer as the windows show it.
type PrinterStatus struct {
	Link    string
	Roles   []settings.PrintRole
	Next    Next // the next job, where jobs are waiting
	Waiting int  // jobs that are not printed yet
	PrinterState
}

// Next is what a printer's worker must know about a job before taking it.
type Next struct {
	Kind Kind
	Role settings.PrintRole
}
