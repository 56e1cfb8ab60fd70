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

// PrintTo prints a job at once, beside the queue, over a link that it opens and
// closes. The virtual printer writes its picture into paperDir, named after now.
// The error has the code of a printer that can't be reached or is not ready, or
// fault.PrinterUnknown when the job may have come out in part.
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

// Ask asks the printer at a link for its state. answers is false if the printer
// does not answer or the link brings nothing back. The error is
// fault.PrinterUnreachable, or that of link.Open.
func Ask(ctx context.Context, spec string, p escpos.Profile) (state queue.PrinterState, answers bool, err error) {
	if kind, _, _ := strings.Cut(spec, ":"); kind == "paper" { // the virtual printer never fails
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

// unreachable gives an error without a fault code the code PrinterUnreachable.
func unreachable(err error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return err
	}
	return fault.New(fault.PrinterUnreachable).Because(err)
}
