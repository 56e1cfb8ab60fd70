package storage

import (
	"testing"
	"time"

	"psar/pos/queue"
)

// The rows of the journal are looked through only for how jobs ended that may yet be printed, and
// from what is known of those on, however many rows there are.
func TestEndsOfJobsAreLookedForWhereTheyMatter(t *testing.T) {
	t.Parallel()
	const last = 3 * mostLookedThrough
	told := func(state queue.State, ago time.Duration) queue.Told {
		return queue.Told{State: state, Queued: noon.Add(-ago)}
	}
	for name, c := range map[string]struct {
		told queue.Told
		at   int64
		want int64
	}{
		"just queued":              {told(queue.Queued, time.Minute), last - 7, last - 7},
		"queued, the clock behind": {told(queue.Queued, -time.Minute), last - 7, last - 7},
		"too old to be printed":    {told(queue.Queued, queue.MaxAge+time.Second), last - 7, last},
		"asked about":              {told(queue.Unknown, time.Hour), last - 300, last - 300},
		"long ago":                 {told(queue.Unknown, time.Hour), last - mostLookedThrough - 1, last},
		"ended":                    {told(queue.Printed, 0), last - 7, last},
		"nothing told":             {queue.Told{}, 0, last},
	} {
		if got := lookFrom([]queue.Told{c.told}, []int64{c.at}, last, noon); got != c.want {
			t.Errorf("%s: behind row %d, want %d", name, got, c.want)
		}
	}
}
