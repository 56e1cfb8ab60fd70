package ui

import (
	"errors"
	"image"
	"testing"
)

func TestOtherMonitor(t *testing.T) {
	t.Parallel()
	left, right := image.Rect(0, 0, 1366, 768), image.Rect(1366, 0, 2646, 800)
	above := image.Rect(0, -1080, 1920, 0)
	tests := []struct {
		name   string
		all    []image.Rectangle
		window image.Rectangle
		want   image.Rectangle
		found  bool
	}{
		{"one monitor", []image.Rectangle{left}, left, image.Rectangle{}, false},
		{"cashier left", []image.Rectangle{left, right}, image.Rect(1, 20, 1365, 763), right, true},
		{"cashier right", []image.Rectangle{left, right}, image.Rect(1400, 20, 2600, 763), left, true},
		{"mostly right", []image.Rectangle{left, right}, image.Rect(800, 0, 2166, 768), left, true},
		{"one above the other", []image.Rectangle{above, left}, image.Rect(0, 0, 1366, 768), above, true},
		{"the same twice is one", []image.Rectangle{left, left}, left, image.Rectangle{}, false}, // mirrored
	}
	for _, tt := range tests {
		got, found := otherMonitor(tt.all, tt.window)
		if got != tt.want || found != tt.found {
			t.Errorf("%s: %v, %v", tt.name, got, found)
		}
	}
}

// fakeDesktop is a desktop that a test sets.
type fakeDesktop struct {
	own   image.Rectangle
	moved []image.Rectangle
	fault error
}

func (d *fakeDesktop) monitors() ([]image.Rectangle, error)   { return nil, nil }
func (d *fakeDesktop) frame(uintptr) (image.Rectangle, error) { return d.own, d.fault }
func (d *fakeDesktop) move(_ uintptr, to image.Rectangle) error {
	d.moved = append(d.moved, to)
	return nil
}
func (d *fakeDesktop) close() {}

func TestCustomersWindowFollowsTheMonitors(t *testing.T) {
	left, right := image.Rect(0, 0, 1366, 768), image.Rect(1366, 0, 2646, 800)
	c := openCounter(t, Deps{})
	d := &fakeDesktop{own: left}
	c.ui.face(d, 1, 2, []image.Rectangle{left, right})
	c.settle()
	if len(d.moved) != 1 || d.moved[0] != right || !c.ui.customer.FullScreen() {
		t.Errorf("moved to %v, full screen %v", d.moved, c.ui.customer.FullScreen())
	}
	c.ui.face(d, 1, 2, []image.Rectangle{left})
	c.settle()
	if len(d.moved) != 1 || c.ui.customer.FullScreen() {
		t.Errorf("unplugged: moved to %v, full screen %v", d.moved, c.ui.customer.FullScreen())
	}
	d.fault = errors.New("gone")
	c.ui.face(d, 1, 2, []image.Rectangle{left, right})
	if len(c.logged) != 1 {
		t.Errorf("logged %q", c.logged)
	}
}
