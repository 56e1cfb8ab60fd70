package export

import (
	"psar/assets/words"
	"psar/printer/report"
)

// columnWidth is a column's width by its kind. The first column takes the rest.
func columnWidth(kind report.Kind, narrow bool) int {
	switch kind {
	case report.Count:
		if narrow {
			return 34_000
		}
		return 70_000
	case report.Amount, report.Rate:
		if narrow {
			return 86_000
		}
		return 110_000
	}
	return 90_000
}

// grid is a section laid out in a width.
type grid struct {
	*setter
	section report.Section
	x       int
	widths  []int
	rows    [][]string // the lines of each row's first cell
	heads   bool       // the columns have heads
}

// grid lays a section out at x in a width.
func (s *setter) grid(section report.Section, x, width int, heads bool) grid {
	g := grid{setter: s, section: section, x: x, widths: make([]int, len(section.Columns)), heads: heads}
	g.widths[0] = width
	for i, c := range section.Columns[1:] {
		if !heads && blank(section, i+1) {
			continue
		}
		g.widths[i+1] = columnWidth(c.Kind, width < textWidth)
		g.widths[0] -= g.widths[i+1]
	}
	for _, row := range section.Rows {
		g.rows = append(g.rows, s.face.wrap(row.Cells[0].String(), g.style(row), g.nameWidth(row)))
	}
	return g
}

// blank reports whether a column is empty in all rows.
func blank(s report.Section, column int) bool {
	for _, row := range s.Rows {
		if column < len(row.Cells) && row.Cells[column].Kind != report.Empty {
			return false
		}
	}
	return true
}

// indent is the indentation of a row that is part of the one above it.
const indent = 12_000

func (g grid) style(row report.Row) style {
	switch {
	case row.Part:
		return partStyle
	case row.Main:
		return strongStyle
	}
	return bodyStyle
}

// nameWidth is the width of a row's first cell: up to the next cell that is not
// empty.
func (g grid) nameWidth(row report.Row) int {
	width := g.widths[0] - 6_000
	for i, c := range row.Cells[1:] {
		if c.Kind != report.Empty {
			break
		}
		width += g.widths[i+1]
	}
	if row.Part {
		width -= indent
	}
	return width
}

// underTitle is the space below a section's title, including its rule.
const underTitle = 4_000

func (g grid) headHeight() int {
	h := g.leading + underTitle
	if g.heads {
		h += g.leading
	}
	return h
}

func (g grid) height() int {
	h := g.headHeight() + g.between
	for _, lines := range g.rows {
		h += len(lines) * g.leading
	}
	return h
}

// head sets the section's title and its column heads.
func (g grid) head(title string) {
	width := 0
	for _, w := range g.widths {
		width += w
	}
	g.left(g.x, title, sectionStyle)
	g.y -= g.leading + underTitle/2
	g.rule(g.x, width, 800, 200)
	g.y -= underTitle / 2
	if !g.heads {
		return
	}
	x := g.x
	for i, c := range g.section.Columns {
		if i > 0 && numeric(c.Kind) {
			g.right(x+g.widths[i], c.Title, headStyle)
		} else {
			g.left(x, c.Title, headStyle)
		}
		x += g.widths[i]
	}
	g.y -= g.leading
}

// row sets a row, and a thin line below it.
func (g grid) row(i int) {
	row, lines := g.section.Rows[i], g.rows[i]
	st := g.style(row)
	x := g.x
	if row.Part {
		x += indent
	}
	top := g.y
	for _, line := range lines {
		g.left(x, line, st)
		g.y -= g.leading
	}
	bottom := g.y
	g.y = top
	x = g.x
	for j, c := range row.Cells {
		if j > 0 {
			if numeric(c.Kind) {
				g.right(x+g.widths[j], c.String(), st)
			} else {
				g.left(x, c.String(), st)
			}
		}
		x += g.widths[j]
	}
	g.y = bottom
	g.rule(g.x, x-g.x, hair, 850)
}

// table sets a list in the page's full width, on as many pages as it needs.
func (s *setter) table(section report.Section) {
	g := s.grid(section, margin, textWidth, true)
	s.y -= s.between
	const together = 3 // the fewest rows below a head on the same page
	s.need(g.headHeight() + min(together, len(g.rows))*s.leading)
	g.head(section.Title)
	for i, lines := range g.rows {
		if s.y-len(lines)*s.leading < pageEnd {
			s.nextPage()
			g.head(s.word(words.SheetMore, section.Title))
		}
		g.row(i)
	}
}

// columns sets sections in two columns of about the same height, the left one first.
// What does not fit goes to the next page.
func (s *setter) columns(sections []report.Section) {
	for len(sections) > 0 {
		n, left := s.fitting(sections, s.y-pageEnd)
		if n == 0 {
			s.nextPage()
			if n, left = s.fitting(sections, s.y-pageEnd); n == 0 {
				s.table(sections[0]) // longer than a page
				sections = sections[1:]
				continue
			}
		}
		top, low := s.y, s.y
		for i, section := range sections[:n] {
			x := margin
			if i >= left {
				x += half + gutter
			}
			if i == left {
				s.y = top
			}
			g := s.grid(section, x, half, false)
			s.y -= s.between
			g.head(section.Title)
			for i := range g.rows {
				g.row(i)
			}
			low = min(low, s.y)
		}
		s.y = low
		sections = sections[n:]
	}
}

// fitting returns how many sections fit into a height, and how many of them to put
// into the left column to make the longer column as short as possible.
func (s *setter) fitting(sections []report.Section, room int) (n, left int) {
	heights := []int{0} // cumulative, up to each section
	for _, section := range sections {
		heights = append(heights, heights[len(heights)-1]+s.grid(section, 0, half, false).height())
	}
	for n = len(sections); n > 0; n-- {
		best := heights[n] + 1
		for split := 1; split <= n; split++ {
			if longer := max(heights[split], heights[n]-heights[split]); longer < best {
				best, left = longer, split
			}
		}
		if best <= room {
			return n, left
		}
	}
	return 0, 0
}
