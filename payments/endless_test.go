package payments_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// unansweredFor is how long an attempt whose polls are never answered is watched.
const unansweredFor = 30 * 24 * time.Hour

// endless are the faults of verify with which the gateway never says clearly
// whether an attempt was paid.
func endless() []sandbox.Fault {
	var all []sandbox.Fault
	for _, f := range verifyFaults() {
		if strings.HasPrefix(f.event, "OutcomeUnknown") || f.event == "PaidUnclear" {
			f.fault.Step, f.fault.Times = sandbox.StepVerify, -1
			all = append(all, f.fault)
		}
	}
	return all
}

// failingVerify is an attempt whose verify calls fail for good.
type failingVerify struct {
	sandbox.Fault
	id    id.Payment
	money bool // its customer pays
}

// A gateway that never answers clearly again loses no money, whatever the state of
// the attempt: the till raises an alert for a manager, or keeps polling until it
// has an answer.
func TestVerifyNeverAnswersAgain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		unpaid   bool          // the gateway answered "not paid" once after the code's end
		state    payment.State // the state when the customer pays
		badCode  bool          // the code fails a check
		cancelIt bool
	}{
		{name: "shown", state: payment.Shown},
		{name: "cancelled", state: payment.Cancelled, cancelIt: true},
		{name: "refused", state: payment.Refused, badCode: true},
		{name: "expired", state: payment.Expired, unpaid: true},
		{name: "cancelled, and not paid at its end", state: payment.Cancelled, cancelIt: true, unpaid: true},
		{name: "refused, and not paid at its end", state: payment.Refused, badCode: true, unpaid: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			withShop(t, func(t *testing.T, s *shop, l *testGateway, _ *audit) {
				s.Stop()
				var all []*failingVerify
				for _, fault := range endless() {
					for _, money := range []bool{false, true} {
						if fault.Kind == sandbox.AmountExponent && !money {
							continue // this fault needs a payment
						}
						f := &failingVerify{fault, s.Charge(paytest.FiveDollars).ID, money}
						f.TransactionID = string(f.id)
						if all = append(all, f); tt.badCode {
							l.fails(t, sandbox.Fault{Kind: sandbox.WrongAmount, TransactionID: f.TransactionID})
						}
						if !tt.unpaid {
							l.fails(t, f.Fault)
						}
					}
				}
				s.watch(s.gatewayAt(l))
				for _, f := range all {
					if first := s.becomesOneOf(f.id, payment.Shown, payment.Refused); tt.cancelIt {
						s.Happened(first.ID, payment.CancelledByCashier{})
					}
				}
				if tt.unpaid {
					pass(payment.AssumedLife + time.Minute) // past the assumed end of a rejected code, too
				}
				for _, f := range all {
					if got := s.known(f.id); got.State != tt.state || got.LastVerify.After(got.End()) != tt.unpaid {
						t.Fatalf("%s: %s, last verified at %v, its end is %v", f.Kind, got.State, got.LastVerify, got.End())
					}
					if tt.unpaid {
						l.fails(t, f.Fault)
					}
					if f.money {
						l.pays(t, f.id)
					}
				}
				pass(unansweredFor + 2*24*time.Hour)
				for _, f := range all {
					s.endsUnanswered(f, tt.unpaid)
				}
				asked := len(l.made())
				pass(7 * 24 * time.Hour)
				if n := len(l.made()) - asked; (n > 0) != tt.unpaid {
					t.Errorf("%d calls in another week", n)
				}
				l.Mend()
				pass(2 * 24 * time.Hour)
				for _, f := range all {
					s.endsAnswered(f, tt.state, tt.unpaid)
				}
			})
		})
	}
}

// known is the attempt as the till has it in memory: an answer of Verify that does
// not change the state is not stored.
func (s *shop) known(id id.Payment) payment.Attempt {
	s.T.Helper()
	a, err := s.Till.Attempt(context.Background(), id)
	if err != nil {
		s.T.Fatal(err)
	}
	return a
}

// becomesOneOf waits until an attempt is in one of two states.
func (s *shop) becomesOneOf(id id.Payment, one, other payment.State) payment.Attempt {
	s.T.Helper()
	return s.Until(string(one+" or "+other), func(snap pos.Snapshot) (payment.Attempt, bool) {
		a, ok := paytest.Find(snap, id)
		return a, ok && (a.State == one || a.State == other)
	})
}

// endsUnanswered checks the state of an attempt that was polled without an answer
// for as long as an attempt is watched. payment.PaidUnclear ends every watch.
func (s *shop) endsUnanswered(f *failingVerify, unpaid bool) {
	s.T.Helper()
	got := s.Stored(f.id)
	polledOn := unpaid && f.Kind != sandbox.AmountExponent
	switch {
	case got.Watched != polledOn:
		s.T.Errorf("%s: still asked after: %v", f.Kind, got.Watched)
	case !polledOn && (got.State != payment.Unknown || !s.alerted(f.id)):
		s.T.Errorf("%s, money %v: %s, an unread alarm: %v", f.Kind, f.money, got.State, s.alerted(f.id))
	case got.Received != money.Money{}:
		s.T.Errorf("%s: received %v, which nobody said", f.Kind, got.Received)
	}
}

// endsAnswered checks the state when the gateway answers again. An attempt whose
// watch ended keeps its alert until a manager has looked at the bank.
func (s *shop) endsAnswered(f *failingVerify, before payment.State, unpaid bool) {
	s.T.Helper()
	got, want := s.Stored(f.id), before
	switch {
	case !unpaid || f.Kind == sandbox.AmountExponent:
		want = payment.Unknown
	case f.money:
		want = payment.Unmatched
	}
	if got.State != want || got.Watched {
		s.T.Errorf("%s, money %v: %s, still asked after: %v; want %s", f.Kind, f.money, got.State, got.Watched, want)
	}
}

// An attempt of a profile that the shop no longer has can't be verified: its watch
// ends even after a "not paid" past the code's end, so the till does not poll for ever.
func TestWatchOfAnotherProfileEnds(t *testing.T) {
	t.Parallel()
	withShop(t, func(t *testing.T, s *shop, l *testGateway, _ *audit) {
		clear := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
		pass(lifetime + time.Minute)
		open := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
		s.Happened(open.ID, payment.CancelledByCashier{})
		s.Set(settings.USDProfileID, "0123456789abcdef0123456789abcdef")
		pass(unansweredFor + 2*24*time.Hour)
		synctest.Wait()
		if got := s.Stored(clear.ID); got.State != payment.Expired || got.Watched || s.alerted(clear.ID) {
			t.Errorf("not paid at its end: %s, still asked after: %v", got.State, got.Watched)
		}
		if got := s.Stored(open.ID); got.State != payment.Unknown || got.Watched || !s.alerted(open.ID) {
			t.Errorf("never answered: %s, still asked after: %v", got.State, got.Watched)
		}
	})
}
