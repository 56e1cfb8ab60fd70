package watch

import (
	"time"

	"psar/pos/payment"
	"psar/pos/settings"
)

// What no setting changes of the watch.
const (
	// settling: the poll that decides comes this long after the code's end. A
	// payment of the last instant must first have reached the gateway's books.
	settling = time.Second
	// deafFor is how long after a code's end an attempt is given up, at the
	// earliest, whose polls are never answered.
	deafFor = 30 * 24 * time.Hour
	// deafWait is how long this run must have asked before it gives up so: a
	// till that was off for a month comes up before its network does.
	deafWait = time.Hour
)

// schedule says when an attempt is polled next, by the settings poll.*. It is
// pure. Comparable services ask for no more than a poll every 2 to 5 seconds of
// one payment, codes of 2 to 10 minutes have been seen, and money that comes
// late comes soon or, after a bank's own outage, on one of the next days: the
// defaults follow from that.
type schedule settings.PollPlan

// wait returns how long after a poll at now the next is due. exact says that it
// is aimed at an instant and takes no jitter.
func (s schedule) wait(a payment.Attempt, now time.Time) (d time.Duration, exact bool) {
	begin, end := span(a)
	if now.Before(end.Add(settling)) {
		toEnd := end.Sub(now) + settling
		live := max(s.Live, s.Fresh)
		switch {
		case a.State == payment.Reserved || a.State == payment.Requested:
			return toEnd, true // nobody has seen a code: there is nothing to wait for
		case a.State == payment.Shown && now.Before(begin.Add(s.FreshFor)):
			live = s.Fresh
		case a.Channel == payment.ChannelLink:
			live = max(s.Link, s.Fresh)
		}
		if most := live + live/10; !now.Add(most).Before(end) { // with its jitter
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

// recheck returns when an attempt that has money is asked after next. ok is
// false when it is asked no more.
func (s schedule) recheck(a payment.Attempt, now time.Time) (d time.Duration, ok bool) {
	at, ok := a.NextRecheck()
	return max(at.Sub(now), 0), ok
}

// watched is how long after a code's end an attempt is watched.
func (s schedule) watched() time.Duration { return s.GraceFor + s.DayFor + s.WeekFor }

// over reports that an understood answer to a poll at asked is the last one
// that is needed.
func (s schedule) over(a payment.Attempt, asked time.Time) bool {
	_, end := span(a)
	return asked.Sub(end) >= s.watched()
}

// deaf reports that an attempt is given up although no poll was answered.
// since is when this run first asked.
func (s schedule) deaf(a payment.Attempt, asked, since time.Time) bool {
	_, end := span(a)
	return asked.Sub(end) >= max(deafFor, s.watched()) && asked.Sub(since) >= deafWait
}

// span is the life of an attempt's code: from when it was shown, as near as is
// stored, to the end that the till counts by.
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
