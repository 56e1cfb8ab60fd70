package look

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/ui/view"
)

// A key that is off is paler, but answers: its handler says why it can't.
func TestKeysAnswerEvenWhenOff(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	taps := 0
	k := NewKey(KeyPrimary, "KHQR", "Enter", func() { taps++ })
	test.Tap(k)
	k.enable(false)
	test.Tap(k)
	if taps != 2 {
		t.Errorf("%d of 2 taps were answered", taps)
	}
	if _, focusable := any(k).(fyne.Focusable); focusable {
		t.Error("a key takes the focus away from the amount")
	}
	NewKey(KeyDigit, "7", "", nil).Tapped(nil) // without a handler
}

func TestTargetsAreAFingerHigh(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	// 96 pixels to the inch: 9 mm is 34 pixels.
	for _, o := range []fyne.CanvasObject{
		NewKey(KeyDigit, "7", "", nil), newAction(KeyFunction, "Refund", "F7", nil),
		NewTray(view.Tray{Amount: "$1.00", At: "14:20"}, nil),
		NewChip(view.StatusAttention, "Unclaimed money: 1"), NewRow(nil), NewField(nil),
	} {
		if h := o.MinSize().Height; h < 34 {
			t.Errorf("%T may be %v high, less than a finger", o, h)
		}
	}
}

func TestClock(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]time.Duration{
		"0:00": 0, "0:38": 38 * time.Second, "8:12": 492 * time.Second, "10:00": 10 * time.Minute, "61:01": 3661 * time.Second,
	} {
		if got := clock(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

func TestRingStaysInItsBounds(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	r := NewRing(80)
	for _, c := range []struct{ left, whole, want time.Duration }{
		{time.Minute, 10 * time.Minute, time.Minute},
		{-time.Second, 10 * time.Minute, 0},
		{time.Hour, 10 * time.Minute, 10 * time.Minute},
		{time.Minute, 0, 0},
		{59*time.Second + 700*time.Millisecond, 10 * time.Minute, time.Minute},
	} {
		if r.Set(c.left, c.whole); r.left != c.want {
			t.Errorf("%v of %v: shows %v, want %v", c.left, c.whole, r.left, c.want)
		}
	}
}

func TestTextIsCutBetweenLettersOnly(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	const text = "ស្ត្រីម្ចាស់ហាង"
	allowed := map[string]bool{text: true, "…": true}
	for _, letter := range []string{"ស្ត្រី", "ស្ត្រីម្ចា", "ស្ត្រីម្ចាស់", "ស្ត្រីម្ចាស់ហា"} {
		allowed[letter+"…"] = true
	}
	f := NewFigure("", SizeList, Regular)
	last := float32(-1)
	for room := float32(1); room < 200; room++ {
		f.Fit(text, room)
		if !allowed[f.Text.Text] {
			t.Fatalf("cut to %q", f.Text.Text)
		}
		if w := f.width(); w < last {
			t.Fatalf("more room, less text: %q", f.Text.Text)
		} else {
			last = w
		}
	}
	if f.Text.Text != text {
		t.Errorf("with room for all of it: %q", f.Text.Text)
	}
}

// WCAG 2.1: 4.5 to 1 for text.
func TestTextHasContrast(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]fyne.ThemeColorName{
		{ColorInk, ColorPaper}, {ColorInk, ColorCard}, {ColorMuted, ColorPaper}, {ColorMuted, ColorCard},
		{ColorInk, colorKey}, {ColorInk, ColorFunction}, {ColorMuted, ColorFunction}, {colorOnPrimary, ColorPrimary},
		{ColorInk, ColorGoodGround}, {ColorGood, ColorCard}, {ColorAttention, ColorCard}, {ColorBad, ColorCard},
		{ColorGood, ColorGoodGround}, {ColorAttention, ColorAttentionGround}, {ColorBad, colorBadGround},
	} {
		for _, th := range []Theme{{}, {Dark: true}} {
			a, b := luminance(th.Color(pair[0], 0)), luminance(th.Color(pair[1], 0))
			if ratio := (max(a, b) + .05) / (min(a, b) + .05); ratio < 4.5 {
				t.Errorf("dark %v: %s on %s: %.2f : 1", th.Dark, pair[0], pair[1], ratio)
			}
		}
	}
}
