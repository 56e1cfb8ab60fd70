package payments

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"psar/pos"
	"psar/storage"
)

type wall struct{}

func (wall) Now() time.Time { return time.Now() }

// inBubble runs a test where time passes only while everything waits. Its
// clock stands at a day on which Unix milliseconds have 13 digits.
func inBubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)))
		f(t)
	})
}

type memorySecrets struct {
	mu     sync.Mutex
	values map[pos.SettingKey]string
	reads  int
}

func (m *memorySecrets) Secret(key pos.SettingKey) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reads++
	return m.values[key], nil
}

func (m *memorySecrets) SetSecret(key pos.SettingKey, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[key] = value
	return nil
}

func (m *memorySecrets) Notice() *pos.Error { return nil }

// shop is a till on a real database. Closing and opening it again is a restart.
type shop struct {
	t       testing.TB
	clock   pos.Clock
	dir     string
	secrets *memorySecrets
	db      *storage.DB
	till    *pos.Till
	refuse  func(pos.Batch) error // a disk that fails; nil: it doesn't
	stop    func()                // ends the watcher, nil when none runs
	watcher *Watcher
}

// failing is the shop's Store with a disk that fails on demand.
type failing struct {
	*storage.DB
	s *shop
}

func (f failing) Commit(ctx context.Context, b pos.Batch) (pos.Committed, error) {
	if f.s.refuse != nil {
		if err := f.s.refuse(b); err != nil {
			return pos.Committed{}, err
		}
	}
	return f.DB.Commit(ctx, b)
}

func newShop(t testing.TB, settings pos.Settings) *shop {
	t.Helper()
	return newShopBy(t, wall{}, settings)
}

// newShopBy opens a shop that keeps another time.
func newShopBy(t testing.TB, clock pos.Clock, settings pos.Settings) *shop {
	t.Helper()
	s := &shop{t: t, clock: clock, dir: t.TempDir(), secrets: &memorySecrets{values: map[pos.SettingKey]string{}}}
	s.open()
	t.Cleanup(func() { s.close() })
	for key, value := range settings {
		s.set(key, value)
	}
	return s
}

func (s *shop) open() {
	s.t.Helper()
	ctx := context.Background()
	var err error
	if s.db, err = storage.Open(ctx, storage.Options{Dir: s.dir, Clock: s.clock}); err != nil {
		s.t.Fatal(err)
	}
	s.till, err = pos.OpenTill(ctx, pos.TillConfig{
		Store: failing{s.db, s}, Clock: s.clock, Secrets: s.secrets, Version: "test",
		NewID: func() (pos.SaleID, error) {
			id, err := uuid.NewV7()
			return pos.SaleID(id.String()), err
		},
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) close() {
	s.t.Helper()
	if s.stop != nil {
		s.stop()
	}
	s.till.Close()
	if err := s.db.Close(); err != nil {
		s.t.Error(err)
	}
}

// restart is a till that is closed and opened anew.
func (s *shop) restart() {
	s.t.Helper()
	s.close()
	s.open()
}

func (s *shop) set(key pos.SettingKey, value string) {
	s.t.Helper()
	if err := s.till.SetSetting(context.Background(), key, value); err != nil {
		s.t.Fatal(err)
	}
}

// watch starts a watcher without jitter.
func (s *shop) watch(g pos.Gateway) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.watcher = NewWatcher(WatcherConfig{
		Till: s.till, Gateway: g, Clock: wall{}, Jitter: func(d time.Duration) time.Duration { return d },
	})
	done := make(chan error, 1)
	go func() { done <- s.watcher.Run(ctx) }()
	s.stop = func() {
		cancel()
		if err := <-done; err != nil {
			s.t.Error(err)
		}
		s.stop = nil
	}
}

func (s *shop) charge(m pos.Money) pos.Attempt {
	s.t.Helper()
	a, err := s.till.Charge(context.Background(), pos.ChargeRequest{Amount: m})
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func (s *shop) happened(id pos.PaymentID, e pos.Event) pos.Attempt {
	s.t.Helper()
	a, err := s.till.Happened(context.Background(), id, e)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

// stored is the attempt as the database holds it.
func (s *shop) stored(id pos.PaymentID) pos.Attempt {
	s.t.Helper()
	a, err := s.db.Attempt(context.Background(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

// becomes waits until the till says that an attempt is in a state.
func (s *shop) becomes(id pos.PaymentID, want pos.AttemptState) pos.Attempt {
	s.t.Helper()
	return s.until(string(want), func(snap pos.Snapshot) (pos.Attempt, bool) {
		a, ok := find(snap, id)
		return a, ok && a.State == want
	})
}

// hasProblem waits until a failure is told of an attempt.
func (s *shop) hasProblem(id pos.PaymentID, want pos.Code) pos.Attempt {
	s.t.Helper()
	return s.until(string(want), func(snap pos.Snapshot) (pos.Attempt, bool) {
		a, ok := find(snap, id)
		return a, ok && a.Problem == want
	})
}

func find(snap pos.Snapshot, id pos.PaymentID) (pos.Attempt, bool) {
	for _, a := range append(snap.Watching, snap.Attempts...) {
		if a.ID == id {
			return a, true
		}
	}
	return pos.Attempt{}, false
}

func (s *shop) until(what string, found func(pos.Snapshot) (pos.Attempt, bool)) pos.Attempt {
	s.t.Helper()
	snapshots, end := s.till.Subscribe()
	defer end()
	limit := time.After(time.Minute)
	var last pos.Snapshot
	for {
		select {
		case last = <-snapshots:
			if a, ok := found(last); ok {
				return a
			}
		case <-limit:
			s.t.Fatalf("never came: %s; last seen %+v", what, last.Attempts)
		}
	}
}

// sales is what the shop sold today.
func (s *shop) sales() []pos.Sale {
	s.t.Helper()
	sales, err := s.db.Sales(context.Background(), s.till.Snapshot().Day)
	if err != nil {
		s.t.Fatal(err)
	}
	return sales
}
