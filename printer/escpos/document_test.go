package escpos

import (
	"bytes"
	"math/bits"
	"strings"
	"testing"

	"psar/assets/qr"

	"pgregory.net/rapid"
)

func encode(t testing.TB, p Profile, elements ...Element) []byte {
	t.Helper()
	b, err := Encode(elements, p)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const start = "1B 40 1C 2E 1B 74 00"

func TestEncodeElements(t *testing.T) {
	t.Parallel()
	small := Profile{WidthDots: 96, Columns: 8, Cutter: true}
	dot := NewBitmap(8, 1)
	dot.Set(0, 0)
	tests := []struct {
		name    string
		element Element
		want    string
	}{
		{"left text", Text{Left: "ab"}, "61 62 0A"},
		{"centred, bold and large", Text{Left: "ab", Align: Centre, Bold: true, Size: 2}, "1B 61 01 1B 45 01 1D 21 11 61 62 0A 1D 21 00 1B 45 00 1B 61 00"},
		{"two sides", Text{Left: "ab", Right: "1.5"}, "61 62 20 20 20 31 2E 35 0A"},
		{"two sides, large", Text{Left: "a", Right: "b", Size: 2}, "1D 21 11 61 20 20 62 0A 1D 21 00"},
		{"two sides without room", Text{Left: "abcdef", Right: "1.50"}, "61 62 63 64 65 66 20 31 2E 35 30 0A"},
		{"picture at the right", Image{dot, Right}, "1B 61 02 1D 76 30 00 01 00 01 00 80 1B 61 00"},
		{"pair of pictures", Pair{Left: dot, Right: dot}, "1D 76 30 00 0C 00 01 00 80 00 00 00 00 00 00 00 00 00 00 80"},
		{"rule", Rule{}, "2D 2D 2D 2D 2D 2D 2D 2D 0A"},
		{"feed", Feed{24}, "1B 4A 18"},
		{"cut", Cut{}, "1D 56 42 00"},
		{"drawer", Drawer{2}, "1B 70 00 19 FA"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, want := encode(t, small, tt.element), unhex(t, start+tt.want); !bytes.Equal(got, want) {
				t.Errorf("wrote % X\nwant  % X", got, want)
			}
		})
	}
}

func TestCutWithoutKnifeFeeds(t *testing.T) {
	t.Parallel()
	if got, want := encode(t, Profile58(), Cut{}), unhex(t, start+"1B 64 04"); !bytes.Equal(got, want) {
		t.Errorf("wrote % X, want % X", got, want)
	}
}

func TestEncodeRefusesWhatIsTooWide(t *testing.T) {
	t.Parallel()
	p := Profile58()
	for _, e := range []Element{
		Image{Bitmap: NewBitmap(385, 1)},
		Pair{Left: NewBitmap(200, 1), Right: NewBitmap(185, 1)},
		QR{Content: "x", Modules: make([][]bool, 89)}, // (89+8) x 4 = 388 dots
	} {
		if b, err := Encode(Document{e}, p); err == nil {
			t.Errorf("%T: no error, but %d bytes", e, len(b))
		}
	}
}

func modulesOf(t testing.TB, content string) [][]bool {
	t.Helper()
	q, err := qr.New(content, qr.Medium)
	if err != nil {
		t.Fatal(err)
	}
	return q.Modules()
}

// A printer draws no quiet zone: four modules are fed before and after the code.
func TestNativeQRHasItsQuietZone(t *testing.T) {
	t.Parallel()
	p := Profile58()
	p.NativeQR = true
	var code Encoder
	code.QR("psar", 5)
	want := bytes.Join([][]byte{unhex(t, start+"1B 61 01 1B 4A 14"), code.Bytes(), unhex(t, "1B 4A 14 1B 61 00")}, nil)
	got := encode(t, p, QR{Content: "psar", Modules: modulesOf(t, "psar"), Module: 5})
	if !bytes.Equal(got, want) {
		t.Errorf("wrote % X\nwant  % X", got, want)
	}
}

