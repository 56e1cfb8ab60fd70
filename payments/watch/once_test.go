package watch

import (
	"context"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/payment"
)

// Once waits out a Retry-After before the next call, never after the last. It
// skips the rest when the wait is too long.
func TestOnceKeepsQuiet(t *testing.T) {
	t.Parallel()
	const limited, answer = fault.GatewayRateLimited, fault.GatewayAnswer
	tests := []struct {
		name     string
		attempts int
		reason   fault.Code
		after    time.Duration
		calls    int
		took     time.Duration
	}{
		{"nothing is left to ask", 1, limited, time.Hour, 1, 0},
		{"too long", 3, limited, time.Hour, 1, 0},
		{"429", 2, limited, 20 * time.Second, 2, 20 * time.Second},
		{"429 without a time", 2, limited, 0, 2, time.Second},
		{"503", 2, answer, 30 * time.Second, 2, 30 * time.Second},
		{"503, too long", 2, answer, 31 * time.Second, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			inShop(t, func(t *testing.T, s *shop) {
				s.requestedIDs(tt.attempts)
				calls := 0
				b := &bank{verify: func(context.Context, payment.Attempt) payment.Event {
					if calls++; calls == 1 {
						return payment.OutcomeUnknown{Reason: tt.reason, RetryAfter: tt.after}
					}
					return payment.VerifiedUnpaid{}
				}}
				w := s.once(b)
				began := time.Now()
				got, err := w.Once(context.Background())
				if err != nil || calls != tt.calls || time.Since(began) != tt.took {
					t.Errorf("%d calls in %v, want %d in %v; %v", calls, time.Since(began), tt.calls, tt.took, err)
				}
				if got.Watched != tt.attempts || got.Unknown != 1 || got.Unpaid != tt.calls-1 || got.Skipped != tt.attempts-tt.calls {
					t.Errorf("%+v", got)
				}
			})
		})
	}
}

// A paid answer without a readable amount counts as unknown, not as unpaid.
func TestOnceCountsPaidUnclearAsUnknown(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		s.shown()
		b := &bank{verify: func(context.Context, payment.Attempt) payment.Event { return payment.PaidUnclear{Said: "five"} }}
		w := s.once(b)
		if got, err := w.Once(context.Background()); err != nil || got.Unknown != 1 || got.Unpaid != 0 {
			t.Errorf("%+v, %v", got, err)
		}
	})
}
