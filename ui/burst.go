package ui

import (
	"slices"
	"time"
)

// A barcode scanner is a keyboard: what tells it from a hand is its pace. These are
// the limits between the two.
const (
	burstGap   = 35 * time.Millisecond // between two characters of a scan, at most
	burstLeast = 4                     // characters; fewer are a scan only with Enter or Tab
	slowPace   = 60 * time.Millisecond // a character of a slow, wireless scanner, on average
	slowSlack  = 17 * time.Millisecond // a frame: the toolkit hands its keys on once in each
	slowLeast  = 8                     // characters, and then Enter or Tab
	burstTail  = 300 * time.Millisecond
	mostZeros  = 3 // of the numpad's 00 and 000, which type them at once
)

// A key that may still turn out to belong to a scan waits for so long a quiet. Digits
// wait longest, since they are shown meanwhile; Enter acts at once after some quiet.
const (
	quietBefore = 60 * time.Millisecond
	quietKeys   = 75 * time.Millisecond
	quietDigits = 150 * time.Millisecond
	heldPause   = time.Second // from a key to its first repeat, at most
)

// meaning is what strokes turned out to be.
type meaning int

const (
	meansTyped  meaning = iota // keys that somebody pressed, one after the other
	meansScan                  // a code from a scanner: its characters, without what ended it
	meansUnsure                // either: the windows were too busy to tell
)

// reading is what is known of some strokes, in the order in which they came.
type reading struct {
	meaning meaning
	strokes []keystroke
}

// text is what was scanned, as the keyboard's layout wrote it.
func (r reading) text() string {
	var all []rune
	for _, s := range r.strokes {
		if s.types() {
			all = append(all, s.char)
		}
	}
	return string(all)
}

// burstReader tells a scanner's bursts from typing, by when each stroke came. It
// keeps a stroke until it knows what it belongs to: its caller may show digits
// meanwhile, and does nothing that can't be undone. It knows no toolkit, no screen and
// no clock.
type burstReader struct {
	kept     []keystroke // not known yet, oldest first
	before   keystroke   // the last one before them
	last     time.Time   // when the last stroke came
	tail     time.Time   // up to then Enter, LF and Tab belong to the scan that came
	unended  time.Time   // when a scan came that no Enter or Tab ended
	dropping bool        // what could not be told goes on: nothing is taken up to a pause
}

// press takes a stroke, and returns what it makes clear.
func (b *burstReader) press(s keystroke) []reading {
	pause := s.early().Sub(b.last) // at least
	defer func() { b.last = s.at }()
	if b.dropping = b.dropping && pause <= quietBefore; b.dropping {
		return nil
	}
	switch {
	case s.ends():
		return b.end(s, pause)
	case s.types():
		return b.character(s, pause)
	}
	return b.then(b.known(), s)
}

// character takes a stroke that may be one of a code's.
func (b *burstReader) character(s keystroke, pause time.Duration) (all []reading) {
	if pause > b.quiet() {
		all = b.known()
	}
	if !b.dropping {
		b.kept = append(b.kept, s)
	}
	return all
}

// end takes a stroke that a scanner may end with.
func (b *burstReader) end(s keystroke, pause time.Duration) []reading {
	switch {
	case len(b.kept) == 0 && !s.early().After(b.tail):
		return nil
	case len(b.kept) == 0:
		b.before = s
		return []reading{{meansTyped, []keystroke{s}}}
	case pause <= burstTail:
		if all := b.ended(s); all != nil {
			return all
		}
	}
	if pause > quietBefore {
		all := b.known()
		if !s.early().After(b.tail) {
			return all
		}
		return b.then(all, s)
	}
	b.kept = append(b.kept, s)
	return nil
}

