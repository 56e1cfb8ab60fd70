package paper

import (
	"bytes"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"psar/printer/escpos"
)

// printed prints data on a new printer.
func printed(t *testing.T, width int, data string) *Printer {
	t.Helper()
	p := New(width)
	if n, err := p.Write([]byte(data)); n != len(data) || err != nil {
		t.Fatalf("Write = %d, %v", n, err)
	}
	return p
}

// ink is the bounding rectangle of all black dots, in dots of the printable area.
func ink(img image.Image) image.Rectangle {
	var r image.Rectangle
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if isBlack(img, x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r.Sub(image.Pt(margin, margin))
}

func isBlack(img image.Image, x, y int) bool {
	return color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y == 0
}

// rows is how far the paper has moved, in dots.
func rows(p *Printer) int { return p.Image().Bounds().Dy() - 2*margin }

// The heights follow from font A: 24 dots, with 30 dots line spacing.
func TestPaperMoves(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, data string
		rows       int
	}{
		{"nothing", "", 0},
		{"text without its line feed", "ab", 0},
		{"a line", "ab\n", 30},
		{"an empty line", "\n", 30},
		{"carriage returns do nothing", "ab\r\n", 30},
		{"two lines", "ab\ncd\n", 60},
		{"32 characters fill 58 mm", strings.Repeat("x", 32) + "\n", 30},
		{"the 33rd wraps", strings.Repeat("x", 33) + "\n", 60},
		{"16 doubled ones fill it", "\x1d!\x11" + strings.Repeat("x", 16) + "\n", 48},
		{"the 17th wraps", "\x1d!\x11" + strings.Repeat("x", 17) + "\n", 96},
		{"feed lines", "\x1bd\x03", 90},
		{"feed lines ends a line", "ab\x1bd\x03", 90},
		{"feed dots", "\x1bJ\x05", 5},
		{"feed dots passes the letters", "ab\x1bJ\x05", 24},
		{"line spacing", "\x1b3\x40a\na\n", 128},
		{"line spacing back", "\x1b3\x40\x1b2a\n", 30},
		{"reset", "\x1b3\x40\x1b@a\n", 30},
		{"raster", "\x1dv0\x00\x01\x00\x02\x00\xff\xff", 2},
		{"raster, double width", "\x1dv0\x01\x01\x00\x02\x00\xff\xff", 2},
		{"raster, double height", "\x1dv0\x02\x01\x00\x02\x00\xff\xff", 4},
		{"raster, both", "\x1dv0\x03\x01\x00\x02\x00\xff\xff", 4},
		{"clearing zeros", strings.Repeat("\x00", 8192), 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := printed(t, 384, tt.data)
			if got := rows(p); got != tt.rows {
				t.Errorf("the paper moved %d dots, want %d", got, tt.rows)
			}
			if len(p.Faults()) > 0 {
				t.Errorf("faults: %q", p.Faults())
			}
			if w := p.Image().Bounds().Dx(); w != 384+2*12 {
				t.Errorf("the picture is %d dots wide", w)
			}
		})
	}
}

func TestPicturesStandWhereTheyBelong(t *testing.T) {
	t.Parallel()
	const square = "\x01\x00\x08\x00\xff\xff\xff\xff\xff\xff\xff\xff" // 8 by 8, black
	tests := []struct {
		name, data string
		want       image.Rectangle
	}{
		{"left", "\x1dv0\x00" + square, image.Rect(0, 0, 8, 8)},
		{"centre", "\x1ba\x01\x1dv0\x00" + square, image.Rect(188, 0, 196, 8)},
		{"right", "\x1ba\x02\x1dv0\x00" + square, image.Rect(376, 0, 384, 8)},
		{"as characters", "\x1ba2\x1dv00" + square, image.Rect(376, 0, 384, 8)},
		{"double width", "\x1dv0\x01" + square, image.Rect(0, 0, 16, 8)},
		{"double height", "\x1dv0\x02" + square, image.Rect(0, 0, 8, 16)},
		{"both, at the right", "\x1ba\x02\x1dv0\x03" + square, image.Rect(368, 0, 384, 16)},
		{"below a line", "\n\x1dv0\x00" + square, image.Rect(0, 30, 8, 38)},
		{"the highest bit is the left dot", "\x1dv0\x00\x01\x00\x01\x00\x80", image.Rect(0, 0, 1, 1)},
		{"the block character fills its cell's width", "\x1ba\x02\x1b-\x01 \n", image.Rect(372, 23, 384, 24)},
		{"underline of two dots", "\x1b-\x02  \n", image.Rect(0, 22, 24, 24)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := printed(t, 384, tt.data)
			if got := ink(p.Image()); got != tt.want {
				t.Errorf("ink at %v, want %v", got, tt.want)
			}
			if len(p.Faults()) > 0 {
				t.Errorf("faults: %q", p.Faults())
			}
		})
	}
}

