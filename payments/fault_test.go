package payments_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// faultCase is a fault of the gateway and its expected result: the event of the call
// that fails, and the attempt's last state when its customer pays.
type faultCase struct {
	fault sandbox.Fault
	event string
	ends  payment.State
}

const (
	unclear   = "OutcomeUnknown gateway_answer"
	lostLink  = "OutcomeUnknown gateway_unreachable"
	timedOut  = "OutcomeUnknown gateway_timeout"
	throttled = "OutcomeUnknown gateway_rate_limited"
)

func createFaults() []faultCase {
	const paid, unmatched = payment.Paid, payment.Unmatched
	return []faultCase{
		{sandbox.Fault{Kind: sandbox.Delay, DelayMS: 20}, "CodeAccepted", paid},
		{sandbox.Fault{Kind: sandbox.Hang}, timedOut, paid},
		{sandbox.Fault{Kind: sandbox.Close}, lostLink, paid},
		{sandbox.Fault{Kind: sandbox.Status}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Status, Status: 404}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.RateLimit, RetryAfter: 1}, throttled, paid},
		{sandbox.Fault{Kind: sandbox.Redirect}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Garbage}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.HTML}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.PHPWarning}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Cut}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Empty}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Huge}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.LostAnswer}, lostLink, paid},
		{sandbox.Fault{Kind: sandbox.Code, Code: 1}, "GatewayRefused gateway_refused_1", payment.Refused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 2}, "GatewayRefused gateway_refused_2", payment.Refused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 3}, "GatewayRefused gateway_refused_3", payment.Refused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 4}, "GatewayRefused gateway_refused_4", payment.Refused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 5}, "GatewayRefused gateway_refused_5", payment.Refused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 6}, "GatewayRefused gateway_refused_6", payment.Refused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 7}, "GatewayRefused gateway_refused_7", payment.Refused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 42}, "GatewayRefused gateway_refused", payment.Refused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 8}, "OutcomeUnknown already_paid", paid},
		{sandbox.Fault{Kind: sandbox.WrongID}, "CodeRejected code_echo", unmatched},
		{sandbox.Fault{Kind: sandbox.WrongEcho}, "CodeRejected code_echo", unmatched},
		{sandbox.Fault{Kind: sandbox.WrongMD5}, "CodeRejected code_md5", unmatched},
		{sandbox.Fault{Kind: sandbox.WrongAmount}, "CodeRejected code_amount", unmatched},
		{sandbox.Fault{Kind: sandbox.WrongCurrency}, "CodeRejected code_currency", unmatched},
		{sandbox.Fault{Kind: sandbox.WrongAccount}, "CodeRejected code_account", unmatched},
		{sandbox.Fault{Kind: sandbox.OtherMerchant}, "CodeAccepted", paid}, // the till holds it: see app/cli
		{sandbox.Fault{Kind: sandbox.OtherCard}, "CodeAccepted", paid},
		{sandbox.Fault{Kind: sandbox.ChangingField}, "CodeAccepted", paid},
		{sandbox.Fault{Kind: sandbox.AlikeMerchant}, "CodeRejected code_account", unmatched},
		{sandbox.Fault{Kind: sandbox.WrongCRC}, "CodeRejected code_crc", unmatched},
		{sandbox.Fault{Kind: sandbox.StaticCode}, "CodeRejected code_static", unmatched},
		{sandbox.Fault{Kind: sandbox.ExpiredCode}, "CodeRejected code_expired", unmatched},
		{sandbox.Fault{Kind: sandbox.NoExpiry}, "CodeRejected code_no_expiry", unmatched},
	}
}

