package pos_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
)

var (
	asked = money.Cents(500)
	twice = money.Cents(1000)
	less  = money.Cents(499)
	riel  = money.Riel(500)
	start = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	end   = start.Add(5 * time.Minute)
)

// attemptIn is an attempt as it stands in a state, watched as that state is.
func attemptIn(s pos.AttemptState) pos.Attempt {
	a := pos.Attempt{ID: "11763780400000", State: s, Amount: asked, Created: start, Changed: start, Watched: true}
	switch s {
	case pos.AttemptShown, pos.AttemptExpired, pos.AttemptCancelled:
		a.QR, a.Expires = "000201", end
	case pos.AttemptPaid, pos.AttemptUnclaimed:
		a.QR, a.Expires, a.Received, a.Watched = "000201", end, asked, false
	case pos.AttemptSettled:
		a.QR, a.Expires, a.Received, a.Settled, a.Watched = "000201", end, asked, asked, false
	case pos.AttemptUnknown:
		a.Watched = false
	}
	return a
}

func TestAttemptApply(t *testing.T) {
	t.Parallel()
	accepted := pos.CodeAccepted{QR: "000201", Payee: pos.Payee{Account: "shop@bank"}, Expires: end}
	late := end.Add(time.Second)
	const (
		reserved, requested, shown, paid = pos.AttemptReserved, pos.AttemptRequested, pos.AttemptShown, pos.AttemptPaid
		expired, cancelled, refused      = pos.AttemptExpired, pos.AttemptCancelled, pos.AttemptRefused
		unclaimed, unknown               = pos.AttemptUnclaimed, pos.AttemptUnknown
		settled                          = pos.AttemptSettled
	)
	complete, drop, claim := pos.EffectComplete, pos.EffectDrop, pos.EffectUnclaimed
	tardy, alarm, lost := pos.EffectLate, pos.EffectAlarm, pos.EffectUnknown
	tests := []struct {
		name    string
		from    pos.AttemptState
		event   pos.Event
		at      time.Time
		to      pos.AttemptState
		effects []pos.Effect
		watched bool
		refused bool // the event is not allowed here
	}{
		{"reserved is sent", reserved, pos.Sending{}, start, requested, nil, true, false},
		{"a lost answer is asked again", requested, pos.Sending{}, start, requested, nil, true, false},
		{"a shown code is not asked for again", shown, pos.Sending{}, start, shown, nil, true, true},
		{"a cancelled attempt is never sent", cancelled, pos.Sending{}, start, cancelled, nil, true, true},

		{"a good code is shown", requested, accepted, start, shown, nil, true, false},
		{"a code before the request", reserved, accepted, start, reserved, nil, true, true},
		{"a good code after a cancel is not shown", cancelled, accepted, start, cancelled, nil, true, true},
		{"a code that fails a check stays watched", requested, pos.CodeRejected{Reason: fault.QRAmount}, start, refused, []pos.Effect{drop}, true, false},
		{"no code was made", requested, pos.GatewayRefused{Reason: "gateway_refused_7"}, start, refused, []pos.Effect{drop}, false, false},

		{"an unknown outcome moves nothing: requested", requested, pos.OutcomeUnknown{Reason: fault.GatewayTimeout}, start, requested, nil, true, false},
		{"an unknown outcome moves nothing: shown", shown, pos.OutcomeUnknown{Reason: fault.GatewayAnswer}, late, shown, nil, true, false},
		{"an unknown outcome moves nothing: cancelled", cancelled, pos.OutcomeUnknown{Reason: fault.GatewayAnswer}, late, cancelled, nil, true, false},

		{"paid in time", shown, pos.VerifiedPaid{Received: asked}, start, paid, []pos.Effect{complete}, false, false},
		{"paid at the end, before anything was said of it", shown, pos.VerifiedPaid{Received: asked}, late, paid, []pos.Effect{complete}, false, false},
		{"paid before the answer to create", requested, pos.VerifiedPaid{Received: asked}, start, paid, []pos.Effect{complete}, false, false},
		{"too little", shown, pos.VerifiedPaid{Received: less}, start, unclaimed, []pos.Effect{claim, drop}, false, false},
		{"the other currency", shown, pos.VerifiedPaid{Received: riel}, start, unclaimed, []pos.Effect{claim, drop}, false, false},
		{"late money", expired, pos.VerifiedPaid{Received: asked}, late, unclaimed, []pos.Effect{tardy}, false, false},
		{"money after a cancel", cancelled, pos.VerifiedPaid{Received: asked}, start, unclaimed, []pos.Effect{tardy}, false, false},
		{"money for a code that failed a check", refused, pos.VerifiedPaid{Received: asked}, start, unclaimed, []pos.Effect{tardy}, false, false},
		{"money after the watch", unknown, pos.VerifiedPaid{Received: asked}, late, unclaimed, []pos.Effect{tardy}, false, false},
		{"said twice", paid, pos.VerifiedPaid{Received: asked}, start, paid, nil, false, false},
		{"said twice of unclaimed", unclaimed, pos.VerifiedPaid{Received: asked}, start, unclaimed, nil, false, false},
		{"more came a second time", paid, pos.VerifiedPaid{Received: twice}, start, paid, []pos.Effect{claim}, false, false},
		{"more came of unclaimed", unclaimed, pos.VerifiedPaid{Received: twice}, start, unclaimed, []pos.Effect{claim}, false, false},
		{"more came of settled", settled, pos.VerifiedPaid{Received: twice}, start, unclaimed, []pos.Effect{claim}, false, false},
		{"no money at all", shown, pos.VerifiedPaid{Received: money.Money{Currency: money.USD}}, start, shown, nil, true, true},
		{"a stranger's code after a cancel", pos.AttemptCancelled, pos.CodeRejected{Reason: fault.QRAccount}, start, pos.AttemptCancelled, nil, true, true},
		{"less is said: what was said before stays", paid, pos.VerifiedPaid{Received: less}, start, paid, nil, false, false},

		{"a manager gives it to its sale", unclaimed, pos.MoneyClaimed{}, late, paid, []pos.Effect{complete}, false, false},
		{"a manager settles it", unclaimed, pos.MoneySettled{}, late, settled, nil, false, false},
		{"nothing to settle", paid, pos.MoneySettled{}, late, paid, nil, false, true},
		{"nothing to claim", paid, pos.MoneyClaimed{}, late, paid, nil, false, true},
		{"settled once", settled, pos.MoneySettled{}, late, settled, nil, false, true},

		{"a good code nobody was asked about is held", requested, pos.CodeHeld(accepted), start, requested, nil, true, false},
		{"no code to confirm", requested, pos.PayeeConfirmed{}, start, requested, nil, true, true},
		{"a code for another account", requested, pos.CodeRejected{Reason: fault.QRAccount}, start, refused, []pos.Effect{drop, alarm}, true, false},
		{"a link for a code", requested, pos.LinkReady{Expires: end}, start, requested, nil, true, true},

		{"pending", shown, pos.VerifiedUnpaid{Known: true}, start, shown, nil, true, false},
		{"pending at the end", shown, pos.VerifiedUnpaid{Known: true}, end, expired, []pos.Effect{drop}, true, false},
		{"asked before the end, answered after it", shown, pos.VerifiedUnpaid{Known: true, Asked: end.Add(-time.Millisecond)}, late, shown, nil, true, false},
		{"asked at the end", shown, pos.VerifiedUnpaid{Asked: end}, late, expired, []pos.Effect{drop}, true, false},
		{"not found while requested", requested, pos.VerifiedUnpaid{}, late, requested, nil, true, false},
		{"not found after the time of any code", requested, pos.VerifiedUnpaid{}, start.Add(pos.AssumedLife), expired, []pos.Effect{drop}, true, false},
		{"pending after a cancel", cancelled, pos.VerifiedUnpaid{Known: true}, late, cancelled, nil, true, false},
		{"pending says nothing against paid", paid, pos.VerifiedUnpaid{Known: true}, start, paid, nil, false, false},

		{"cancelled before anything left", reserved, pos.CancelledByCashier{}, start, cancelled, []pos.Effect{drop}, false, false},
		{"cancelled during the call", requested, pos.CancelledByCashier{}, start, cancelled, []pos.Effect{drop}, true, false},
		{"cancelled with a live code", shown, pos.CancelledByCashier{}, start, cancelled, []pos.Effect{drop}, true, false},
		{"cancelled twice", cancelled, pos.CancelledByCashier{}, start, cancelled, nil, true, true},
		{"paid can't be cancelled", paid, pos.CancelledByCashier{}, start, paid, nil, false, true},

		{"stopped before anything left", reserved, pos.NeverSent{}, start, cancelled, []pos.Effect{drop}, false, false},
		{"stopped after it left", requested, pos.NeverSent{}, start, requested, nil, true, true},

		{"the watch of a refused code ends without a word", refused, pos.WatchEnded{}, late, unknown, []pos.Effect{lost}, false, false},
		{"the watch of a code that can't be paid ends", cancelled, pos.WatchEnded{Unpayable: true}, late, cancelled, nil, false, false},
		{"the watch of a cancelled code ends without a word", cancelled, pos.WatchEnded{}, late, unknown, []pos.Effect{lost}, false, false},
		{"paid, and how much can't be read", shown, pos.PaidUnclear{Said: "5e0"}, start, shown, []pos.Effect{pos.EffectUnclear}, true, false},
		{"the same after a cancel", cancelled, pos.PaidUnclear{Said: "5e0"}, start, cancelled, []pos.Effect{pos.EffectUnclear}, true, false},
		{"a code nobody watches", unknown, pos.PaidUnclear{Said: "5e0"}, start, unknown, nil, false, true},
		{"the watch ends without an answer", requested, pos.WatchEnded{}, late, unknown, []pos.Effect{drop, lost}, false, false},
		{"the watch of a code that was never verified ends", shown, pos.WatchEnded{}, late, unknown, []pos.Effect{drop, lost}, false, false},
		{"no watch to end", paid, pos.WatchEnded{}, late, paid, nil, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			before := attemptIn(tt.from)
			after, effects, err := before.Apply(tt.event, tt.at)
			if code := fault.CodeOf(err); tt.refused != (code == fault.SaleState) || (!tt.refused && err != nil) {
				t.Fatalf("error %v, want refused %v", err, tt.refused)
			}
			if tt.refused && after != before {
				t.Errorf("a refused event changed %+v to %+v", before, after)
			}
			if after.State != tt.to || after.Watched != tt.watched || !slices.Equal(effects, tt.effects) {
				t.Errorf("state %s watched %v effects %v, want %s %v %v",
					after.State, after.Watched, effects, tt.to, tt.watched, tt.effects)
			}
			changed := before.Changed
			if after.State != before.State {
				changed = tt.at
			}
			if !after.Changed.Equal(changed) {
				t.Errorf("changed at %v, want %v", after.Changed, changed)
			}
		})
	}
}

