package shape

import (
	"sort"

	"psar/assets/khmer"
	"psar/printer/recent"
)

// What is kept is what some receipts hold: names and labels come again.
const (
	keptLines      = 256
	keptWidths     = 1024
	keptParagraphs = 256
)

// Bounds of one kept thing, so that nonsense can't fill a small machine's
// memory: no line that fits on paper is wider, no name that people read longer.
const (
	keptDots  = 1024 // of a line's width
	keptBytes = 1024 // of a text
	keptParts = 16   // lines of a paragraph
)

// sized is a text at a size, in dots to the em.
type sized struct {
	text string
	px   int
}

// column is a text at a size in a column of a width, in dots.
type column struct {
	sized
	width int
}

type cache struct {
	lines      *recent.Map[sized, Inked]
	widths     *recent.Map[sized, int]
	paragraphs *recent.Map[column, []Inked]
}

func newCache() cache {
	return cache{
		lines:      recent.New[sized, Inked](keptLines),
		widths:     recent.New[sized, int](keptWidths),
		paragraphs: recent.New[column, []Inked](keptParagraphs),
	}
}

// line is Line for who holds the lock and has checked the size.
func (s *Shaper) line(t sized) (Inked, error) {
	if line, ok := s.kept.lines.Get(t); ok {
		return line, nil
	}
	placed := s.place(t.text, t.px)
	if placed.width() > MaxWidth {
		return Inked{}, ErrWide
	}
	line := placed.draw()
	if line.Bitmap.Width <= keptDots && len(t.text) <= keptBytes {
		s.kept.lines.Put(t, line)
	}
	return line, nil
}

// width is Width for who holds the lock and has checked the size.
func (s *Shaper) width(t sized) int {
	if w, ok := s.kept.widths.Get(t); ok {
		return w
	}
	w := s.place(t.text, t.px).width()
	if len(t.text) <= keptBytes {
		s.kept.widths.Put(t, w)
	}
	return w
}

// paragraph is Paragraph for who holds the lock and has checked the size. What
// it measures on its way to the breaks, some of it thrice, is kept no longer than
// that: nobody asks for it again.
func (s *Shaper) paragraph(c column) ([]Inked, error) {
	if lines, ok := s.kept.paragraphs.Get(c); ok {
		return lines, nil
	}
	measured := map[string]int{}
	measure := func(part string) int {
		w, ok := measured[part]
		if !ok {
			w = s.place(part, c.px).width()
			measured[part] = w
		}
		return w
	}
	var lines []Inked
	for _, part := range khmer.Wrap(c.text, c.width, measure) {
		line, err := s.line(sized{s.fit(part, c.px, c.width), c.px})
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	if len(lines) <= keptParts && len(c.text) <= keptBytes {
		s.kept.paragraphs.Put(c, lines)
	}
	return lines, nil
}

// fit cuts off what is wider than a line and can't be broken: a letter with a
// hundred signs is no letter, and its line is not to fail the page.
func (s *Shaper) fit(part string, px, width int) string {
	if s.place(part, px).width() <= width {
		return part
	}
	runes := []rune(part)
	n := sort.Search(len(runes), func(n int) bool { return s.place(string(runes[:n+1]), px).width() > width })
	return string(runes[:n])
}