func verifyFaults() []faultCase {
	const paid = payment.Paid
	return []faultCase{
		{sandbox.Fault{Kind: sandbox.Delay, DelayMS: 20}, "VerifiedPaid 5.00 USD", paid},
		{sandbox.Fault{Kind: sandbox.Hang}, timedOut, paid},
		{sandbox.Fault{Kind: sandbox.Close}, lostLink, paid},
		{sandbox.Fault{Kind: sandbox.Status, Status: 503}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.RateLimit}, throttled, paid},
		{sandbox.Fault{Kind: sandbox.Redirect}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Garbage}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.HTML}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.PHPWarning}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Cut}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Empty}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.Huge}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.LostAnswer}, lostLink, paid},
		{sandbox.Fault{Kind: sandbox.Code, Code: 1}, "OutcomeUnknown gateway_refused", paid},
		{sandbox.Fault{Kind: sandbox.Code, Code: 2}, "OutcomeUnknown gateway_refused", paid},
		{sandbox.Fault{Kind: sandbox.Code, Code: 3}, "OutcomeUnknown gateway_refused", paid},
		{sandbox.Fault{Kind: sandbox.Code, Code: 4}, "OutcomeUnknown gateway_refused", paid},
		{sandbox.Fault{Kind: sandbox.Code, Code: 7}, "OutcomeUnknown gateway_refused", paid},
		{sandbox.Fault{Kind: sandbox.Code, Code: 8}, "OutcomeUnknown gateway_refused", paid},
		{sandbox.Fault{Kind: sandbox.NotFound}, "VerifiedUnpaid false", paid},
		{sandbox.Fault{Kind: sandbox.AmountString}, "VerifiedPaid 5.00 USD", paid},
		{sandbox.Fault{Kind: sandbox.AmountExponent}, "PaidUnclear", paid},
		{sandbox.Fault{Kind: sandbox.AmountMismatch}, "VerifiedPaid 5.01 USD", payment.Unmatched},
	}
}

func covers(t *testing.T, step sandbox.Step, table []faultCase) {
	t.Helper()
	have := map[sandbox.Kind]bool{}
	for _, s := range table {
		have[s.fault.Kind] = true
	}
	for _, kind := range sandbox.Kinds() {
		for _, at := range sandbox.Steps(kind) {
			if at == step && !have[kind] {
				t.Errorf("no expectation for the fault %s at %s", kind, step)
			}
		}
	}
}

func setFault(t *testing.T, server *sandbox.Server, f sandbox.Fault, step sandbox.Step, id id.Payment) {
	t.Helper()
	f.Step, f.TransactionID = step, string(id)
	if err := server.SetFault(f); err != nil {
		t.Fatal(err)
	}
}

// Every fault at every call gives exactly its event.
func TestEveryFault(t *testing.T) {
	t.Parallel()
	covers(t, sandbox.StepCreate, createFaults())
	covers(t, sandbox.StepVerify, verifyFaults())
	server := training(t)
	s := shopAt(t, server)
	s.Set(settings.USDAccount, sandbox.DefaultProfiles()[0].Account)
	g, ctx := s.gateway(), context.Background()
	for _, f := range createFaults() {
		a := s.Charge(paytest.FiveDollars)
		setFault(t, server, f.fault, sandbox.StepCreate, a.ID)
		if got := paytest.Named(g.Create(ctx, a)); got != f.event {
			t.Errorf("create, %s: %s, want %s", f.fault.Kind, got, f.event)
		}
	}
	for _, f := range verifyFaults() {
		a := s.Charge(paytest.FiveDollars)
		if got := paytest.Named(g.Create(ctx, a)); got != "CodeAccepted" {
			t.Fatal(got)
		}
		pay(t, server, a.ID)
		setFault(t, server, f.fault, sandbox.StepVerify, a.ID)
		if got := paytest.Named(g.Verify(ctx, a)); got != f.event {
			t.Errorf("verify, %s: %s, want %s", f.fault.Kind, got, f.event)
		}
	}
	a := s.Charge(paytest.FiveDollars)
	g.Create(ctx, a)
	setFault(t, server, sandbox.Fault{Kind: sandbox.DoublePayment}, sandbox.StepPay, a.ID)
	pay(t, server, a.ID)
	if got := paytest.Named(g.Verify(ctx, a)); got != "VerifiedPaid 10.00 USD" {
		t.Errorf("paid twice: %s", got)
	}
}