// ended is what is known when the stroke ends a scan; nil when it ends none.
func (b *burstReader) ended(s keystroke) []reading {
	all := append(slices.Clone(b.kept), s)
	from := lastRun(all)
	run := all[from:]
	if len(run) == 1 { // it may come a little later
		from = lastRun(b.kept)
		run = b.kept[from:]
	}
	fast := proven(run) && !b.typedRun(from, run)
	alone := from == 0 || all[from].early().Sub(all[from-1].at) > quietKeys && !b.stutters(all[:from], all[from:])
	if slow := slowFrom(b.kept); slow >= 0 && !(fast && alone) {
		from, fast = slow, true
	}
	if !fast {
		return nil
	}
	tail := all[from:]
	if b.stutters(b.kept[:from], tail) {
		return b.drop(all)
	}
	b.kept = b.kept[:from]
	before := b.known()
	if b.dropping {
		return before
	}
	return append(before, b.scan(tail))
}

// stutters reports that a scan is the rest of one: too fast for a hand were the keys right
// before it, too, or they were a scan that nothing ended, which this one is.
func (b *burstReader) stutters(before, scan []keystroke) bool {
	if len(before) == 0 {
		return !b.unended.IsZero() && scan[len(scan)-1].ends() && scan[0].early().Sub(b.unended) <= burstTail
	}
	return hasty(before) && scan[0].early().Sub(before[len(before)-1].at) <= burstTail
}

// drop takes nothing of what can't be told, and nothing of what follows without a pause: a
// part of what was typed would be another amount.
func (b *burstReader) drop(all []keystroke) []reading {
	b.kept, b.before = nil, keystroke{}
	b.dropping, b.tail = true, all[len(all)-1].at.Add(burstTail)
	return []reading{{meansUnsure, all}}
}

func (b *burstReader) scan(strokes []keystroke) reading {
	last := strokes[len(strokes)-1]
	b.before, b.tail, b.unended = keystroke{}, last.at.Add(burstTail), time.Time{}
	if !last.ends() {
		b.unended = last.at
	}
	return reading{meansScan, strokes}
}

// then is a key that no scanner sends, after what was kept; it is dropped with what
// could not be told.
func (b *burstReader) then(all []reading, s keystroke) []reading {
	if b.dropping {
		return all
	}
	b.before = s
	return append(all, reading{meansTyped, []keystroke{s}})
}

// wait lets time pass: what nothing followed is known. late is how long a stroke may
// already have come without being seen.
func (b *burstReader) wait(now time.Time, late time.Duration) []reading {
	if len(b.kept) == 0 {
		return nil
	}
	enough := quietKeys
	switch run := b.kept[lastRun(b.kept):]; {
	case proven(run):
	case slowFrom(b.kept) >= 0:
		enough = burstTail // its Enter may still come
	default:
		enough = b.quiet()
	}
	if now.Add(-late).Sub(b.last) <= enough {
		return nil
	}
	return b.known()
}

// quiet is how long a pause tells that what is kept was typed.
func (b *burstReader) quiet() time.Duration {
	switch {
	case hasty(b.kept):
		return burstTail // the rest of a scan may still come
	case b.onlyDigits():
		return quietDigits
	}
	return quietKeys
}

// known tells what all that was kept must be, when nothing more belongs to it.
func (b *burstReader) known() (all []reading) {
	kept := b.kept
	b.kept = nil
	for from := 0; from < len(kept); {
		to := from + 1
		for to < len(kept) && together(kept[to-1], kept[to]) {
			to++
		}
		r := reading{b.judge(kept[from:to]), kept[from:to]}
		if r.meaning == meansUnsure || r.meaning == meansScan && b.stutters(kept[:from], r.strokes) {
			return b.drop(kept)
		}
		if r.meaning == meansScan {
			r = b.scan(r.strokes)
		} else {
			b.before = r.strokes[len(r.strokes)-1]
		}
		all, from = append(all, r), to
	}
	return all
}

// together reports that no pause surely lies between two strokes.
func together(a, next keystroke) bool { return !a.ends() && next.early().Sub(a.at) <= burstGap }

// lastRun is where the last strokes begin between which no pause surely lies.
func lastRun(all []keystroke) int {
	from := len(all) - 1
	for from > 0 && together(all[from-1], all[from]) {
		from--
	}
	return from
}