func TestTextStandsInItsCells(t *testing.T) {
	t.Parallel()
	// Every ASCII character stays within its cell, and no two look alike except the
	// space.
	seen := map[string]rune{}
	for c := rune('!'); c <= '~'; c++ {
		r := ink(printed(t, 384, "\x1ba\x01"+string(c)+"\n").Image())
		cell := image.Rect(186, 0, 198, 24)
		if r.Empty() || !r.In(cell) {
			t.Errorf("%q has ink at %v, outside of %v", c, r, cell)
		}
		g := *rasterised(c, false)
		key := dotsOf(g)
		if other, ok := seen[key]; ok {
			t.Errorf("%q looks like %q", c, other)
		}
		seen[key] = c
	}
	if r := ink(printed(t, 384, " \n").Image()); !r.Empty() {
		t.Errorf("a space has ink at %v", r)
	}
	if g, b := rasterised('m', false), rasterised('m', true); dotsOf(*g) == dotsOf(*b) {
		t.Error("bold looks like regular")
	}
	normal, doubled := ink(printed(t, 384, "M\n").Image()), ink(printed(t, 384, "\x1d!\x11M\n").Image())
	if doubled.Dx() != 2*normal.Dx() || doubled.Dy() != 2*normal.Dy() {
		t.Errorf("M has ink at %v, doubled at %v", normal, doubled)
	}
}

func rasterised(c rune, bold bool) *glyph {
	f := newFonts()
	return f.glyph(c, bold)
}

func dotsOf(g glyph) string {
	var b strings.Builder
	for _, row := range g {
		for _, dot := range row {
			if dot {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
	}
	return b.String()
}

// Code page 437, from IBM's table.
func TestCodePage(t *testing.T) {
	t.Parallel()
	for b, want := range map[byte]rune{
		'A': 'A', 0x80: 'Ç', 0x82: 'é', 0x9F: 'ƒ', 0xA0: 'á', 0xA4: 'ñ', 0xB0: '░', 0xC4: '─', 0xDB: '█', 0xE1: 'ß', 0xF8: '°', 0xFF: '\u00A0',
	} {
		if got := decode(b); got != want {
			t.Errorf("byte %02X is %q, want %q", b, got, want)
		}
	}
}

func TestAnswersAndDrawer(t *testing.T) {
	t.Parallel()
	var e escpos.Encoder
	e.Drawer(2)
	e.Drawer(5)
	e.AskRealTime(1)
	e.PushStatus()
	e.AskProcessed()
	e.AskPrinted([4]byte{'0', '0', '4', '2'})
	p := printed(t, 384, string(e.Bytes()))
	if p.Drawer() != 2 {
		t.Errorf("the drawer was opened %d times", p.Drawer())
	}
	var d escpos.Decoder
	d.Asked(1)
	want := []escpos.Answer{
		{Kind: escpos.RealTime, Of: 1}, {Kind: escpos.Pushed}, {Kind: escpos.Processed}, {Kind: escpos.Printed, ID: [4]byte{'0', '0', '4', '2'}},
	}
	if diff := cmp.Diff(want, d.Decode(p.Answers())); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	if again := p.Answers(); len(again) > 0 {
		t.Errorf("answered twice: % X", again)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, data, want string }{
		{"unknown command", "\x1b\x7f", "unknown command 1B 7F"},
		{"unknown function", "\x1d(L\x02\x0001", "unknown command 1D 28 4C"},
		{"control byte", "a\x07b", "unknown control byte 07"},
		{"wide picture", "\x1dv0\x00\x31\x00\x01\x00" + strings.Repeat("x", 49), "picture 392 dots wide on a paper of 384"},
		{"real-time command in a picture", "\x1dv0\x00\x02\x00\x01\x00\x10\x14", "real-time command 10 14 inside a picture"},
		{"picture in a line", "a\x1dv0\x00\x01\x00\x01\x00\xff", "picture inside a line"},
		{"alignment in a line", "a\x1ba\x01", "alignment 1 inside a line"},
		{"cut in a line", "a\x1dV\x01", "cut inside a line"},
		{"other code page", "\x1bt\x10", "code page 16 is printed as 437"},
		{"column image", "\x1b*\x21\x01\x00abc", "column image is not printed"},
		{"QR too wide", "\x1d(k\x03\x001C\x10\x1d(k\x2b\x001P0" + strings.Repeat("a", 40) + "\x1d(k\x03\x001Q0", "QR 464 dots wide on a paper of 384"},
		{"QR of nothing", "\x1d(k\x03\x001Q0", "QR code of 0 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := printed(t, 384, tt.data)
			if f := p.Faults(); len(f) != 1 || !strings.HasPrefix(f[0], tt.want) {
				t.Errorf("faults %q, want %q", f, tt.want)
			}
			before := rows(p)
			if _, err := p.Write([]byte("\n")); err != nil {
				t.Fatal(err)
			}
			if rows(p) <= before {
				t.Error("the printer is out of step: it takes a line feed for something else")
			}
		})
	}
}

func TestTheRollEnds(t *testing.T) {
	t.Parallel()
	p := printed(t, 384, strings.Repeat("\x1bJ\xff", 2*maxRows/255)+"end\n")
	if rows(p) != maxRows {
		t.Errorf("%d rows on a roll of %d", rows(p), maxRows)
	}
	if f := p.Faults(); len(f) != 1 || f[0] != "the roll has ended" {
		t.Errorf("faults %q", f)
	}
}

func TestNonsenseIsNotRememberedForEver(t *testing.T) {
	t.Parallel()
	if f := printed(t, 384, strings.Repeat("\x07", 10*maxFaults)).Faults(); len(f) != maxFaults {
		t.Errorf("%d faults kept, want %d", len(f), maxFaults)
	}
}

func TestCutIsAGreyDashedLine(t *testing.T) {
	t.Parallel()
	for _, cut := range []string{"\x1dV\x00", "\x1dV\x01", "\x1dVB\x00", "\x1dVA\x10"} {
		p := printed(t, 384, cut)
		img := p.Image()
		greys, blacks := 0, 0
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				switch v := color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y; {
				case v == 0:
					blacks++
				case v < 255:
					greys++
				}
			}
		}
		if blacks != 0 || greys < 384 || len(p.Faults()) > 0 {
			t.Errorf("% X: %d grey and %d black dots, faults %q", cut, greys, blacks, p.Faults())
		}
	}
}

