package pos

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
)

// fakePrints is a fake of the port Prints.
type fakePrints []queue.Job

func (s fakePrints) PrintJobs(_ context.Context, states ...queue.State) (found []queue.Job, err error) {
	for _, j := range s {
		if slices.Contains(states, j.State) {
			found = append(found, j)
		}
	}
	return found, nil
}

// PrintsTold tells of each job as it is stored.
func (s fakePrints) PrintsTold(_ context.Context, jobs []queue.Job) (told []queue.Told, err error) {
	for _, j := range jobs {
		told = append(told, queue.Told{State: j.State})
	}
	return told, nil
}

type bell int

func (b *bell) Wake() { *b++ }

var noon = time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC)

func openStored(t *testing.T, jobs ...queue.Job) *printQueue {
	t.Helper()
	q, err := openPrints(t.Context(), fakePrints(jobs))
	if err != nil {
		t.Fatal(err)
	}
	return &q
}

func jobIDs(jobs []queue.Job) (ids []int64) {
	for _, j := range jobs {
		ids = append(ids, j.ID)
	}
	return ids
}

func TestPrintQueueAfterAStop(t *testing.T) {
	t.Parallel()
	q := openStored(t,
		queue.Job{ID: 1, Kind: queue.KindReceipt, State: queue.Printed},
		queue.Job{ID: 2, Kind: queue.KindReceipt, State: queue.Printing},
		queue.Job{ID: 3, Kind: queue.KindDrawer, State: queue.Printing},
		queue.Job{ID: 4, Kind: queue.KindDrawer, State: queue.Unknown},
		queue.Job{ID: 5, Kind: queue.KindReceipt, State: queue.Queued},
	)
	unknown := q.interrupted(noon)
	if got := jobIDs(unknown); !slices.Equal(got, []int64{2, 3}) {
		t.Fatalf("broken off: %v", got)
	}
	if len(q.ofUnknownOutcome()) != 0 {
		t.Error("a job is asked about before that is durable")
	}
	for _, j := range unknown {
		if j.State != queue.Unknown || j.Changed != noon || !j.BrokenOff() {
			t.Errorf("broken off: %+v", j)
		}
		q.put(j)
	}
	if got := jobIDs(q.ofUnknownOutcome()); !slices.Equal(got, []int64{2}) {
		t.Errorf("asked about: %v: of a drawer everybody sees whether it opened", got)
	}
	if got := jobIDs(q.jobs); !slices.Equal(got, []int64{2, 5}) {
		t.Errorf("in the queue: %v", got)
	}
}

func TestPrintQueueEnded(t *testing.T) {
	t.Parallel()
	q := openStored(t,
		queue.Job{ID: 1, State: queue.Printing, Problem: fault.PrinterUnknown},
		queue.Job{ID: 2, State: queue.Printing},
	)
	for _, c := range []struct {
		id     int64
		result queue.Result
		want   fault.Code
	}{
		{1, queue.Result{State: queue.Queued, Problem: fault.PrinterOffline}, fault.PrinterUnknown}, // a part may still be in the printer
		{1, queue.Result{State: queue.Failed, Problem: fault.PrinterOffline}, fault.PrinterOffline},
		{2, queue.Result{State: queue.Queued, Problem: fault.PrinterOffline}, fault.PrinterOffline},
		{2, queue.Result{State: queue.Printed}, ""},
	} {
		j, err := q.withResult(c.id, c.result)
		if err != nil || j.State != c.result.State || j.Problem != c.want {
			t.Errorf("%d, %+v: %+v, %v; want the problem %q", c.id, c.result, j, err, c.want)
		}
	}
	if _, err := q.withResult(3, queue.Result{State: queue.Printed}); fault.CodeOf(err) != fault.Internal {
		t.Errorf("a job that is not there: %v", err)
	}
	j, _ := q.withResult(2, queue.Result{State: queue.Printed})
	if q.put(j); !slices.Equal(jobIDs(q.jobs), []int64{1}) {
		t.Errorf("after it was printed: %v", jobIDs(q.jobs))
	}
}

