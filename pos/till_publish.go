package pos

import (
	"maps"
	"sync"

	"psar/pos/settings"
)

// publish publishes the next snapshot of the loop's state.
func (t *Till) publish() {
	now := t.now()
	t.attempts.forget(now)
	watched := t.attempts.watched()
	s := Snapshot{
		At: now, Settings: t.settings, Training: t.training, Day: t.sales.today.First,
		Receipts: maps.Clone(t.attempts.receipts),
		Watching: watched, Unmatched: sorted(t.attempts.unmatched), Rechecking: sorted(t.attempts.rechecking),
		Attempts: t.attempts.shown(watched), Elsewhere: maps.Clone(t.attempts.elsewhere), Alerts: t.attempts.alerts, RateOld: t.rateOld(), Held: t.sales.held, Recent: t.sales.recent, PartPaid: t.sales.partPaid(),
		Dropped: t.attempts.stillPayable(), TakenOff: maps.Clone(t.attempts.taken), Shift: t.drawer.shift, Catalogue: t.items.changes,
		Staffed: t.authority.staffed(), SignedIn: t.authority.atWindows(), StaffList: t.authority.roster.Active(), StaffLeft: t.authority.left(),
		Unsigned:      t.authority.windowsUnsigned(),
		AsksSignIn:    t.authority.staffed() && t.settings[settings.SignIn] == "" && !t.training,
		NobodySignsIn: t.authority.staffed() && !t.authority.canSignIn(),
		NoRecovery:    t.authority.staffed() && t.authority.told.Recovery == "" && !t.training,
		Today:         t.sales.today.Sales, Gateway: t.attempts.gateway,
		Printers: t.prints.statuses(t.settings), UnknownPrints: t.prints.ofUnknownOutcome(),
	}
	s.Payees = t.payees.all(t.settings)
	s.Questions = t.payees.questions(t.settings, s.Watching)
	t.snapshots.publish(s)
}

// broadcast is the feed of snapshots: it sends the newest one to every subscriber.
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

// offer puts s into a channel with room for one, replacing an unread snapshot. Only the
// holder of the lock sends, so there is room after the read.
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