// sample has an element of every kind.
func sample(t interface{ Fatal(...any) }) []byte {
	picture := escpos.NewBitmap(100, 40)
	for i := range 40 {
		picture.Set(i, i)
	}
	p := escpos.Profile80()
	data, err := escpos.Encode(escpos.Document{
		escpos.Text{Left: "Café", Align: escpos.Centre, Bold: true, Size: 2}, escpos.Text{Left: "Tea", Right: "$1.50"},
		escpos.Rule{}, escpos.Image{Bitmap: picture, Align: escpos.Right}, escpos.Feed{Dots: 24},
		escpos.Pair{Left: picture, Right: picture},
		escpos.QR{Content: "psar", Modules: make([][]bool, 21), Module: 4}, escpos.Drawer{Pin: 2}, escpos.Cut{},
	}, p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEverythingTheEncoderWritesIsKnown(t *testing.T) {
	t.Parallel()
	p := printed(t, 576, string(sample(t)))
	if len(p.Faults()) > 0 {
		t.Errorf("faults: %q", p.Faults())
	}
}

// How a network splits the bytes does not change the paper.
func TestBytesMayBeCutAnywhere(t *testing.T) {
	t.Parallel()
	data := sample(t)
	whole := New(576)
	if _, err := whole.Write(data); err != nil {
		t.Fatal(err)
	}
	want := whole.Image().(*image.Paletted)
	rapid.Check(t, func(t *rapid.T) {
		p := New(576)
		for rest := data; len(rest) > 0; {
			n := rapid.IntRange(1, min(len(rest), 200)).Draw(t, "piece")
			if _, err := p.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		got := p.Image().(*image.Paletted)
		if got.Rect != want.Rect || !bytes.Equal(got.Pix, want.Pix) || p.Drawer() != 1 {
			t.Fatalf("the paper is another: %v, want %v", got.Rect, want.Rect)
		}
	})
}

func FuzzWrite(f *testing.F) {
	f.Add([]byte("\x1b@Psar\n\x1dv0\x03\x01\x00\x01\x00\xff"))
	f.Add([]byte("\x1d(k\x03\x001Q0\x1dV\x42\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := New(384)
		if n, err := p.Write(data); n != len(data) || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
		if rows(p) > maxRows {
			t.Fatalf("%d rows", rows(p))
		}
	})
}
