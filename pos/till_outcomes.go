package pos

import (
	"time"

	"psar/pos/payment"
)

// outcomes returns the outcomes of an attempt's change at this time.
func (t *Till) outcomes(before, after payment.Attempt, now time.Time) []payment.Outcome {
	all := payment.OutcomesOf(before, after)
	for i := range all {
		all[i].Z, all[i].Day, all[i].At = t.drawer.period(), t.day(now), now
	}
	return all
}
