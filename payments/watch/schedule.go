package watch

import (
	"time"

	"psar/pos/payment"
	"psar/pos/settings"
)

// Limits of the watch that no setting changes.
const (
	// bookingDelay is how long after a code's end the deciding poll comes: a payment
	// of the last instant must first reach the gateway's books.
	bookingDelay = time.Second
	// giveUpAfter is how long after its code's end, at the least, an attempt whose
	// polls are never answered stays watched.
	giveUpAfter = 30 * 24 * time.Hour
	// giveUpRunning is how long this run, at the least, must have polled before it
	// ends such a watch: a till that was off for a month starts before its
	// network does.
	giveUpRunning = time.Hour
)

// schedule says when an attempt is polled next, by the settings poll.*. It has
// no state. The defaults follow from what is known: comparable services ask for
// at most one poll of a payment in 2 to 5 seconds, codes live 2 to 10 minutes,
// and late money comes soon or, after an outage at a bank, within days.
type schedule settings.PollPlan

// wait returns how long after a poll at now the next is due. exact says that the
// poll is timed to the code's end and takes no jitter.
func (s schedule) wait(a payment.Attempt, now time.Time) (d time.Duration, exact bool) {
	begin, end := span(a)
	if now.Before(end.Add(bookingDelay)) {
		toEnd := min(end.Sub(now), end.Sub(begin)) + bookingDelay // of the whole life: the clock was put back since
		live := max(s.Live, s.Fresh)
		switch {
		case a.State == payment.Reserved || a.State == payment.Requested:
			return toEnd, true // no code was shown, so nothing can be paid
		case a.State == payment.Shown && now.Before(begin.Add(s.FreshFor)):
			live = s.Fresh
		case a.Channel == payment.ChannelLink:
			live = max(s.Link, s.Fresh)
		}
		if most := live + live/10; !now.Add(most).Before(end) { // a tenth: the most that jitter adds
			return toEnd, true
		}
		return live, false
	}
	switch late := now.Sub(end); {
	case late < s.GraceFor:
		return s.Grace, false
	case late < s.GraceFor+s.DayFor:
		return s.Day, false
	}
	return s.Week, false
}

// recheck returns how long until an attempt with money is next checked for a
// second payment. ok is false when no further check is needed. Where the clock was put back since
// the money came, the check is not later than it would have been from then on.
func (s schedule) recheck(a payment.Attempt, now time.Time) (d time.Duration, ok bool) {
	at, ok := a.NextRecheck()
	most := a.LastChange().Sub(a.Changed) + payment.RecheckFor
	return min(max(at.Sub(now), 0), most), ok
}

// watched is how long after a code's end an attempt is watched.
func (s schedule) watched() time.Duration { return s.GraceFor + s.DayFor + s.WeekFor }

// over reports that an understood answer to a poll made at asked was the last
// one needed.
func (s schedule) over(a payment.Attempt, asked time.Time) bool {
	_, end := span(a)
	return asked.Sub(end) >= s.watched()
}

// givenUp reports that an attempt is no longer polled although no poll was
// answered. since is when this run first verified it.
func (s schedule) givenUp(a payment.Attempt, asked, since time.Time) bool {
	_, end := span(a)
	return asked.Sub(end) >= max(giveUpAfter, s.watched()) && asked.Sub(since) >= giveUpRunning
}

// span is the life of an attempt's code: from when it was shown (when it was
// created, if that is not stored) to Attempt.End.
func span(a payment.Attempt) (begin, end time.Time) {
	begin = a.Created
	if a.State == payment.Shown {
		begin = a.Changed
	}
	return begin, a.End()
}

// backoff is the wait after the n-th failure in a row: 1 s, 2 s, 4 s … limit.
func backoff(n int, limit time.Duration) time.Duration {
	d := time.Second
	for ; n > 1 && d < limit; n-- {
		d *= 2
	}
	return min(d, limit)
}
