package model

import (
	"time"

	"psar/ui/view"
)

// Whoever serves a customer types on without looking, presses a key twice, and decides
// about what stood on the screen a moment ago. A key that was not meant for what stands
// there now does nothing.
const (
	// lumpPause without a key ends a lump of keys that are dropped. A hand that types on
	// takes 100 to 300 ms a key.
	lumpPause = 600 * time.Millisecond
	// SettleFor is how long keys that decide do nothing after something else came to
	// stand on the screen than the keys were pressed for.
	SettleFor = 500 * time.Millisecond
)

// hand is what is known of the hand at the keys.
type hand struct {
	dropped time.Time // when a key was dropped last; zero: none since one was taken
	refused time.Time // when a key was refused last to which figures belong
	stray   bool      // a point was refused: the digits behind it go with it
	strayAt view.Page // on this page
	typed   time.Time // when a key of a figure or a line was taken last; zero: another was since
	cut     time.Time // when another page came by itself behind such a key

	came  time.Time // when what stands there came by itself; zero: by a key
	to    standing  // and what it was
	asked time.Time // when the question came that Y and N answer

	down  where // what stood there when the last key went down
	led   press // the key that led to what stands there
	ledAt time.Time
}

// press is a key, or what a touch stands for.
type press struct {
	verb view.Verb
	text string // of digits
	row  int
}

func pressOf(a view.Action) press { return press{a.Verb, a.Text, a.Index} }

// figure reports that a key is one of a figure, or ends it.
func figure(v view.Verb) bool { return v == view.DoDigits || v == view.DoPoint || v == view.DoCharge }

// drop notes a key that is dropped: those behind it go with it, up to a pause.
func (h hand) drop(now time.Time) hand {
	h.dropped = now
	return h
}

// inLump reports that keys are dropped until they pause.
func (h hand) inLump(now time.Time) bool {
	return !h.dropped.IsZero() && now.Sub(h.dropped) < lumpPause
}

// strikes notes that a key went down, before it is known what it means: keys that are
// dropped until they pause don't pause while it waits.
func (h hand) strikes(now time.Time) hand {
	if h.inLump(now) {
		h.dropped = now
	}
	return h
}

// takes ends a lump.
func (h hand) takes() hand {
	h.dropped = time.Time{}
	return h
}

// refuse notes a key that is refused though the figure behind it belongs to it.
func (h hand) refuse(now time.Time) hand {
	h.refused = now
	return h
}

// hears notes a key that was heard, which ends what a refused one drops.
func (h hand) hears() hand {
	h.refused = time.Time{}
	return h
}

// behindRefused reports that a key of a figure was typed right behind one that was refused.
func (h hand) behindRefused(v view.Verb, now time.Time) bool {
	return figure(v) && !h.refused.IsZero() && now.Sub(h.refused) < lumpPause
}

// strays notes whether a point was refused on a page.
func (h hand) strays(on view.Page, yes bool) hand {
	h.stray, h.strayAt = yes, on
	return h
}

// isStray reports that a digit belongs to a point that was refused: 5 0 . 5 in riel is
// neither 505 nor a key that went unheard.
func (h hand) isStray(v view.Verb, on view.Page) bool {
	return h.stray && h.strayAt == on && v == view.DoDigits
}

// types notes whether a key was one of a figure, which goes on.
func (h hand) types(v view.Verb, now time.Time) hand {
	h.typed, h.cut = now, time.Time{}
	switch v {
	case view.DoDigits, view.DoPoint, view.DoBackspace, view.DoFlip, view.DoField:
	default:
		h.typed = time.Time{}
	}
	return h
}

// turns notes that another page came by itself amid what was typed: what goes on behind it
// was meant for the page before.
func (h hand) turns(now time.Time) hand {
	if !h.typed.IsZero() && now.Sub(h.typed) < lumpPause {
		h.cut = now
	}
	return h
}

// behindCut reports that what was typed goes on behind a page that came amid it, be it a
// figure or a word, whose letters are keys there. Esc is part of neither.
func (h hand) behindCut(v view.Verb, now time.Time) bool {
	return v != view.DoEscape && !h.cut.IsZero() && now.Sub(h.cut) < lumpPause
}

// reads notes that something has come by itself which has to be read.
func (h hand) reads(to standing, now time.Time) hand {
	h.came, h.to = now, to
	return h
}

// carries takes the rest along to what a key opened before it was over: what came is seen
// there too.
func (h hand) carries(to standing) hand {
	h.to = to
	return h
}

// tooFresh reports that what stands there came so late that nobody can have read it when a
// key went down.
func (h hand) tooFresh(stands standing, pressed time.Time) bool {
	return pressed.Sub(h.came) < SettleFor && h.to == stands
}

// answersUnread does the same for a question.
func (h hand) answersUnread(pressed time.Time) bool { return pressed.Sub(h.asked) < SettleFor }

// leads notes the key that led to what stands there: pressed twice it does nothing more,
// since what it would do there was not to be seen. Another key between the two ends that.
func (h hand) leads(p press, elsewhere bool, now time.Time) hand {
	if h.led = (press{}); elsewhere {
		h.led, h.ledAt = p, now
	}
	return h
}

// again reports that a key is pressed twice which led elsewhere the first time.
func (h hand) again(a view.Action, now time.Time) bool {
	return !a.Held && a.Payment == "" && h.led == pressOf(a) && now.Sub(h.ledAt) < SettleFor
}
