package qr_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"psar/assets/qr"
)

func TestCode(t *testing.T) {
	t.Parallel()
	code, err := qr.New("PSAR", qr.Medium)
	if err != nil {
		t.Fatal(err)
	}
	const side, quiet = 21, 4 // version 1
	modules := code.Modules()
	if len(modules) != side || len(modules[0]) != side {
		t.Fatalf("%d by %d modules", len(modules[0]), len(modules))
	}
	// There is a finder pattern in three corners, without a margin.
	for _, corner := range [][2]int{{0, 0}, {side - 1, 0}, {0, side - 1}} {
		if !modules[corner[1]][corner[0]] {
			t.Errorf("no finder pattern at %v", corner)
		}
	}
	if modules[side-1][side-1] && modules[side-7][side-7] && modules[side-1][side-7] && modules[side-7][side-1] {
		t.Error("a finder pattern stands in the fourth corner")
	}

	var file bytes.Buffer
	if err := code.WritePNG(&file, 8); err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(&file)
	if err != nil || picture.Bounds().Dx() != (side+2*quiet)*8 {
		t.Errorf("the picture: %v, %v", picture.Bounds(), err)
	}
	data, err := code.PNG(512)
	if err != nil {
		t.Fatal(err)
	}
	if picture, err = png.Decode(bytes.NewReader(data)); err != nil || picture.Bounds().Dx() != 512 {
		t.Errorf("the picture of 512: %v", err)
	}
	if lines := strings.Count(code.Text(), "\n"); lines != (side+2*quiet+1)/2 {
		t.Errorf("%d lines in a terminal", lines)
	}
}

// A higher level needs more modules.
func TestLevels(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("0123456789 PSAR ", 8)
	before := 0
	for _, level := range []qr.Level{qr.Low, qr.Medium, qr.High, qr.Highest} {
		code, err := qr.New(text, level)
		if err != nil {
			t.Fatal(err)
		}
		n := len(code.Modules())
		if n <= before {
			t.Errorf("level %d: %d modules, the one below has %d", level, n, before)
		}
		before = n
	}
}

func TestNoCode(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"empty": "", "too long": strings.Repeat("x", 3000)} {
		if _, err := qr.New(text, qr.Medium); err == nil {
			t.Errorf("%s: a code was made", name)
		}
	}
}
