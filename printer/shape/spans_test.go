package shape

import (
	"strconv"
	"strings"
	"testing"

	"psar/assets"
)

// Spans have HarfBuzz's glyphs at HarfBuzz's positions.
func TestSpansAreHarfBuzzs(t *testing.T) {
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
		spans := shapers[want[0].font].Spans(text.String())
		if len(spans) != len(want) {
			t.Errorf("%q: %d spans, want %d", text.String(), len(spans), len(want))
			continue
		}
		for i, span := range spans {
			if span.Font != 0 || span.Upem != 1000 || span.Text != want[i].run {
				t.Errorf("%q: font %d of %d units", span.Text, span.Font, span.Upem)
			}
			pen := 0
			glyphs := strings.Split(strings.Trim(want[i].glyphs, "[]"), "|")
			if len(glyphs) != len(span.Glyphs) {
				t.Errorf("%q: %d glyphs, want %s", span.Text, len(span.Glyphs), want[i].glyphs)
				continue
			}
			for j, glyph := range glyphs {
				place, advance, _ := strings.Cut(glyph, "+")
				id, offset, _ := strings.Cut(place, "@")
				x, y, _ := strings.Cut(offset, ",")
				if g := span.Glyphs[j]; int(g.ID) != number(id) || g.X != pen+number(x) || g.Y != number(y) {
					t.Errorf("%q: glyph %d is %+v, want %s at %d", span.Text, j, g, glyph, pen)
				}
				pen += number(advance)
			}
			if span.Advance != pen {
				t.Errorf("%q: %d wide, want %d", span.Text, span.Advance, pen)
			}
		}
	}
}

// number reads a number of hb-shape's output; an absent one is 0.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func TestSpansNameTheirFonts(t *testing.T) {
	t.Parallel()
	// The first font has no ½, and no font has Chinese.
	spans := paperShaper(t).Spans("សុខ ½店铺")
	var fonts []int
	for _, s := range spans {
		fonts = append(fonts, s.Font)
	}
	if len(spans) != 3 || fonts[0] != 0 || fonts[1] != 1 || fonts[2] != -1 {
		t.Fatalf("fonts %v", fonts)
	}
	if boxes := spans[2]; len(boxes.Glyphs) != 0 || boxes.Advance != 2*BoxAdvance {
		t.Errorf("%+v", boxes)
	}
	if g := spans[1].Glyphs[0]; g.Rune != '½' {
		t.Errorf("%+v is no letter", g)
	}
}