func TestAttemptReasons(t *testing.T) {
	t.Parallel()
	at := start
	after := func(from pos.AttemptState, events ...pos.Event) pos.Attempt {
		a := attemptIn(from)
		for _, e := range events {
			next, _, err := a.Apply(e, at)
			if err != nil {
				t.Fatalf("%T: %v", e, err)
			}
			a = next
		}
		return a
	}
	down := pos.OutcomeUnknown{Reason: fault.GatewayUnreachable, Detail: "no route"}
	tests := []struct {
		name string
		a    pos.Attempt
		want fault.Code
	}{
		{"a failed call is told", after(pos.AttemptShown, down), fault.GatewayUnreachable},
		{"a good answer takes it back", after(pos.AttemptShown, down, pos.VerifiedUnpaid{Known: true}), ""},
		{"a shown code takes it back", after(pos.AttemptRequested, down, pos.CodeAccepted{QR: "0"}), ""},
		{"a refusal's reason outlives an outage",
			after(pos.AttemptRequested, pos.CodeRejected{Reason: fault.QRAccount}, down, pos.VerifiedUnpaid{}), fault.QRAccount},
		{"another amount", after(pos.AttemptShown, pos.VerifiedPaid{Received: less}), fault.PaymentMismatch},
	}
	for _, tt := range tests {
		if tt.a.Problem != tt.want {
			t.Errorf("%s: problem %q, want %q", tt.name, tt.a.Problem, tt.want)
		}
	}
	// The watch's end: what Verify said after the code's end counts, and what it
	// said before does not.
	if a := after(pos.AttemptShown, pos.VerifiedUnpaid{Known: true}, pos.WatchEnded{}); a.State != pos.AttemptUnknown {
		t.Errorf("pending in the first minute, then nothing: %s", a.State)
	}
	if a := after(pos.AttemptCancelled, pos.PaidUnclear{Said: "5e0"}, down, pos.WatchEnded{}); a.State != pos.AttemptUnknown || a.Problem != fault.PaidUnclear {
		t.Errorf("paid, nobody knows how much: %s %s", a.State, a.Problem)
	}
	at = end.Add(time.Minute)
	if a := after(pos.AttemptCancelled, pos.VerifiedUnpaid{Known: true}, pos.WatchEnded{}); a.State != pos.AttemptCancelled || a.Watched {
		t.Errorf("not paid after the end: %s", a.State)
	}
	if a := after(pos.AttemptShown, pos.VerifiedUnpaid{Known: true, Asked: start}, pos.WatchEnded{}); a.State != pos.AttemptExpired {
		t.Errorf("not paid after the end: %s", a.State)
	}
	at = start
	if a := after(pos.AttemptRequested, pos.CancelledByCashier{}); a.QR == "" {
		if next, _, err := a.Apply(pos.GatewayRefused{}, at); err != nil || next.Watched {
			t.Errorf("cancelled, and then no code was made: watched %v, %v", next.Watched, err)
		}
	}
}