// A code that is sent as a picture uses the paper as its quiet zone, and goes out
// at half resolution.
func TestSentQRHasNoWhiteRows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ largest, module int }{{0, 6}, {5, 4}, {6, 6}, {7, 6}, {3, 4}} {
		code := modulesOf(t, "psar")
		got := encode(t, Profile58(), QR{Content: "psar", Modules: code, Module: tt.largest})
		feed := []byte{0x1B, 'J', byte(QuietZone * tt.module)}
		head := append(unhex(t, start+"1B 61 01"), feed...)
		tail := append(bytes.Clone(feed), 0x1B, 'a', 0)
		if !bytes.HasPrefix(got, head) || !bytes.HasSuffix(got, tail) {
			t.Fatalf("at most %d dots: % X … % X", tt.largest, got[:16], got[len(got)-6:])
		}
		raster := got[len(head) : len(got)-len(tail)]
		dots := len(code) * tt.module / 2
		stride := (dots + 7) / 8
		if raster[3] != 3 || int(raster[4]) != stride || int(raster[6]) != dots {
			t.Fatalf("at most %d dots: mode %d, %d bytes by %d rows, want 3, %d by %d", tt.largest, raster[3], raster[4], raster[6], stride, dots)
		}
		b := Bitmap{Width: stride * 8, Height: dots, Bits: rastersOf(t, raster)}
		left := (stride*8 - dots) / 2
		for y := range dots {
			for x := range dots {
				if b.At(left+x, y) != code[y*2/tt.module][x*2/tt.module] {
					t.Fatalf("at most %d dots: dot %d,%d is %v", tt.largest, x, y, b.At(left+x, y))
				}
			}
		}
	}
}

// A code with bytes, or a length, that a printer might take for commands is sent as
// a picture.
func TestQRIsAPictureWhereItsBytesAreNotPlain(t *testing.T) {
	t.Parallel()
	p := Profile80()
	for name, content := range map[string]string{
		"real-time command": "a\x10\x04\x01", "escape": "a\x1b@", "length 0410": strings.Repeat("a", 0x410-3),
	} {
		got := encode(t, p, QR{Content: content, Modules: modulesOf(t, content)})
		if bytes.Contains(got, []byte("\x1d(k")) || !bytes.Contains(got, []byte("\x1dv0")) {
			t.Errorf("%s: the printer was to draw it itself", name)
		}
	}
	if got := encode(t, p, QR{Content: "psar", Modules: modulesOf(t, "psar")}); !bytes.Contains(got, []byte("\x1d(k")) {
		t.Error("a plain code went out as a picture")
	}
}

// rastersOf returns the data of a stream that consists of raster commands only.
func rastersOf(t interface{ Fatalf(string, ...any) }, b []byte) []byte {
	var data []byte
	for len(b) > 0 {
		if len(b) < 8 || !bytes.HasPrefix(b, []byte("\x1dv0")) {
			t.Fatalf("no raster: % X", b[:min(len(b), 8)])
		}
		stride, rows := int(b[4])|int(b[5])<<8, int(b[6])|int(b[7])<<8
		if rows > 256 {
			t.Fatalf("a band of %d rows", rows)
		}
		end := 8 + stride*rows
		if len(b) < end {
			t.Fatalf("a raster of %d bytes that has %d", end, len(b))
		}
		data = append(data, b[8:end]...)
		b = b[end:]
	}
	return data
}

// hostile bitmaps are full of the bytes of real-time commands.
func hostile(t *rapid.T) Bitmap {
	b := NewBitmap(rapid.IntRange(1, 64).Draw(t, "width"), rapid.IntRange(1, 600).Draw(t, "height"))
	risky := rapid.SampledFrom([]byte{0x10, 0x04, 0x05, 0x14, 0x00, 0x08, 0x20, 0x02, 0x0A, 0x28, 0x01, 0x40, 0xFF})
	pattern := rapid.SliceOfN(risky, 1, 48).Draw(t, "pattern")
	for i := range b.Bits {
		b.Bits[i] = pattern[i%len(pattern)]
	}
	// The bits after the end of a row are 0, as NewBitmap and Set leave them.
	mask := byte(0xFF << (b.Stride()*8 - b.Width))
	for y := range b.Height {
		b.Bits[(y+1)*b.Stride()-1] &= mask
	}
	return b
}

func TestNoRasterHoldsARealTimeCommand(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := hostile(t)
		before := bytes.Clone(b.Bits)
		var e Encoder
		e.Raster(b, rapid.Bool().Draw(t, "double"))
		for _, command := range [][]byte{{0x10, 0x04}, {0x10, 0x05}, {0x10, 0x14}} {
			if i := bytes.Index(e.Bytes(), command); i >= 0 {
				t.Fatalf("% X at byte %d", command, i)
			}
		}
		if data := rastersOf(t, e.Bytes()); len(data) != b.Stride()*b.Height {
			t.Fatalf("%d bytes of a picture of %d", len(data), b.Stride()*b.Height)
		}
		if !bytes.Equal(before, b.Bits) {
			t.Fatalf("the caller's picture was changed")
		}
	})
}

