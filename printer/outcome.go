package printer

import (
	"errors"

	"psar/pos"
	"psar/pos/fault"
	"psar/printer/escpos"
	"psar/printer/link"
	"psar/printer/session"
)

// stateOf is what a printer said of itself, as the till knows it. A cover that is
// open comes first: with it the printer sees no paper either.
func stateOf(s escpos.Status) pos.PrinterState {
	state := pos.PrinterState{Known: true, PaperLow: s.PaperLow}
	switch {
	case s.CoverOpen:
		state.Problem = fault.PrinterCoverOpen
	case s.PaperOut:
		state.Problem = fault.PrinterPaperOut
	case s.CutterFailed, s.Fatal:
		state.Problem = fault.PrinterBroken
	case s.Offline, s.Recovers, s.Failed:
		state.Problem = fault.PrinterOffline
	}
	return state
}

// resultOf is what the till records of a job.
func resultOf(r session.Result) pos.PrintResult {
	result := pos.PrintResult{Problem: stateOf(r.Status).Problem}
	if r.Err != nil {
		result.Detail = r.Err.Error()
	}
	switch r.Outcome {
	case session.Printed:
		result.State = pos.PrintPrinted
	case session.Unverified:
		result.State = pos.PrintUnverified
	case session.Unknown:
		result.State, result.Problem = pos.PrintUnknown, fault.PrinterUnknown
	case session.NotSent:
		result.State = pos.PrintQueued
		if result.Problem == "" {
			result.Problem = fault.PrinterUnreachable
		}
	}
	return result
}

// whenClosed is what became of a job once its link was closed. What the printer
// itself said of it stands: a printer that hangs up badly has printed all the
// same.
func whenClosed(r pos.PrintResult, confirms bool, err error) pos.PrintResult {
	switch {
	case r.State != pos.PrintUnverified:
		return r
	case errors.Is(err, link.ErrNotTaken):
		return pos.PrintResult{State: pos.PrintQueued, Problem: fault.PrinterUnreachable, Detail: err.Error()}
	case err != nil:
		return pos.PrintResult{State: pos.PrintUnknown, Problem: fault.PrinterUnknown, Detail: err.Error()}
	case confirms:
		r.State = pos.PrintPrinted
	}
	return r
}
