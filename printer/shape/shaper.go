package shape

import (
	"bytes"
	"errors"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"

	"psar/printer/escpos"
)

// Bounds of what can be drawn, in dots.
const (
	MaxSize  = 512     // of a size
	MaxWidth = 1 << 15 // of a line
)

// Errors of Line.
var (
	ErrSize = fmt.Errorf("shape: a size must be of 1 to %d dots", MaxSize)
	ErrWide = fmt.Errorf("shape: a line is wider than %d dots", MaxWidth)
)

// Inked is a line of text, cropped to its black dots.
type Inked struct {
	Bitmap escpos.Bitmap // 0 by 0 if the text has no ink
	// Baseline is the number of rows of Bitmap that stand above the baseline.
	// It is more than the height if all ink is above, and negative if all is
	// below. Lines of one size stand evenly when their baselines do.
	Baseline int
}

// Shaper draws text in the fonts that it was made with.
type Shaper struct {
	mu       sync.Mutex // guards all below: go-text's faces and shapers keep caches
	faces    []*face
	shaper   shaping.HarfbuzzShaper
	finished *lines
}

// face is a font with its outlines, read once.
type face struct {
	*font.Face
	upem     int
	outlines map[font.GID]outline
}

// New makes a Shaper of TrueType or OpenType fonts, the preferred one first: for
// every run, the first font that has it wins.
func New(fonts ...[]byte) (*Shaper, error) {
	if len(fonts) == 0 {
		return nil, errors.New("shape: no font")
	}
	s := &Shaper{finished: newLines(cacheSize)}
	for i, data := range fonts {
		f, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("shape: font %d: %w", i, err)
		}
		s.faces = append(s.faces, &face{Face: f, upem: int(f.Upem()), outlines: map[font.GID]outline{}})
	}
	return s, nil
}

// Line draws a text on one line, px dots to the em. Control characters and
// zero-width spaces leave no trace; tabs and newlines are spaces. The only
// errors are ErrSize and ErrWide.
func (s *Shaper) Line(text string, px int) (Inked, error) {
	if px < 1 || px > MaxSize {
		return Inked{}, ErrSize
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := lineKey{text, px}
	if line, ok := s.finished.get(key); ok {
		return line.clone(), nil
	}
	placed := s.place(text, px)
	if placed.width() > MaxWidth {
		return Inked{}, ErrWide
	}
	line := placed.draw()
	s.finished.put(key, line)
	return line.clone(), nil
}

// Width is the room that a text needs on one line, in dots: its advance, or its
// ink where that is wider. A size outside the bounds is taken for the nearest.
func (s *Shaper) Width(text string, px int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.place(text, min(max(px, 1), MaxSize)).width()
}

// piled are letters that reach as far up and down as a language's words do: signs
// over vowels, vowels under two subscripts. Fonts tell less in their metrics.
const piled = "ខ្ញុំ ស្ត្រី៉ ម៉ឺ ញ្ញូ ក្រុំ ល្ហុំ ឆ្អឿ Åj|"

// Extent is how far words reach from the baseline at a size, in dots: what lines
// of it need above and below to stand evenly without touching.
func (s *Shaper) Extent(px int) (ascent, descent int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.place(piled, min(max(px, 1), MaxSize)).bounds()
	return -r.Min.Y, r.Max.Y
}

func (i Inked) clone() Inked {
	i.Bitmap.Bits = bytes.Clone(i.Bitmap.Bits)
	return i
}
