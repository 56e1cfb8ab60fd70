package ui

import (
	"context"
	"slices"
	"time"
)

// The toolkit does not say when a key was pressed, and hands it on late while the windows
// are busy. The window system knows: what it tells of keys comes beside the toolkit, on a
// way that no busy window blocks.

// keyNote is what the window system tells of a key; or a sign that it has told of every
// key up to then.
type keyNote struct {
	sign bool
	code int    // of the key, as the toolkit counts them
	at   uint32 // milliseconds of the window system's own clock, which wraps around
}

// keySource is the window system. Only run waits; the other methods are called on the
// windows' goroutine.
type keySource interface {
	// run does what has to be done beside the windows, until ctx ends.
	run(ctx context.Context)
	// pressed is called when the toolkit hands a key on.
	pressed(code int)
	// ask asks for a sign. Notes of keys that the toolkit had before come before it.
	ask()
	// told is what was told since the last call; false: nothing more will be.
	told() ([]keyNote, bool)
}

const (
	mostNotes   = 4096 // that nobody fetches: the windows hang, and their keys tell nothing
	swallowedIn = 25   // ticks: a key that the toolkit has not handed on by then it has kept
	clockWrong  = time.Second
)

// keyTime is when a key was pressed that the toolkit has handed on.
type keyTime struct {
	code int
	sign int       // its note came before this one, or never does
	at   time.Time // of the window system's clock; the zero time is not known
	told bool      // at is all that will be known
}

// keyTimes matches the keys that the toolkit hands on to the notes of the window system:
// both come in the order in which they were pressed. Its times are those of the window
// system; they mean something beside each other alone.
type keyTimes struct {
	source  keySource // nil: nothing tells when keys are pressed
	notes   []noted   // of keys that the toolkit has not handed on yet, oldest first
	waiting []*keyTime
	clock   time.Time // the window system's, when it told something last
	millis  uint32    // the same as the window system counts
	asked   int       // signs
	signs   int       // that came
}

// noted is a key that was told of.
type noted struct {
	code  int
	at    time.Time
	ticks int // of the windows since then
}

// handed notes that the toolkit hands a key on, pressed or repeated.
func (k *keyTimes) handed(code int) *keyTime {
	t := &keyTime{code: code, sign: k.asked + 1}
	k.source.pressed(code)
	k.waiting = append(k.waiting, t)
	return t
}

// listen takes what was told; false: nothing more will be.
func (k *keyTimes) listen() bool {
	notes, open := k.source.told()
	for _, n := range notes {
		at := k.time(n.at)
		if n.sign {
			k.signs++
			continue
		}
		k.notes = append(k.notes, noted{code: n.code, at: at})
	}
	k.match()
	return open
}

// match gives those that wait their times, in order.
func (k *keyTimes) match() {
	for len(k.waiting) > 0 {
		t := k.waiting[0]
		i := slices.IndexFunc(k.notes, func(n noted) bool { return n.code == t.code })
		switch {
		case i >= 0:
			t.at, t.told = k.notes[i].at, true
			k.notes = k.notes[i+1:] // the toolkit kept those before
		case k.signs >= t.sign:
			t.told = true
		default:
			return
		}
		k.waiting = k.waiting[1:]
	}
}

// time reads the window system's clock. A sign may be told a little before a key that
// came before it; what is further back is no time of this clock.
func (k *keyTimes) time(millis uint32) time.Time {
	switch gap := time.Duration(int32(millis-k.millis)) * time.Millisecond; {
	case k.clock.IsZero():
		k.clock = time.UnixMilli(int64(millis))
	case gap < -clockWrong:
	case gap < 0:
		return k.clock.Add(gap)
	default:
		k.clock = k.clock.Add(gap)
	}
	k.millis = millis
	return k.clock
}

// tick forgets keys that the toolkit never handed on, and asks for a sign if one is
// wanted.
func (k *keyTimes) tick(wanted bool) {
	for i := range k.notes {
		k.notes[i].ticks++
	}
	k.notes = slices.DeleteFunc(k.notes, func(n noted) bool { return n.ticks > swallowedIn })
	if (wanted || len(k.waiting) > 0) && k.asked == k.signs {
		k.asked++
		k.source.ask()
	}
}

// handedUntil is up to when the toolkit has handed on every key.
func (k *keyTimes) handedUntil() time.Time {
	if len(k.notes) > 0 {
		return k.notes[0].at
	}
	return k.clock
}