func TestAttemptTimeLeft(t *testing.T) {
	t.Parallel()
	a := attemptIn(pos.AttemptShown)
	for at, want := range map[time.Time]time.Duration{
		start: 5 * time.Minute, end.Add(-time.Second): time.Second, end: 0, end.Add(time.Hour): 0,
	} {
		if got := a.TimeLeft(at); got != want {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
	a.Expires = time.Time{}
	if got := a.TimeLeft(start); got != 0 {
		t.Errorf("without an end: %v", got)
	}
}

func anyEvent(t *rapid.T) pos.Event {
	amount := money.Of(
		rapid.SampledFrom([]int64{0, 1, 499, 500, 501, 50_000}).Draw(t, "minor"),
		rapid.SampledFrom(money.Currencies()).Draw(t, "currency"),
	)
	return rapid.SampledFrom([]pos.Event{
		pos.Sending{}, pos.CodeAccepted{QR: "000201", Expires: end}, pos.CodeAccepted{QR: "000201"},
		pos.CodeRejected{Reason: fault.QRCRC}, pos.GatewayRefused{Reason: fault.GatewayRefused},
		pos.OutcomeUnknown{Reason: fault.GatewayTimeout}, pos.VerifiedPaid{Received: amount},
		pos.VerifiedPaid{Received: asked}, pos.VerifiedUnpaid{}, pos.VerifiedUnpaid{Known: true},
		pos.CancelledByCashier{}, pos.NeverSent{}, pos.WatchEnded{}, pos.MoneyClaimed{}, pos.MoneySettled{}, pos.PaidUnclear{Said: "5e0"},
		pos.CodeHeld{QR: "000201", Expires: end}, pos.PayeeConfirmed{}, pos.PayeeDenied{}, pos.LinkReady{Expires: end},
	}).Draw(t, "event")
}

// Whatever comes in whatever order: paid means that Verify said this amount,
// and money that Verify spoke of has a home.
func TestAttemptKeepsMoney(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := attemptIn(pos.AttemptReserved)
		var completed, told int
		var first money.Money
		now := start
		for range rapid.IntRange(1, 20).Draw(t, "events") {
			now = now.Add(time.Duration(rapid.IntRange(-60, 300).Draw(t, "seconds")) * time.Second)
			e := anyEvent(t)
			before := a
			next, effects, err := a.Apply(e, now)
			if err != nil && next != before {
				t.Fatalf("%T was refused and changed the attempt", e)
			}
			a = next
			if p, ok := e.(pos.VerifiedPaid); ok {
				if p.Received.Minor == 0 {
					continue
				}
				if told++; told == 1 {
					first = p.Received
				}
			}
			if slices.Contains(effects, pos.EffectComplete) {
				completed++
			}
			if _, claimed := e.(pos.MoneyClaimed); claimed && err == nil && (a.Received.Currency != asked.Currency || a.Received.Minor < asked.Minor) {
				t.Fatalf("%v was claimed for a sale over %v", a.Received, asked)
			}
			if a.State == pos.AttemptPaid && before.State != pos.AttemptPaid && before.State != pos.AttemptUnclaimed && first != asked {
				t.Fatalf("paid, though Verify first said %v", first)
			}
			hasMoney := a.State == pos.AttemptPaid || a.State == pos.AttemptUnclaimed || a.State == pos.AttemptSettled
			if told > 0 != hasMoney {
				t.Fatalf("%s, and Verify spoke %d times of money", a.State, told)
			}
			// Σ received = what its sale has + what a manager settled + what is unclaimed.
			sold := int64(0)
			if a.State == pos.AttemptPaid {
				sold = asked.Minor
			}
			if a.Received.Minor < sold+a.Settled.Minor || a.Received.Minor != sold+a.Settled.Minor+a.Unclaimed().Minor {
				t.Fatalf("received %v: sold %d, settled %v, unclaimed %v", a.Received, sold, a.Settled, a.Unclaimed())
			}
			if _, again := a.NextRecheck(); again && a.Received.Currency == "" {
				t.Fatal("asked after a second payment before the first")
			}
			if _, lost := e.(pos.OutcomeUnknown); lost && a.State != before.State {
				t.Fatalf("an answer that was not understood moved %s to %s", before.State, a.State)
			}
			if a.InProgress() && !a.Watched {
				t.Fatalf("%s is not watched", a.State)
			}
			if a.State == pos.AttemptShown && a.QR == "" {
				t.Fatal("shown without a code")
			}
		}
		if completed > 1 || (completed > 0) != (a.State == pos.AttemptPaid) {
			t.Fatalf("completed %d times in state %s", completed, a.State)
		}
	})
}
