// Command gen draws Psar's icon: a market stall on blue, with the three finder
// patterns of a QR code in its counter. Each pixel is the mean of 8 by 8 samples.
package main

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"log"
	"math"
	"os"
)

var (
	blue  = color.NRGBA{0x1F, 0x4F, 0xD8, 0xFF}
	white = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	sun   = color.NRGBA{0xF2, 0xB2, 0x5C, 0xFF}
	ink   = color.NRGBA{0x16, 0x20, 0x2E, 0xFF}
)

func main() {
	out := flag.String("out", "psar.png", "file to write")
	size := flag.Int("size", 512, "width and height in pixels")
	flag.Parse()
	f, err := os.Create(*out)
	if err != nil {
		log.Fatal(err)
	}
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(f, draw(*size)); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

func draw(size int) *image.NRGBA {
	const samples = 8
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	unit := 512 / float64(size)
	for y := range size {
		for x := range size {
			var r, g, b, n int
			for sy := range samples {
				for sx := range samples {
					c, ok := at((float64(x)+(float64(sx)+.5)/samples)*unit, (float64(y)+(float64(sy)+.5)/samples)*unit)
					if ok {
						r, g, b, n = r+int(c.R), g+int(c.G), b+int(c.B), n+1
					}
				}
			}
			if n > 0 {
				img.SetNRGBA(x, y, color.NRGBA{uint8(r / n), uint8(g / n), uint8(b / n), uint8(n * 255 / (samples * samples))})
			}
		}
	}
	return img
}

// at is the colour at a point of the 512 by 512 picture, of the topmost shape; false
// outside all shapes.
func at(x, y float64) (color.NRGBA, bool) {
	if !rounded(x, y, 0, 0, 512, 512, 112) {
		return color.NRGBA{}, false
	}
	if c, ok := awning(x, y); ok {
		return c, true
	}
	switch {
	case rounded(x, y, 112, 184, 400, 444, 20):
		return counter(x, y), true
	default:
		return blue, true
	}
}

// awning is five stripes with scalloped ends, with a gap below, so that the white
// stripes and the counter stay apart.
func awning(x, y float64) (color.NRGBA, bool) {
	const left, right, top, bottom, stripes, gap = 76.0, 436.0, 76.0, 184.0, 5, 10.0
	w := (right - left) / stripes
	i := int(math.Floor((x - left) / w))
	if i < 0 || i >= stripes {
		return color.NRGBA{}, false
	}
	mid := left + (float64(i)+.5)*w
	inside := y >= top && y <= bottom && rounded(x, y, left, top, right, bottom+100, 24)
	scallop := y > bottom && math.Hypot(x-mid, y-bottom) <= w/2
	if !inside && !scallop {
		shade := y > bottom && y < bottom+w/2 && x > left+gap && x < right-gap || math.Hypot(x-mid, y-bottom) <= w/2+gap
		return blue, shade
	}
	if i%2 == 0 {
		return sun, true
	}
	return white, true
}

// counter is white, with a QR code's three finder patterns and, in the fourth corner,
// some modules.
func counter(x, y float64) color.NRGBA {
	const cell = 12.0
	cx, cy := int(math.Floor((x-178)/cell)), int(math.Floor((y-262)/cell))
	if cx < 0 || cy < 0 || cx > 12 || cy > 12 {
		return white
	}
	for _, m := range [][2]int{{0, 0}, {8, 0}, {0, 8}} {
		dx, dy := cx-m[0], cy-m[1]
		if dx < 0 || dy < 0 || dx > 4 || dy > 4 {
			continue
		}
		edge := dx == 0 || dy == 0 || dx == 4 || dy == 4
		if edge || (dx == 2 && dy == 2) {
			return ink
		}
		return white
	}
	for _, m := range [][2]int{{6, 1}, {6, 3}, {6, 6}, {3, 6}, {1, 6}, {8, 6}, {11, 6}, {12, 7}, {6, 9}, {6, 11}, {8, 8}, {9, 9}, {10, 8}, {8, 11}, {10, 10}, {11, 11}, {12, 9}, {10, 12}, {12, 12}} {
		if cx == m[0] && cy == m[1] {
			return ink
		}
	}
	return white
}

// rounded reports whether a point is inside a rectangle with rounded corners.
func rounded(x, y, x0, y0, x1, y1, r float64) bool {
	if x < x0 || x > x1 || y < y0 || y > y1 {
		return false
	}
	dx := math.Max(0, math.Max(x0+r-x, x-(x1-r)))
	dy := math.Max(0, math.Max(y0+r-y, y-(y1-r)))
	return math.Hypot(dx, dy) <= r
}
