package payments

import (
	"time"

	"psar/pos"
)

// The watch of an attempt, in the order of its life. Comparable services ask
// for no more than a poll every 2 to 5 seconds of one payment, codes of 2 to 10
// minutes have been seen, and money that comes late comes soon or, after a
// bank's own outage, on one of the next days.
const (
	freshFor   = 2 * time.Minute // at the pace of the setting poll.fresh_ms
	liveEvery  = 5 * time.Second // until the code ends
	settling   = time.Second     // the poll that decides comes this long after the end
	graceFor   = 5 * time.Minute
	graceEvery = 10 * time.Second
	dayFor     = 24 * time.Hour
	dayEvery   = time.Hour
	weekFor    = 7 * 24 * time.Hour
	weekEvery  = 24 * time.Hour

	// assumedLife stands in for a code's end where none is known.
	assumedLife = 10 * time.Minute
	// deafFor is how long after a code's end an attempt is given up whose
	// polls are never answered.
	deafFor = 30 * 24 * time.Hour
	// deafWait is how long this run must have asked before it gives up so: a
	// till that was off for a month comes up before its network does.
	deafWait = time.Hour
)

// schedule says when an attempt is polled next. It is pure.
type schedule struct {
	fresh time.Duration // between two polls of a fresh attempt
}

// wait returns how long after a poll at now the next is due. exact says that it
// is aimed at an instant and takes no jitter.
func (s schedule) wait(a pos.Attempt, now time.Time) (d time.Duration, exact bool) {
	begin, end := span(a)
	if now.Before(end) {
		toEnd := end.Sub(now) + settling
		live := max(liveEvery, s.fresh)
		switch {
		case a.State == pos.AttemptReserved || a.State == pos.AttemptRequested:
			return toEnd, true // nobody has seen a code: there is nothing to wait for
		case a.State == pos.AttemptShown && now.Before(begin.Add(freshFor)):
			live = s.fresh
		}
		if live >= toEnd {
			return toEnd, true
		}
		return live, false
	}
	switch late := now.Sub(end); {
	case late < graceFor:
		return graceEvery, false
	case late < graceFor+dayFor:
		return dayEvery, false
	}
	return weekEvery, false
}

// over reports that an understood answer to a poll at asked is the last one
// that is needed.
func over(a pos.Attempt, asked time.Time) bool {
	_, end := span(a)
	return asked.Sub(end) >= graceFor+dayFor+weekFor
}

// deaf reports that an attempt is given up although no poll was answered.
// since is when this run first asked.
func deaf(a pos.Attempt, asked, since time.Time) bool {
	_, end := span(a)
	return asked.Sub(end) >= deafFor && asked.Sub(since) >= deafWait
}

// span is the life of an attempt's code: from when it was shown, as near as is
// stored, to its end.
func span(a pos.Attempt) (begin, end time.Time) {
	begin = a.Created
	if a.State == pos.AttemptShown {
		begin = a.Changed
	}
	if a.Expires.IsZero() {
		return begin, begin.Add(assumedLife)
	}
	return begin, a.Expires
}

// backoff is the wait after the n-th failure in a row: 1 s, 2 s, 4 s … limit.
func backoff(n int, limit time.Duration) time.Duration {
	d := time.Second
	for ; n > 1 && d < limit; n-- {
		d *= 2
	}
	return min(d, limit)
}
