package watch

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"psar/pos/payment"
	"psar/pos/settings"
)

var (
	shownAt = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	endsAt  = shownAt.Add(10 * time.Minute)
)

// plan is the schedule of the default settings.
var plan = schedule(settings.Values{}.PollPlan())

func watched(s payment.State) payment.Attempt {
	return payment.Attempt{ID: "11763780400000", State: s, Created: shownAt, Changed: shownAt, Expires: endsAt, Watched: true}
}

func TestScheduleWait(t *testing.T) {
	t.Parallel()
	noEnd := watched(payment.Shown)
	noEnd.Expires = time.Time{}
	link := watched(payment.Shown)
	link.Channel, link.Expires = payment.ChannelLink, shownAt.Add(24*time.Hour)
	givenUp := link
	givenUp.State = payment.Cancelled
	held := watched(payment.Requested)
	held.QR = "000201"
	second, minute, hour := time.Second, time.Minute, time.Hour
	tests := []struct {
		name  string
		a     payment.Attempt
		age   time.Duration // since the code was shown
		want  time.Duration
		exact bool
	}{
		{"just shown", watched(payment.Shown), 0, 2 * second, false},
		{"the last of the fresh", watched(payment.Shown), 2*minute - 1, 2 * second, false},
		{"no longer fresh", watched(payment.Shown), 2 * minute, 5 * second, false},
		{"cancelled is not hurried", watched(payment.Cancelled), second, 5 * second, false},
		{"refused by a check is not hurried", watched(payment.Refused), second, 5 * second, false},
		{"the poll that decides", watched(payment.Shown), 10*minute - 3*second, 4 * second, true},
		{"a poll that would fall before it, as late as its jitter lets it", watched(payment.Shown), 10*minute - 5*second, 6 * second, true},
		{"right at the end", watched(payment.Shown), 10 * minute, second, true},
		{"decided", watched(payment.Shown), 10*minute + second, 10 * second, false},
		{"grace", watched(payment.Expired), 15*minute - 1, 10 * second, false},
		{"the first day", watched(payment.Expired), 15 * minute, hour, false},
		{"the last of the first day", watched(payment.Expired), 24*hour + 15*minute - 1, hour, false},
		{"the first week", watched(payment.Cancelled), 24*hour + 15*minute, 24 * hour, false},
		{"nobody has seen a code", watched(payment.Requested), 4 * minute, 6*minute + second, true},
		{"held for the owner to confirm", held, 4 * minute, 6*minute + second, true},
		{"a link just given", link, minute, 2 * second, false},
		{"a link that is not fresh", link, 2 * minute, 30 * second, false},
		{"a link's last poll before its end", link, 24*hour - 20*second, 21 * second, true},
		{"a link after its end", link, 24*hour + second, 10 * second, false},
		{"a link that was cancelled", givenUp, second, 30 * second, false},
		{"no end is known: fresh", noEnd, minute, 2 * second, false},
		{"no end is known: grace after the longest life seen", noEnd, 10*minute + second, 10 * second, false},
	}
	for _, tt := range tests {
		got, exact := plan.wait(tt.a, shownAt.Add(tt.age))
		if got != tt.want || exact != tt.exact {
			t.Errorf("%s: %v %v, want %v %v", tt.name, got, exact, tt.want, tt.exact)
		}
	}
	slow := plan
	slow.Fresh = time.Minute
	if got, _ := slow.wait(watched(payment.Shown), shownAt.Add(3*time.Minute)); got != time.Minute {
		t.Errorf("a slow pace in settings is hurried to %v", got)
	}
}

// Every interval of the schedule follows its own setting.
func TestScheduleFollowsTheSettings(t *testing.T) {
	t.Parallel()
	s := schedule(settings.Values{
		settings.PollFresh: "300", settings.PollFreshFor: "20", settings.PollLive: "700", settings.PollLink: "900",
		settings.PollGrace: "1100", settings.PollGraceFor: "40", settings.PollDay: "50", settings.PollDayFor: "700",
		settings.PollWeek: "90", settings.PollWeekFor: "4000",
	}.PollPlan())
	link := watched(payment.Shown)
	link.Channel = payment.ChannelLink
	const minute = time.Minute
	for _, tt := range []struct {
		a         payment.Attempt
		age, want time.Duration
	}{
		{watched(payment.Shown), 19 * time.Second, 300 * time.Millisecond},
		{watched(payment.Shown), 20 * time.Second, 700 * time.Millisecond},
		{link, 20 * time.Second, 900 * time.Millisecond},
		{watched(payment.Expired), 10*minute + 39*time.Second, 1100 * time.Millisecond},
		{watched(payment.Expired), 10*minute + 40*time.Second, 50 * time.Second},
		{watched(payment.Expired), 10*minute + 740*time.Second, 90 * time.Second},
	} {
		if got, exact := s.wait(tt.a, shownAt.Add(tt.age)); got != tt.want || exact {
			t.Errorf("%v after showing: %v, want %v", tt.age, got, tt.want)
		}
	}
	if last := endsAt.Add(4740 * time.Second); s.over(watched(payment.Expired), last.Add(-1)) || !s.over(watched(payment.Expired), last) {
		t.Error("the watch ends otherwise than its settings say")
	}
}