// Removing real-time sequences from a picture loses no dot: either the whole picture
// moves, or single dots move by one.
func TestHarmlessPicturesAreTheSamePictures(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := hostile(t)
		var e Encoder
		e.Raster(b, false)
		got := Bitmap{Width: b.Stride() * 8, Height: b.Height, Bits: rastersOf(t, e.Bytes())}
		for move := range 8 {
			if got.Width-b.Width >= move && sameDots(got, b, move) {
				return
			}
		}
		for y := range got.Height {
			for x := 0; x < got.Width; x++ {
				if got.At(x, y) == b.At(x, y) {
					continue
				}
				if got.At(x, y) && !b.At(x, y) && b.At(x+1, y) && !got.At(x+1, y) {
					x++ // the dot was one further to the right
					continue
				}
				t.Fatalf("dot %d,%d is %v, and no neighbour took its place", x, y, got.At(x, y))
			}
		}
	})
}

func sameDots(got, b Bitmap, move int) bool {
	for y := range got.Height {
		for x := range got.Width {
			if got.At(x, y) != b.At(x-move, y) {
				return false
			}
		}
	}
	return true
}

// A picture of the paper's full width can't move, and still keeps every dot.
func TestFullWidthPictureLosesNoDot(t *testing.T) {
	t.Parallel()
	b := NewBitmap(384, 300)
	for y := range b.Height {
		row := b.Bits[y*48 : (y+1)*48]
		for x := 0; x < 48; x += 2 {
			row[x], row[x+1] = 0x10, []byte{0x04, 0x05, 0x14}[y%3]
		}
	}
	data := rastersOf(t, encode(t, Profile58(), Image{Bitmap: b})[7:])
	if i := realTimeAt(data); i >= 0 {
		t.Errorf("% X at byte %d", data[i:i+2], i)
	}
	if got, want := dotsOf(data), dotsOf(b.Bits); got != want {
		t.Errorf("%d dots, of %d", got, want)
	}
}

func dotsOf(data []byte) int {
	n := 0
	for _, b := range data {
		n += bits.OnesCount8(b)
	}
	return n
}

// A pair's pictures are at the edges; each moves inwards where it would contain a
// real-time sequence.
func TestPairMovesInwards(t *testing.T) {
	t.Parallel()
	danger := NewBitmap(16, 1)
	danger.Set(3, 0)
	danger.Set(13, 0) // 10 04
	got := encode(t, Profile{WidthDots: 48}, Pair{Left: danger, Right: danger})
	// Each moves by one dot: 08 02 at the left, 20 08 at the right.
	if want := unhex(t, start+"1D 76 30 00 06 00 01 00 08 02 00 00 20 08"); !bytes.Equal(got, want) {
		t.Errorf("wrote % X\nwant  % X", got, want)
	}
}

// For any product name, there is no byte below 20 hex between the initialisation
// and the end of the line.
func TestNoNameIsACommand(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "name")
		got, err := Encode(Document{Text{Left: name, Right: name}}, Profile58())
		if err != nil {
			t.Fatal(err)
		}
		line := bytes.TrimPrefix(got, []byte("\x1b@\x1c.\x1bt\x00"))
		line, ended := bytes.CutSuffix(line, []byte("\n"))
		if !ended {
			t.Fatalf("no line feed at the end of % X", line)
		}
		for _, c := range line {
			if c < 0x20 || c == 0x7F {
				t.Fatalf("%q printed as % X", name, line)
			}
		}
	})
}

func TestNoCodeIsWiderThanThePaper(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.SampledFrom([]int{384, 512, 576}).Draw(t, "width")
		n := 17 + 4*rapid.IntRange(1, 40).Draw(t, "version")
		modules := make([][]bool, n)
		for i := range modules {
			modules[i] = make([]bool, n)
		}
		got, err := Encode(Document{QR{Content: "x", Modules: modules}}, Profile{WidthDots: width})
		if fits := (n+8)*4 <= width; (err == nil) != fits {
			t.Fatalf("%d modules on %d dots: %v", n, width, err)
		}
		if err != nil {
			return
		}
		i := bytes.Index(got, []byte("\x1dv0"))
		times := 1 + int(got[i+3]&1)
		// The last byte of a row has up to 7 padding bits.
		if dots := (int(got[i+4])*8 - 7) * times; dots > width {
			t.Fatalf("%d dots on a paper of %d", dots, width)
		}
	})
}
