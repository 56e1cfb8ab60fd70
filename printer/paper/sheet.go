package paper

import (
	"image"
	"image/color"
	"slices"
)

// Colours of a sheet, as indexes of its palette.
const (
	white = iota
	black
	grey
)

const (
	// margin is white on every side of the printable width, so that the picture
	// looks like paper, in dots.
	margin = 12
	// maxRows is the length of the roll in dots, about 8 metres: a stream of
	// feeds must not eat the machine's memory.
	maxRows = 1 << 16
	// toKnife is the way from the print head to the knife, in dots.
	toKnife = 24
)

// sheet is the paper: rows of dots, one byte each.
type sheet struct {
	width int
	dots  []byte
	rows  int // that the paper has moved
	cuts  []int
	ends  []int // rows at which a finished sheet ends: at its cut, or its job's end
	ended bool  // the printer went on behind the end of the roll
}

// feed moves the paper.
func (s *sheet) feed(rows int) {
	s.rows += rows
	if s.rows > maxRows {
		s.rows, s.ended = maxRows, true
	}
}

func (s *sheet) cut() {
	s.feed(toKnife)
	if s.rows < maxRows { // where the roll has ended there is nothing to cut
		s.cuts, s.ends = append(s.cuts, s.rows), append(s.ends, s.rows)
	}
	s.feed(toKnife)
}

// end finishes a sheet where nothing cuts it. Paper without ink is none.
func (s *sheet) end() {
	last := 0
	if len(s.ends) > 0 {
		last = s.ends[len(s.ends)-1]
	}
	if s.rows > last && len(s.dots) > last*s.width {
		s.ends = append(s.ends, s.rows)
	}
}

// take tears the oldest finished sheet off, and what follows moves up.
func (s *sheet) take() (sheet, bool) {
	if len(s.ends) == 0 {
		return sheet{}, false
	}
	end := s.ends[0]
	used := min(end*s.width, len(s.dots))
	taken := sheet{width: s.width, rows: end, dots: s.dots[:used:used]}
	rest := sheet{width: s.width, rows: s.rows - end, dots: slices.Clone(s.dots[used:])}
	for _, row := range s.ends[1:] {
		rest.ends = append(rest.ends, row-end)
	}
	for _, row := range s.cuts {
		if row > end {
			rest.cuts = append(rest.cuts, row-end)
		}
	}
	*s = rest
	return taken, true
}

// ink blackens a dot, y dots below the paper's present place. Beyond the edges
// there is no paper.
func (s *sheet) ink(x, y int) {
	row := s.rows + y
	switch {
	case x < 0 || x >= s.width || y < 0:
		return
	case row >= maxRows:
		s.ended = true
		return
	}
	if need := (row + 1) * s.width; need > len(s.dots) {
		s.dots = append(s.dots, make([]byte, need-len(s.dots))...)
	}
	s.dots[row*s.width+x] = black
}

// Image is the paper so far: black on white, with a margin of 12 dots around
// the printable width, and a dashed grey line at each cut.
func (p *Printer) Image() image.Image { return p.sheet.image() }

func (s *sheet) image() image.Image {
	size := image.Rect(0, 0, s.width+2*margin, s.rows+2*margin)
	img := image.NewPaletted(size, color.Palette{white: color.White, black: color.Black, grey: color.Gray{Y: 0xA0}})
	for y := range min(s.rows, len(s.dots)/max(s.width, 1)) {
		copy(img.Pix[img.PixOffset(margin, margin+y):], s.dots[y*s.width:(y+1)*s.width])
	}
	for _, y := range s.cuts {
		for x := range size.Dx() {
			if x%16 < 10 {
				img.SetColorIndex(x, margin+y, grey)
				img.SetColorIndex(x, margin+y+1, grey)
			}
		}
	}
	return img
}
