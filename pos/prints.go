package pos

import (
	"context"
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
)

// printQueue is the till's part for printing: the jobs, what the printers report, and the
// worker to notify. It commits nothing: it computes the next state of a job and keeps it
// once that is durable.
type printQueue struct {
	jobs     []queue.Job                   // queued, printing or of unknown outcome; oldest first
	printers map[string]queue.PrinterState // by link
	worker   Printer                       // nil: nothing is printed

	// Of jobs that were found otherwise than the journal tells: their rows as they are put back,
	// and how an alert names them. late are those of which it can't tell, which are given up.
	restored, late []queue.Job
	doubted        []string
}

func openPrints(ctx context.Context, from Prints) (printQueue, error) {
	jobs, err := from.PrintJobs(ctx, queue.Queued, queue.Printing, queue.Unknown)
	jobs = slices.DeleteFunc(jobs, queue.Job.Done) // drops drawer openings of unknown outcome
	return printQueue{jobs: jobs, printers: make(map[string]queue.PrinterState)}, err
}

// interrupted returns the jobs that were printing when the till stopped: each may or may
// not have been printed.
func (q *printQueue) interrupted(now time.Time) (unknown []queue.Job) {
	for _, j := range q.jobs {
		if j.State == queue.Printing {
			j.State, j.Changed, j.Problem = queue.Unknown, now, fault.PrinterUnknown
			unknown = append(unknown, j)
		}
	}
	return unknown
}

// add adds new jobs as their commit stored them.
func (q *printQueue) add(jobs []queue.Job) { q.jobs = append(q.jobs, jobs...) }

// put replaces a job by its new state; a finished job is removed.
func (q *printQueue) put(j queue.Job) {
	i := slices.IndexFunc(q.jobs, func(o queue.Job) bool { return o.ID == j.ID })
	switch {
	case i < 0:
	case j.Done():
		q.jobs = slices.Delete(q.jobs, i, i+1)
	default:
		q.jobs[i] = j
	}
}

// queued lists the queued jobs that a filter selects, oldest first. The caller may put
// jobs while going through the list.
func (q *printQueue) queued(wanted func(queue.Job) bool) (waiting []queue.Job) {
	for _, j := range q.jobs {
		if j.State == queue.Queued && wanted(j) {
			waiting = append(waiting, j)
		}
	}
	return waiting
}

// ofUnknownOutcome lists the jobs of unknown outcome, oldest first.
func (q *printQueue) ofUnknownOutcome() (unknown []queue.Job) {
	for _, j := range q.jobs {
		if j.State == queue.Unknown {
			unknown = append(unknown, j)
		}
	}
	return unknown
}

// withResult returns a job with its result. A job that is queued again keeps the mark that it
// broke off once. The error's code is fault.Internal for an unknown job.
func (q *printQueue) withResult(id int64, r queue.Result) (queue.Job, error) {
	i := slices.IndexFunc(q.jobs, func(j queue.Job) bool { return j.ID == id })
	if i < 0 {
		return queue.Job{}, fault.New(fault.Internal)
	}
	j := q.jobs[i]
	if j.State, j.Detail = r.State, r.Detail; r.State != queue.Queued || !j.BrokenOff() {
		j.Problem = r.Problem
	}
	return j, nil
}

// withAnswer returns a job of unknown outcome after a person said whether it was printed; if
// not, it is queued again. The error's code is fault.SaleState for a job that nobody is
// asked about.
func (q *printQueue) withAnswer(id int64, cameOut bool, now time.Time) (queue.Job, error) {
	i := slices.IndexFunc(q.jobs, func(j queue.Job) bool { return j.ID == id && j.State == queue.Unknown })
	if i < 0 {
		return queue.Job{}, fault.New(fault.SaleState, queue.Printed)
	}
	j := q.jobs[i]
	j.State, j.Problem, j.Detail = queue.Printed, "", ""
	if !cameOut {
		j.State, j.Queued, j.Problem = queue.Queued, now, fault.PrinterUnknown
	}
	return j, nil
}

// setState records what a printer's worker reports, and returns whether it is new.
func (q *printQueue) setState(link string, s queue.PrinterState) bool {
	if q.printers[link] == s {
		return false
	}
	q.printers[link] = s
	return true
}

// wake notifies the printers' worker if there are jobs.
func (q *printQueue) wake() {
	if q.worker != nil && len(q.jobs) > 0 {
		q.worker.Wake()
	}
}

// statuses lists the printers in the settings, each link once, with its jobs.
func (q *printQueue) statuses(named settings.Values) []queue.PrinterStatus {
	var printers []queue.PrinterStatus
	for _, role := range settings.PrintRoles() {
		link := named.Printer(role).Link
		if link == "" {
			continue
		}
		i := slices.IndexFunc(printers, func(p queue.PrinterStatus) bool { return p.Link == link })
		if i < 0 {
			i = len(printers)
			printers = append(printers, queue.PrinterStatus{Link: link, PrinterState: q.printers[link]})
		}
		printers[i].Roles = append(printers[i].Roles, role)
	}
	for _, j := range q.jobs {
		if j.State == queue.Unknown {
			continue
		}
		for i := range printers {
			if !slices.Contains(printers[i].Roles, j.Role()) {
				continue
			}
			if printers[i].Waiting++; printers[i].Next == (queue.Next{}) && j.State == queue.Queued {
				printers[i].Next = queue.Next{Kind: j.Kind, Role: j.Role()}
			}
		}
	}
	return printers
}

// tooOld reports whether a job has waited too long to be printed. One that was queued later than
// now may have: the clock was put back since.
func tooOld(j queue.Job, now time.Time) bool {
	most := queue.MaxAge
	if j.Kind == queue.KindDrawer {
		most = queue.MaxDrawerAge
	}
	return now.Sub(j.Queued).Abs() > most
}
