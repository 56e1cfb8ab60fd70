package shape

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"psar/assets/khmer"
)

// run is a part of a text in one font and script. Without a face it is clusters that
// no font has, drawn as one box each.
type run struct {
	face   *face
	script language.Script
	text   []rune
	boxes  int
}

// runs splits a text into runs. Characters without a script (spaces, digits, signs)
// stay in the run before them if its font has them, so that a sentence is not split at
// each space.
func (s *Shaper) runs(text string) []run {
	var out []run
	for _, letter := range khmer.Clusters(printable(text)) {
		cluster := []rune(letter)
		script := scriptOf(cluster)
		var last *run
		if len(out) > 0 {
			last = &out[len(out)-1]
		}
		common := script == language.Common
		if common && last != nil && last.face != nil && last.face.has(cluster) {
			last.text = append(last.text, cluster...)
			continue
		}
		if common {
			script = language.Latin
		}
		f := s.faceFor(cluster)
		if last == nil || last.face != f || f != nil && last.script != script {
			out = append(out, run{face: f, script: script})
			last = &out[len(out)-1]
		}
		last.text = append(last.text, cluster...)
		if f == nil {
			last.boxes++
		}
	}
	return out
}

// faceFor is the first font that has a whole cluster; nil if none has.
func (s *Shaper) faceFor(cluster []rune) *face {
	for _, f := range s.faces {
		if f.has(cluster) {
			return f
		}
	}
	return nil
}

func (f *face) has(cluster []rune) bool {
	for _, r := range cluster {
		if invisible(r) {
			continue
		}
		if _, ok := f.NominalGlyph(r); !ok {
			return false
		}
	}
	return true
}

// scriptOf is the script of the first rune of a cluster that has one.
func scriptOf(cluster []rune) language.Script {
	for _, r := range cluster {
		switch sc := language.LookupScript(r); sc {
		case language.Common, language.Inherited, language.Unknown:
		default:
			return sc
		}
	}
	return language.Common
}

// printable removes characters that a line does not show.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r == '\u2028', r == '\u2029':
			return ' '
		case r == '\u200C', r == '\u200D':
			return r // kept: they choose between forms of a letter
		case unicode.In(r, unicode.Cc, unicode.Cf):
			return -1 // zero-width space, byte order mark, direction marks, controls
		}
		return r
	}, text)
}

// invisible reports whether a font needs no glyph for r: joiners and variation
// selectors only choose between glyphs.
func invisible(r rune) bool {
	return r == '\u200C' || r == '\u200D' || unicode.Is(unicode.Variation_Selector, r)
}

// glyph is a glyph with its position, in font units from the run's origin.
type glyph struct {
	id   font.GID
	pen  int // pen position; x may be left or right of it
	x, y int
}

// shape returns a run's glyphs in writing order and its advance, in font units.
func (s *Shaper) shape(r run) (glyphs []glyph, advance int) {
	lang := language.NewLanguage("en")
	if r.script == language.Khmer {
		lang = language.NewLanguage("km")
	}
	// At a size of its own units per em, a font's numbers are not rounded; small
	// sizes are scaled when drawn.
	out := s.shaper.Shape(shaping.Input{
		Text:      r.text,
		RunEnd:    len(r.text),
		Direction: di.DirectionLTR,
		Face:      r.face.Face,
		Size:      fixed.I(r.face.upem),
		Script:    r.script,
		Language:  lang,
	})
	for _, g := range out.Glyphs {
		glyphs = append(glyphs, glyph{g.GlyphID, advance, advance + g.XOffset.Round(), g.YOffset.Round()})
		advance += g.XAdvance.Round()
	}
	return glyphs, advance
}
