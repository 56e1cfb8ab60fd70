package pos_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/pos/staff"
)

// The till must sell while a report, or the whole catalogue, is read: if the read ran on the
// loop, the command that is given during it would never return.
func TestLongReadsDontHoldTheTill(t *testing.T) {
	t.Parallel()
	for name, command := range map[string]func(s *testShop) error{
		"PrintReport": func(s *testShop) error { return s.till.PrintReport(s.t.Context(), "2026-11-01", "2026-11-22") },
		"PrintPeriod": func(s *testShop) error { return s.till.PrintPeriod(s.t.Context()) },
		"CloseShift": func(s *testShop) error {
			return second(s.till.CloseShift(s.t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(700)}}))
		},
		"Cutoff": func(s *testShop) error { return s.till.SetSetting(s.t.Context(), settings.CutoffHour, "5") },
		"Import": func(s *testShop) error {
			list := catalogue.List{Items: []catalogue.Item{coffee()}}
			return second(s.till.ImportItems(s.t.Context(), list, staff.Approval{}))
		},
		"Resolve": func(s *testShop) error {
			a := s.unmatched(350, 350)
			_, code := s.resolve(pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveReceipt, Receipt: s.soldForCash(350)})
			if code != "" {
				return errors.New(string(code))
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(350)}); err != nil {
				t.Fatal(err)
			}
			asked := 0
			s.disk.reading = func() {
				asked++
				within, cancel := context.WithTimeout(t.Context(), time.Minute) // a till that is blocked is found, not waited for
				defer cancel()
				done := make(chan error, 1)
				go func() { done <- second(s.till.StaffNamed(within, "nobody")) }()
				select {
				case <-done:
				case <-within.Done():
					t.Error("the till waits for what is read")
				}
			}
			if err := command(s); err != nil || asked == 0 {
				t.Errorf("%v; read %d times", err, asked)
			}
			s.disk.reading = nil
		})
	}
}

// What was sold while the Z report was read is in it.
func TestCloseShiftIncludesSalesDuringTheRead(t *testing.T) {
	t.Parallel()
	for name, sales := range map[string]int{"Once": 1, "WithoutAPause": 1000} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			sold, read := 0, 0
			s.disk.afterPeriod = func() {
				if read++; sold < sales && read <= 4 { // the fifth read runs on the loop
					sold++
					if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(350)}); err != nil {
						t.Error(err)
					}
				}
			}
			z, err := s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(350)}})
			s.disk.afterPeriod = nil
			if err != nil {
				t.Fatal(err)
			}
			if z.Z == nil || z.Sales[0].Count != sold || z.Sales[0].Sum != money.Cents(int64(350*sold)) {
				t.Errorf("sold %d: %+v", sold, z.Sales)
			}
			s.wantJournal()
		})
	}
}

// What is told before the Z report makes the report no older: it is read once, while the till sells.
func TestCloseShiftReadsOnceAfterWhatItTells(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sellFor(money.Cents(350))
	now := s.clock.Now()
	s.used = []facts.Folder{{Folder: "/second", Since: now, Until: now.Add(time.Minute)}}
	read := 0
	s.disk.afterPeriod = func() { read++ }
	z := s.closeShift()
	s.disk.afterPeriod = nil
	if read != 1 || len(z.Folders) != 1 {
		t.Errorf("read %d times, told %+v", read, z.Folders)
	}
}

func (s *fullDisk) read() {
	if s.reading != nil {
		s.reading()
	}
}

func (s *fullDisk) Report(ctx context.Context, first, last money.Day) (report.Report, error) {
	s.read()
	return s.DB.Report(ctx, first, last)
}

func (s *fullDisk) PeriodReport(ctx context.Context, z int) (report.Report, error) {
	s.read()
	r, err := s.DB.PeriodReport(ctx, z)
	if s.afterPeriod != nil {
		s.afterPeriod()
	}
	return r, err
}

func (s *fullDisk) Items(ctx context.Context, f catalogue.Filter) ([]catalogue.Item, error) {
	s.read()
	return s.DB.Items(ctx, f)
}

func (s *fullDisk) Resolutions(ctx context.Context, of id.Payment) ([]payment.Resolution, error) {
	if of == "" {
		s.read()
	}
	return s.DB.Resolutions(ctx, of)
}
