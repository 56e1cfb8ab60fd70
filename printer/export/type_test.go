package export

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"psar/assets"
	"psar/printer/export/pdf"
	"psar/printer/shape"
)

// A page drawn by Poppler shows the same as a receipt: the right glyphs of the
// embedded fonts at the right places. The texts have subscripts in two rows, vowels
// on all four sides, shifted signs, letters of the fallback font, and a box.
func TestPagesShowWhatReceiptsShow(t *testing.T) {
	t.Parallel()
	texts := []string{
		"កាហ្វេទឹកដោះគោ", "ស្ត្រី ខ្ញុំ ស៊ី ប៉ុន្តែ", "ធម៌ សង្គ្រាម ប៊្រូ", "គ្រឿងអេឡិចត្រូនិក", "12,345.60 ៛ $ AVATo",
		"ło ᧠", "abc 店 ខ", "ញ៉ាំ ដ៏ ម៉្លេះ",
	}
	const size = 40 // points, which at 72 dpi are dots
	doc := pdf.New(pdf.Info{})
	face, err := newTypeface()
	if err != nil {
		t.Fatal(err)
	}
	if err := face.begin(doc); err != nil {
		t.Fatal(err)
	}
	page := doc.Page()
	baseline := func(i int) int { return 80 + 90*i }
	for i, text := range texts {
		face.write(page, 40_000, pdf.A4Height-baseline(i)*1000, text, style{regular, size * 1000, 0})
	}
	var file bytes.Buffer
	if _, err := doc.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	seen := drawn(t, file.Bytes())
	ours, err := shape.New(assets.KantumruyPro(400), assets.NotoSansKhmerBold())
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		line, err := ours.Line(text, size)
		if err != nil {
			t.Fatal(err)
		}
		want := func(x, y int) bool {
			b := line.Bitmap
			return x >= 0 && y >= 0 && x < b.Width && y < b.Height && b.At(x, y)
		}
		// Receipts crop a line to its ink, so its left edge is searched for.
		top := baseline(i) - line.Baseline
		left := 0
		for left < 200 && !inkIn(seen, left, top, line.Bitmap.Height) {
			left++
		}
		got := func(x, y int) bool { return seen.black(left+x, top+y) }
		ink, lost, added := 0, 0, 0
		for y := -2; y < line.Bitmap.Height+2; y++ {
			for x := -2; x < line.Bitmap.Width+40; x++ {
				if want(x, y) {
					ink++
					if !near(got, x, y) {
						lost++
					}
				}
				if got(x, y) && !near(want, x, y) {
					added++
				}
			}
		}
		if ink < 500 || lost > ink/200 || added > ink/200 {
			t.Errorf("%q: of %d dots %d are not on the page, and %d more are", text, ink, lost, added)
		}
	}
}

// near reports whether a dot or one next to it is black: the two programs round edges
// differently.
func near(black func(x, y int) bool, x, y int) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if black(x+dx, y+dy) {
				return true
			}
		}
	}
	return false
}

func inkIn(g grey, x, top, height int) bool {
	for y := top; y < top+height; y++ {
		if g.black(x, y) {
			return true
		}
	}
	return false
}

// grey is a picture with one byte per dot.
type grey struct {
	width, height int
	dots          []byte
}

func (g grey) black(x, y int) bool {
	return x >= 0 && y >= 0 && x < g.width && y < g.height && g.dots[y*g.width+x] < 150
}

// drawn is the first page drawn by Poppler at 72 dpi, one dot per point.
func drawn(t *testing.T, file []byte) grey {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "pdftoppm", "-r", "72", "-gray", path).Output()
	if err != nil {
		t.Fatal("this test draws pages with pdftoppm, of the package poppler-utils: ", err)
	}
	var g grey
	var most int
	if _, err := fmt.Sscanf(string(out[:20]), "P5\n%d %d\n%d\n", &g.width, &g.height, &most); err != nil || most != 255 {
		t.Fatalf("no picture: %q, %v", out[:20], err)
	}
	g.dots = out[len(out)-g.width*g.height:]
	return g
}
