package ui

import "time"

// The toolkit says when it hands a key on, not when it was pressed: while the windows
// are busy keys wait, and come in a lump. So the windows' goroutine is sent a tick every
// pulseEvery; when one is late, nobody knows when the keys came that are seen then.
const (
	pulseEvery = 20 * time.Millisecond
	pulseLate  = 25 * time.Millisecond // from one tick to the next, at most
)

// pulse knows since when the windows have been busy. Its times are those of the machine,
// which no change of the shop's clock moves.
type pulse struct {
	last  time.Time // when the last tick came; the zero time before the first
	since time.Time // when the tick before it came, if that was too long ago
}

// beat notes a tick.
func (p *pulse) beat(now time.Time) {
	p.since = time.Time{}
	if !p.last.IsZero() && now.Sub(p.last) > pulseLate {
		p.since = p.last
	}
	p.last = now
}

// late is how long a key that is seen now may have waited; zero is not at all. What waited
// behind a tick that was late is seen after it, so that only the next one that is in time
// makes it sure again.
func (p *pulse) late(now time.Time) time.Duration {
	switch {
	case p.last.IsZero():
		return 0
	case !p.since.IsZero():
		return now.Sub(p.since)
	case now.Sub(p.last) > pulseLate:
		return now.Sub(p.last)
	}
	return 0
}
