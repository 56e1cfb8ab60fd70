package shape_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"psar/assets"
	"psar/assets/khmer"
	"psar/printer/escpos"
	"psar/printer/shape"
)

var update = flag.Bool("update", false, "write testdata/receipt.png again")

func mustNew(t testing.TB) *shape.Shaper {
	t.Helper()
	s, err := shape.New(assets.NotoSansKhmerBold(), assets.KantumruyPro(600))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustLine(t testing.TB, s *shape.Shaper, text string, px int) shape.Inked {
	t.Helper()
	line, err := s.Line(text, px)
	if err != nil {
		t.Fatalf("Line(%q, %d): %v", text, px, err)
	}
	return line
}

func equal(a, b shape.Inked) bool {
	return a.Baseline == b.Baseline && a.Bitmap.Width == b.Bitmap.Width &&
		a.Bitmap.Height == b.Bitmap.Height && bytes.Equal(a.Bitmap.Bits, b.Bitmap.Bits)
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	if _, err := shape.New(); err == nil {
		t.Error("a Shaper without fonts")
	}
	if _, err := shape.New([]byte("no font")); err == nil {
		t.Error("a Shaper of a broken font")
	}
}

func TestLineRefuses(t *testing.T) {
	t.Parallel()
	s := mustNew(t)
	for _, px := range []int{-1, 0, shape.MaxSize + 1} {
		if _, err := s.Line("ក", px); !errors.Is(err, shape.ErrSize) {
			t.Errorf("Line of %d dots: %v", px, err)
		}
	}
	if _, err := s.Line(strings.Repeat("ក", 10_000), 26); !errors.Is(err, shape.ErrWide) {
		t.Errorf("a line of 10,000 letters: %v", err)
	}
}

// inkOf counts the black dots of a column or row.
func inkOf(b escpos.Bitmap, r image.Rectangle) int {
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if b.At(x, y) {
				n++
			}
		}
	}
	return n
}

func TestLineIsCroppedAndAsWideAsTold(t *testing.T) {
	t.Parallel()
	s := mustNew(t)
	pieces := []string{"ក", "ស្ត្រី", "ខ្ញុំ", "្", "ា", "េ", " ", "A", "j", "$", "៛", "។", "-", "👍", "\x00", "\xff", "\u200b", "\n", "é", "ـ", "漢"}
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(rt, "text"), "")
		px := rapid.IntRange(8, 60).Draw(rt, "px")
		line, err := s.Line(text, px)
		if err != nil {
			rt.Fatal(err)
		}
		b := line.Bitmap
		if width := s.Width(text, px); b.Width > width {
			rt.Fatalf("%q is %d dots wide, told %d", text, b.Width, width)
		}
		if b.Width == 0 {
			return
		}
		edges := map[string]image.Rectangle{
			"left": image.Rect(0, 0, 1, b.Height), "right": image.Rect(b.Width-1, 0, b.Width, b.Height),
			"top": image.Rect(0, 0, b.Width, 1), "bottom": image.Rect(0, b.Height-1, b.Width, b.Height),
		}
		for side, edge := range edges {
			if inkOf(b, edge) == 0 {
				rt.Fatalf("%q has a white edge, %s", text, side)
			}
		}
	})
}

func TestBaselineKeepsLinesEven(t *testing.T) {
	t.Parallel()
	s := mustNew(t)
	// Where the ink of these letters is relative to the baseline is common knowledge.
	tests := []struct {
		text         string
		above, below bool // has ink far above, below the baseline
	}{
		{"H", true, false},
		{"សរុប", true, true},
		{"ខ្ញុំ", true, true},
		{"_", false, true},
		{"'", true, false},
	}
	for _, tt := range tests {
		line := mustLine(t, s, tt.text, 26)
		below := line.Bitmap.Height - line.Baseline
		if (line.Baseline > 2) != tt.above || (below > 2) != tt.below {
			t.Errorf("%q has its baseline at %d of %d", tt.text, line.Baseline, line.Bitmap.Height)
		}
	}
	// H is on the baseline, to within the dot that its outline ends in.
	if h := mustLine(t, s, "H", 26); h.Bitmap.Height != h.Baseline {
		t.Errorf("H has its baseline at %d of %d", h.Baseline, h.Bitmap.Height)
	}
}

