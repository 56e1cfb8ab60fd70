package pos

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/sale"
)

// keepEnded is how long an ended attempt stays in the snapshot.
const keepEnded = time.Hour

// publish makes the next snapshot from the loop's state.
func (t *Till) publish() {
	now := t.now()
	t.ended = slices.DeleteFunc(t.ended, func(a payment.Attempt) bool {
		old := now.Sub(a.Changed) > keepEnded
		if old {
			delete(t.receipts, a.ID)
		}
		return old
	})
	s := Snapshot{
		At: now, Settings: t.settings, Training: t.training, Day: t.today.First,
		Receipts: maps.Clone(t.receipts),
		Watching: t.sortedWatching(), Unclaimed: sorted(t.unclaimed), Rechecking: sorted(t.rechecking),
		Alarms: t.alarms, RateOld: t.rateOld(), Held: t.held, Recent: t.recent, PartPaid: t.partPaidSales(), Dropped: t.droppedSales(), Shift: t.shift, Catalogue: t.catalogue,
		Staffed: t.authority.staffed(), SignedIn: t.authority.signedIn(), StaffList: t.authority.roster.Active(),
		Today: t.today.Sales, Gateway: t.gateway,
		Printers: t.prints.statuses(t.settings), Asking: t.prints.asking(),
	}
	s.Questions = questions(s.Watching)
	for _, a := range s.Watching {
		if a.InProgress() {
			s.Attempts = append(s.Attempts, a)
		}
	}
	s.Attempts = append(s.Attempts, t.ended...)
	t.snapshots.publish(s)
}

// partPaidSales lists the sales that want more money, oldest first.
func (t *Till) partPaidSales() []sale.Sale {
	return slices.SortedFunc(maps.Values(t.parts), func(a, b sale.Sale) int { return strings.Compare(string(a.ID), string(b.ID)) })
}

// droppedSales are the sales of ended attempts that may still be paid. One that has
// money after all waits for a manager; one of which no attempt is known is forgotten.
func (t *Till) droppedSales() map[id.Sale]sale.Sale {
	if len(t.dropped) == 0 {
		return nil
	}
	known := make(map[id.Sale]bool, len(t.ended))
	for _, a := range t.ended {
		known[a.Sale] = true
	}
	maps.DeleteFunc(t.dropped, func(id id.Sale, _ sale.Sale) bool { return !known[id] })
	free := maps.Clone(t.dropped)
	for _, a := range t.unclaimed {
		delete(free, a.Sale)
	}
	return free
}

// broadcast hands the newest snapshot to every subscriber.
type broadcast struct {
	mu   sync.Mutex
	last Snapshot
	subs map[chan Snapshot]struct{}
}

func (b *broadcast) latest() Snapshot {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.last
}

func (b *broadcast) publish(s Snapshot) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s.Version = b.last.Version + 1
	b.last = s
	for c := range b.subs {
		offer(c, s)
	}
}

// offer puts s into a channel of one place, over what lies there unread. Only
// the holder of the lock sends, so the place is free after the read.
func offer(c chan Snapshot, s Snapshot) {
	select {
	case <-c:
	default:
	}
	c <- s
}

func (b *broadcast) subscribe() (<-chan Snapshot, func()) {
	c := make(chan Snapshot, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = make(map[chan Snapshot]struct{})
	}
	b.subs[c] = struct{}{}
	if b.last.Version > 0 {
		c <- b.last
	}
	return c, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subs, c)
	}
}
