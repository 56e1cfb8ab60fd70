package pos_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
	"psar/storage/storagetest"
)

// fullDisk is a Store whose commits fail while full is set.
type fullDisk struct {
	*storage.DB
	full     atomic.Bool
	unread   atomic.Value // what can't be read, if anything
	afterPIN func()       // runs after a PIN's hash is read

	reading     func() // runs during a long read
	afterPeriod func() // runs after a period is read
}

func (s *fullDisk) PINHash(ctx context.Context, id id.Person) (string, error) {
	hash, err := s.DB.PINHash(ctx, id)
	if s.afterPIN != nil {
		s.afterPIN()
	}
	return hash, err
}

func (s *fullDisk) CanTell(ctx context.Context) error {
	if s.full.Load() {
		return fault.New(fault.DiskFull)
	}
	return s.DB.CanTell(ctx)
}

func (s *fullDisk) Commit(ctx context.Context, b pos.Batch) (pos.Committed, error) {
	if s.full.Load() {
		return pos.Committed{}, fault.New(fault.DiskFull)
	}
	return s.DB.Commit(ctx, b)
}

// testSecrets keeps secrets in memory.
type testSecrets map[settings.Key]string

func (s testSecrets) Secret(key settings.Key) (string, error) { return s[key], nil }

func (s testSecrets) SetSecret(key settings.Key, value string) error {
	s[key] = value
	return nil
}

func (s testSecrets) Notice() *fault.Error { return nil }

// testShop is a till on a real database.
type testShop struct {
	t       *testing.T
	dir     string
	outside string // the user's state folder
	clock   *postest.Clock
	disk    *fullDisk
	till    lookingTill
	ids     int
	kept    testSecrets
	codes   pos.Codes // nil: the codes of most tests are no KHQR

	uptime   pos.Uptime // nil: the machine does not say
	used     []facts.Folder
	look     func()          // runs while other folders are looked for
	leftOpen time.Time       // as it is noted outside the folder
	exact    bool            // leftOpen is when the till was closed
	trained  bool            // before, by the program that opens the till
	brief    bool            // the next run is a command's
	ring     storage.Keyring // nil: no keyring
}

func newShop(t *testing.T) *testShop {
	t.Helper()
	s := &testShop{t: t, dir: t.TempDir(), outside: t.TempDir(), kept: testSecrets{}, clock: postest.NewClock(time.Date(2026, 11, 22, 7, 32, 0, 0, time.UTC))}
	s.open()
	t.Cleanup(s.close)
	s.set(settings.USDProfileID, "9a0b977717b87db68d46a479be987745")
	s.set(settings.KHRProfileID, "0123456789abcdef0123456789abcdef")
	s.set(settings.PrinterLink, "paper:")
	s.set(settings.BaseURL, "http://127.0.0.1:1") // on this machine: payees need no confirmation
	return s
}

func (s *testShop) open() {
	s.t.Helper()
	db, err := storagetest.Open(s.t.Context(), storage.Options{Dir: s.dir, Clock: s.clock, State: s.outside, Keyring: s.ring})
	if err != nil {
		s.t.Fatal(err)
	}
	s.disk = &fullDisk{DB: db}
	s.till.people = func() []staff.Person {
		all, err := db.Staff(context.Background())
		if err != nil {
			s.t.Fatal(err)
		}
		return all
	}
	s.till.Till, err = pos.OpenTill(s.t.Context(), pos.TillConfig{
		Store: s.disk, Clock: s.clock, Secrets: s.kept, Version: "test", Codes: s.codes, Folder: s.dir,
		Uptime: s.uptime, Brief: s.brief, Trained: s.trained, LeftOpen: s.leftOpen, LeftExact: s.exact,
		Used: func() []facts.Folder {
			if s.look != nil {
				s.look()
			}
			return s.used
		},
		PINs: &storage.PINs{Memory: 64, Passes: 1, Lanes: 1, Peppers: db}, // KiB: tests hash many PINs
		NewID: func() (id.Sale, error) {
			s.ids++
			return id.Sale(fmt.Sprintf("01993b5e-7a00-7000-8000-%012d", s.ids)), nil
		},
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *testShop) close() {
	s.till.Close()
	if err := s.disk.Close(); err != nil {
		s.t.Error(err)
	}
}

func (s *testShop) set(key settings.Key, value string) {
	s.t.Helper()
	if err := s.till.SetSetting(s.t.Context(), key, value); err != nil {
		s.t.Fatal(err)
	}
}

func (s *testShop) charge(minor int64, c money.Currency) payment.Attempt {
	s.t.Helper()
	a, err := s.till.Charge(s.t.Context(), pos.ChargeRequest{Amount: money.Of(minor, c)})
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func (s *testShop) happened(id id.Payment, e payment.Event) payment.Attempt {
	s.t.Helper()
	a, err := s.till.Happened(s.t.Context(), id, e)
	if err != nil {
		s.t.Fatalf("%T: %v", e, err)
	}
	return a
}

func (s *testShop) accepted() payment.CodeAccepted {
	return payment.CodeAccepted{
		QR:      "00020101021229170013sok_dara@aclb",
		Payee:   payment.Payee{Account: "sok_dara@aclb", Name: "Sok Dara"},
		Expires: s.clock.Now().Add(5 * time.Minute),
	}
}

// shown charges and brings the attempt as far as its code on the screen.
func (s *testShop) shown(minor int64, c money.Currency) payment.Attempt {
	s.t.Helper()
	a := s.charge(minor, c)
	s.happened(a.ID, payment.Sending{})
	return s.happened(a.ID, s.accepted())
}

func (s *testShop) sales() []sale.Sale {
	s.t.Helper()
	sales, err := s.disk.Sales(s.t.Context(), s.till.Snapshot().Day)
	if err != nil {
		s.t.Fatal(err)
	}
	return sales
}

func (s *testShop) wantJournal() {
	s.t.Helper()
	check, err := s.disk.VerifyJournal(s.t.Context())
	if err != nil || !check.OK {
		s.t.Fatalf("journal: %+v, %v", check, err)
	}
	for _, a := range s.records() {
		if a.Kind != payment.AlertOtherWriter { // which only a test's other program raises
			s.t.Errorf("an alert about the shop's records: %+v", a)
		}
	}
}