func TestPrintQueueAnswered(t *testing.T) {
	t.Parallel()
	q := openStored(t, queue.Job{ID: 1, State: queue.Unknown, Queued: noon, Detail: "cut off"}, queue.Job{ID: 2, State: queue.Queued})
	later := noon.Add(time.Minute)
	if j, err := q.withAnswer(1, true, later); err != nil || j.State != queue.Printed || j.Detail != "" {
		t.Errorf("it came out: %+v, %v", j, err)
	}
	if j, err := q.withAnswer(1, false, later); err != nil || j.State != queue.Queued || j.Queued != later || !j.BrokenOff() {
		t.Errorf("it did not: %+v, %v", j, err)
	}
	if _, err := q.withAnswer(2, true, later); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("nobody asks about it: %v", err)
	}
}

func TestPrintQueueListsPrinters(t *testing.T) {
	t.Parallel()
	receipts, reports := settings.PrinterKey(settings.RoleReceipt, settings.PartLink), settings.PrinterKey(settings.RoleReport, settings.PartLink)
	q := openStored(t,
		queue.Job{ID: 1, Kind: queue.KindReceipt, State: queue.Printing},
		queue.Job{ID: 2, Kind: queue.KindReceipt, State: queue.Unknown},
		queue.Job{ID: 3, Kind: queue.KindReport, State: queue.Queued},
	)
	ready := queue.PrinterState{Known: true}
	if !q.setState("tcp:a", ready) || q.setState("tcp:a", ready) {
		t.Error("what a printer says is news once")
	}
	two := q.statuses(settings.Values{receipts: "tcp:a", reports: "tcp:b"})
	if len(two) != 2 || two[0].PrinterState != ready || two[0].Waiting != 1 || two[0].Next != (queue.Next{}) ||
		two[1].Waiting != 1 || two[1].Next.Kind != queue.KindReport {
		t.Errorf("two printers: %+v", two)
	}
	one := q.statuses(settings.Values{receipts: "tcp:a", reports: "tcp:a"})
	if len(one) != 1 || one[0].Waiting != 2 || len(one[0].Roles) < 2 {
		t.Errorf("one printer of two roles: %+v", one)
	}
	if got := q.statuses(settings.Values{}); len(got) != 0 {
		t.Errorf("no printer: %+v", got)
	}
}

func TestPrintQueueWakes(t *testing.T) {
	t.Parallel()
	q, rung := openStored(t), new(bell)
	q.wake() // without a worker
	q.worker = rung
	if q.wake(); *rung != 0 {
		t.Error("nothing waits")
	}
	q.add([]queue.Job{{ID: 7, State: queue.Queued}, {ID: 8, State: queue.Queued}})
	if q.wake(); *rung != 1 {
		t.Error("two jobs wait")
	}
	waiting := q.queued(func(j queue.Job) bool { return true })
	if q.put(queue.Job{ID: 7, State: queue.TooOld}); !reflect.DeepEqual(jobIDs(waiting), []int64{7, 8}) {
		t.Error("a list that was taken has changed")
	}
}

func TestPrintTooOld(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind queue.Kind
		age  time.Duration
		want bool
	}{
		{queue.KindReceipt, queue.MaxAge, false},
		{queue.KindReceipt, queue.MaxAge + time.Millisecond, true},
		{queue.KindDrawer, queue.MaxDrawerAge, false},
		{queue.KindDrawer, queue.MaxDrawerAge + time.Millisecond, true},
		{queue.KindReceipt, -queue.MaxAge, false},
		{queue.KindDrawer, -time.Hour, true},
	} {
		if got := tooOld(queue.Job{Kind: c.kind, Queued: noon}, noon.Add(c.age)); got != c.want {
			t.Errorf("%s after %v: %v", c.kind, c.age, got)
		}
	}
}
