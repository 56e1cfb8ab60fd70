package watch

import (
	"context"
	"slices"
	"sync"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
)

// bank is a gateway whose answers the test sets. It keeps the time of each call.
type bank struct {
	mu     sync.Mutex
	calls  []call
	create func(context.Context, payment.Attempt) payment.Event
	verify func(context.Context, payment.Attempt) payment.Event
}

type call struct {
	id     id.Payment
	create bool
	at     time.Time
}

func (b *bank) note(a payment.Attempt, create bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls = append(b.calls, call{a.ID, create, time.Now()})
}

func (b *bank) made() []call {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.calls)
}

// of returns when calls about an attempt were made.
func (b *bank) of(id id.Payment, create bool) (at []time.Time) {
	for _, c := range b.made() {
		if c.id == id && c.create == create {
			at = append(at, c.at)
		}
	}
	return at
}

func (b *bank) Create(ctx context.Context, a payment.Attempt) payment.Event {
	b.note(a, true)
	if b.create == nil {
		return goodCode()
	}
	return b.create(ctx, a)
}

func (b *bank) Verify(ctx context.Context, a payment.Attempt) payment.Event {
	b.note(a, false)
	if b.verify == nil {
		return payment.VerifiedUnpaid{Known: true}
	}
	return b.verify(ctx, a)
}

func goodCode() payment.Event {
	return payment.CodeAccepted{
		QR: "000201", Payee: payment.Payee{Account: "shop@bank", Name: "Shop"},
		Expires: time.Now().Add(10 * time.Minute).UTC().Truncate(time.Millisecond),
	}
}

func unreachable(context.Context, payment.Attempt) payment.Event {
	return payment.OutcomeUnknown{Reason: fault.GatewayUnreachable}
}

var (
	noon    = time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC)
	profile = settings.Values{settings.USDProfileID: "0123456789abcdef", settings.USDAccount: "shop@bank"}
)

func gaps(at []time.Time) (d []time.Duration) {
	for i := 1; i < len(at); i++ {
		d = append(d, at[i].Sub(at[i-1]))
	}
	return d
}
