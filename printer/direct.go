package printer

import (
	"context"
	"errors"
	"strings"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/printer/escpos"
	"psar/printer/layout"
	"psar/printer/link"
	"psar/printer/session"
)

// PrintTo prints a job at once over a link of its own, beside the queue, and
// returns what came of it. The virtual printer keeps its pictures in paperDir,
// named after now.
// The error's code is that of a printer that can't be reached or is not ready,
// or fault.PrinterUnknown.
func PrintTo(ctx context.Context, spec, paperDir string, now time.Time, s settings.Values, job queue.Job) (queue.Result, error) {
	data, err := layout.Encode(s, job)
	if err != nil {
		return queue.Result{}, err
	}
	profile := layout.ProfileOf(s, job.Role())
	out, err := link.Open(ctx, spec, link.Options{
		PaperDir: paperDir, Name: string(job.Kind), WidthDots: profile.WidthDots, Now: now.In(money.PhnomPenh),
	})
	if err != nil {
		return queue.Result{}, err
	}
	talk := session.Open(out, session.Options{Profile: profile})
	status, _, err := talk.Probe(ctx)
	if err == nil && !status.Ready() {
		err = fault.New(stateOf(status).Problem)
	}
	if err != nil {
		return queue.Result{}, errors.Join(unreachable(err), talk.Close())
	}
	result := resultOf(talk.Print(ctx, session.Job{Data: data, ID: answerID(1)}))
	result = whenClosed(result, out.Confirms(), talk.Close())
	if result.State == queue.Unknown || result.State == queue.Queued {
		return result, fault.New(result.Problem).Because(errors.New(result.Detail))
	}
	return result, nil
}

// Ask asks the printer behind a link how it is. answers is false for one that
// says nothing, or can't. The error's code is fault.PrinterUnreachable or one
// of the link's.
func Ask(ctx context.Context, spec string, p escpos.Profile) (state queue.PrinterState, answers bool, err error) {
	if kind, _, _ := strings.Cut(spec, ":"); kind == "paper" { // it never fails
		return queue.PrinterState{Known: true}, true, nil
	}
	out, err := link.Open(ctx, spec, link.Options{WidthDots: p.WidthDots, Now: time.Now()})
	if err != nil {
		return queue.PrinterState{}, false, err
	}
	talk := session.Open(out, session.Options{Profile: p})
	status, answers, err := talk.Probe(ctx)
	if err := errors.Join(err, talk.Close()); err != nil {
		return queue.PrinterState{}, false, unreachable(err)
	}
	return stateOf(status), answers, nil
}

// unreachable gives a link's error the code that people read.
func unreachable(err error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return err
	}
	return fault.New(fault.PrinterUnreachable).Because(err)
}
