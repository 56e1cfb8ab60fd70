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

// unansweredFor is how long an attempt is asked after whose polls are never answered.
const unansweredFor = 30 * 24 * time.Hour

// endless are the faults of verify by which the gateway never says clearly
// whether it was paid, however often it is asked.
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

// fate is an attempt whose verify calls fail from some time on and for good.
type fate struct {
	sandbox.Fault
	id    id.Payment
	money bool // its customer pays
}

// A gateway that never answers clearly again loses no money, wherever the
// attempt stood when that began: the till says that it does not know, by an
// alert that a manager has to read, or it goes on asking until it knows.
func TestVerifyNeverAnswersAgain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		heard    bool          // the gateway said "not paid" once, after the code's end
		brings   payment.State // where it stands when the customer pays
		badCode  bool          // the code that was made fails a check
		cancelIt bool
	}{
		{name: "shown", brings: payment.Shown},
		{name: "cancelled", brings: payment.Cancelled, cancelIt: true},
		{name: "refused", brings: payment.Refused, badCode: true},
		{name: "expired", brings: payment.Expired, heard: true},
		{name: "cancelled, and not paid at its end", brings: payment.Cancelled, cancelIt: true, heard: true},
		{name: "refused, and not paid at its end", brings: payment.Refused, badCode: true, heard: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			onLine(t, func(t *testing.T, s *shop, l *line, _ *audit) {
				s.Stop()
				var all []*fate
				for _, fault := range endless() {
					for _, money := range []bool{false, true} {
						if fault.Kind == sandbox.AmountExponent && !money {
							continue // it strikes a payment alone
						}
						f := &fate{fault, s.Charge(paytest.FiveDollars).ID, money}
						f.TransactionID = string(f.id)
						if all = append(all, f); tt.badCode {
							l.fails(t, sandbox.Fault{Kind: sandbox.WrongAmount, TransactionID: f.TransactionID})
						}
						if !tt.heard {
							l.fails(t, f.Fault)
						}
					}
				}
				s.watch(s.reach(l))
				for _, f := range all {
					if first := s.becomesOneOf(f.id, payment.Shown, payment.Refused); tt.cancelIt {
						s.Happened(first.ID, payment.CancelledByCashier{})
					}
				}
				if tt.heard {
					pass(payment.AssumedLife + time.Minute) // the end of a refused code, too
				}
				for _, f := range all {
					if got := s.known(f.id); got.State != tt.brings || got.LastVerify.After(got.End()) != tt.heard {
						t.Fatalf("%s: %s, last heard of at %v, its end is %v", f.Kind, got.State, got.LastVerify, got.End())
					}
					if tt.heard {
						l.fails(t, f.Fault)
					}
					if f.money {
						l.pays(t, f.id)
					}
				}
				pass(unansweredFor + 2*24*time.Hour)
				for _, f := range all {
					s.endsUnanswered(f, tt.heard)
				}
				asked := len(l.made())
				pass(7 * 24 * time.Hour)
				if n := len(l.made()) - asked; (n > 0) != tt.heard {
					t.Errorf("%d calls in another week", n)
				}
				l.Mend()
				pass(2 * 24 * time.Hour)
				for _, f := range all {
					s.endsAnswered(f, tt.brings, tt.heard)
				}
			})
		})
	}
}

// known is the attempt as the till has it: what Verify said, and did not move
// the state, is in no database.
func (s *shop) known(id id.Payment) payment.Attempt {
	s.T.Helper()
	a, err := s.Till.Attempt(context.Background(), id)
	if err != nil {
		s.T.Fatal(err)
	}
	return a
}

// becomesOneOf waits until the till says that an attempt is in one of two states.
func (s *shop) becomesOneOf(id id.Payment, one, other payment.State) payment.Attempt {
	s.T.Helper()
	return s.Until(string(one+" or "+other), func(snap pos.Snapshot) (payment.Attempt, bool) {
		a, ok := paytest.Find(snap, id)
		return a, ok && (a.State == one || a.State == other)
	})
}

// endsUnanswered checks where an attempt stands that nobody answered for as
// long as is waited. payment.PaidUnclear is no "not paid", and so ends every watch.
func (s *shop) endsUnanswered(f *fate, heard bool) {
	s.T.Helper()
	got := s.Stored(f.id)
	onAndOn := heard && f.Kind != sandbox.AmountExponent
	switch {
	case got.Watched != onAndOn:
		s.T.Errorf("%s: still asked after: %v", f.Kind, got.Watched)
	case !onAndOn && (got.State != payment.Unknown || !s.alerted(f.id)):
		s.T.Errorf("%s, money %v: %s, an unread alarm: %v", f.Kind, f.money, got.State, s.alerted(f.id))
	case got.Received != money.Money{}:
		s.T.Errorf("%s: received %v, which nobody said", f.Kind, got.Received)
	}
}

// endsAnswered checks where it stands when the gateway answers again. What was
// given up stays with its alert, until a manager has looked at the bank.
func (s *shop) endsAnswered(f *fate, before payment.State, heard bool) {
	s.T.Helper()
	got, want := s.Stored(f.id), before
	switch {
	case !heard || f.Kind == sandbox.AmountExponent:
		want = payment.Unknown
	case f.money:
		want = payment.Unmatched
	}
	if got.State != want || got.Watched {
		s.T.Errorf("%s, money %v: %s, still asked after: %v; want %s", f.Kind, f.money, got.State, got.Watched, want)
	}
}

// A watch of another profile than the shop's can't be answered any more: it ends
// though the code's end was clear, and the till does not ask for ever.
func TestWatchOfAnotherProfileEnds(t *testing.T) {
	t.Parallel()
	onLine(t, func(t *testing.T, s *shop, l *line, _ *audit) {
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
