package printer

import (
	"context"
	"errors"
	"time"

	"psar/pos"
	"psar/printer/link"
)

// worker prints one printer's jobs, one at a time.
type worker struct {
	QueueConfig
	link string
}

func (w *worker) run(ctx context.Context, wake <-chan struct{}) {
	retry := firstRetry
	for {
		var again <-chan time.Time
		switch err := w.printAll(ctx); {
		case ctx.Err() != nil:
			return
		case err != nil:
			again = time.After(retry)
			retry = min(2*retry, lastRetry)
		default:
			retry = firstRetry
		}
		select {
		case <-wake:
		case <-again:
		case <-ctx.Done():
			return
		}
	}
}

// status is this printer's in the newest snapshot.
func (w *worker) status() pos.PrinterStatus {
	for _, p := range w.Till.Snapshot().Printers {
		if p.Link == w.link {
			return p
		}
	}
	return pos.PrinterStatus{}
}

// printAll prints what waits. An error means that jobs wait still.
func (w *worker) printAll(ctx context.Context) error {
	for {
		if err := w.Till.DropOldPrints(ctx); err != nil {
			return err
		}
		status := w.status()
		if status.Waiting == 0 {
			return nil
		}
		settings := w.Till.Snapshot().Settings
		out, err := w.open(ctx, settings, status.Next)
		if err != nil {
			// A till that is closing has no ears for this.
			_ = w.Till.PrinterSays(ctx, w.link, pos.PrinterState{Known: true, Problem: pos.CodeOf(err)})
			return err
		}
		job, ok, err := w.Till.TakePrintJob(ctx, w.link)
		if err != nil || !ok {
			return errors.Join(err, out.Close())
		}
		result := w.print(ctx, out, settings, job)
		// The paper is a fact by now: it is recorded even while the till stops.
		after := context.WithoutCancel(ctx)
		if err := w.Till.PrintEnded(after, job.ID, result); err != nil {
			return err
		}
		if err := w.Till.PrinterSays(after, w.link, pos.PrinterState{Known: true, Problem: result.Problem}); err != nil {
			return err
		}
	}
}

// open opens the link. Its pictures, if it makes any, carry the job's kind as
// their name.
func (w *worker) open(ctx context.Context, s pos.Settings, kind pos.PrintKind) (link.Link, error) {
	return link.Open(ctx, w.link, link.Options{
		PaperDir: w.PaperDir, Name: string(kind), WidthDots: ProfileOf(s, kind.Role()).WidthDots, Now: w.Clock.Now(),
	})
}

// print sends one job over an open link and closes the link.
func (w *worker) print(ctx context.Context, out link.Link, s pos.Settings, job pos.PrintJob) pos.PrintResult {
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

// PrintTo prints a job at once over a link of its own, beside the queue. The
// virtual printer keeps its pictures in paperDir.
func PrintTo(ctx context.Context, spec, paperDir string, s pos.Settings, job pos.PrintJob) error {
	data, err := Encode(s, job)
	if err != nil {
		return err
	}
	out, err := link.Open(ctx, spec, link.Options{
		PaperDir: paperDir, Name: string(job.Kind), WidthDots: ProfileOf(s, job.Kind.Role()).WidthDots, Now: time.Now(),
	})
	if err != nil {
		return err
	}
	if _, err := out.Write(ctx, data); err != nil {
		return errors.Join(pos.Fault(pos.CodePrinterUnknown).Because(err), out.Close())
	}
	return out.Close()
}
