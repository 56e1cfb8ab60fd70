package pos_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/storage/storagetest"
)

// machine is a computer whose own time goes on beside the clock that people set.
type machine struct {
	boot string
	up   time.Duration
}

func (m *machine) uptime() (string, time.Duration, bool) { return m.boot, m.up, true }

// The clock that is set by more than a minute, forward or back, while the till runs or while
// it is closed, is a fact; time that passes, a small correction and a restart of the machine
// are none.
func TestClockChangesAreTold(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for name, c := range map[string]struct {
		passes  time.Duration // for the machine
		shown   time.Duration // by the clock
		closed  bool          // meanwhile
		restart bool          // of the machine
		want    int
	}{
		"time passes":                    {passes: 3 * time.Hour, shown: 3 * time.Hour},
		"a small correction":             {passes: time.Minute, shown: 61 * time.Second},
		"forward":                        {passes: time.Second, shown: 2 * time.Hour, want: 1},
		"back":                           {passes: time.Second, shown: -2 * time.Minute, want: 1},
		"the machine slept":              {passes: 9 * time.Hour, shown: 9 * time.Hour},
		"closed overnight":               {passes: day, shown: day, closed: true},
		"set forward while closed":       {passes: time.Hour, shown: day, closed: true, want: 1},
		"set back while closed":          {passes: time.Hour, shown: -time.Hour, closed: true, want: 1},
		"the machine was off overnight":  {passes: time.Minute, shown: day, closed: true, restart: true},
		"set back while it was off":      {passes: time.Minute, shown: -time.Hour, closed: true, restart: true, want: 1},
		"off, and its battery is empty":  {passes: time.Minute, shown: -40 * day, closed: true, restart: true, want: 1},
		"closed and opened within a sec": {closed: true},
		"closed over the holidays":       {passes: 20 * day, shown: 20*day + 100*time.Second, closed: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := &machine{boot: "one", up: 5 * time.Hour}
			s := newShop(t)
			s.close()
			s.uptime = m.uptime
			s.open()
			if c.closed {
				s.close()
			}
			from := s.clock.Now()
			m.up += c.passes
			if c.restart {
				m.boot, m.up = "two", c.passes
			}
			s.clock.Add(c.shown)
			if c.closed {
				s.open()
			}
			s.set(settings.TillTheme, "dark") // any commit
			s.set(settings.TillTheme, "light")
			told := s.facts(facts.ClockChanged)
			if len(told) != c.want {
				t.Fatalf("told %q", told)
			}
			if c.want > 0 {
				f := into[facts.Clock](t, []byte(told[0]))
				if !f.To.Equal(s.clock.Now()) || !c.restart && !f.From.Equal(from.Add(c.passes)) {
					t.Errorf("from %v to %v", f.From, f.To)
				}
			}
			s.close()
			s.open()
			if again := s.facts(facts.ClockChanged); len(again) != c.want {
				t.Errorf("told again: %q", again)
			}
			s.wantJournal()
		})
	}
}

// A clock that was set while the till was closed is told behind the run's first fact, whatever the
// keyring does: the journal stays whole, and the power may fail before the run is marked.
func TestClockChangeIsBehindTheOpening(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ ring, locked bool }{
		"without a keyring": {}, "with its key": {ring: true}, "while the keyring is locked": {ring: true, locked: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := &machine{boot: "one", up: 5 * time.Hour}
			s := newShop(t)
			s.close()
			s.uptime = m.uptime
			ring := storagetest.NewRing()
			if c.ring {
				s.ring = ring
			}
			s.open()
			if c.ring {
				s.namesKey()
			}
			s.close()
			if c.locked {
				ring.Lock(errors.New("locked"))
			}
			for n := 1; n <= 2; n++ {
				m.boot, m.up = fmt.Sprint(n), time.Minute
				s.clock.Add(-40 * 24 * time.Hour)
				s.open()
				if told := s.facts(facts.ClockChanged); len(told) != n {
					t.Fatalf("told %q", told)
				}
				s.wantJournal()
				s.kill()
			}
			ring.Lock(nil)
			s.open()
			if c.ring {
				s.awaitPepper()
			}
			s.wantJournal()
		})
	}
}

// Clocks drift: what the clock and the machine differ by over a month is no change.
func TestSlowClockIsNoChange(t *testing.T) {
	t.Parallel()
	m := &machine{boot: "one"}
	s := newShop(t)
	s.close()
	s.uptime = m.uptime
	s.open()
	for range 24 * 30 {
		m.up += time.Hour
		s.clock.Add(time.Hour + 200*time.Millisecond) // five seconds a day
		s.sellFor(money.Cents(100))
	}
	if told := s.facts(facts.ClockChanged); len(told) > 0 {
		t.Errorf("told %q", told)
	}
}

// The till that was closed for more than half an hour within a shift is on its Z report; a
// night between two shifts, a short break and a quiet afternoon are not.
func TestClosedTillIsOnTheZ(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		begin func(s *testShop) // of the shift
		away  time.Duration
		want  bool
	}{
		"a counted shift":       {func(s *testShop) { s.countFloat() }, 31 * time.Minute, true},
		"a shift without float": {func(s *testShop) { s.sellFor(money.Cents(100)) }, 3 * time.Hour, true},
		"a short break":         {func(s *testShop) { s.countFloat() }, 29 * time.Minute, false},
		"between shifts":        {func(s *testShop) {}, 10 * time.Hour, false},
		"nothing since the Z": {func(s *testShop) {
			s.sellFor(money.Cents(100))
			if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{}); err != nil {
				t.Fatal(err)
			}
		}, 10 * time.Hour, false},
		"the clock went back": {func(s *testShop) { s.countFloat() }, -time.Hour, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			c.begin(s)
			s.clock.Add(2 * time.Hour) // quiet, but open
			s.close()
			since := s.clock.Now()
			s.clock.Add(c.away)
			s.open()
			until := s.clock.Now()
			r, err := s.disk.PeriodReport(t.Context(), s.till.Snapshot().Shift.Z)
			if err != nil {
				t.Fatal(err)
			}
			want := []report.Spell{{Since: since, Until: until}}
			if !c.want {
				want = nil
			}
			if text(r.Closed) != text(want) {
				t.Errorf("closed %+v, want %+v", r.Closed, want)
			}
			s.wantJournal()
		})
	}
}

