package payments

import (
	"context"
	"testing"

	"psar/payments/sandbox"
	"psar/pos"
)

// strike is a fault of the gateway and what must come of it: the event of the
// call that it strikes, and how the attempt ends when its customer pays.
type strike struct {
	fault sandbox.Fault
	event string
	ends  pos.AttemptState
}

const (
	unclear   = "OutcomeUnknown gateway_answer"
	lostLink  = "OutcomeUnknown gateway_unreachable"
	timedOut  = "OutcomeUnknown gateway_timeout"
	throttled = "OutcomeUnknown gateway_rate_limited"
)

func createFaults() []strike {
	const paid, unclaimed = pos.AttemptPaid, pos.AttemptUnclaimed
	return []strike{
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
		{sandbox.Fault{Kind: sandbox.Code, Code: 7}, "GatewayRefused gateway_refused_7", pos.AttemptRefused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 42}, "GatewayRefused gateway_refused", pos.AttemptRefused},
		{sandbox.Fault{Kind: sandbox.Code, Code: 8}, "OutcomeUnknown already_paid", paid},
		{sandbox.Fault{Kind: sandbox.WrongID}, "CodeRejected code_echo", unclaimed},
		{sandbox.Fault{Kind: sandbox.WrongEcho}, "CodeRejected code_echo", unclaimed},
		{sandbox.Fault{Kind: sandbox.WrongMD5}, "CodeRejected code_md5", unclaimed},
		{sandbox.Fault{Kind: sandbox.WrongAmount}, "CodeRejected code_amount", unclaimed},
		{sandbox.Fault{Kind: sandbox.WrongCurrency}, "CodeRejected code_currency", unclaimed},
		{sandbox.Fault{Kind: sandbox.WrongAccount}, "CodeRejected code_account", unclaimed},
		{sandbox.Fault{Kind: sandbox.WrongCRC}, "CodeRejected code_crc", unclaimed},
		{sandbox.Fault{Kind: sandbox.StaticCode}, "CodeRejected code_static", unclaimed},
		{sandbox.Fault{Kind: sandbox.ExpiredCode}, "CodeRejected code_expired", unclaimed},
		{sandbox.Fault{Kind: sandbox.NoExpiry}, "CodeRejected code_no_expiry", unclaimed},
	}
}

func verifyFaults() []strike {
	const paid = pos.AttemptPaid
	return []strike{
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
		{sandbox.Fault{Kind: sandbox.Code, Code: 4}, "OutcomeUnknown gateway_refused", paid},
		{sandbox.Fault{Kind: sandbox.NotFound}, "VerifiedUnpaid false", paid},
		{sandbox.Fault{Kind: sandbox.AmountString}, "VerifiedPaid 5.00 USD", paid},
		{sandbox.Fault{Kind: sandbox.AmountExponent}, unclear, paid},
		{sandbox.Fault{Kind: sandbox.AmountMismatch}, "VerifiedPaid 5.01 USD", pos.AttemptUnclaimed},
	}
}

func covers(t *testing.T, step sandbox.Step, table []strike) {
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

func setFault(t *testing.T, server *sandbox.Server, f sandbox.Fault, step sandbox.Step, id pos.PaymentID) {
	t.Helper()
	f.Step, f.TransactionID = step, string(id)
	if err := server.SetFault(f); err != nil {
		t.Fatal(err)
	}
}

// Every fault of the gateway at every call gives exactly its event.
func TestEveryFault(t *testing.T) {
	t.Parallel()
	covers(t, sandbox.StepCreate, createFaults())
	covers(t, sandbox.StepVerify, verifyFaults())
	server := training(t)
	s := shopAt(t, server)
	s.set(pos.SettingUSDAccount, sandbox.DefaultProfiles()[0].Account)
	g, ctx := s.gateway(), context.Background()
	for _, f := range createFaults() {
		a := s.charge(fiveDollars)
		setFault(t, server, f.fault, sandbox.StepCreate, a.ID)
		if got := named(g.Create(ctx, a)); got != f.event {
			t.Errorf("create, %s: %s, want %s", f.fault.Kind, got, f.event)
		}
	}
	for _, f := range verifyFaults() {
		a := s.charge(fiveDollars)
		if got := named(g.Create(ctx, a)); got != "CodeAccepted" {
			t.Fatal(got)
		}
		pay(t, server, a.ID)
		setFault(t, server, f.fault, sandbox.StepVerify, a.ID)
		if got := named(g.Verify(ctx, a)); got != f.event {
			t.Errorf("verify, %s: %s, want %s", f.fault.Kind, got, f.event)
		}
	}
	a := s.charge(fiveDollars)
	g.Create(ctx, a)
	setFault(t, server, sandbox.Fault{Kind: sandbox.DoublePayment}, sandbox.StepPay, a.ID)
	pay(t, server, a.ID)
	if got := named(g.Verify(ctx, a)); got != "VerifiedPaid 10.00 USD" {
		t.Errorf("paid twice: %s", got)
	}
}

// All faults at once, through the till: whatever went wrong, money has a home,
// and only money for the amount that was asked makes a sale.
func TestEveryFaultThroughTheTill(t *testing.T) {
	t.Parallel()
	server := training(t)
	s := shopAt(t, server)
	s.set(pos.SettingUSDAccount, sandbox.DefaultProfiles()[0].Account)
	want, ids := map[pos.PaymentID]strike{}, []pos.PaymentID{}
	for step, table := range map[sandbox.Step][]strike{sandbox.StepCreate: createFaults(), sandbox.StepVerify: verifyFaults()} {
		for _, f := range table {
			a := s.charge(fiveDollars)
			setFault(t, server, f.fault, step, a.ID)
			want[a.ID], ids = f, append(ids, a.ID)
		}
	}
	s.watch(s.gateway())
	sales := 0
	for _, id := range ids {
		f := want[id]
		if f.ends == pos.AttemptPaid {
			sales++
		}
		a := s.until("shown or refused", func(snap pos.Snapshot) (pos.Attempt, bool) {
			a, ok := find(snap, id)
			return a, ok && (a.State == pos.AttemptShown || a.State == pos.AttemptRefused)
		})
		if a.State == pos.AttemptRefused && a.QR != "" {
			t.Errorf("%s: a refused code is kept to be shown", f.fault.Kind)
		}
		if f.ends != pos.AttemptRefused {
			pay(t, server, id)
		}
	}
	for _, id := range ids {
		a := s.becomes(id, want[id].ends)
		if a.State == pos.AttemptPaid && a.Received != fiveDollars {
			t.Errorf("%s: paid with %v", want[id].fault.Kind, a.Received)
		}
	}
	if got := s.sales(); len(got) != sales {
		t.Errorf("%d sales, want %d", len(got), sales)
	}
}
