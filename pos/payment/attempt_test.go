package payment_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
)

var (
	asked = money.Cents(500)
	twice = money.Cents(1000)
	less  = money.Cents(499)
	riel  = money.Riel(500)
	start = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	end   = start.Add(5 * time.Minute)
)

// attemptIn returns an attempt in a state, watched where that state is.
func attemptIn(s payment.State) payment.Attempt {
	a := payment.Attempt{ID: "11763780400000", State: s, Amount: asked, Created: start, Changed: start, Watched: true}
	switch s {
	case payment.Shown, payment.Expired, payment.Cancelled:
		a.QR, a.Expires = "000201", end
	case payment.Paid, payment.Unmatched:
		a.QR, a.Expires, a.Received, a.Watched = "000201", end, asked, false
	case payment.Resolved:
		a.QR, a.Expires, a.Received, a.Resolved, a.Watched = "000201", end, asked, asked, false
	case payment.Unknown:
		a.Watched = false
	}
	return a
}

func TestAttemptApply(t *testing.T) {
	t.Parallel()
	accepted := payment.CodeAccepted{QR: "000201", Payee: payment.Payee{Account: "shop@bank"}, Expires: end}
	late := end.Add(time.Second)
	const (
		reserved, requested, shown, paid = payment.Reserved, payment.Requested, payment.Shown, payment.Paid
		expired, cancelled, refused      = payment.Expired, payment.Cancelled, payment.Refused
		unmatched, unknown               = payment.Unmatched, payment.Unknown
		resolved                         = payment.Resolved
	)
	complete, drop, claim := payment.EffectComplete, payment.EffectDrop, payment.EffectUnmatched
	tardy, alert, lost := payment.EffectLate, payment.EffectAlert, payment.EffectUnknown
	tests := []struct {
		name    string
		from    payment.State
		event   payment.Event
		at      time.Time
		to      payment.State
		effects []payment.Effect
		watched bool
		refused bool // the event is not allowed here
	}{
		{"reserved is sent", reserved, payment.Sending{}, start, requested, nil, true, false},
		{"a lost answer is asked again", requested, payment.Sending{}, start, requested, nil, true, false},
		{"a shown code is not asked for again", shown, payment.Sending{}, start, shown, nil, true, true},
		{"a cancelled attempt is never sent", cancelled, payment.Sending{}, start, cancelled, nil, true, true},

		{"a good code is shown", requested, accepted, start, shown, nil, true, false},
		{"a code before the request", reserved, accepted, start, reserved, nil, true, true},
		{"a good code after a cancel is not shown", cancelled, accepted, start, cancelled, nil, true, true},
		{"a code that fails a check stays watched", requested, payment.CodeRejected{Reason: fault.QRAmount}, start, refused, []payment.Effect{drop}, true, false},
		{"no code was made", requested, payment.GatewayRefused{Reason: "gateway_refused_7"}, start, refused, []payment.Effect{drop}, false, false},

		{"an unknown outcome moves nothing: requested", requested, payment.OutcomeUnknown{Reason: fault.GatewayTimeout}, start, requested, nil, true, false},
		{"an unknown outcome moves nothing: shown", shown, payment.OutcomeUnknown{Reason: fault.GatewayAnswer}, late, shown, nil, true, false},
		{"an unknown outcome moves nothing: cancelled", cancelled, payment.OutcomeUnknown{Reason: fault.GatewayAnswer}, late, cancelled, nil, true, false},

		{"paid in time", shown, payment.VerifiedPaid{Received: asked}, start, paid, []payment.Effect{complete}, false, false},
		{"paid at the end, before anything was said of it", shown, payment.VerifiedPaid{Received: asked}, late, paid, []payment.Effect{complete}, false, false},
		{"paid before the answer to create", requested, payment.VerifiedPaid{Received: asked}, start, paid, []payment.Effect{complete}, false, false},
		{"too little", shown, payment.VerifiedPaid{Received: less}, start, unmatched, []payment.Effect{claim, drop}, false, false},
		{"the other currency", shown, payment.VerifiedPaid{Received: riel}, start, unmatched, []payment.Effect{claim, drop}, false, false},
		{"late money", expired, payment.VerifiedPaid{Received: asked}, late, unmatched, []payment.Effect{tardy}, false, false},
		{"money after a cancel", cancelled, payment.VerifiedPaid{Received: asked}, start, unmatched, []payment.Effect{tardy}, false, false},
		{"money for a code that failed a check", refused, payment.VerifiedPaid{Received: asked}, start, unmatched, []payment.Effect{tardy}, false, false},
		{"money after the watch", unknown, payment.VerifiedPaid{Received: asked}, late, unmatched, []payment.Effect{tardy}, false, false},
		{"said twice", paid, payment.VerifiedPaid{Received: asked}, start, paid, nil, false, false},
		{"said twice of unclaimed", unmatched, payment.VerifiedPaid{Received: asked}, start, unmatched, nil, false, false},
		{"more came a second time", paid, payment.VerifiedPaid{Received: twice}, start, paid, []payment.Effect{claim}, false, false},
		{"more came of unclaimed", unmatched, payment.VerifiedPaid{Received: twice}, start, unmatched, []payment.Effect{claim}, false, false},
		{"more came of settled", resolved, payment.VerifiedPaid{Received: twice}, start, unmatched, []payment.Effect{claim}, false, false},
		{"no money at all", shown, payment.VerifiedPaid{Received: money.Money{Currency: money.USD}}, start, shown, nil, true, true},
		{"a stranger's code after a cancel", payment.Cancelled, payment.CodeRejected{Reason: fault.QRAccount}, start, payment.Cancelled, nil, true, true},
		{"less is said: what was said before stays", paid, payment.VerifiedPaid{Received: less}, start, paid, nil, false, false},

		{"a manager gives it to its sale", unmatched, payment.MoneyClaimed{}, late, paid, []payment.Effect{complete}, false, false},
		{"a manager settles it", unmatched, payment.MoneyResolved{}, late, resolved, nil, false, false},
		{"nothing to settle", paid, payment.MoneyResolved{}, late, paid, nil, false, true},
		{"nothing to claim", paid, payment.MoneyClaimed{}, late, paid, nil, false, true},
		{"settled once", resolved, payment.MoneyResolved{}, late, resolved, nil, false, true},

		{"a good code nobody was asked about is held", requested, payment.CodeHeld(accepted), start, requested, nil, true, false},
		{"no code to confirm", requested, payment.PayeeConfirmed{}, start, requested, nil, true, true},
		{"a code for another account", requested, payment.CodeRejected{Reason: fault.QRAccount}, start, refused, []payment.Effect{drop, alert}, true, false},
		{"a link for a code", requested, payment.LinkReady{Expires: end}, start, requested, nil, true, true},

		{"pending", shown, payment.VerifiedUnpaid{Known: true}, start, shown, nil, true, false},
		{"pending at the end", shown, payment.VerifiedUnpaid{Known: true}, end, expired, []payment.Effect{drop}, true, false},
		{"asked before the end, answered after it", shown, payment.VerifiedUnpaid{Known: true, Asked: end.Add(-time.Millisecond)}, late, shown, nil, true, false},
		{"asked at the end", shown, payment.VerifiedUnpaid{Asked: end}, late, expired, []payment.Effect{drop}, true, false},
		{"not found while requested", requested, payment.VerifiedUnpaid{}, late, requested, nil, true, false},
		{"not found after the time of any code", requested, payment.VerifiedUnpaid{}, start.Add(payment.AssumedLife), expired, []payment.Effect{drop}, true, false},
		{"pending after a cancel", cancelled, payment.VerifiedUnpaid{Known: true}, late, cancelled, nil, true, false},
		{"pending says nothing against paid", paid, payment.VerifiedUnpaid{Known: true}, start, paid, nil, false, false},

		{"cancelled before anything left", reserved, payment.CancelledByCashier{}, start, cancelled, []payment.Effect{drop}, false, false},
		{"cancelled during the call", requested, payment.CancelledByCashier{}, start, cancelled, []payment.Effect{drop}, true, false},
		{"cancelled with a live code", shown, payment.CancelledByCashier{}, start, cancelled, []payment.Effect{drop}, true, false},
		{"cancelled twice", cancelled, payment.CancelledByCashier{}, start, cancelled, nil, true, true},
		{"paid can't be cancelled", paid, payment.CancelledByCashier{}, start, paid, nil, false, true},

		{"stopped before anything left", reserved, payment.NeverSent{}, start, cancelled, []payment.Effect{drop}, false, false},
		{"stopped after it left", requested, payment.NeverSent{}, start, requested, nil, true, true},

		{"the watch of a refused code ends without a word", refused, payment.WatchEnded{}, late, unknown, []payment.Effect{lost}, false, false},
		{"the watch of a code that can't be paid ends", cancelled, payment.WatchEnded{Unpayable: true}, late, cancelled, nil, false, false},
		{"the watch of a cancelled code ends without a word", cancelled, payment.WatchEnded{}, late, unknown, []payment.Effect{lost}, false, false},
		{"paid, and how much can't be read", shown, payment.PaidUnclear{Said: "5e0"}, start, shown, []payment.Effect{payment.EffectUnclear}, true, false},
		{"the same after a cancel", cancelled, payment.PaidUnclear{Said: "5e0"}, start, cancelled, []payment.Effect{payment.EffectUnclear}, true, false},
		{"a code nobody watches", unknown, payment.PaidUnclear{Said: "5e0"}, start, unknown, nil, false, true},
		{"the watch ends without an answer", requested, payment.WatchEnded{}, late, unknown, []payment.Effect{drop, lost}, false, false},
		{"the watch of a code that was never verified ends", shown, payment.WatchEnded{}, late, unknown, []payment.Effect{drop, lost}, false, false},
		{"no watch to end", paid, payment.WatchEnded{}, late, paid, nil, false, true},
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
	after := func(from payment.State, events ...payment.Event) payment.Attempt {
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
	down := payment.OutcomeUnknown{Reason: fault.GatewayUnreachable, Detail: "no route"}
	tests := []struct {
		name string
		a    payment.Attempt
		want fault.Code
	}{
		{"a failed call is told", after(payment.Shown, down), fault.GatewayUnreachable},
		{"a good answer takes it back", after(payment.Shown, down, payment.VerifiedUnpaid{Known: true}), ""},
		{"a shown code takes it back", after(payment.Requested, down, payment.CodeAccepted{QR: "0"}), ""},
		{"a refusal's reason outlives an outage",
			after(payment.Requested, payment.CodeRejected{Reason: fault.QRAccount}, down, payment.VerifiedUnpaid{}), fault.QRAccount},
		{"another amount", after(payment.Shown, payment.VerifiedPaid{Received: less}), fault.PaymentMismatch},
	}
	for _, tt := range tests {
		if tt.a.Problem != tt.want {
			t.Errorf("%s: problem %q, want %q", tt.name, tt.a.Problem, tt.want)
		}
	}
	// At the end of the watch, an answer to a Verify after the code's end counts; an
	// earlier one does not.
	if a := after(payment.Shown, payment.VerifiedUnpaid{Known: true}, payment.WatchEnded{}); a.State != payment.Unknown {
		t.Errorf("pending in the first minute, then nothing: %s", a.State)
	}
	if a := after(payment.Cancelled, payment.PaidUnclear{Said: "5e0"}, down, payment.WatchEnded{}); a.State != payment.Unknown || a.Problem != fault.PaidUnclear {
		t.Errorf("paid, nobody knows how much: %s %s", a.State, a.Problem)
	}
	at = end.Add(time.Minute)
	if a := after(payment.Cancelled, payment.VerifiedUnpaid{Known: true}, payment.WatchEnded{}); a.State != payment.Cancelled || a.Watched {
		t.Errorf("not paid after the end: %s", a.State)
	}
	if a := after(payment.Shown, payment.VerifiedUnpaid{Known: true, Asked: start}, payment.WatchEnded{}); a.State != payment.Expired {
		t.Errorf("not paid after the end: %s", a.State)
	}
	at = start
	if a := after(payment.Requested, payment.CancelledByCashier{}); a.QR == "" {
		if next, _, err := a.Apply(payment.GatewayRefused{}, at); err != nil || next.Watched {
			t.Errorf("cancelled, and then no code was made: watched %v, %v", next.Watched, err)
		}
	}
}

func TestAttemptTimeLeft(t *testing.T) {
	t.Parallel()
	a := attemptIn(payment.Shown)
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

func anyEvent(t *rapid.T) payment.Event {
	amount := money.Of(
		rapid.SampledFrom([]int64{0, 1, 499, 500, 501, 50_000}).Draw(t, "minor"),
		rapid.SampledFrom(money.Currencies()).Draw(t, "currency"),
	)
	return rapid.SampledFrom([]payment.Event{
		payment.Sending{}, payment.CodeAccepted{QR: "000201", Expires: end}, payment.CodeAccepted{QR: "000201"},
		payment.CodeRejected{Reason: fault.QRCRC}, payment.GatewayRefused{Reason: fault.GatewayRefused},
		payment.OutcomeUnknown{Reason: fault.GatewayTimeout}, payment.VerifiedPaid{Received: amount},
		payment.VerifiedPaid{Received: asked}, payment.VerifiedUnpaid{}, payment.VerifiedUnpaid{Known: true},
		payment.CancelledByCashier{}, payment.NeverSent{}, payment.WatchEnded{}, payment.MoneyClaimed{}, payment.MoneyResolved{}, payment.PaidUnclear{Said: "5e0"},
		payment.CodeHeld{QR: "000201", Expires: end}, payment.PayeeConfirmed{}, payment.PayeeDenied{}, payment.LinkReady{Expires: end},
	}).Draw(t, "event")
}

// Whatever events come in whatever order: paid means that Verify reported this amount, and
// all money that Verify reported is accounted for.
func TestAttemptKeepsMoney(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := attemptIn(payment.Reserved)
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
			if p, ok := e.(payment.VerifiedPaid); ok {
				if p.Received.Minor == 0 {
					continue
				}
				if told++; told == 1 {
					first = p.Received
				}
			}
			if slices.Contains(effects, payment.EffectComplete) {
				completed++
			}
			if _, claimed := e.(payment.MoneyClaimed); claimed && err == nil && (a.Received.Currency != asked.Currency || a.Received.Minor < asked.Minor) {
				t.Fatalf("%v was claimed for a sale over %v", a.Received, asked)
			}
			if a.State == payment.Paid && before.State != payment.Paid && before.State != payment.Unmatched && first != asked {
				t.Fatalf("paid, though Verify first said %v", first)
			}
			hasMoney := a.State == payment.Paid || a.State == payment.Unmatched || a.State == payment.Resolved
			if told > 0 != hasMoney {
				t.Fatalf("%s, and Verify spoke %d times of money", a.State, told)
			}
			// Received = amount of its sale + resolved + unmatched.
			sold := int64(0)
			if a.State == payment.Paid {
				sold = asked.Minor
			}
			if a.Received.Minor < sold+a.Resolved.Minor || a.Received.Minor != sold+a.Resolved.Minor+a.Unmatched().Minor {
				t.Fatalf("received %v: sold %d, settled %v, unclaimed %v", a.Received, sold, a.Resolved, a.Unmatched())
			}
			if _, again := a.NextRecheck(); again && a.Received.Currency == "" {
				t.Fatal("asked after a second payment before the first")
			}
			if _, lost := e.(payment.OutcomeUnknown); lost && a.State != before.State {
				t.Fatalf("an answer that was not understood moved %s to %s", before.State, a.State)
			}
			if a.InProgress() && !a.Watched {
				t.Fatalf("%s is not watched", a.State)
			}
			if a.State == payment.Shown && a.QR == "" {
				t.Fatal("shown without a code")
			}
		}
		if completed > 1 || (completed > 0) != (a.State == payment.Paid) {
			t.Fatalf("completed %d times in state %s", completed, a.State)
		}
	})
}
