package layout_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"psar/assets"
	"psar/pos/postest"
	"psar/printer/escpos"
	"psar/printer/layout"
	"psar/printer/shape"
)

// checkStream fails if a stream contains a sequence that printers execute anywhere.
func checkStream(t *testing.T, what string, data []byte) {
	for _, second := range []byte{0x04, 0x05, 0x14} {
		if i := bytes.Index(data, []byte{0x10, second}); i >= 0 {
			t.Errorf("%s: 10 %02X at byte %d", what, second, i)
		}
	}
}

// randomKhmer is a line of well-formed clusters of at most the paper's width.
func randomKhmer(random *rand.Rand) string {
	one := func(from, to rune) string { return string(from + rune(random.IntN(int(to-from)+1))) }
	var b strings.Builder
	for range 1 + random.IntN(12) {
		b.WriteString(one('ក', 'អ'))
		for range random.IntN(3) {
			b.WriteString("្" + one('ក', 'អ'))
		}
		if random.IntN(3) > 0 {
			b.WriteString(one('ា', 'ៈ'))
		}
		if random.IntN(8) == 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// TestScannerOfCommandsFindsNoneInKhmer: random lines of Khmer (100,000 in make long),
// alone and in pairs, at the edges and centred, on both papers.
func TestScannerOfCommandsFindsNoneInKhmer(t *testing.T) {
	t.Parallel()
	const workers = 4
	lines := postest.Depth(2_000, 25_000)
	var all sync.WaitGroup
	for worker := range workers {
		all.Go(func() {
			s, err := shape.New(assets.NotoSansKhmerBold(), assets.KantumruyPro(600))
			if err != nil {
				t.Error(err)
				return
			}
			random := rand.New(rand.NewPCG(10, uint64(worker)))
			for i := 0; i < lines; {
				profile := escpos.Profile58()
				if i%2 == 0 {
					profile = escpos.Profile80()
				}
				page := escpos.NewPage(profile)
				for range 100 {
					text, px := randomKhmer(random), 20+random.IntN(20)
					drawn, err := s.Paragraph(text, px, profile.WidthDots)
					if err != nil {
						t.Errorf("%q: %v", text, err)
						return
					}
					for _, line := range drawn {
						page.Image(escpos.Image{Bitmap: line.Bitmap, Align: escpos.Align(random.IntN(3))})
						if w := line.Bitmap.Width; 2*w <= profile.WidthDots {
							page.Pair(escpos.Pair{Left: line.Bitmap, Right: line.Bitmap, LeftBaseline: line.Baseline, RightBaseline: line.Baseline})
						}
					}
					i++
				}
				data, err := page.Bytes()
				if err != nil {
					t.Error(err)
					return
				}
				checkStream(t, fmt.Sprintf("worker %d before line %d", worker, i), data)
			}
		})
	}
	all.Wait()
}

// randomLogo is a picture of waves and noise, whose dithering has every bit pattern.
func randomLogo(random *rand.Rand) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, 40+random.IntN(900), 10+random.IntN(300)))
	a, b, noise := random.Float64()/20, random.Float64()/20, random.IntN(120)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			shade := 128 + int(100*math.Sin(a*float64(x))*math.Cos(b*float64(y))) + random.IntN(noise+1) - noise/2
			img.SetNRGBA(x, y, color.NRGBA{R: uint8(min(max(shade, 0), 255)), G: uint8(x), B: uint8(y), A: 255})
		}
	}
	return img
}

func TestScannerOfCommandsFindsNoneInLogos(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(10, 14))
	for i := range postest.Depth(60, 500) {
		img := randomLogo(random)
		for _, profile := range []escpos.Profile{escpos.Profile58(), escpos.Profile80()} {
			// As wide as the paper, so that it can't move: the hardest case.
			b := escpos.Dither(img, profile.WidthDots, 200)
			data, err := escpos.Encode(escpos.Document{escpos.Image{Bitmap: b, Align: escpos.Centre}}, profile)
			if err != nil {
				t.Fatal(err)
			}
			checkStream(t, fmt.Sprintf("logo %d on %d dots", i, profile.WidthDots), data)
		}
	}
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A logo of any size fits on the paper.
func TestLogoFitsOnThePaper(t *testing.T) {
	t.Parallel()
	// black is a fully black picture.
	black := func(w, h int) image.Image { return image.NewGray(image.Rect(0, 0, w, h)) }
	tests := []struct {
		name          string
		img           image.Image
		width, height int // dots, on a paper of 384 dots
	}{
		{"one dot", black(1, 1), 1, 1},
		{"small", black(100, 50), 100, 50},
		{"wide", black(10_000, 1000), 376, 38},
		{"a line of 10,000", black(10_000, 1), 376, 1},
		{"a column of 10,000", black(1, 10_000), 1, 192},
		{"tall", black(500, 1000), 96, 192},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b, err := layout.Logo(pngOf(t, tt.img), escpos.Profile58())
			if err != nil {
				t.Fatal(err)
			}
			if b.Width != tt.width || b.Height != tt.height {
				t.Errorf("%d by %d dots, want %d by %d", b.Width, b.Height, tt.width, tt.height)
			}
			for y := range b.Height {
				for x := range b.Width {
					if !b.At(x, y) {
						t.Fatalf("dot %d,%d is white", x, y)
					}
				}
			}
		})
	}
}

// Dithering keeps the mean: a quarter of the dots of a 25 % grey are black.
func TestLogoKeepsItsShades(t *testing.T) {
	t.Parallel()
	for _, shade := range []int{0, 32, 64, 128, 192, 224, 255} {
		img := image.NewGray(image.Rect(0, 0, 300, 100))
		for i := range img.Pix {
			img.Pix[i] = byte(shade)
		}
		b, err := layout.Logo(pngOf(t, img), escpos.Profile80())
		if err != nil {
			t.Fatal(err)
		}
		dots := 0
		for y := range b.Height {
			for x := range b.Width {
				if b.At(x, y) {
					dots++
				}
			}
		}
		if got, want := float64(dots)/(300*100), 1-float64(shade)/255; math.Abs(got-want) > 0.01 {
			t.Errorf("a shade of %d: %.3f of the dots are black, want %.3f", shade, got, want)
		}
	}
}

func TestLogoOnTransparentGroundIsOnPaper(t *testing.T) {
	t.Parallel()
	img := image.NewNRGBA(image.Rect(0, 0, 20, 20))
	img.SetNRGBA(7, 9, color.NRGBA{A: 255})
	b, err := layout.Logo(pngOf(t, img), escpos.Profile80())
	if err != nil {
		t.Fatal(err)
	}
	for y := range 20 {
		for x := range 20 {
			if b.At(x, y) != (x == 7 && y == 9) {
				t.Errorf("dot %d,%d is black: %v", x, y, b.At(x, y))
			}
		}
	}
}

func TestLogoRefuses(t *testing.T) {
	t.Parallel()
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := layout.Logo(photo.Bytes(), escpos.Profile58()); err != nil {
		t.Errorf("a JPEG: %v", err)
	}
	huge := pngOf(t, image.NewPaletted(image.Rect(0, 0, 10_000, 10_000), color.Palette{color.White}))
	for name, file := range map[string][]byte{"nothing": nil, "text": []byte("logo"), "half a file": photo.Bytes()[:photo.Len()/2], "100 million dots": huge} {
		if b, err := layout.Logo(file, escpos.Profile58()); err == nil {
			t.Errorf("%s became %d by %d dots", name, b.Width, b.Height)
		}
	}
}
