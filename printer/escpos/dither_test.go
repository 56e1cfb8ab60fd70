package escpos

import (
	"image"
	"image/color"
	"testing"
)

func TestDitherKeepsProportions(t *testing.T) {
	t.Parallel()
	tests := []struct{ w, h, width, height, wantW, wantH int }{
		{100, 50, 200, 200, 100, 50}, // never enlarged
		{400, 100, 200, 200, 200, 50},
		{100, 400, 200, 200, 50, 200},
		{1000, 999, 10, 4, 4, 4},
		{1, 1, 1, 1, 1, 1},
		{10_000, 1, 8, 8, 8, 1},
		{0, 5, 8, 8, 0, 0},
		{5, 5, 0, 8, 0, 0},
	}
	for _, tt := range tests {
		b := Dither(image.NewGray(image.Rect(0, 0, tt.w, tt.h)), tt.width, tt.height)
		if b.Width != tt.wantW || b.Height != tt.wantH || len(b.Bits) != b.Stride()*b.Height {
			t.Errorf("%d by %d in %d by %d: %d by %d, want %d by %d", tt.w, tt.h, tt.width, tt.height, b.Width, b.Height, tt.wantW, tt.wantH)
		}
	}
}

// A picture of black and white only is unchanged, wherever its bounds begin.
func TestDitherLeavesBlackAndWhiteAlone(t *testing.T) {
	t.Parallel()
	img := image.NewGray(image.Rect(-3, 7, 30, 40))
	for i := range img.Pix {
		img.Pix[i] = byte(255 * (i * i / 7 % 2))
	}
	b := Dither(img, 100, 100)
	for y := range b.Height {
		for x := range b.Width {
			if black := img.GrayAt(x-3, y+7) == (color.Gray{}); b.At(x, y) != black {
				t.Fatalf("dot %d,%d is black: %v", x, y, b.At(x, y))
			}
		}
	}
}
