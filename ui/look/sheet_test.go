package look

import (
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/ui/uitest"
)

// Every roll has the same scale, its own proportions, and can be read to its end.
func TestPaperKeepsItsProportions(t *testing.T) {
	test.NewTempApp(t)
	for _, dots := range []image.Point{{600, 700}, {600, 9000}, {408, 1100}} {
		s := NewSheet()
		s.Set(uitest.Blank(dots.X, dots.Y))
		s.Resize(fyne.NewSize(432, 548))
		test.WidgetRenderer(s).Layout(s.Size())
		if want := float32(dots.X) * 400 / 600; s.paper.Width != want {
			t.Errorf("%v: %v wide, want %v", dots, s.paper.Width, want)
		}
		if got, want := s.paper.Height/s.paper.Width, float32(dots.Y)/float32(dots.X); got < want*.999 || got > want*1.001 {
			t.Errorf("%v: proportion %v", dots, got)
		}
		s.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DY: -40}})
		s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -2}})
		if want := min(42, max(0, s.whole()-548)); s.top != want {
			t.Errorf("%v: moved %v, want %v", dots, s.top, want)
		}
		s.Step(1000)
		if end := s.whole() - s.view.Height; s.Longer() && s.top != end {
			t.Errorf("%v: its end is at %v, not %v", dots, s.top, end)
		}
		s.Step(-1000)
		if s.top != 0 {
			t.Errorf("%v: no way back to its top", dots)
		}
	}
}

// A pixel is the mean of the dots under it.
func TestShrink(t *testing.T) {
	src := image.NewGray(image.Rect(0, 0, 4, 4))
	copy(src.Pix, []uint8{
		0, 0, 200, 200,
		0, 0, 200, 200,
		100, 100, 255, 255,
		100, 100, 255, 0,
	})
	for _, tt := range []struct {
		name string
		top  float64
		w, h int
		want []uint8
	}{
		{"half", 0, 2, 2, []uint8{0, 200, 100, 191}},
		{"from a row", 2, 2, 2, []uint8{100, 191, 255, 255}},
		{"between rows", 1, 2, 1, []uint8{50, 228}},
		{"three of four", 0, 3, 1, []uint8{0, 100, 200}},
		{"as it is", 3, 4, 1, []uint8{100, 100, 255, 0}},
		{"nothing", 0, 0, 0, nil},
	} {
		if got := shrink(src, tt.top, tt.w, tt.h).Pix; !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// What a scrolling step costs the toolkit's goroutine.
func BenchmarkShrink(b *testing.B) {
	src := uitest.Blank(600, 1100)
	b.ReportAllocs()
	for b.Loop() {
		shrink(src, 120.5, 428, 548)
	}
}
