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

// Limits of what can be drawn, in dots.
const (
	MaxSize  = 512     // of a size
	MaxWidth = 1 << 15 // of a line
)

// Errors of Line.
var (
	ErrSize = fmt.Errorf("shape: a size must be of 1 to %d dots", MaxSize)
	ErrWide = fmt.Errorf("shape: a line is wider than %d dots", MaxWidth)
)

// Inked is a line of text, cropped to its black dots. The Bitmap is shared by all
// callers: do not write to it.
type Inked struct {
	Bitmap escpos.Bitmap // 0 by 0 if the text has no ink
	// Baseline is the number of rows of Bitmap above the baseline: more than the
	// height if all ink is above it, negative if all is below. Align lines by it.
	Baseline int
}

// Shaper draws text with the given fonts. It is safe for concurrent use.
type Shaper struct {
	mu     sync.Mutex // guards everything below: go-text's faces and shapers have caches
	faces  []*face
	shaper shaping.HarfbuzzShaper
	kept   cache

	placed     *placed // the line that was shaped last
	placedText sized
}

// face is a font with a cache of its outlines.
type face struct {
	*font.Face
	upem     int
	outlines map[font.GID]outline
}

// New makes a Shaper of TrueType or OpenType fonts, in order of preference: each run
// uses the first font that has it.
func New(fonts ...[]byte) (*Shaper, error) {
	if len(fonts) == 0 {
		return nil, errors.New("shape: no font")
	}
	s := &Shaper{kept: newCache()}
	for i, data := range fonts {
		f, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("shape: font %d: %w", i, err)
		}
		s.faces = append(s.faces, &face{Face: f, upem: int(f.Upem()), outlines: map[font.GID]outline{}})
	}
	return s, nil
}

// Line draws a text on one line, px dots per em. Control characters and zero-width
// spaces are ignored; tabs and newlines are spaces. The error is ErrSize or ErrWide.
func (s *Shaper) Line(text string, px int) (Inked, error) {
	if px < 1 || px > MaxSize {
		return Inked{}, ErrSize
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.line(sized{text, px})
}

// Width is the width of a text on one line, in dots: its advance, or its ink if that is
// wider. A px outside 1 to MaxSize counts as the nearest.
func (s *Shaper) Width(text string, px int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.width(sized{text, min(max(px, 1), MaxSize)})
}

// Paragraph breaks a text into lines of at most width dots, by khmer.Wrap, and draws
// each, px dots per em. A line that can't be broken and is wider is cut off. The slice
// is shared, like its lines: do not write to it. The error is ErrSize.
func (s *Shaper) Paragraph(text string, px, width int) ([]Inked, error) {
	if px < 1 || px > MaxSize {
		return nil, ErrSize
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.paragraph(column{sized{text, px}, width})
}