func TestUnseenCharactersLeaveNoTrace(t *testing.T) {
	t.Parallel()
	s := mustNew(t)
	want := mustLine(t, s, "ទឹកកក A", 26)
	for _, text := range []string{"ទឹក\u200bកក A", "\x00ទឹក\x1bកក\x07 A", "\ufeffទឹកកក A\u202e", "ទឹកកក\tA", "ទឹកកក\nA", "ទឹកកក A\x10\x04\x01"} {
		if !equal(mustLine(t, s, text, 26), want) {
			t.Errorf("%q is drawn unlike %q", text, "ទឹកកក A")
		}
	}
	for _, text := range []string{"", " ", "\u200b", "\x00\x01"} {
		if line := mustLine(t, s, text, 26); line.Bitmap.Width != 0 || line.Bitmap.Height != 0 {
			t.Errorf("%q has ink: %d by %d", text, line.Bitmap.Width, line.Bitmap.Height)
		}
	}
}

func TestMissingCharacterIsAHollowBox(t *testing.T) {
	t.Parallel()
	s := mustNew(t)
	for _, text := range []string{"👍", "👨‍👩‍👧", "漢", "\U000F0000"} {
		b := mustLine(t, s, text, 40).Bitmap
		if b.Width < 15 || b.Height < 20 {
			t.Fatalf("%q is %d by %d", text, b.Width, b.Height)
		}
		inner := image.Rect(6, 6, b.Width-6, b.Height-6)
		if n := inkOf(b, inner); n != 0 {
			t.Errorf("%q is filled with %d dots", text, n)
		}
		all := image.Rect(0, 0, b.Width, b.Height)
		if inkOf(b, image.Rect(0, 0, b.Width, 2)) != 2*b.Width || inkOf(b, all) < 4*b.Height {
			t.Errorf("%q has no frame", text)
		}
	}
	one, three := s.Width("漢", 26), s.Width("漢字漢", 26)
	if three < 3*one-3 {
		t.Errorf("three boxes are %d dots wide, one %d", three, one)
	}
}

func TestLongName(t *testing.T) {
	t.Parallel()
	s := mustNew(t)
	name := strings.Repeat("ស្ត្រីខ្មែរ", 100)
	if n := len(khmer.Clusters(name)); n < 300 {
		t.Fatalf("the name has %d letters", n)
	}
	if line := mustLine(t, s, name, 26); line.Bitmap.Width < 5000 {
		t.Errorf("the name is %d dots wide", line.Bitmap.Width)
	}
	const paper = 384
	for _, part := range khmer.Wrap(name, paper, func(t string) int { return s.Width(t, 26) }) {
		if w := mustLine(t, s, part, 26).Bitmap.Width; w > paper || w == 0 {
			t.Errorf("%q is %d dots wide", part, w)
		}
	}
}