// judge tells what strokes are between which no pause surely lies.
func (b *burstReader) judge(run []keystroke) meaning {
	ended := run[len(run)-1].ends()
	characters := len(run)
	if ended {
		characters--
	}
	switch {
	case characters == 0, characters < burstLeast && !ended, handMade(run, b.before):
		return meansTyped
	case proven(run):
		return meansScan
	case !ended && noBurstIn(run):
		return meansTyped
	}
	return meansUnsure
}

// typedRun reports that a run which begins at from is a hand's at any pace.
func (b *burstReader) typedRun(from int, run []keystroke) bool {
	before := b.before
	if from > 0 {
		before = b.kept[from-1]
	}
	return handMade(run, before)
}

// handMade reports that a run is typing at any pace: the numpad's 00 and 000, or the
// repeats of a key that is held.
func handMade(run []keystroke, before keystroke) bool {
	run = characters(run)
	if len(run) == 0 {
		return true
	}
	first := run[0]
	same := !slices.ContainsFunc(run, func(s keystroke) bool { return s.char != first.char })
	zeros := (first.char == '0' || first.char == '០') && len(run) <= mostZeros
	again := before.char == first.char && first.at.Sub(before.at) <= heldPause
	held := len(run) > 1 && (again || !slices.ContainsFunc(run[1:], func(s keystroke) bool { return !s.repeat })) || first.repeat
	return same && (zeros || held)
}

// characters is a run without what ends it.
func characters(run []keystroke) []keystroke {
	if n := len(run); n > 0 && run[n-1].ends() {
		return run[:n-1]
	}
	return run
}

// atMost is the time from one stroke to another, at most.
func atMost(a, b keystroke) time.Duration { return b.at.Sub(a.early()) }

// proven reports that a run is a scan: enough of it, and too fast for a hand. Where the
// windows were busy the single gaps tell nothing, and the whole has to be fast enough.
func proven(run []keystroke) bool {
	n := len(characters(run))
	if n == 0 || n < burstLeast && n == len(run) {
		return false
	}
	if atMost(run[0], run[len(run)-1]) <= time.Duration(len(run)-1)*burstGap {
		return true
	}
	for i := 1; i < len(run); i++ {
		if atMost(run[i-1], run[i]) > burstGap {
			return false
		}
	}
	return true
}

// noBurstIn reports that no part of a run can be a scan, however late each stroke was
// seen.
func noBurstIn(run []keystroke) bool {
	for i := burstLeast - 1; i < len(run); i++ {
		if run[i].early().Sub(run[i-burstLeast+1].at) <= (burstLeast-1)*burstGap {
			return false
		}
	}
	return true
}

// slowFrom is where the characters of a slow scanner begin, if all to the end are; -1
// if they are not.
func slowFrom(kept []keystroke) int {
	last, from := len(kept)-1, -1
	for i := last; i >= 0 && !kept[i].ends(); i-- {
		if n := last - i + 1; n >= slowLeast && atMost(kept[i], kept[last]) <= time.Duration(n-1)*slowPace+slowSlack {
			from = i
		}
	}
	return from
}

// hasty reports that no hand types what came last at its pace, few as it is: a scanner may
// have begun so, and been held up.
func hasty(kept []keystroke) bool {
	n := len(kept)
	return n >= 2 && kept[n-2].types() && kept[n-1].types() && !kept[n-1].repeat &&
		kept[n-2].char != kept[n-1].char && atMost(kept[n-2], kept[n-1]) <= slowPace
}

// onlyDigits reports that nothing but digits is kept.
func (b *burstReader) onlyDigits() bool {
	return !slices.ContainsFunc(b.kept, func(s keystroke) bool { return !s.digit() })
}

// holds reports that a stroke is not known yet.
func (b *burstReader) holds(s keystroke) bool {
	return len(b.kept) > 0 && b.kept[len(b.kept)-1] == s
}

// cut tells what was kept when something else was done: a touch.
func (b *burstReader) cut() []reading { return b.known() }