// A code without an expiry has the same assumed end for the till and for its watch.
func TestScheduleOfACodeWithoutAnEnd(t *testing.T) {
	t.Parallel()
	a := watched(payment.Shown)
	a.Expires, a.Changed = time.Time{}, a.Created.Add(3*time.Minute)
	if got, exact := plan.wait(a, a.End().Add(-2*time.Second)); got != 3*time.Second || !exact {
		t.Errorf("2 s before its end: %v %v, want the poll that decides", got, exact)
	}
	if got, _ := plan.wait(a, a.Changed.Add(time.Minute)); got != plan.Fresh {
		t.Errorf("a minute after it was shown: %v, want the pace of a new code", got)
	}
	if got, _ := plan.wait(a, a.End().Add(bookingDelay)); got != plan.Grace {
		t.Errorf("after its end: %v", got)
	}
}

// What happened while the clock was ahead waits for no longer, once it is put right, than it would
// have then.
func TestScheduleOfAClockPutBack(t *testing.T) {
	t.Parallel()
	back := shownAt.Add(-365 * 24 * time.Hour)
	if got, _ := plan.wait(watched(payment.Requested), back); got != 10*time.Minute+bookingDelay {
		t.Errorf("a code that nobody has seen: %v", got)
	}
	if got, _ := plan.wait(watched(payment.Expired), back); got > plan.Live {
		t.Errorf("an expired one: %v", got)
	}
	a := watched(payment.Paid)
	a.Received = a.Amount
	a.Received.Currency = "USD"
	if got, ok := plan.recheck(a, back); !ok || got != 10*time.Minute+payment.RecheckFor {
		t.Errorf("a second payment: %v, %t", got, ok)
	}
	if due := dueRechecks([]payment.Attempt{a}, back); len(due) != 1 {
		t.Errorf("by a command: %+v", due)
	}
	if due := dueRechecks([]payment.Attempt{a}, shownAt); len(due) != 0 {
		t.Errorf("at once, though the clock is right: %+v", due)
	}
}

func TestScheduleEnds(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	a := watched(payment.Expired)
	if last := endsAt.Add(8*day + 5*time.Minute); plan.over(a, last.Add(-1)) || !plan.over(a, last) {
		t.Error("an answered watch ends a day, a week and the grace after the code's end")
	}
	month := endsAt.Add(30 * day)
	tests := []struct {
		name         string
		asked, since time.Time
		want         bool
	}{
		{"asked in vain for a month", month, month.Add(-day), true},
		{"not for a month yet", month.Add(-1), shownAt, false},
		{"off for a month, just switched on", month.Add(day), month.Add(day), false},
		{"an hour after that", month.Add(day + time.Hour), month.Add(day), true},
	}
	long := plan
	long.WeekFor = 60 * day
	if long.givenUp(a, month.Add(day), month) {
		t.Error("given up as deaf before the watch is over")
	}
	for _, tt := range tests {
		if got := plan.givenUp(a, tt.asked, tt.since); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// However long an attempt is watched, there is a next poll, never sooner than the
// setting's interval, and one comes right after the code's end.
func TestScheduleGoesOn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := plan
		s.Fresh = time.Duration(rapid.IntRange(200, 60_000).Draw(t, "fresh ms")) * time.Millisecond
		a := watched(rapid.SampledFrom([]payment.State{
			payment.Requested, payment.Shown, payment.Cancelled, payment.Refused,
		}).Draw(t, "state"))
		now, polls, decided := shownAt, 0, false
		for ; !s.over(a, now); polls++ {
			wait, exact := s.wait(a, now)
			if !exact && wait < min(s.Fresh, s.Live) {
				t.Fatalf("%v after showing: hurried to %v", now.Sub(shownAt), wait)
			}
			if wait <= 0 || wait > 24*time.Hour {
				t.Fatalf("%v after showing: wait %v", now.Sub(shownAt), wait)
			}
			now = now.Add(wait)
			if late := now.Sub(endsAt); late >= 0 && late <= bookingDelay {
				decided = true
			}
		}
		if !decided || polls > 4000 {
			t.Fatalf("decided at the end: %v, after %d polls", decided, polls)
		}
	})
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]time.Duration{1: 1, 2: 2, 3: 4, 4: 8, 5: 15, 6: 15, 1000: 15} {
		if got := backoff(n, 15*time.Second); got != want*time.Second {
			t.Errorf("failure %d: %v", n, got)
		}
	}
}
