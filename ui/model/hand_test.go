package model

import (
	"testing"
	"time"

	"psar/ui/uitest"
	"psar/ui/view"
)

// after is the time since the hand did something.
func after(d time.Duration) time.Time { return uitest.Noon.Add(d) }

// Each note of the hand lasts its time, and not a moment longer.
func TestHandForgets(t *testing.T) {
	t.Parallel()
	enter := view.Action{Verb: view.DoCharge}
	paid := standing{payment: "20"}
	for _, tt := range []struct {
		name  string
		lasts time.Duration
		holds func(now time.Time) bool
	}{
		{"a dropped key", lumpPause, hand{}.drop(uitest.Noon).inLump},
		{"a refused key", lumpPause, func(now time.Time) bool { return hand{}.refuse(uitest.Noon).behindRefused(view.DoDigits, now) }},
		{"what came", SettleFor, func(now time.Time) bool { return hand{}.reads(paid, uitest.Noon).tooFresh(paid, now) }},
		{"a question", SettleFor, hand{asked: uitest.Noon}.answersUnread},
		{"the key that led here", SettleFor, func(now time.Time) bool { return hand{}.leads(pressOf(enter), true, uitest.Noon).again(enter, now) }},
	} {
		for d, want := range map[time.Duration]bool{0: true, tt.lasts - time.Millisecond: true, tt.lasts: false, time.Hour: false} {
			if got := tt.holds(after(d)); got != want {
				t.Errorf("%s after %v: %v", tt.name, d, got)
			}
		}
	}
}

// A hand that nothing is known of holds nothing back.
func TestIdleHand(t *testing.T) {
	t.Parallel()
	h := hand{}
	if h.inLump(uitest.Noon) || h.behindRefused(view.DoDigits, uitest.Noon) || h.tooFresh(standing{}, uitest.Noon) || h.answersUnread(uitest.Noon) ||
		h.again(view.Action{Verb: view.DoCharge}, uitest.Noon) || h.isStray(view.DoDigits, view.PageClosed) {
		t.Errorf("%+v", h)
	}
}

func TestHand(t *testing.T) {
	t.Parallel()
	enter, one := view.Action{Verb: view.DoCharge}, view.Action{Verb: view.DoDigits, Text: "1"}
	led := hand{}.leads(pressOf(one), true, uitest.Noon)
	for name, ok := range map[string]bool{
		"keys that go on keep a lump":           hand{}.drop(uitest.Noon).strikes(after(lumpPause - 1)).inLump(after(lumpPause)),
		"and begin none":                        !hand{}.strikes(uitest.Noon).inLump(uitest.Noon),
		"nor one that is over":                  !hand{}.drop(uitest.Noon).strikes(after(lumpPause)).inLump(after(lumpPause)),
		"a key that is taken ends it":           !hand{}.drop(uitest.Noon).takes().inLump(uitest.Noon),
		"Esc is no part of a refused figure":    !hand{}.refuse(uitest.Noon).behindRefused(view.DoEscape, uitest.Noon),
		"a heard key ends what a refused drops": !hand{}.refuse(uitest.Noon).hears().behindRefused(view.DoDigits, uitest.Noon),
		"decimals go with their point":          hand{}.strays(view.PageCash, true).isStray(view.DoDigits, view.PageCash),
		"on its page":                           !hand{}.strays(view.PageCash, true).isStray(view.DoDigits, view.PageClosed),
		"and nothing else does":                 !hand{}.strays(view.PageCash, true).isStray(view.DoCharge, view.PageCash),
		"what came and is gone is not read":     !hand{}.reads(standing{payment: "20"}, uitest.Noon).tooFresh(standing{}, uitest.Noon),
		"a key before what came is too fresh":   hand{}.reads(standing{}, uitest.Noon).tooFresh(standing{}, after(-time.Hour)),
		"another digit is no second press":      !led.again(view.Action{Verb: view.DoDigits, Text: "2"}, uitest.Noon),
		"nor is a held one":                     !led.again(view.Action{Verb: view.DoDigits, Text: "1", Held: true}, uitest.Noon),
		"a key between ends it":                 !led.leads(pressOf(enter), false, uitest.Noon).again(one, uitest.Noon),
	} {
		if !ok {
			t.Error(name)
		}
	}
}