// command runs a command beside the closed till, after a while.
func (s *testShop) command(after time.Duration, do func()) {
	s.t.Helper()
	s.clock.Add(after)
	s.brief = true
	s.open()
	do()
	s.close()
	s.brief = false
}

// Commands that are run while the till is closed don't make it look open, however many; and one
// that closes the shift tells it too. A shop that has commands only has no till to be closed.
func TestCommandsDontHideAClosedTill(t *testing.T) {
	t.Parallel()
	const step = 20 * time.Minute
	look := func(s *testShop) { s.command(step, func() {}) }
	for name, c := range map[string]struct {
		do   func(s *testShop)
		want []time.Duration // from and until, since the till was closed
	}{
		"commands": {func(s *testShop) { look(s); look(s); look(s); s.clock.Add(step); s.open() }, []time.Duration{0, 4 * step}},
		"one that sells": {func(s *testShop) {
			look(s)
			s.command(step, func() { s.sellFor(money.Cents(100)); s.clock.Add(step) })
			s.clock.Add(step)
			s.open()
		}, []time.Duration{0, 4 * step}},
		"one that stays, as watch does": {func(s *testShop) {
			look(s)
			s.command(step, func() {
				s.clock.Add(5 * time.Hour)
				s.sellFor(money.Cents(100))
			})
			s.clock.Add(step)
			s.open()
		}, []time.Duration{0, 3*step + 5*time.Hour}},
		"a short break": {func(s *testShop) { look(s); s.clock.Add(step / 4); s.open() }, nil},
		"one that closes the shift": {func(s *testShop) {
			look(s)
			s.command(step, func() {
				if _, err := s.till.CloseShift(s.t.Context(), drawer.CountRequest{}); err != nil {
					s.t.Fatal(err)
				}
			})
			look(s)
			s.clock.Add(5 * time.Hour)
			s.open()
		}, []time.Duration{0, 2 * step}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(100))
			period := s.till.Snapshot().Shift.Z
			s.close()
			since := s.clock.Now()
			c.do(s)
			var want []report.Spell
			if c.want != nil {
				want = []report.Spell{{Since: since.Add(c.want[0]), Until: since.Add(c.want[1])}}
			}
			r, err := s.disk.PeriodReport(t.Context(), period)
			if err != nil || text(r.Closed) != text(want) {
				t.Errorf("closed %+v, want %+v (%v)", r.Closed, want, err)
			}
			if z, err := s.disk.Z(t.Context(), period); err == nil && text(z.Closed) != text(want) {
				t.Errorf("on the Z: %+v, want %+v", z.Closed, want)
			}
			if told := s.facts(facts.TillWasClosed); len(told) != len(want) {
				t.Errorf("told %q", told)
			}
			s.wantJournal()
		})
	}
}

// A clock that is set, or was not looked at for long, while a command ends the shift, has no closed spell told twice.
func TestClosedTillIsToldOnceWhateverTheClock(t *testing.T) {
	t.Parallel()
	z := func(s *testShop) error { return second(s.till.CloseShift(s.t.Context(), drawer.CountRequest{})) }
	for name, c := range map[string]struct {
		passes, shown time.Duration // within the command
		do            func(s *testShop) error
	}{
		"Z report, set forward": {0, 40 * time.Minute, z},
		"Z report, after hours": {2 * time.Hour, 2 * time.Hour, z},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := &machine{boot: "one", up: 5 * time.Hour}
			s := newShop(t)
			s.close()
			s.uptime = m.uptime
			s.open()
			s.sellFor(money.Cents(100))
			s.close()
			m.up += 20 * time.Minute
			s.command(20*time.Minute, func() {
				m.up += c.passes
				s.clock.Add(c.shown)
				sold := false
				s.disk.afterPeriod = func() { // so that the Z is begun again
					if !sold {
						sold = true
						s.sellFor(money.Cents(100))
					}
				}
				if err := c.do(s); err != nil {
					t.Fatal(err)
				}
			})
			m.up += time.Minute
			s.clock.Add(time.Minute)
			s.open()
			s.sellFor(money.Cents(100))
			if told := s.facts(facts.TillWasClosed); len(told) != 1 {
				t.Errorf("told %q", told)
			}
			s.wantJournal()
		})
	}
}

// A shop without a till at a counter is never closed.
func TestShopOfCommandsIsNeverClosed(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sellFor(money.Cents(100))
	s.close()
	s.command(0, func() {
		if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{}); err != nil {
			t.Fatal(err)
		}
	})
	s.byAnotherProgram("DELETE FROM till_alive") // as an older program leaves it
	for range 3 {
		s.command(10*time.Hour, func() { s.sellFor(money.Cents(100)) })
		s.command(4*time.Hour, func() { s.sellFor(money.Cents(100)) })
		s.command(time.Hour, func() {
			if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	s.open()
	if told := s.facts(facts.TillWasClosed); len(told) > 0 {
		t.Errorf("told %q", told)
	}
}

func (s *testShop) countFloat() {
	s.t.Helper()
	if _, err := s.till.OpenShift(s.t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(2000)}}); err != nil {
		s.t.Fatal(err)
	}
}
