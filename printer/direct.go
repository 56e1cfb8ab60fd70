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

// Target is a printer that is printed on beside the queue.
type Target struct {
	Link     string
	Folder   string    // the shop's data folder, for a link of its settings; "" for one that a person names
	PaperDir string    // for the virtual printer's picture
	Now      time.Time // for the picture's name
}

// PrintTo prints a job at once, over a link that it opens and closes. The error is that of
// link.Open, has the code of a printer that is not ready, or fault.PrinterUnknown when the
// job may have come out in part.
func PrintTo(ctx context.Context, to Target, s settings.Values, job queue.Job) (queue.Result, error) {
	data, err := layout.Encode(s, job)
	if err != nil {
		return queue.Result{}, err
	}
	profile := layout.ProfileOf(s, job.Role())
	out, err := link.Open(ctx, to.Link, link.Options{
		Folder: to.Folder, PaperDir: to.PaperDir, Name: string(job.Kind), WidthDots: profile.WidthDots, Now: to.Now.In(money.PhnomPenh),
	})
	if err != nil {
		return queue.Result{}, err
	}
	talk := session.Open(out, session.Options{Profile: deaf(profile, to.Link)})
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
	switch kind, _, _ := strings.Cut(spec, ":"); kind {
	case "paper": // the virtual printer never fails
		return queue.PrinterState{Known: true}, true, nil
	case "file": // it brings nothing back, and a question would be written into it
		return queue.PrinterState{}, false, nil
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

// deaf is a printer's profile as it is over a link: nothing is asked where no answer can come.
func deaf(p escpos.Profile, spec string) escpos.Profile {
	p.Mute = p.Mute || !link.Answers(spec)
	return p
}

// unreachable gives an error without a fault code the code PrinterUnreachable.
func unreachable(err error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return err
	}
	return fault.New(fault.PrinterUnreachable).Because(err)
}
