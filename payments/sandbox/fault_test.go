package sandbox_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"psar/payments/khqr"
	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
)

// transport are the faults that create and verify can meet, with the client's
// error and whether the gateway did the work all the same.
var transport = []struct {
	fault      sandbox.Fault
	kind       raksmeypay.Kind // "": no error
	known      bool
	worked     bool
	retryAfter time.Duration
}{
	{fault: sandbox.Fault{Kind: sandbox.Delay, DelayMS: 20}, worked: true},
	{fault: sandbox.Fault{Kind: sandbox.Hang}, kind: raksmeypay.Timeout},
	{fault: sandbox.Fault{Kind: sandbox.Close}, kind: raksmeypay.Unreachable},
	{fault: sandbox.Fault{Kind: sandbox.Status}, kind: raksmeypay.ServerError},
	{fault: sandbox.Fault{Kind: sandbox.Status, Status: 503, RetryAfter: 4}, kind: raksmeypay.ServerError, retryAfter: 4 * time.Second},
	{fault: sandbox.Fault{Kind: sandbox.Status, Status: 404}, kind: raksmeypay.NotJSON},
	{fault: sandbox.Fault{Kind: sandbox.RateLimit}, kind: raksmeypay.RateLimited},
	{fault: sandbox.Fault{Kind: sandbox.RateLimit, RetryAfter: 9}, kind: raksmeypay.RateLimited, retryAfter: 9 * time.Second},
	{fault: sandbox.Fault{Kind: sandbox.Redirect}, kind: raksmeypay.Redirected},
	{fault: sandbox.Fault{Kind: sandbox.LostAnswer}, kind: raksmeypay.Unreachable, worked: true},
	{fault: sandbox.Fault{Kind: sandbox.Cut}, kind: raksmeypay.Cut, worked: true},
	{fault: sandbox.Fault{Kind: sandbox.Empty}, kind: raksmeypay.Cut, worked: true},
	{fault: sandbox.Fault{Kind: sandbox.Huge}, kind: raksmeypay.TooLarge, worked: true},
	{fault: sandbox.Fault{Kind: sandbox.Garbage}, kind: raksmeypay.NotJSON, worked: true},
	{fault: sandbox.Fault{Kind: sandbox.HTML}, kind: raksmeypay.NotJSON, worked: true},
	{fault: sandbox.Fault{Kind: sandbox.PHPWarning}, kind: raksmeypay.NotJSON, worked: true},
	{fault: sandbox.Fault{Kind: sandbox.Code, Code: 99}, kind: raksmeypay.Refused, known: true},
}

func TestTransportFaults(t *testing.T) {
	t.Parallel()
	for _, c := range transport {
		for _, step := range []sandbox.Step{sandbox.StepCreate, sandbox.StepVerify} {
			t.Run(string(c.fault.Kind)+" "+string(step), func(t *testing.T) {
				t.Parallel()
				timeout := 20 * time.Second
				if c.kind == raksmeypay.Timeout {
					timeout = 150 * time.Millisecond
				}
				b := start(t, sandbox.Config{}, timeout)
				if step == sandbox.StepVerify {
					b.create(t, "7", "5.00")
				}
				fault := c.fault
				fault.Step = step
				b.fault(t, fault)
				call := func() error {
					if step == sandbox.StepVerify {
						_, err := b.client.Verify(t.Context(), "7")
						return err
					}
					_, err := b.client.CreateQR(t.Context(), raksmeypay.CreateQRRequest{TransactionID: "7", Amount: "5.00"})
					return err
				}
				began := time.Now()
				err := call()
				if took := time.Since(began); took < time.Duration(fault.DelayMS)*time.Millisecond {
					t.Errorf("answered after %v", took)
				}
				if raksmeypay.KindOf(err) != c.kind {
					t.Fatalf("%v, want kind %q", err, c.kind)
				}
				if e, ok := errors.AsType[*raksmeypay.Error](err); ok && (e.Known != c.known || e.RetryAfter != c.retryAfter) {
					t.Errorf("%+v, want known %v, retry after %v", e, c.known, c.retryAfter)
				}
				state := b.State()
				if step == sandbox.StepCreate && (len(state.Payments) == 1) != c.worked {
					t.Errorf("%d payments, want the work done: %v", len(state.Payments), c.worked)
				}
				if step == sandbox.StepVerify && (state.Payments[0].Verifies == 1) != c.worked {
					t.Errorf("%d verifies, want the work done: %v", state.Payments[0].Verifies, c.worked)
				}
				if len(state.Faults) != 0 {
					t.Errorf("faults left: %+v", state.Faults)
				}
				// The fault is used up: the same call with the same id succeeds.
				if err := call(); err != nil {
					t.Errorf("after the fault: %v", err)
				}
			})
		}
	}
}

