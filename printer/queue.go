package printer

import (
	"context"
	"errors"
	"time"

	"psar/pos"
	"psar/printer/link"
)

// QueueConfig is what a Queue is made of.
type QueueConfig struct {
	Till     *pos.Till
	Clock    pos.Clock
	PaperDir string // where the virtual printer keeps its pictures
}

// Queue is the worker of the print queue: one printer, one job at a time.
type Queue struct {
	till  *pos.Till
	clock pos.Clock
	paper string
	wake  chan struct{}
}

// NewQueue makes the worker. Run starts it.
func NewQueue(c QueueConfig) *Queue {
	return &Queue{till: c.Till, clock: c.Clock, paper: c.PaperDir, wake: make(chan struct{}, 1)}
}

// Wake says that the queue holds a job. It never blocks.
func (q *Queue) Wake() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// Waits between two tries to reach a printer that does not answer.
const (
	firstRetry = time.Second
	lastRetry  = 15 * time.Second
)

// open opens the link that the settings name. Its pictures, if it makes any,
// carry the job's kind as their name.
func (q *Queue) open(ctx context.Context, s pos.Settings, kind pos.PrintKind) (link.Link, error) {
	return link.Open(ctx, s.Get(pos.SettingPrinterLink), link.Options{
		PaperDir: q.paper, Name: string(kind), WidthDots: ProfileOf(s).WidthDots, Now: q.clock.Now(),
	})
}

// PrintTo prints a job at once over a link of its own, beside the queue. The
// virtual printer keeps its pictures in paperDir.
func PrintTo(ctx context.Context, spec, paperDir string, s pos.Settings, job pos.PrintJob) error {
	data, err := Encode(s, job)
	if err != nil {
		return err
	}
	out, err := link.Open(ctx, spec, link.Options{
		PaperDir: paperDir, Name: string(job.Kind), WidthDots: ProfileOf(s).WidthDots, Now: time.Now(),
	})
	if err != nil {
		return err
	}
	if _, err := out.Write(ctx, data); err != nil {
		return errors.Join(pos.Fault(pos.CodePrinterUnknown).Because(err), out.Close())
	}
	return out.Close()
}

// Run prints until the context ends, and returns its error.
func (q *Queue) Run(ctx context.Context) error {
	retry := firstRetry
	for {
		var again <-chan time.Time
		switch err := q.printAll(ctx); {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			again = time.After(retry)
			retry = min(2*retry, lastRetry)
		default:
			retry = firstRetry
		}
		select {
		case <-q.wake:
		case <-again:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// printAll prints what waits. An error means that jobs wait still.
func (q *Queue) printAll(ctx context.Context) error {
	for q.till.Snapshot().Printer.Waiting > 0 {
		snapshot := q.till.Snapshot()
		settings := snapshot.Settings
		out, err := q.open(ctx, settings, snapshot.Printer.Next)
		if err != nil {
			// A till that is closing has no ears for this.
			_ = q.till.PrinterTrouble(ctx, pos.CodeOf(err))
			return err
		}
		job, ok, err := q.till.TakePrintJob(ctx)
		if err != nil || !ok {
			return errors.Join(err, out.Close())
		}
		result := q.print(ctx, out, settings, job)
		// The paper is a fact by now: it is recorded even while the till stops.
		if err := q.till.PrintEnded(context.WithoutCancel(ctx), job.ID, result); err != nil {
			return err
		}
	}
	return nil
}

// print sends one job over an open link and closes the link.
func (q *Queue) print(ctx context.Context, out link.Link, s pos.Settings, job pos.PrintJob) pos.PrintResult {
	data, err := Encode(s, job)
	if err != nil {
		return failed(errors.Join(err, out.Close()))
	}
	n, err := out.Write(ctx, data)
	closeErr := out.Close()
	switch {
	case err != nil && n == 0:
		return failed(err)
	case err != nil:
		return pos.PrintResult{State: pos.PrintUnknown, Problem: pos.CodePrinterUnknown, Detail: err.Error()}
	case closeErr != nil:
		return pos.PrintResult{State: pos.PrintUnknown, Problem: pos.CodePrinterUnknown, Detail: closeErr.Error()}
	case out.Confirms():
		return pos.PrintResult{State: pos.PrintPrinted}
	}
	return pos.PrintResult{State: pos.PrintUnverified}
}

func failed(err error) pos.PrintResult {
	code := pos.CodePrinterUnreachable
	var e *pos.Error
	if errors.As(err, &e) {
		code = e.Code
	}
	return pos.PrintResult{State: pos.PrintFailed, Problem: code, Detail: err.Error()}
}
