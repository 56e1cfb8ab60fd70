package escpos

import "image"

// Dither makes a one-bit picture of at most width × height dots: scaled down if
// larger, never up, with its aspect ratio. Transparent areas become white. It uses
// Floyd-Steinberg error diffusion, from left to right.
func Dither(img image.Image, width, height int) Bitmap {
	size := img.Bounds().Size()
	if size.X < 1 || size.Y < 1 || width < 1 || height < 1 {
		return Bitmap{}
	}
	w, h := size.X, size.Y
	if w > width {
		w, h = width, max(1, (h*width+w/2)/w)
	}
	if h > height {
		w, h = max(1, (w*height+h/2)/h), height
	}
	b := NewBitmap(w, h)
	// Errors of this row and the next, in 16ths of a shade, with one dot of margin
	// on both sides so that the edges need no special case.
	here, below := make([]int, w+2), make([]int, w+2)
	for y := range h {
		for x := range w {
			shade := lightness(img, x, y, w, h) + here[x+1]/16
			left := shade
			if shade < 128 {
				b.Set(x, y)
			} else {
				left -= 255
			}
			here[x+2] += left * 7
			below[x] += left * 3
			below[x+1] += left * 5
			below[x+2] += left
		}
		here, below = below, here
		clear(below)
	}
	return b
}

// lightness is the mean of the source area under a dot of a w × h picture, from 0
// (black) to 255 (white).
func lightness(img image.Image, x, y, w, h int) int {
	r := img.Bounds()
	x0, x1 := r.Min.X+x*r.Dx()/w, r.Min.X+(x+1)*r.Dx()/w
	y0, y1 := r.Min.Y+y*r.Dy()/h, r.Min.Y+(y+1)*r.Dy()/h
	sum := 0
	for py := y0; py < y1; py++ {
		for px := x0; px < x1; px++ {
			red, green, blue, alpha := img.At(px, py).RGBA()
			// BT.601 weights, in thousandths; transparency counts as white.
			ink := (299*int(red) + 587*int(green) + 114*int(blue)) / 1000
			sum += (ink + 0xFFFF - int(alpha)) >> 8
		}
	}
	return sum / ((x1 - x0) * (y1 - y0))
}
