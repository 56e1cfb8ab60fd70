package printer

import (
	"errors"

	"psar/pos/fault"
	"psar/pos/queue"
	"psar/printer/escpos"
	"psar/printer/link"
	"psar/printer/session"
)

// stateOf converts a printer's status for the till. An open cover comes first: while
// it is open the printer also reports no paper.
func stateOf(s escpos.Status) queue.PrinterState {
	state := queue.PrinterState{Known: true, PaperLow: s.PaperLow}
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

// resultOf converts a session's result for the till.
func resultOf(r session.Result) queue.Result {
	result := queue.Result{Problem: stateOf(r.Status).Problem}
	if r.Err != nil {
		result.Detail = r.Err.Error()
	}
	switch r.Outcome {
	case session.Printed:
		result.State = queue.Printed
	case session.Unverified:
		result.State = queue.Unverified
	case session.Unknown:
		result.State, result.Problem = queue.Unknown, fault.PrinterUnknown
	case session.NotSent:
		result.State = queue.Queued
		if result.Problem == "" {
			result.Problem = fault.PrinterUnreachable
		}
	}
	return result
}

// whenClosed is a job's result once its link was closed with err. What the printer
// itself confirmed stands: it has printed even if the connection then ends badly.
func whenClosed(r queue.Result, confirms bool, err error) queue.Result {
	switch {
	case r.State != queue.Unverified:
		return r
	case errors.Is(err, link.ErrNotTaken):
		return queue.Result{State: queue.Queued, Problem: fault.PrinterUnreachable, Detail: err.Error()}
	case err != nil:
		return queue.Result{State: queue.Unknown, Problem: fault.PrinterUnknown, Detail: err.Error()}
	case confirms:
		r.State = queue.Printed
	}
	return r
}
