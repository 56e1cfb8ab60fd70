package printer

import (
	"errors"
	"fmt"
	"testing"

	"psar/pos/fault"
	"psar/pos/queue"
	"psar/printer/link"
)

// A printer's confirmation outlives a failed Close; without it the result is unknown,
// and a job that was refused as a whole is queued again.
func TestWhenClosed(t *testing.T) {
	t.Parallel()
	bad, refused := errors.New("reset"), fmt.Errorf("cups: %w", link.ErrNotTaken)
	for _, tt := range []struct {
		before   queue.State
		confirms bool
		err      error
		want     queue.State
	}{
		{queue.Printed, false, nil, queue.Printed},
		{queue.Printed, false, bad, queue.Printed},
		{queue.Unknown, false, nil, queue.Unknown},
		{queue.Unknown, false, refused, queue.Unknown},
		{queue.Queued, false, bad, queue.Queued},
		{queue.Unverified, false, nil, queue.Unverified},
		{queue.Unverified, true, nil, queue.Printed},
		{queue.Unverified, true, bad, queue.Unknown},
		{queue.Unverified, false, bad, queue.Unknown},
		{queue.Unverified, false, refused, queue.Queued},
	} {
		got := whenClosed(queue.Result{State: tt.before}, tt.confirms, tt.err)
		if got.State != tt.want || (got.State == queue.Unknown && tt.before != queue.Unknown && got.Problem != fault.PrinterUnknown) {
			t.Errorf("%s, confirms %v, %v: %+v, want %s", tt.before, tt.confirms, tt.err, got, tt.want)
		}
	}
}
