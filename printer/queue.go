package printer

import (
	"context"
	"sync"

	"psar/pos"
)

// QueueConfig configures a Queue. All fields are required.
type QueueConfig struct {
	Till     *pos.Till
	Clock    pos.Clock
	Folder   string // the shop's data folder, below which a link's file must be
	PaperDir string // folder for the virtual printer's pictures
}

// Queue prints the till's print queue: one worker per printer, so that a dead printer
// delays no other.
type Queue struct {
	config QueueConfig
	wake   chan struct{}
}

// NewQueue makes a Queue. It prints nothing before Run.
func NewQueue(c QueueConfig) *Queue {
	return &Queue{config: c, wake: make(chan struct{}, 1)}
}

// Wake makes Run look at the queue: call it when a job was added, or the settings
// name other printers. It never blocks.
func (q *Queue) Wake() { nudge(q.wake) }

func nudge(wake chan<- struct{}) {
	select {
	case wake <- struct{}{}:
	default:
	}
}

// Run prints until ctx ends, and returns ctx's error. A printer that is no longer in
// the settings is given up, together with its current job.
func (q *Queue) Run(ctx context.Context) error {
	var running sync.WaitGroup
	defer running.Wait()
	workers := make(map[string]runningWorker)
	for {
		named := make(map[string]bool)
		for _, p := range q.config.Till.Snapshot().Printers {
			named[p.Link] = true
			w, ok := workers[p.Link]
			if !ok {
				w = startWorker(ctx, q.config, p.Link, &running)
				workers[p.Link] = w
			}
			nudge(w.wake)
		}
		for link, w := range workers {
			if !named[link] {
				w.stop()
				delete(workers, link)
			}
		}
		select {
		case <-q.wake:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// runningWorker is a running worker.
type runningWorker struct {
	wake chan<- struct{}
	stop context.CancelFunc
}

func startWorker(ctx context.Context, c QueueConfig, link string, running *sync.WaitGroup) runningWorker {
	ctx, cancel := context.WithCancel(ctx)
	wake := make(chan struct{}, 1)
	w := worker{QueueConfig: c, link: link}
	running.Go(func() { w.run(ctx, wake) })
	return runningWorker{wake, cancel}
}