// A paragraph is the lines of khmer.Wrap, each as Line draws it.
func TestParagraphIsItsLines(t *testing.T) {
	t.Parallel()
	s := mustNew(t)
	for _, text := range []string{
		"", " ", "សរុប", "Total", strings.Repeat("ទឹកសុទ្ធ 500 ml ", 9), "សូមអញ្ជើញមកម្ដងទៀត\nសូមអរគុណ", "👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍",
	} {
		for range 2 { // drawn, then cached
			for _, width := range []int{384, 150} {
				parts := khmer.Wrap(text, width, func(t string) int { return s.Width(t, 26) })
				lines, err := s.Paragraph(text, 26, width)
				if err != nil || len(lines) != len(parts) {
					t.Fatalf("%q in %d dots: %d lines, want %d, %v", text, width, len(lines), len(parts), err)
				}
				for i, part := range parts {
					if !equal(lines[i], mustLine(t, s, part, 26)) {
						t.Errorf("line %d of %q is not %q", i, text, part)
					}
					if lines[i].Bitmap.Width > width {
						t.Errorf("%q is %d dots wide, of %d", part, lines[i].Bitmap.Width, width)
					}
				}
			}
		}
	}
	// One letter with more signs than a line holds, or than can be drawn.
	for _, signs := range []int{100, 20_000} {
		lines, err := s.Paragraph("ក"+strings.Repeat("្", signs), 26, 384)
		if err != nil || len(lines) != 1 || lines[0].Bitmap.Width > 384 || lines[0].Bitmap.Width < 300 {
			t.Errorf("a letter with %d signs: %d lines, %v", signs, len(lines), err)
		}
	}
	for _, px := range []int{0, shape.MaxSize + 1} {
		if _, err := s.Paragraph("ក", px, 384); !errors.Is(err, shape.ErrSize) {
			t.Errorf("a paragraph of %d dots: %v", px, err)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	s, alone := mustNew(t), mustNew(t)
	var want [40]shape.Inked
	for i := range want {
		want[i] = mustLine(t, alone, fmt.Sprint("បញ្ជរ ", i, " ៛"), 20+i%10)
	}
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for n := range 120 {
				i := (n*7 + worker) % len(want)
				text := fmt.Sprint("បញ្ជរ ", i, " ៛")
				line, err := s.Line(text, 20+i%10)
				if err != nil || !equal(line, want[i]) {
					t.Errorf("Line(%q) differs under use by many: %v", text, err)
				}
				s.Width(text, 26)
				if _, err := s.Paragraph(text, 26, 60); err != nil {
					t.Errorf("Paragraph(%q): %v", text, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestGoldenPicture(t *testing.T) {
	t.Parallel()
	const name = "testdata/receipt.png"
	got := sheet(t)
	if *update {
		var b bytes.Buffer
		if err := png.Encode(&b, got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != want.Bounds() {
		t.Fatalf("the picture is %v, want %v", got.Bounds(), want.Bounds())
	}
	unlike := 0
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			if got.GrayAt(x, y) != color.GrayModel.Convert(want.At(x, y)) {
				unlike++
			}
		}
	}
	// Processors round sums of coverage differently; letters are thousands of dots.
	if unlike > 8 {
		t.Errorf("%d dots differ from %s", unlike, name)
	}
}

// sheet sets some lines of a receipt below each other, aligned by their baselines.
func sheet(t *testing.T) *image.Gray {
	s := mustNew(t)
	texts := []string{
		"សូមអញ្ជើញមកម្ដងទៀត", "ស្ត្រីខ្មែរ ខ្ញុំ គ្រឿង ផ្ទៀងផ្ទាត់", "សរុប៖ 12,500៛ ($3.05)",
		"ម៉ាស៊ីនបោះពុម្ព KHQR", "ទឹកសុទ្ធ 500 ml 👍", "Total: jgpqy 0123456789",
	}
	// The reach of the signs above a vowel and of the vowels below two subscripts.
	const ascent, descent = 26, 16
	img := image.NewGray(image.Rect(0, 0, 384, len(texts)*(ascent+descent)))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for i, text := range texts {
		line := mustLine(t, s, text, 26)
		top := i*(ascent+descent) + ascent - line.Baseline
		for y := range line.Bitmap.Height {
			for x := range line.Bitmap.Width {
				if line.Bitmap.At(x, y) {
					img.SetGray(x, top+y, color.Gray{})
				}
			}
		}
	}
	return img
}

func BenchmarkLine(b *testing.B) {
	const text = "សូមអញ្ជើញមកម្ដងទៀត 12,500៛"
	b.Run("cold", func(b *testing.B) {
		s := mustNew(b)
		for i := 0; b.Loop(); i++ {
			mustLine(b, s, fmt.Sprint(text, i), 26)
		}
	})
	b.Run("cached", func(b *testing.B) {
		s := mustNew(b)
		for b.Loop() {
			mustLine(b, s, text, 26)
		}
	})
	b.Run("width", func(b *testing.B) {
		s := mustNew(b)
		for b.Loop() {
			s.Width(text, 26)
		}
	})
}
