package ui

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

const unknown = time.Hour // how late a stroke may be that may have come at any time

// hearKeys begins to hear from the window system when keys are pressed. It is false while
// the toolkit has not made the windows yet.
func (u *UI) hearKeys() bool {
	var handles []uintptr
	for _, w := range []fyne.Window{u.cashier, u.customer} {
		if w == nil {
			continue
		}
		native, ok := w.(driver.NativeWindow)
		if !ok {
			return true
		}
		var handle uintptr
		native.RunNative(func(context any) { handle = handleOf(context) })
		if handle == 0 {
			return false
		}
		handles = append(handles, handle)
	}
	u.work.Add(1)
	go func() {
		defer u.work.Done()
		source, err := newKeySource(handles)
		if err != nil {
			if !errors.Is(err, errors.ErrUnsupported) {
				u.deps.Log("times of keys not known", "error", err)
			}
			return
		}
		u.later(func() { u.router.offered = source })
		source.run(u.ctx)
	}()
	return true
}

// listenToOffered listens to the window system once no key is under way: nothing is known
// of the time between two keys of which it told one.
func (u *UI) listenToOffered() {
	t := &u.router
	if t.offered == nil || len(t.reader.kept) > 0 || u.now().Sub(t.reader.last) <= heldPause {
		return
	}
	t.times, t.reader, t.key = keyTimes{source: t.offered}, burstReader{}, nil
	t.offered = nil
}

// pressed is a key that goes down.
func (u *UI) pressed(e *fyne.KeyEvent) {
	u.keys.press(e.Name)
	u.timeKey(e)
}

// typed is a key that is typed: it went down before, or is held down.
func (u *UI) typed(e *fyne.KeyEvent) {
	u.keys.typed(e.Name)
	if u.keys.held {
		u.timeKey(e)
	}
}

func (u *UI) timeKey(e *fyne.KeyEvent) {
	if t := &u.router; t.times.source != nil {
		t.key = t.times.handed(e.Physical.ScanCode)
	}
}

// hear takes the strokes of which the window system has told when they were pressed.
func (u *UI) hear() {
	t := &u.router
	if t.times.source == nil {
		return
	}
	open := t.times.listen()
	for len(t.untimed) > 0 && t.untimed[0].key.told {
		next := t.untimed[0]
		t.untimed = t.untimed[1:]
		s := next.stroke
		if s.at = next.key.at; s.at.IsZero() { // at any time since the last one
			s.at = t.times.clock
			s.late = max(s.at.Sub(t.reader.last), 0)
		}
		u.take(s)
	}
	if open {
		return
	}
	u.deps.Log("times of keys no longer known")
	t.times = keyTimes{}
	u.settleTyping()
	t.reader = burstReader{}
}

// settleTyping tells what was typed before something else is done, as by a touch. Nobody
// can tell how fast strokes came whose times are not known by now.
func (u *UI) settleTyping() {
	t := &u.router
	if t.reading { // a stroke is typed into a line: those after it wait for their turn
		return
	}
	u.hear()
	all := t.untimed
	t.untimed = nil
	for _, next := range all {
		s := next.stroke
		s.at, s.late = t.reader.last.Add(unknown), unknown
		u.take(s)
	}
	u.read(t.reader.cut())
	if len(all) > 0 {
		t.reader = burstReader{}
	}
}
