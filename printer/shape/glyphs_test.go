package shape

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/go-text/typesetting/language"

	"psar/assets"
)

func mustNew(t testing.TB, fonts ...[]byte) *Shaper {
	t.Helper()
	s, err := New(fonts...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// paperShaper has the fonts of receipts.
func paperShaper(t testing.TB) *Shaper {
	return mustNew(t, assets.NotoSansKhmerBold(), assets.KantumruyPro(600))
}

// expectedRun is a row of testdata/runs.tsv with its row of glyphs.txt.
type expectedRun struct{ text, font, script, run, glyphs string }

func readRuns(t *testing.T) [][]expectedRun {
	t.Helper()
	rows := readLines(t, "testdata/runs.tsv")
	glyphs := readLines(t, "testdata/glyphs.txt")
	if len(rows) != len(glyphs) || len(rows) < 500 {
		t.Fatalf("%d runs and %d rows of glyphs, want 500 at least", len(rows), len(glyphs))
	}
	var texts [][]expectedRun
	for i, row := range rows {
		f := strings.Split(row, "\t")
		if len(f) != 4 {
			t.Fatalf("runs.tsv: %q", row)
		}
		if i == 0 || texts[len(texts)-1][0].text != f[0] {
			texts = append(texts, nil)
		}
		texts[len(texts)-1] = append(texts[len(texts)-1], expectedRun{f[0], f[1], f[2], f[3], glyphs[i]})
	}
	return texts
}

func readLines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

func TestGlyphsAreHarfBuzzs(t *testing.T) {
	t.Parallel()
	shapers := map[string]*Shaper{
		"NotoSansKhmer-Bold":    mustNew(t, assets.NotoSansKhmerBold()),
		"KantumruyPro-SemiBold": mustNew(t, assets.KantumruyPro(600)),
	}
	for _, want := range readRuns(t) {
		var text strings.Builder
		for _, r := range want {
			text.WriteString(r.run)
		}
		s := shapers[want[0].font]
		got := s.runs(text.String())
		if len(got) != len(want) {
			t.Errorf("%q: %d runs, want %d", text.String(), len(got), len(want))
			continue
		}
		for i, r := range got {
			if string(r.text) != want[i].run || !isScript(r.script, want[i].script) {
				t.Errorf("run %q in %v, want %q in %s", string(r.text), r.script, want[i].run, want[i].script)
			}
			if g := written(s, r); g != want[i].glyphs {
				t.Errorf("%q:\n got %s\nwant %s", string(r.text), g, want[i].glyphs)
			}
		}
	}
}

func isScript(sc language.Script, name string) bool {
	want, err := language.ParseScript(name)
	return err == nil && sc == want
}

// written is a run's glyphs in the notation of hb-shape.
func written(s *Shaper, r run) string {
	glyphs, advance := s.shape(r)
	var parts []string
	for i, g := range glyphs {
		end := advance
		if i+1 < len(glyphs) {
			end = glyphs[i+1].pen
		}
		part := fmt.Sprint(g.id)
		if x := g.x - g.pen; x != 0 || g.y != 0 {
			part += fmt.Sprintf("@%d,%d", x, g.y)
		}
		parts = append(parts, fmt.Sprintf("%s+%d", part, end-g.pen))
	}
	return "[" + strings.Join(parts, "|") + "]"
}

func TestReceiptsFontsHaveAllThatReceiptsNeed(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for r := '\u1780'; r <= '\u17B3'; r++ {
		if r == '\u17A3' || r == '\u17A4' {
			continue // deprecated letters of Pali
		}
		text.WriteRune(r)
		text.WriteString("្ក")
	}
	for _, mark := range "ាិីឹឺុូួើឿៀេែៃោៅំះៈ៉៊់៌៍៎៏័" {
		text.WriteString("ក" + string(mark))
	}
	text.WriteString("។៕៖ៗ៛០១២៣៤៥៦៧៨៩")
	for r := ' '; r <= '~'; r++ {
		text.WriteRune(r)
	}
	for _, weight := range []int{600, 700} {
		s := mustNew(t, assets.NotoSansKhmerBold(), assets.KantumruyPro(weight))
		for _, r := range s.runs(text.String()) {
			if r.face == nil {
				t.Errorf("no font has %q", string(r.text))
				continue
			}
			glyphs, _ := s.shape(r)
			for _, g := range glyphs {
				if g.id == 0 {
					t.Errorf(".notdef in %q", string(r.text))
				}
			}
		}
	}
}

func TestRunsNeverSplitACluster(t *testing.T) {
	t.Parallel()
	s := paperShaper(t)
	// The preferred font has the e of é and, of the second cluster, all but the emoji.
	for _, text := range []string{"e\u0301\u0489", "ក្\u200bខ", "👨‍👩‍👧"} {
		if got := s.runs(text); len(got) != 1 {
			t.Errorf("%q is in %d runs", text, len(got))
		}
	}
}