// codes are the faults inside an answer that the client accepts, with the class by
// which the check before show refuses the code.
var codes = []struct {
	kind  sandbox.Kind
	class khqr.Class
}{
	{sandbox.WrongMD5, khqr.ClassMismatch},
	{sandbox.WrongAmount, khqr.ClassMismatch},
	{sandbox.WrongCurrency, khqr.ClassMismatch},
	{sandbox.WrongAccount, khqr.ClassMismatch},
	{sandbox.OtherMerchant, ""}, // well formed: only who knows the shop's number can tell
	{sandbox.AlikeMerchant, ""},
	{sandbox.OtherCard, ""},
	{sandbox.ChangingField, ""},
	{sandbox.WrongCRC, khqr.ClassCRC},
	{sandbox.StaticCode, khqr.ClassStatic},
	{sandbox.ExpiredCode, khqr.ClassExpired},
	{sandbox.NoExpiry, khqr.ClassMissing},
}

func TestCodeFaults(t *testing.T) {
	t.Parallel()
	for i, profile := range sandbox.DefaultProfiles() {
		amount, minor, currency := "5.00", int64(500), khqr.USD
		if i == 1 {
			amount, minor, currency = "4000", 4000, khqr.KHR
		}
		b := start(t, sandbox.Config{}, 0)
		b.client = b.clientOf(t, profile, 0)
		expect := khqr.Expect{Currency: currency, Minor: minor, HasAmount: true, Account: profile.Account, Now: b.clock.Now()}
		for _, c := range codes {
			b.fault(t, sandbox.Fault{Kind: c.kind})
			a := b.create(t, "7", amount)
			expect.MD5 = a.MD5
			if _, err := khqr.Verify(a.QR, expect); khqr.ClassOf(err) != c.class {
				t.Errorf("%s %s: %v, want class %s\n%s", profile.Currency, c.kind, err, c.class, a.QR)
			}
			a = b.create(t, "7", amount)
			expect.MD5 = a.MD5
			code, err := khqr.Verify(a.QR, expect)
			if err != nil {
				t.Fatalf("%s after %s: %v", profile.Currency, c.kind, err)
			}
			if code.MerchantNameAlternate != profile.MerchantNameKhmer || code.ExpiresMS-code.CreatedMS != sandbox.DefaultLifetime.Milliseconds() {
				t.Errorf("code %+v", code)
			}
		}
		// Only the expiry is missing: with AllowNoExpiry the code passes.
		b.fault(t, sandbox.Fault{Kind: sandbox.NoExpiry})
		a := b.create(t, "7", amount)
		expect.MD5, expect.AllowNoExpiry = a.MD5, true
		if _, err := khqr.Verify(a.QR, expect); err != nil {
			t.Errorf("without expiry, allowed: %v", err)
		}
	}
}

func TestEchoFaults(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	for _, kind := range echoes {
		b.fault(t, sandbox.Fault{Kind: kind})
		_, err := b.client.CreateQR(t.Context(), raksmeypay.CreateQRRequest{TransactionID: "7", Amount: "5.00"})
		e, _ := errors.AsType[*raksmeypay.Error](err)
		if e == nil || e.Kind != raksmeypay.WrongEcho || e.Known {
			t.Errorf("%s: %+v", kind, e)
		}
	}
}

