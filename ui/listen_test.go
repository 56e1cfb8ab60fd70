package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/ui/uitest"
)

// timed is a counter in busy windows, whose window system tells when keys are pressed.
type timed struct {
	*counter
	fakeKeys
	at     uint32          // of the window system's clock
	keys   []fyne.KeyEvent // of the toolkit, that are not handed on yet
	answer bool            // the window system gives signs
}

func timedCounter(t *testing.T) *timed {
	t.Helper()
	k := &timed{counter: labels(t), at: 5000, answer: true}
	busy := uitest.Noon
	k.ui.machine = func() time.Time { // every tick comes too late
		busy = busy.Add(time.Second)
		return busy
	}
	k.ui.router.offered = &k.fakeKeys
	k.clock.Add(2 * heldPause)
	k.ui.beat()
	if k.ui.router.times.source == nil {
		t.Fatal("nobody listens to the window system")
	}
	return k
}

// strikes presses keys, so many milliseconds apart; the toolkit gets them in its queue.
func (k *timed) strikes(text string, apart uint32) {
	for _, r := range text {
		k.at += apart
		e := fyne.KeyEvent{Name: fyne.KeyName(r), Physical: fyne.HardwareKey{ScanCode: int(r)}}
		if r == '⏎' {
			e.Name = fyne.KeyReturn
		}
		k.notes = append(k.notes, keyNote{code: int(r), at: k.at})
		k.keys = append(k.keys, e)
	}
}

// hands lets the toolkit hand keys on, all within one frame.
func (k *timed) hands(n int) {
	keyboard := lineKeys{k.ui}
	for _, e := range k.keys[:n] {
		keyboard.Press(&e)
		keyboard.Key(&e)
		if e.Name != fyne.KeyReturn {
			keyboard.Char(rune(e.Physical.ScanCode))
		}
		keyboard.Release(e.Name)
	}
	k.keys = k.keys[n:]
}

// ticks lets half a second pass in ticks.
func (k *timed) ticks() {
	for range 25 {
		k.at += uint32(pulseEvery / time.Millisecond)
		k.clock.Add(pulseEvery)
		if k.answer {
			k.notes = append(k.notes, keyNote{sign: true, at: k.at})
		}
		k.ui.beat()
	}
}

func (k *timed) refused() bool {
	return k.ui.state.Said.Text(words.English, k.clock.Now()) == words.Text(words.English, words.TypeAgain)
}

// What a hand types is typed and what a scanner types is a scan, however long the windows
// are busy between and however many keys come at once.
func TestBusyWindowsKnowHandsFromScanners(t *testing.T) {
	tests := []struct {
		name  string
		play  func(*timed)
		typed string // the amount
		bill  string
	}{
		{"typed, and handed on in a lump", func(k *timed) { k.strikes("12345", 80); k.hands(5) }, "$123.45", ""},
		{"typed, and handed on one by one", func(k *timed) {
			for range 4 {
				k.strikes("1", 120)
				k.hands(1)
				k.ticks()
			}
		}, "$11.11", ""},
		{"a stall amid typing", func(k *timed) { k.strikes("1234", 80); k.hands(2); k.ui.beat(); k.ui.beat(); k.hands(2) }, "$12.34", ""},
		{"scanned, and handed on in a lump", func(k *timed) { k.strikes("1001⏎", 4); k.hands(5) }, "$0.00", "1 × Label 1001"},
		{"a stall amid a scan", func(k *timed) { k.strikes("1000017⏎", 4); k.hands(4); k.ticks(); k.hands(4) }, "$0.00", "1 × Label 1000017"},
		{"typed, then scanned, in one lump", func(k *timed) { k.strikes("5", 80); k.strikes("1", 400); k.strikes("001⏎", 4); k.hands(6) }, "$0.00", "1 × , 1 × Label 1001"},
		{"the window system tells late", func(k *timed) {
			k.strikes("1234", 80)
			late := k.notes
			k.notes = nil
			k.hands(4)
			k.answer = false
			k.ticks()
			k.notes, k.answer = late, true
		}, "$12.34", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := timedCounter(t)
			tt.play(k)
			k.ticks()
			k.counter.clock.Add(time.Second)
			if k.refused() {
				t.Error("to be typed again")
			}
			for k.ui.state.Looking > 0 {
				k.counter.settle()
			}
			if got := k.names(); got != tt.bill {
				t.Errorf("on the bill: %q, want %q", got, tt.bill)
			}
			if got := k.cashier().Amount.Amount; got != tt.typed && tt.bill == "" {
				t.Errorf("typed %q, want %q", got, tt.typed)
			}
		})
	}
}

// A hand that types on knows what its last key does, though the windows paint it a moment
// later; after a stall it does not, and Enter is typed again.
func TestEnterBehindKeysOfOneTurn(t *testing.T) {
	for _, tt := range []struct {
		turn    time.Duration // of the windows' loop
		charges bool
	}{{100 * time.Millisecond, true}, {250 * time.Millisecond, true}, {500 * time.Millisecond, false}} {
		t.Run(tt.turn.String(), func(t *testing.T) {
			k := timedCounter(t)
			machine := uitest.Noon
			k.ui.machine = func() time.Time { return machine }
			for range 3 { // ticks in time
				machine = machine.Add(pulseEvery)
				k.ui.beat()
			}
			k.strikes("350⏎", 80)
			for len(k.keys) > 0 {
				machine = machine.Add(tt.turn)
				k.clock.Add(tt.turn)
				k.hands(min(len(k.keys), max(1, int(tt.turn/(80*time.Millisecond)))))
				k.ui.beat()
			}
			for range 25 {
				machine = machine.Add(pulseEvery)
				k.ticks()
			}
			a, ok := k.ui.state.Attempt()
			if asked := ok || k.ui.state.Charging; asked != tt.charges {
				t.Errorf("asked %v %s, said %+v", asked, a.Amount.Display(), k.ui.state.Said)
			}
		})
	}
}
