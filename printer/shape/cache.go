package shape

import (
	"sort"

	"psar/assets/khmer"
	"psar/printer/recent"
)

// Sizes of the caches, in entries: what some receipts hold, as names and labels come
// again.
const (
	keptLines      = 256
	keptWidths     = 1024
	keptParagraphs = 256
)

// Limits of one cached entry, so that nonsense can't fill a small machine's memory.
// No line that fits on paper is wider, and no name longer.
const (
	keptDots  = 1024 // width of a line
	keptBytes = 1024 // length of a text
	keptParts = 16   // lines of a paragraph
)

// sized is a text at a size, in dots per em.
type sized struct {
	text string
	px   int
}

// column is a text at a size in a column of a width in dots.
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

// line is Line without its checks. s.mu must be held.
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

// width is Width without its checks. s.mu must be held.
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

// paragraph is Paragraph without its checks. s.mu must be held. Parts that are
// measured to find the breaks, some of them three times, are cached only within this
// call: nobody asks for them again.
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

// fit cuts off what can't be broken and is wider than a line, such as a letter with a
// hundred signs, so that its line does not fail the page.
func (s *Shaper) fit(part string, px, width int) string {
	if s.place(part, px).width() <= width {
		return part
	}
	runes := []rune(part)
	n := sort.Search(len(runes), func(n int) bool { return s.place(string(runes[:n+1]), px).width() > width })
	return string(runes[:n])
}
