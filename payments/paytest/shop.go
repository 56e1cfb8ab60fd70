// Package paytest holds fixtures for the tests of payments: a till on a real
// database, clocks, secrets, webhooks. Only tests may import it.
package paytest

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/storage"
	"psar/storage/storagetest"
)

// Shop is a till on a real database. Closing and opening it is a restart.
type Shop struct {
	T       testing.TB
	Clock   pos.Clock
	Dir     string
	Secrets *Secrets
	DB      *storage.DB
	Till    *pos.Till
	Refuse  func(pos.Batch) error // the error of a commit, as by a failing disk; nil: none fails
	Stop    func()                // ends the worker of Start; nil when none runs
}

// failing is the database with commits that Refuse can make fail.
type failing struct {
	*storage.DB
	s *Shop
}

func (f failing) Commit(ctx context.Context, b pos.Batch) (pos.Committed, error) {
	if f.s.Refuse != nil {
		if err := f.s.Refuse(b); err != nil {
			return pos.Committed{}, err
		}
	}
	return f.DB.Commit(ctx, b)
}

// NewShop opens a shop on the real clock, and closes it when the test ends.
func NewShop(t testing.TB, settings settings.Values) *Shop {
	t.Helper()
	return NewShopBy(t, Wall{}, settings)
}

// NewShopBy is NewShop with another clock.
func NewShopBy(t testing.TB, clock pos.Clock, values settings.Values) *Shop {
	t.Helper()
	s := &Shop{T: t, Clock: clock, Dir: t.TempDir(), Secrets: &Secrets{Values: map[settings.Key]string{}}}
	s.Open()
	t.Cleanup(func() { s.Close() })
	for key, value := range values {
		s.Set(key, value)
	}
	return s
}

// Open opens the shop's till again after Close.
func (s *Shop) Open() {
	s.T.Helper()
	ctx := context.Background()
	var err error
	if s.DB, err = storagetest.Open(ctx, storage.Options{Dir: s.Dir, Clock: s.Clock}); err != nil {
		s.T.Fatal(err)
	}
	s.Till, err = pos.OpenTill(ctx, pos.TillConfig{
		Store: failing{s.DB, s}, Clock: s.Clock, Secrets: s.Secrets, Version: "test",
		PINs: &storage.PINs{Memory: 64, Passes: 1, Lanes: 1}, // KiB: the keys are hashed for the journal
		NewID: func() (id.Sale, error) {
			uid, err := uuid.NewV7()
			return id.Sale(uid.String()), err
		},
	})
	if err != nil {
		s.T.Fatal(err)
	}
}

// Close stops the worker and closes the till.
func (s *Shop) Close() {
	s.T.Helper()
	if s.Stop != nil {
		s.Stop()
	}
	s.Till.Close()
	if err := s.DB.Close(); err != nil {
		s.T.Error(err)
	}
}

// Restart closes and opens the till.
func (s *Shop) Restart() {
	s.T.Helper()
	s.Close()
	s.Open()
}

// Set changes a setting.
func (s *Shop) Set(key settings.Key, value string) {
	s.T.Helper()
	if err := s.Till.SetSetting(context.Background(), key, value); err != nil {
		s.T.Fatal(err)
	}
}

// SetProfiles sets both profiles of the training gateway, of which no payee is confirmed.
func (s *Shop) SetProfiles() {
	s.T.Helper()
	for _, p := range sandbox.DefaultProfiles() {
		id, key, _ := settings.ProfileKeys(money.Currency(p.Currency))
		s.Set(id, p.ID)
		s.Set(key, p.Key)
	}
}

// Start runs a worker until Stop, or until the shop closes.
func (s *Shop) Start(run func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx) }()
	s.Stop = func() {
		cancel()
		if err := <-done; err != nil {
			s.T.Error(err)
		}
		s.Stop = nil
	}
}

// Charge charges an amount by KHQR.
func (s *Shop) Charge(m money.Money) payment.Attempt {
	s.T.Helper()
	a, err := s.Till.Charge(context.Background(), pos.ChargeRequest{Amount: m})
	if err != nil {
		s.T.Fatal(err)
	}
	return a
}

// Happened gives the till an event.
func (s *Shop) Happened(id id.Payment, e payment.Event) payment.Attempt {
	s.T.Helper()
	a, err := s.Till.Happened(context.Background(), id, e)
	if err != nil {
		s.T.Fatal(err)
	}
	return a
}

// Stored is the attempt in the database.
func (s *Shop) Stored(id id.Payment) payment.Attempt {
	s.T.Helper()
	a, err := s.DB.Attempt(context.Background(), id)
	if err != nil {
		s.T.Fatal(err)
	}
	return a
}

// Becomes waits until an attempt is in a state.
func (s *Shop) Becomes(id id.Payment, want payment.State) payment.Attempt {
	s.T.Helper()
	return s.Until(string(want), func(snap pos.Snapshot) (payment.Attempt, bool) {
		a, ok := Find(snap, id)
		return a, ok && a.State == want
	})
}

// HasProblem waits until an attempt has a problem.
func (s *Shop) HasProblem(id id.Payment, want fault.Code) payment.Attempt {
	s.T.Helper()
	return s.Until(string(want), func(snap pos.Snapshot) (payment.Attempt, bool) {
		a, ok := Find(snap, id)
		return a, ok && a.Problem == want
	})
}

// Find is an attempt in a snapshot.
func Find(snap pos.Snapshot, id id.Payment) (payment.Attempt, bool) {
	for _, a := range append(snap.Watching, snap.Attempts...) {
		if a.ID == id {
			return a, true
		}
	}
	return payment.Attempt{}, false
}

// Until waits for a snapshot that found accepts.
func (s *Shop) Until(what string, found func(pos.Snapshot) (payment.Attempt, bool)) payment.Attempt {
	s.T.Helper()
	snapshots, end := s.Till.Subscribe()
	defer end()
	limit := time.After(postest.Patience)
	var last pos.Snapshot
	for {
		select {
		case last = <-snapshots:
			if a, ok := found(last); ok {
				return a
			}
		case <-limit:
			s.T.Fatalf("never came: %s; last seen %+v", what, last.Attempts)
		}
	}
}

// Sales are today's sales.
func (s *Shop) Sales() []sale.Sale {
	s.T.Helper()
	sales, err := s.DB.Sales(context.Background(), s.Till.Snapshot().Day)
	if err != nil {
		s.T.Fatal(err)
	}
	return sales
}