// faultAttempt is an attempt with the fault of one of its calls.
type faultAttempt struct {
	faultCase
	payment.Attempt
}

// chargeAll makes one attempt for every fault. ready sets the faults at once, for
// create or the first verify.
func chargeAll(s *shop, l *testGateway, step sandbox.Step, table []faultCase, ready bool) []*faultAttempt {
	s.T.Helper()
	var all []*faultAttempt
	s.Stop()
	for _, f := range table {
		one := &faultAttempt{f, s.Charge(paytest.FiveDollars)}
		if all = append(all, one); ready {
			one.fault.Step, one.fault.TransactionID = step, string(one.ID)
			l.fails(s.T, one.fault)
		}
	}
	s.watch(s.gatewayAt(l))
	return all
}

// throughAll runs every fault of a step through client, till and database, and
// checks each attempt's last state. The audit checks the rest: see audit.see and
// audit.check. later strikes after a first verify.
func throughAll(t *testing.T, step sandbox.Step, table []faultCase, later bool) {
	t.Helper()
	covers(t, step, table)
	withShop(t, func(t *testing.T, s *shop, l *testGateway, c *audit) {
		all := chargeAll(s, l, step, table, !later)
		for _, f := range all {
			f.Attempt = s.Until("made or refused", func(snap pos.Snapshot) (payment.Attempt, bool) {
				a, ok := paytest.Find(snap, f.ID)
				made := a.State == payment.Shown || a.State == payment.Refused
				return a, ok && made && (!later || a.Verifies > 0)
			})
			if f.State == payment.Refused && f.QR != "" {
				t.Errorf("%s at %s: a refused code is kept to be shown", f.fault.Kind, step)
			}
		}
		for _, f := range all {
			if later {
				f.fault.Step, f.fault.TransactionID = step, string(f.ID)
				l.fails(t, f.fault)
			}
			if f.ends != payment.Refused {
				l.pays(t, f.ID)
			}
		}
		time.Sleep(3 * 24 * time.Hour) // past the last recheck
		synctest.Wait()
		if left := l.State().Faults; len(left) != 0 {
			t.Errorf("faults that struck nothing: %+v", left)
		}
		told := c.seen()
		for _, f := range all {
			got := s.Stored(f.ID)
			if got.State != f.ends {
				t.Errorf("%s at %s: ended %s, want %s", f.fault.Kind, step, got.State, f.ends)
			}
			if code := f.problem(); code != "" && !slices.Contains(told[f.ID], code) {
				t.Errorf("%s at %s: told were %q, not %s", f.fault.Kind, step, told[f.ID], code)
			}
			if f.fault.Kind == sandbox.AmountMismatch {
				c.said[f.ID] = got.Received.Minor
				if got.Received != money.Cents(501) {
					t.Errorf("%s: received %v", f.fault.Kind, got.Received)
				}
			}
		}
	})
}

// problem is the fault code of the expected event, "" for none.
func (f faultCase) problem() fault.Code {
	name, code, ok := strings.Cut(f.event, " ")
	switch {
	case f.fault.Kind == sandbox.AmountMismatch:
		return fault.PaymentMismatch
	case !ok || name == "VerifiedPaid" || name == "VerifiedUnpaid":
		return ""
	}
	return fault.Code(code)
}

func TestEveryFaultAtCreate(t *testing.T) {
	t.Parallel()
	throughAll(t, sandbox.StepCreate, createFaults(), false)
}

func TestEveryFaultAtTheFirstVerify(t *testing.T) {
	t.Parallel()
	throughAll(t, sandbox.StepVerify, verifyFaults(), false)
}

func TestEveryFaultAtALaterVerify(t *testing.T) {
	t.Parallel()
	throughAll(t, sandbox.StepVerify, verifyFaults(), true)
}
