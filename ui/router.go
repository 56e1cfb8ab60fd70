package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/model"
	"psar/ui/view"
)

// router is what stands between the keyboard and the windows' state: it tells scans from
// keys, and hands both on in order. What is not told yet is shown on a copy of the state,
// so that it goes without a trace when it was a scan.
type router struct {
	reader burstReader
	pulse  pulse
	from   model.Place // where the first stroke that is not told yet was typed
	held   model.Place // where the key that went down last was handed on
	line   *edit       // is being typed into a line of a form just now
	stale  bool        // something was typed and is not drawn yet
	drawn  [2]drawing  // what was drawn in a turn before, and last
	turn   int         // of the windows' loop, counted by their tick

	times   keyTimes
	offered keySource // tells when keys are pressed: once none is under way
	key     *keyTime  // of the key that was pressed last
	untimed []untimed // oldest first
	reading bool      // what strokes turned out to ask for is being done
}

// untimed is a stroke until it is known when it was pressed.
type untimed struct {
	stroke keystroke
	key    *keyTime
}

// edit is what a stroke did to the line of a form before it was told from a scan.
type edit struct {
	entry  *look.Field
	before look.LineText
	action view.Action // what the form is told of it
}

// strike is every key of the keyboard, in either window.
func (u *UI) strike(s keystroke) {
	u.guard("key", func() {
		t := &u.router
		late := u.late()
		s.repeat, s.struck = u.keys.held, u.now().Add(-late)
		if late > lagMost {
			s.drawn = u.wasDrawn(late)
		}
		u.state = u.state.Struck(u.now())
		if t.times.source == nil {
			s.at, s.late = u.now(), late
			u.take(s)
			return
		}
		if t.key == nil { // an input method types by itself
			t.key = t.times.handed(0)
		}
		t.untimed = append(t.untimed, untimed{s, t.key})
		u.hear()
	})
}

// late is how long a key that is seen now may have waited.
func (u *UI) late() time.Duration { return u.router.pulse.late(u.machine()) }

// take is a stroke of which is known, or never will be, when it was pressed.
func (u *UI) take(s keystroke) {
	t := &u.router
	u.read(t.reader.wait(s.at, s.late)) // what was known before it
	if s.drawn == nil {
		s.drawn = u.wasDrawn(u.late())
	}
	drawn := u.read(t.reader.press(s))
	if !t.reader.holds(s) {
		return
	}
	n := len(t.reader.kept)
	if n == 1 {
		t.from = u.state.Place()
	}
	u.tryLine(s)
	// A burst is not drawn: painting would take longer than all of it.
	if t.stale = n > 1 && together(t.reader.kept[n-2], s); !t.stale || drawn {
		u.draw()
	}
}

// tryLine types a stroke into the line that has the focus, as long as nothing before it
// may still lead elsewhere. The form is not told yet.
func (u *UI) tryLine(s keystroke) {
	kept := u.router.reader.kept
	entry := u.focused()
	if entry == nil || slices.ContainsFunc(kept, func(k keystroke) bool { return !k.types() }) ||
		len(kept) > 1 && kept[len(kept)-2].edit == nil {
		return
	}
	if u.echoes(kept[len(kept)-1]) {
		return
	}
	e := &edit{entry: entry, before: entry.LineText()}
	u.router.line = e
	entry.Entry.TypedRune(s.char)
	u.router.line = nil
	kept[len(kept)-1].edit = e
}

// focused is the line of a form that gets what is typed; nil is none.
func (u *UI) focused() *look.Field {
	for _, w := range []fyne.Window{u.cashier, u.customer} {
		if w == nil {
			continue
		}
		if entry, ok := w.Canvas().Focused().(*look.Field); ok {
			return entry
		}
	}
	return nil
}

// lineKeys is the keyboard of the lines that can be typed into.
type lineKeys struct{ u *UI }

func (l lineKeys) Press(e *fyne.KeyEvent)   { l.u.pressed(e) }
func (l lineKeys) Release(key fyne.KeyName) { l.u.keys.release(key) }
func (l lineKeys) Char(r rune)              { l.u.strike(keystroke{char: r}) }
func (l lineKeys) Settle()                  { l.u.settleTyping() }

// Key takes Enter, Esc, Tab, the arrows, the function keys and what edits a line; a key
// that types a character comes as that.
func (l lineKeys) Key(e *fyne.KeyEvent) {
	l.u.typed(e)
	if _, ok := keyOf(e.Name); ok || edits(e.Name) {
		l.u.strike(l.u.keyed(e.Name))
	}
}

// edits reports that the key changes a line, or moves in it.
func edits(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd:
		return true
	}
	return false
}

