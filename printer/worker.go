package printer

import (
	"context"
	"errors"
	"fmt"
	"slices"
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

// worker prints one printer's jobs, one at a time, and looks at the printer's state
// while there are none.
type worker struct {
	QueueConfig
	link string

	broken bool // the last job was broken off: its rest is ended first
	blind  bool // the printer does not answer when it has finished a job
}

// Waits of a worker.
const (
	firstRetry = time.Second // before it tries again to reach a printer; doubles up to lastRetry
	lastRetry  = 15 * time.Second
	look       = 10 * time.Second // between two looks at an idle printer
)

// errNotReady means that the printer was reached and can't print now.
var errNotReady = errors.New("printer: not ready")

func (w *worker) run(ctx context.Context, wake <-chan struct{}) {
	w.broken = slices.ContainsFunc(w.Till.Snapshot().UnknownPrints, func(j queue.Job) bool {
		return w.Till.Snapshot().Settings.Printer(j.Role()).Link == w.link
	})
	retry := firstRetry
	for {
		wait := look
		switch err := w.printAll(ctx); {
		case ctx.Err() != nil:
			return
		case err != nil:
			wait = retry
			retry = min(2*retry, lastRetry)
		default:
			retry = firstRetry
		}
		timer := time.NewTimer(wait)
		select {
		case <-wake:
		case <-timer.C:
			if wait == look {
				w.look(ctx)
			}
		case <-ctx.Done():
		}
		timer.Stop()
	}
}

// status is this printer's status in the current snapshot.
func (w *worker) status() queue.PrinterStatus {
	for _, p := range w.Till.Snapshot().Printers {
		if p.Link == w.link {
			return p
		}
	}
	return queue.PrinterStatus{}
}

// printAll prints the waiting jobs. After an error, jobs are still waiting.
func (w *worker) printAll(ctx context.Context) error {
	for {
		if err := w.Till.DropOldPrints(ctx); err != nil {
			return err
		}
		status := w.status()
		if status.Waiting == 0 {
			return nil
		}
		if err := w.printNext(ctx, status.Next); err != nil {
			return err
		}
	}
}

// printNext prints the next job over a link of its own. A job is taken from the queue
// only when the printer is reached and ready; a drawer job also when it has no paper.
func (w *worker) printNext(ctx context.Context, next queue.Next) error {
	settings := w.Till.Snapshot().Settings
	talk, out, err := w.open(ctx, settings, next)
	if err != nil {
		return err
	}
	status, _, err := talk.Probe(ctx)
	if err != nil {
		w.says(ctx, queue.PrinterState{Known: true, Problem: fault.PrinterUnreachable})
		return errors.Join(err, talk.Close())
	}
	var only []queue.Kind
	if !status.Ready() {
		only = []queue.Kind{queue.KindDrawer}
	}
	job, ok, err := w.Till.TakePrintJob(ctx, w.link, only...)
	if err != nil || !ok {
		if err == nil && !status.Ready() {
			err = errNotReady
		}
		return errors.Join(err, talk.Close())
	}
	result := w.print(ctx, talk, settings, job)
	result = whenClosed(result, out.Confirms(), talk.Close())
	// The job is printed by now: the result is recorded even while the till stops.
	after := context.WithoutCancel(ctx)
	if err := w.Till.PrintEnded(after, job.ID, result); err != nil {
		return err
	}
	state := stateOf(talk.Status())
	if state.Problem == "" && result.State != queue.Unknown {
		state.Problem = result.Problem
	}
	w.says(after, state)
	if result.State == queue.Queued {
		return fmt.Errorf("printer: %s", result.Detail)
	}
	return nil
}

// open begins a session. The virtual printer's picture is named after the job's kind.
func (w *worker) open(ctx context.Context, s settings.Values, next queue.Next) (*session.Session, link.Link, error) {
	profile := layout.ProfileOf(s, next.Role)
	out, err := link.Open(ctx, w.link, link.Options{
		Folder: w.Folder, PaperDir: w.PaperDir, Name: string(next.Kind), WidthDots: profile.WidthDots, Now: w.Clock.Now().In(money.PhnomPenh),
	})
	if err != nil {
		w.says(ctx, queue.PrinterState{Known: true, Problem: fault.CodeOf(err)})
		return nil, nil, err
	}
	return session.Open(out, session.Options{
		Profile: deaf(profile, w.link), Blind: w.blind,
		Heard: func(st escpos.Status) { w.says(ctx, stateOf(st)) },
	}), out, nil
}

// says reports the printer's state to the till. The error of a till that is closing
// does not matter.
func (w *worker) says(ctx context.Context, s queue.PrinterState) {
	_ = w.Till.SetPrinterState(ctx, w.link, s)
}

// print sends one job.
func (w *worker) print(ctx context.Context, talk *session.Session, s settings.Values, job queue.Job) queue.Result {
	data, err := layout.Encode(s, job)
	if err != nil {
		return queue.Result{State: queue.Failed, Problem: fault.CodeOf(err), Detail: err.Error()}
	}
	if job.Kind == queue.KindDrawer && !talk.Status().Ready() {
		return resultOf(talk.Now(ctx, layout.DrawerNow(s)))
	}
	r := talk.Print(ctx, session.Job{Data: data, ID: answerID(job.ID), Recover: w.broken || job.BrokenOff()})
	w.broken = r.Outcome == session.Unknown || w.broken && r.Outcome == session.NotSent
	w.blind = w.blind || r.Silent
	return resultOf(r)
}

// look asks an idle printer for its state, if it can answer.
func (w *worker) look(ctx context.Context) {
	settings := w.Till.Snapshot().Settings
	roles := w.status().Roles
	if !link.Answers(w.link) || len(roles) == 0 || layout.ProfileOf(settings, roles[0]).Mute {
		return
	}
	state, _, err := Ask(ctx, w.link, layout.ProfileOf(settings, roles[0]))
	if err != nil {
		state = queue.PrinterState{Known: true, Problem: fault.CodeOf(err)}
	}
	w.says(ctx, state)
}

// answerID is the id that a printer returns when a job is on paper: the last four
// digits of the job's number.
func answerID(job int64) [4]byte { return [4]byte(fmt.Appendf(nil, "%04d", job%10_000)) }