var echoes = []sandbox.Kind{sandbox.WrongID, sandbox.WrongEcho}

// amounts are the faults in which verify reports another amount than was paid.
var amounts = []struct {
	fault sandbox.Fault
	want  raksmeypay.VerifyAnswer
	kind  raksmeypay.Kind
}{
	{sandbox.Fault{Kind: sandbox.NotFound}, raksmeypay.VerifyAnswer{Message: "Payment not found"}, ""},
	{sandbox.Fault{Kind: sandbox.AmountString}, raksmeypay.VerifyAnswer{Found: true, Status: "SUCCESS", Amount: "5.00"}, ""},
	{sandbox.Fault{Kind: sandbox.AmountMismatch}, raksmeypay.VerifyAnswer{Found: true, Status: "SUCCESS", Amount: "5.01"}, ""},
	{sandbox.Fault{Kind: sandbox.AmountMismatch, Amount: "0.50"}, raksmeypay.VerifyAnswer{Found: true, Status: "SUCCESS", Amount: "0.5"}, ""},
	{sandbox.Fault{Kind: sandbox.AmountExponent}, raksmeypay.VerifyAnswer{Found: true, Status: "SUCCESS", Unread: "5e0"}, ""},
}

func TestVerifyFaults(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	b.create(t, "7", "5.00")
	b.fault(t, sandbox.Fault{Kind: sandbox.AmountMismatch, TransactionID: "7"})
	if a := b.verify(t, "7"); a.Success() || a.Amount != "5" {
		t.Errorf("a pending answer was struck by a fault of the paid amount: %+v", a)
	}
	b.Reset()
	b.create(t, "7", "5.00")
	b.pay(t, "7")
	for _, c := range amounts {
		b.fault(t, c.fault)
		a, err := b.client.Verify(t.Context(), "7")
		if a != c.want || raksmeypay.KindOf(err) != c.kind {
			t.Errorf("%+v: %+v, %v", c.fault, a, err)
		}
		if e, ok := errors.AsType[*raksmeypay.Error](err); ok && e.Known {
			t.Errorf("%+v: an unexpected answer passes for a known outcome", c.fault)
		}
	}
	if a := b.verify(t, "7"); !a.Success() || a.Amount != "5" {
		t.Errorf("after the faults: %+v", a)
	}
}

func TestLatePayment(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	b.create(t, "7", "5.00")
	b.fault(t, sandbox.Fault{Kind: sandbox.LatePayment})
	b.pay(t, "7")
	b.clock.Add(sandbox.DefaultLifetime)
	if a := b.verify(t, "7"); a.Success() {
		t.Errorf("paid while the code is good: %+v", a)
	}
	b.clock.Add(time.Millisecond)
	if a := b.verify(t, "7"); !a.Success() || a.Amount != "5" {
		t.Errorf("after expiry: %+v", a)
	}
}

func TestDoublePayment(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	b.create(t, "7", "2.55")
	b.fault(t, sandbox.Fault{Kind: sandbox.DoublePayment})
	b.pay(t, "7")
	if a := b.verify(t, "7"); !a.Success() || a.Amount != "5.1" {
		t.Errorf("%+v, want the sum", a)
	}
	if err := b.Pay("7"); !errors.Is(err, sandbox.ErrAlreadyPaid) {
		t.Errorf("a third time: %v", err)
	}
	// The first payment now, a second one later.
	b.create(t, "8", "1.00")
	b.pay(t, "8")
	b.fault(t, sandbox.Fault{Kind: sandbox.DoublePayment, TransactionID: "8"})
	b.pay(t, "8")
	if a := b.verify(t, "8"); a.Amount != "2" {
		t.Errorf("%+v, want the sum", a)
	}
}

