package layout

import (
	"bytes"
	"image"
	"testing"

	"psar/printer/escpos"
	"psar/printer/paper"
)

// measuredCode is a KHQR of 200 bytes, made by the national bank's SDK (npm
// bakong-khqr 1.0.20).
const measuredCode = "00020101021229170013sok_dara@aclb52045999530384054079999.99" +
	"5802KH5924ហាងកាហ្វេដារ៉ាសាខាទួលគោក6009Siem Reap993400131790000004247011341024448000006304D538"

// The 15 Latin and 4 Khmer lines of the measured receipt.
var (
	measuredItems = [...][2]string{
		{"2 x $1.50", "$3.00"}, {"1 x $2.25", "$2.25"}, {"3 x $1.75", "$5.25"}, {"1 x $3.50", "$3.50"},
		{"Subtotal", "$14.00"}, {"VAT 10% included", "$1.27"}, {"KHQR USD", "$14.00"},
		{"Payment", "11795346432686"}, {"Change", "$0.00"},
	}
	measuredKhmer = [...]string{"ហាងកាហ្វេ សុខា", "កាហ្វេទឹកដោះគោទឹកកក", "នំប៉័ង", "សូមអរគុណ សូមអញ្ជើញមកម្ដងទៀត"}
)

// measured lays out a receipt of fixed content, for comparing sizes and times.
func measured(l *layout) {
	l.text(measuredKhmer[0], escpos.Centre, bodySize)
	l.text("Sokha Coffee House", escpos.Centre, bodySize)
	l.text("St. 240, Phnom Penh", escpos.Centre, bodySize)
	l.rule()
	l.row("01/2026/000187", "22/11/2026 14:32")
	l.text(measuredKhmer[1], escpos.Left, bodySize)
	l.text(measuredKhmer[2], escpos.Left, bodySize)
	for _, item := range measuredItems {
		l.row(item[0], item[1])
	}
	l.rule()
	l.page.Text(escpos.Text{Left: "$14.00", Align: escpos.Right, Bold: true, Size: 2})
	l.code(measuredCode, 0)
	l.text(measuredKhmer[3], escpos.Centre, bodySize)
	l.end()
}

func encodeMeasured(t testing.TB, p escpos.Profile) []byte {
	l, err := newLayout(p)
	if err != nil {
		t.Fatal(err)
	}
	measured(l)
	data, err := l.bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func profileNamed(t testing.TB, name string, width int) escpos.Profile {
	t.Helper()
	p, ok := escpos.ProfileOf(name, width)
	if !ok {
		t.Fatalf("no profile %q", name)
	}
	return p
}

// TestMeasuredReceipt: the measured receipt has the content that is documented here,
// and its bytes stay below the limits.
func TestMeasuredReceipt(t *testing.T) {
	t.Parallel()
	if len(measuredCode) != 200 {
		t.Fatalf("the code has %d bytes", len(measuredCode))
	}
	for _, tt := range []struct {
		profile        string
		most, pictures int // most bytes; number of pictures, of which a code has several
	}{{"generic", 5200, 4}, {"clone-80", 7800, 4 + 3}} {
		p := profileNamed(t, tt.profile, 80)
		data := encodeMeasured(t, p)
		t.Logf("%s: %d bytes", tt.profile, len(data))
		if len(data) > tt.most {
			t.Errorf("%s: %d bytes, promised are %d", tt.profile, len(data), tt.most)
		}
		if lines, pictures := partsOf(data); lines != 15 || pictures != tt.pictures {
			t.Errorf("%s: %d lines of text, want 15, and %d pictures, want %d", tt.profile, lines, pictures, tt.pictures)
		}
		printed := paper.New(p.WidthDots)
		if _, err := printed.Write(data); err != nil {
			t.Fatal(err)
		}
		if faults := printed.Faults(); len(faults) > 0 {
			t.Errorf("%s: %q", tt.profile, faults)
		}
	}
}

// partsOf counts the lines of printer characters and the pictures in a stream.
func partsOf(data []byte) (lines, pictures int) {
	for {
		text, rest, found := bytes.Cut(data, []byte("\x1dv0"))
		lines += bytes.Count(text, []byte("\n"))
		if !found {
			return lines, pictures
		}
		pictures++
		stride, rows := int(rest[1])+int(rest[2])<<8, int(rest[3])+int(rest[4])<<8
		data = rest[5+stride*rows:]
	}
}

// TestWarmCachesLeaveFewAllocations: with warm caches, little more than the result is
// allocated.
func TestWarmCachesLeaveFewAllocations(t *testing.T) {
	for _, name := range []string{"generic", "clone-80"} {
		p := profileNamed(t, name, 80)
		encodeMeasured(t, p)
		if n := testing.AllocsPerRun(50, func() { encodeMeasured(t, p) }); n > 5 {
			t.Errorf("%s: %v allocations, promised are 5", name, n)
		}
	}
}

// BenchmarkMeasuredReceipt encodes the measured receipt with warm caches, and for
// comparison the same page sent as one picture, as most programs do.
func BenchmarkMeasuredReceipt(b *testing.B) {
	for _, bb := range []struct{ name, profile string }{{"native-qr", "generic"}, {"raster-qr", "clone-80"}} {
		b.Run(bb.name, func(b *testing.B) {
			p := profileNamed(b, bb.profile, 80)
			b.ReportAllocs()
			var data []byte
			for b.Loop() {
				data = encodeMeasured(b, p)
			}
			b.ReportMetric(float64(len(data)), "paper-bytes")
		})
	}
	b.Run("one-picture", func(b *testing.B) {
		p := profileNamed(b, "clone-80", 80)
		printed := paper.New(p.WidthDots)
		if _, err := printed.Write(encodeMeasured(b, p)); err != nil {
			b.Fatal(err)
		}
		page := printed.Image()
		b.ReportAllocs()
		var data []byte
		for b.Loop() {
			data = encodePicture(b, page, p)
		}
		b.ReportMetric(float64(len(data)), "paper-bytes")
	})
}

// encodePicture sends a drawn page as one raster. Drawing is not counted.
func encodePicture(b *testing.B, page image.Image, p escpos.Profile) []byte {
	const margin = 12 // of the virtual paper, in dots
	r := page.Bounds().Inset(margin)
	all := escpos.NewBitmap(r.Dx(), r.Dy())
	for y := range r.Dy() {
		for x := range r.Dx() {
			if red, _, _, _ := page.At(r.Min.X+x, r.Min.Y+y).RGBA(); red < 0x8000 {
				all.Set(x, y)
			}
		}
	}
	data, err := escpos.Encode(escpos.Document{escpos.Image{Bitmap: all}, escpos.Cut{}}, p)
	if err != nil {
		b.Fatal(err)
	}
	return data
}
