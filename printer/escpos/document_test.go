package escpos

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	qrcode "github.com/skip2/go-qrcode"
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
	q, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	q.DisableBorder = true
	return q.Bitmap()
}

// A printer draws no quiet zone of its own: four modules are fed before and
// after the code.
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

// Bytes that a printer might take for commands, in a code or in its length, go
// out as a picture.
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

// rastersOf cuts a stream of rasters, and of nothing else, into their data.
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

// hostile bitmaps are full of the bytes that begin and end real-time commands.
func hostile(t *rapid.T) Bitmap {
	b := NewBitmap(rapid.IntRange(1, 64).Draw(t, "width"), rapid.IntRange(1, 600).Draw(t, "height"))
	risky := rapid.SampledFrom([]byte{0x10, 0x04, 0x05, 0x14, 0x00, 0x08, 0x20, 0x02, 0x0A, 0x28, 0x01, 0x40, 0xFF})
	pattern := rapid.SliceOfN(risky, 1, 48).Draw(t, "pattern")
	for i := range b.Bits {
		b.Bits[i] = pattern[i%len(pattern)]
	}
	// The dots after a row's end are white, as NewBitmap and Set leave them.
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

// Making a picture harmless costs it few dots: either it moves, all of it, or
// single dots are dropped; none is added.
func TestHarmlessPicturesAreTheSamePictures(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := hostile(t)
		got := harmless(b)
		if got.Height != b.Height || got.Stride() != b.Stride() {
			t.Fatalf("%d x %d dots became %d x %d", b.Width, b.Height, got.Width, got.Height)
		}
		moved := got.Width - b.Width
		for y := range b.Height {
			for x := range got.Width {
				is, was := got.At(x, y), b.At(x-moved, y)
				if is && !was || moved > 0 && is != was {
					t.Fatalf("dot %d,%d: %v, was %v, moved by %d", x, y, is, was, moved)
				}
			}
		}
	})
}

// Whatever a product is called, between the start and the line's end there is
// no byte below 20 hex.
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
		// Up to 7 dots at the right are the last byte's padding.
		if dots := (int(got[i+4])*8 - 7) * times; dots > width {
			t.Fatalf("%d dots on a paper of %d", dots, width)
		}
	})
}

// receipt has 15 Latin lines and a code of 200 bytes.
func receipt(b *testing.B) Document {
	b.Helper()
	doc := Document{Text{Left: "Psar", Align: Centre, Bold: true, Size: 2}, Rule{}}
	for i := range 11 {
		doc = append(doc, Text{Left: fmt.Sprintf("%d x Iced coffee", i+1), Right: "$1.50"})
	}
	doc = append(doc, Rule{}, Text{Left: "TOTAL", Right: "$99.00", Bold: true})
	content := strings.Repeat("0123456789abcdefghij", 10)
	return append(doc, QR{Content: content, Modules: modulesOf(b, content)}, Cut{})
}

func BenchmarkEncode(b *testing.B) {
	native, clone := Profile58(), Profile58()
	native.NativeQR = true
	doc := receipt(b)
	for _, bb := range []struct {
		name    string
		profile Profile
	}{{"native", native}, {"raster", clone}} {
		b.Run(bb.name, func(b *testing.B) {
			size := 0
			b.ReportAllocs()
			for b.Loop() {
				size = len(encode(b, bb.profile, doc...))
			}
			b.ReportMetric(float64(size), "bytes/receipt")
		})
	}
}