// TestEveryFaultIsTested fails when a kind is added without a test above.
func TestEveryFaultIsTested(t *testing.T) {
	t.Parallel()
	var tested []sandbox.Kind
	for _, c := range transport {
		tested = append(tested, c.fault.Kind)
	}
	for _, c := range codes {
		tested = append(tested, c.kind)
	}
	for _, c := range amounts {
		tested = append(tested, c.fault.Kind)
	}
	tested = append(append(tested, echoes...), sandbox.LatePayment, sandbox.DoublePayment,
		sandbox.WebhookLost, sandbox.WebhookTwice, sandbox.WebhookForged, sandbox.WebhookLate) // TestWebhook
	slices.Sort(tested)
	tested = slices.Compact(tested)
	if !slices.Equal(tested, sandbox.Kinds()) {
		t.Errorf("tested %v\nkinds  %v", tested, sandbox.Kinds())
	}
}

func TestSetFaultRefuses(t *testing.T) {
	t.Parallel()
	s := sandbox.New(sandbox.Config{})
	for _, f := range []sandbox.Fault{
		{}, {Kind: "nonsense"}, {Kind: sandbox.WrongMD5, Step: sandbox.StepVerify}, {Kind: sandbox.Hang, Times: -2},
		{Kind: sandbox.Delay}, {Kind: sandbox.Status, Status: 200}, {Kind: sandbox.Code}, {Kind: sandbox.RateLimit, RetryAfter: -1},
		{Kind: sandbox.LatePayment, Step: sandbox.StepCreate}, {Kind: sandbox.Hang, Step: sandbox.StepPay},
	} {
		if s.SetFault(f) == nil {
			t.Errorf("taken: %+v", f)
		}
	}
	if n := len(s.State().Faults); n != 0 {
		t.Errorf("%d faults kept", n)
	}
}

func TestFaultTimesAndOrder(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	b.create(t, "1", "1.00")
	b.create(t, "2", "1.00")
	b.fault(t, sandbox.Fault{Kind: sandbox.Empty, Step: sandbox.StepVerify, Times: 2, TransactionID: "2"})
	b.fault(t, sandbox.Fault{Kind: sandbox.HTML, Step: sandbox.StepVerify, Times: -1})
	var got []raksmeypay.Kind
	for _, id := range []string{"1", "2", "2", "2", "1"} {
		_, err := b.client.Verify(t.Context(), id)
		got = append(got, raksmeypay.KindOf(err))
	}
	want := []raksmeypay.Kind{raksmeypay.NotJSON, raksmeypay.Cut, raksmeypay.Cut, raksmeypay.NotJSON, raksmeypay.NotJSON}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	b.create(t, "3", "1.00") // another step: the fault must not strike
	b.Reset()
	if a := b.verify(t, "1"); a.Found {
		t.Error("a payment outlived the reset")
	}
}

// TestDelaysAndSkips: every fault is applied once per call. An endless delay delays
// every call and hides no other fault; a delay set after a fault that still skips
// calls does not use up that fault's count.
func TestDelaysAndSkips(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	b.create(t, "1", "1.00")
	b.fault(t, sandbox.Fault{Kind: sandbox.Empty, Step: sandbox.StepVerify, Skip: 2})
	b.fault(t, sandbox.Fault{Kind: sandbox.Delay, Step: sandbox.StepVerify, DelayMS: 1, Times: -1})
	b.fault(t, sandbox.Fault{Kind: sandbox.Delay, Step: sandbox.StepVerify, DelayMS: 1, Times: 3})
	want := []raksmeypay.Kind{"", "", raksmeypay.Cut, "", ""}
	// Of the finite delay: the third call meets the other fault first.
	left := []int{2, 1, 1, 0, 0}
	for n, kind := range want {
		if _, err := b.client.Verify(t.Context(), "1"); raksmeypay.KindOf(err) != kind {
			t.Errorf("call %d: %v, want kind %q", n+1, err, kind)
		}
		var times int
		for _, f := range b.State().Faults {
			if f.Kind == sandbox.Delay && f.Times > 0 {
				times = f.Times
			}
		}
		if times != left[n] {
			t.Errorf("after call %d the delay has %d left, want %d", n+1, times, left[n])
		}
	}
	if f := b.State().Faults; len(f) != 1 || f[0].Times != -1 {
		t.Errorf("left %+v, want the delay without end", f)
	}
}
