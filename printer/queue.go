package printer

import (
	"context"
	"sync"

	"psar/pos"
)

// QueueConfig is what a Queue is made of.
type QueueConfig struct {
	Till     *pos.Till
	Clock    pos.Clock
	PaperDir string // where the virtual printer keeps its pictures
}

// Queue is the print queue's side of the printers: a worker for each of them,
// so that a dead one holds up nobody else's paper.
type Queue struct {
	config QueueConfig
	wake   chan struct{}
}

// NewQueue makes the queue. Run starts it.
func NewQueue(c QueueConfig) *Queue {
	return &Queue{config: c, wake: make(chan struct{}, 1)}
}

// Wake says that the queue holds a job, or that the settings name another
// printer. It never blocks.
func (q *Queue) Wake() { nudge(q.wake) }

func nudge(wake chan<- struct{}) {
	select {
	case wake <- struct{}{}:
	default:
	}
}

// Run prints until the context ends, and returns its error. A printer that the
// settings no longer name is given up, with the job that it is at.
func (q *Queue) Run(ctx context.Context) error {
	var running sync.WaitGroup
	defer running.Wait()
	workers := make(map[string]hired)
	for {
		named := make(map[string]bool)
		for _, p := range q.config.Till.Snapshot().Printers {
			named[p.Link] = true
			w, ok := workers[p.Link]
			if !ok {
				w = hire(ctx, q.config, p.Link, &running)
				workers[p.Link] = w
			}
			nudge(w.wake)
		}
		for link, w := range workers {
			if !named[link] {
				w.dismiss()
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

// hired is a worker that runs.
type hired struct {
	wake    chan<- struct{}
	dismiss context.CancelFunc
}

func hire(ctx context.Context, c QueueConfig, link string, running *sync.WaitGroup) hired {
	ctx, cancel := context.WithCancel(ctx)
	wake := make(chan struct{}, 1)
	w := worker{QueueConfig: c, link: link}
	running.Go(func() { w.run(ctx, wake) })
	return hired{wake, cancel}
}