// beat is the windows' own tick: strokes that nothing followed are known by it.
func (u *UI) beat() {
	u.guard("beat", func() {
		t := &u.router
		machine := u.machine()
		t.pulse.beat(machine)
		t.turn++
		u.listenToOffered()
		now, late := u.now(), t.pulse.late(machine)
		if t.times.source != nil {
			u.hear()
			t.times.tick(len(t.reader.kept) > 0)
			now, late = t.times.handedUntil(), 0
		}
		if len(t.untimed) == 0 {
			u.read(t.reader.wait(now, late))
		}
		if t.stale && now.Sub(t.reader.last) > burstGap {
			t.stale = false
			u.draw()
		}
	})
}

// read does what strokes turned out to ask for.
func (u *UI) read(all []reading) (drawn bool) {
	if len(all) == 0 {
		return false
	}
	before := u.router.reading
	u.router.reading = true
	defer func() { u.router.reading = before }()
	moved := u.router.from != u.state.Place()
	for _, r := range all {
		kept := len(r.strokes) > 1 || r.strokes[0].types()
		switch {
		case r.meaning == meansScan:
			u.takeBack(r.strokes)
			u.enact(view.Action{Verb: view.DoScan, Text: r.text()})
		case r.meaning == meansUnsure, moved && kept:
			u.takeBack(r.strokes)
			u.state = u.state.TypeAgain(u.now(), ended(r.strokes))
		default:
			if unseen := slices.IndexFunc(r.strokes, u.handsOn); unseen >= 0 {
				u.takeBack(r.strokes[unseen:])
				u.state = u.state.TypeAgain(u.now(), ended(r.strokes[unseen:]))
			}
		}
	}
	u.router.stale = false
	u.draw()
	return true
}

// handsOn hands a stroke on that somebody typed; true is none that can be: a stroke before
// it, an answer or a snapshot has changed since what it would decide.
func (u *UI) handsOn(s keystroke) (unseen bool) {
	switch {
	case u.echoes(s):
		return false
	case u.unseen(s):
		return !u.closesNothing(s)
	}
	if !s.repeat {
		u.router.held = u.state.Place()
	}
	u.deliver(s)
	return false
}

// echoes reports that a stroke is the repeat of a key that is still down where it already led
// elsewhere, or that decides: it means nothing, and nobody misses it.
func (u *UI) echoes(s keystroke) bool {
	return s.repeat && (u.decides(s) || u.router.held != u.state.Place())
}

// closesNothing reports that a stroke is Esc where nothing is left to close: it was pressed
// twice, or what it was for has gone meanwhile. Nobody misses it.
func (u *UI) closesNothing(s keystroke) bool {
	a, _ := actionOf(s)
	if a.Verb != view.DoEscape {
		return false
	}
	next, c := u.state.Act(a, u.now())
	return c == nil && drawnOf(next.Cashier(u.now()), next.Place()) == u.wouldDraw()
}

// decides reports that a stroke would close, confirm, pay, print or choose something.
func (u *UI) decides(s keystroke) bool {
	a, _ := actionOf(s)
	return s.edit == nil && u.state.Decides(a.Verb)
}

// deliver hands a stroke on that somebody typed.
func (u *UI) deliver(s keystroke) {
	entry := u.focused()
	switch {
	case s.mute:
	case s.edit != nil && s.edit.action.Verb == view.DoNothing:
	case s.edit != nil:
		u.enact(s.edit.action)
	case entry != nil && s.types():
		entry.Entry.TypedRune(s.char)
	case entry != nil && edits(s.key):
		entry.Entry.TypedKey(&fyne.KeyEvent{Name: s.key})
	default:
		a, ok := actionOf(s)
		if a.Held, a.At = s.repeat, s.struck; ok {
			u.enact(a)
		}
	}
}

// takeBack makes undone what strokes did to the line of a form.
func (u *UI) takeBack(strokes []keystroke) {
	for _, s := range slices.Backward(strokes) {
		if s.edit != nil {
			u.router.line = &edit{}
			s.edit.entry.Restore(s.edit.before)
			u.router.line = nil
		}
	}
}

// figureKeys are what the numpad's keys stand for, whatever the layout writes for them.
var figureKeys = map[view.Verb]bool{
	view.DoDigits: true, view.DoPoint: true, view.DoFlip: true, view.DoQuantity: true, view.DoNextLine: true, view.DoDiscount: true,
}

// seen is the state as it is shown: with what the numpad typed and is not told from a scan
// yet. Only what stays on its page is; the rest waits.
func (u *UI) seen() model.Model {
	s := u.state
	for _, k := range u.router.reader.kept {
		a, ok := view.Action{}, false
		switch {
		case k.edit != nil:
			a, ok = k.edit.action, k.edit.action.Verb != view.DoNothing
		case u.focused() == nil: // a line shows its own
			a, ok = actionOf(k)
			ok = ok && k.types() && figureKeys[a.Verb]
		}
		if !ok {
			return s
		}
		next, c := s.Act(a, u.now())
		if c != nil && k.edit == nil || next.Place() != s.Place() && s.Page() != view.PageChange { // a digit ends the change
			return s
		}
		s = next
	}
	return s
}
