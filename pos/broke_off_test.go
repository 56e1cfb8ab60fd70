package pos_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
)

// cut is a power cut: the till is opened again after it.
func (s *testShop) cut(of time.Duration) {
	s.t.Helper()
	s.kill()
	s.clock.Add(of)
	s.open()
}

// spells are those that a Z report of the period lists, and how many it counts.
func (s *testShop) spells() (spells []report.Spell, counted int) {
	s.t.Helper()
	r, err := s.disk.PeriodReport(s.t.Context(), s.till.Snapshot().Shift.Z)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, one := range r.Traces {
		if one.Kind == facts.TillWasClosed {
			counted = one.Count
		}
	}
	return r.Closed, counted
}

// brokeOffs are the events of an audit about a till that broke off, and was not closed for long.
func (s *testShop) brokeOffs() (all []report.AuditEvent) {
	s.t.Helper()
	day := s.till.Snapshot().Day
	r, err := s.disk.Audit(s.t.Context(), "2026-11-20", day)
	if err != nil {
		s.t.Fatal(err)
	}
	return slices.DeleteFunc(r.Audit.Events, func(e report.AuditEvent) bool { return e.Kind != report.AuditBrokeOff })
}

// A till that breaks off is told in the audit. A Z report lists it where it was closed for long
// within a shift, and nowhere else.
func TestBreakOffIsNoSpell(t *testing.T) {
	t.Parallel()
	t.Run("power cuts within a shift", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		s.sellFor(money.Cents(100))
		for range 3 {
			s.cut(20 * time.Second)
		}
		spells, counted := s.spells()
		if told := s.brokeOffs(); len(spells) != 0 || counted != 0 || len(told) != 3 {
			t.Errorf("the Z lists %v and counts %d, the audit tells %v", spells, counted, told)
		}
	})
	t.Run("a night", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		s.sellFor(money.Cents(100))
		if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: "Dara", Counted: []money.Money{money.Cents(100)}}); err != nil {
			t.Fatal(err)
		}
		s.cut(11 * time.Hour)
		s.sellFor(money.Cents(100))
		spells, counted := s.spells()
		if told := s.brokeOffs(); len(spells) != 0 || counted != 0 || len(told) != 1 {
			t.Errorf("the Z lists %v and counts %d, the audit tells %v", spells, counted, told)
		}
	})
	t.Run("for long within a shift", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		s.sellFor(money.Cents(100))
		s.cut(40 * time.Minute)
		spells, counted := s.spells()
		if told := s.brokeOffs(); len(spells) != 1 || counted != 1 || len(told) != 0 {
			t.Errorf("the Z lists %v and counts %d, the audit tells %v", spells, counted, told)
		}
	})
	t.Run("many hide no long one", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		s.sellFor(money.Cents(100))
		for range report.MaxSpells + 1 {
			s.clock.Add(31 * time.Minute)
			s.close()
			s.clock.Add(31 * time.Minute)
			s.open()
		}
		s.cut(3 * time.Hour)
		spells, counted := s.spells()
		if n := len(spells); n != report.MaxSpells || counted != n+2 || spells[n-1].Until.Sub(spells[n-1].Since) < 3*time.Hour {
			t.Errorf("the Z lists %d and counts %d, the last %v", n, counted, spells[n-1])
		}
	})
}

// A command between the till that broke off and its next run tells it, as the till would, and hides
// nothing of the hours.
func TestCommandHidesNoBreakOff(t *testing.T) {
	t.Parallel()
	for _, away := range []time.Duration{time.Minute, 2 * time.Hour} {
		t.Run(away.String(), func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(100))
			left := s.clock.Now().Truncate(time.Millisecond)
			s.kill()
			s.clock.Add(away / 2)
			s.brief = true
			s.open()
			s.close()
			s.brief = false
			s.clock.Add(away / 2)
			s.open()
			if told := s.brokeOffs(); len(told) != 1 {
				t.Fatalf("the audit tells %v", told)
			}
			first := into[facts.Closure](t, []byte(s.facts(facts.TillWasClosed)[0]))
			if !first.Broken || !first.Since.Equal(left) || !first.Until.Equal(left.Add(away/2)) {
				t.Errorf("told %+v, and it broke off at %v", first, left)
			}
			spells, _ := s.spells()
			switch long := away > facts.ClosedFor; {
			case !long && len(spells) > 0, long && len(spells) != 1:
				t.Errorf("the Z lists %v", spells)
			case long && (!spells[0].Since.Equal(left) || !spells[0].Until.Equal(left.Add(away))):
				t.Errorf("the Z lists %v, and the till was closed from %v for %v", spells, left, away)
			}
		})
	}
}

// An attempt into whose rows somebody else has written keeps no Z report from being made, and an
// alert names it from the opening on.
func TestSpoiltAttemptKeepsNoZ(t *testing.T) {
	t.Parallel()
	for name, begun := range map[string]func(s *testShop){
		"not sent": func(s *testShop) { s.charge(350, money.USD) },
		"shown":    func(s *testShop) { s.shown(350, money.USD) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(100))
			begun(s)
			s.close()
			spoil(t, filepath.Join(s.dir, "psar.db"), "UPDATE attempts SET sale_id = 'x'")
			s.open()
			if len(s.alertsOf(payment.AlertJournalBroken)) == 0 {
				t.Errorf("no alert: %+v", s.till.Snapshot().Alerts)
			}
			if n := s.till.Snapshot().Unfinished(); n != 0 {
				t.Errorf("%d are shown as unfinished", n)
			}
			if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: "Dara", Counted: []money.Money{money.Cents(100)}}); err != nil {
				t.Errorf("the Z: %v", err)
			}
			if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)}); err != nil {
				t.Errorf("cash: %v", err)
			}
		})
	}
}
