package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// What a window shows of a stored row or a gateway's answer has no character that turns or
// hides its neighbours.
func TestTextsAreShownEscaped(t *testing.T) {
	const evil, want = "sok\u202e@aclb", `sok\u202e@aclb`
	test.NewTempApp(t)
	label := NewLabel(evil, SizeBar, Regular, ColorInk)
	test.NewTempWindow(t, label).Resize(fyne.NewSize(1000, 100))
	if f := NewFigure(evil, SizeBar, Regular); f.Text.Text != want {
		t.Errorf("a figure: %q", f.Text.Text)
	}
	f := NewFigure("", SizeBar, Regular)
	if f.Fit(evil, 1000); f.Text.Text != want {
		t.Errorf("fitted: %q", f.Text.Text)
	}
	if f.Say(evil); f.Text.Text != want {
		t.Errorf("said: %q", f.Text.Text)
	}
	p := NewParagraph(SizeBar, Regular, ColorInk, 3)
	if p.Set("one\n"+evil, ColorInk); p.text != "one\n"+want {
		t.Errorf("a paragraph: %q", p.text)
	}
	label.Set(evil + "2")
	for _, o := range test.WidgetRenderer(label).Objects() {
		if shown, ok := o.(*canvas.Text); ok && shown.Text != want+"2" {
			t.Errorf("a label: %q", shown.Text)
		}
	}
}
