package pos

import (
	"context"
	"sync"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// Till runs the shop: it is the one writer of the Store. Its state is in parts with their
// own rules: attempts, sales, cashDrawer, authority, printQueue, items. One goroutine,
// the loop, takes commands, commits what they change, and then publishes a Snapshot.
// Every method is safe for concurrent use; a command returns once its result is durable.
type Till struct {
	store    Store
	clock    Clock
	secrets  Secrets
	newID    func() (id.Sale, error)
	training bool
	folder   string // the data folder
	version  string

	commands chan func()
	stopping chan struct{}
	stopped  chan struct{}
	stopOnce sync.Once
	days     sync.WaitGroup // the goroutines that start new business days and heed the store
	stopDays context.CancelFunc

	secretTurn sync.Mutex // one secret is changed at a time; never taken on the loop

	// Owned by the loop.
	settings      settings.Values
	attempts      *attempts
	payees        payees
	sales         sales
	drawer        cashDrawer
	rateConfirmed time.Time // when the rate was last set or confirmed
	authority     authority
	prints        printQueue
	items         items
	commits       uint64 // commits tried: see longRead
	presence      presence
	elsewhere     elsewhere
	unheeded      []CustodyReport // could not be recorded yet
	doubted       []payment.Alert // about facts, as they were judged last
	doubtedFile   settings.File   // of gateway.ca_file: what was raised in this run

	snapshots broadcast
}

// TillConfig is what OpenTill needs.
type TillConfig struct {
	Store    Store
	Clock    Clock
	Secrets  Secrets
	PINs     PINs
	Codes    Codes                   // nil: codes are not read, and only their account is pinned
	NewID    func() (id.Sale, error) // makes UUIDv7s
	Training bool
	Version  string // of the program, for journal and reports
	Folder   string // the data folder, below which a printer's file must be
	Uptime   Uptime // nil: changes of the clock are not noticed

	// Used lists when other data folders were in use on this computer; nil: that is not known.
	Used func() []facts.Folder
	// Trained: the program that opens the till was in training, which ends now.
	Trained bool
	// LeftOpen is until when the till stood open, as it is noted outside the folder at least every
	// few minutes; a zero time where that is not known.
	LeftOpen  time.Time
	LeftExact bool // it was closed then; else it broke off, and may have been open a few minutes longer
	Brief     bool // a command's run, however long: the till at the counter stays closed
}

// OpenTill loads the shop's state, cleans up after an interrupted run, and starts the loop.
// The caller closes the Till before the Store.
func OpenTill(ctx context.Context, cfg TillConfig) (*Till, error) {
	t := &Till{
		store: cfg.Store, clock: cfg.Clock, secrets: cfg.Secrets, newID: serialized(cfg.NewID),
		training: cfg.Training, version: cfg.Version, folder: cfg.Folder,
		commands: make(chan func()),
		stopping: make(chan struct{}),
		stopped:  make(chan struct{}),
		items:    items{stored: cfg.Store},
		payees:   payees{codes: cfg.Codes},
		presence: presence{uptime: cfg.Uptime, brief: cfg.Brief, leftOpen: cfg.LeftOpen, exact: cfg.LeftExact}, elsewhere: elsewhere{used: cfg.Used},
	}
	if cfg.Training { // its journal is nobody's proof
		t.elsewhere.used = nil
	}
	t.authority = authority{people: cfg.Store, pins: cfg.PINs, secrets: cfg.Secrets, training: cfg.Training, record: t.record, alarm: t.alarm, renewed: t.renewPIN}
	for _, step := range []func() error{
		func() error { return t.load(ctx) },
		func() error { return t.recover(ctx, cfg) },
		func() error { return t.fillPins(ctx) },
		func() error { return t.doubtPeople(ctx) },
		func() error { return t.doubtPrints(ctx) },
		func() error { return t.doubtParts(ctx) },
		func() error { return t.doubtHeld(ctx) },
		t.heedWaiting,
		func() error { return t.doubtRows(ctx) },
	} {
		if err := step(); err != nil { // what is in the way now is in the rows
			return nil, fault.DamagedIf(err, cfg.Folder)
		}
	}
	t.publish()
	go t.loop()
	days, stop := context.WithCancel(context.Background())
	t.stopDays = stop
	t.days.Go(func() { t.turnDays(days) })
	t.days.Go(func() { t.heedStore(days) })
	return t, nil
}

// serialized makes a source of ids safe for concurrent use.
func serialized(newID func() (id.Sale, error)) func() (id.Sale, error) {
	var turn sync.Mutex
	return func() (id.Sale, error) {
		turn.Lock()
		defer turn.Unlock()
		return newID()
	}
}

// Close stops the loop and waits for it. Commands after it return fault.Stopped.
func (t *Till) Close() {
	t.stopOnce.Do(func() {
		t.stopDays()
		t.days.Wait()
		_ = t.do(context.Background(), t.heedAgain)
		_ = t.do(context.Background(), t.heedWaiting) // what can't be recorded is found again
		_ = t.do(context.Background(), t.leave)       // what can't be written now is no reason to stay open
		close(t.stopping)
	})
	<-t.stopped
}

// Ping returns when the till has finished the command that it is at: whether it answers. The
// error's code is fault.Stopped.
func (t *Till) Ping(ctx context.Context) error { return t.do(ctx, func() error { return nil }) }

// SetPrinter sets the Printer to notify when the queue holds a job.
func (t *Till) SetPrinter(ctx context.Context, p Printer) error {
	return t.do(ctx, func() error {
		t.prints.worker = p
		t.prints.wake()
		return nil
	})
}

// Snapshot returns the newest snapshot.
func (t *Till) Snapshot() Snapshot { return t.snapshots.latest() }

// Subscribe returns the feed of snapshots: a channel that holds the newest one not yet
// read, so that a slow reader skips older ones. Call the func to end the subscription.
func (t *Till) Subscribe() (<-chan Snapshot, func()) { return t.snapshots.subscribe() }

func (t *Till) loop() {
	defer close(t.stopped)
	for {
		select {
		case command := <-t.commands:
			command()
		case <-t.stopping:
			return
		}
	}
}

// do runs a command on the loop. Once started, a command is finished even when its
// caller's context ends, so that no fact is left half written. The error's code is
// fault.Stopped, or the command's.
func (t *Till) do(ctx context.Context, command func() error) error {
	if ctx.Err() != nil { // a select with two ready cases chooses at random
		return fault.New(fault.Stopped).Because(ctx.Err())
	}
	done := make(chan error, 1)
	select {
	case t.commands <- func() {
		t.authority.own = ownSignInOf(ctx)
		done <- command()
	}:
		return <-done
	case <-ctx.Done():
		return fault.New(fault.Stopped).Because(ctx.Err())
	case <-t.stopped:
		return fault.New(fault.Stopped)
	case <-t.stopping:
		return fault.New(fault.Stopped)
	}
}

// commit makes a batch durable and spends the grants that it needs. Change the till's
// memory only after it has returned nil.
func (t *Till) commit(ctx context.Context, b Batch, grants ...*Grant) (Committed, error) {
	if err := t.authority.spend(grants); err != nil {
		return Committed{}, err
	}
	t.commits++
	b.Till = t.settings.Int(settings.TillNumber)
	b = t.withPresence(b)
	// Not cancelled by a caller that goes away: an interrupted commit would leave
	// its outcome unknown.
	done, err := t.store.Commit(context.WithoutCancel(ctx), t.withApprovals(b, grants))
	if err == nil {
		t.presence.keep(b)
		t.elsewhere.keep(b)
	}
	return done, err
}

// record makes a single fact durable.
func (t *Till) record(at time.Time, fact journal.Fact) error {
	_, err := t.commit(context.Background(), Batch{At: at, Facts: []journal.Fact{fact}})
	return err
}

// day returns the business day of an instant.
func (t *Till) day(at time.Time) money.Day {
	return money.DayOf(at, t.settings.Int(settings.CutoffHour))
}

func (t *Till) now() time.Time { return t.clock.Now().UTC().Truncate(time.Millisecond) }
