package paper

import (
	"image"
	"image/color"
	"slices"
)

// Colours of a sheet, as palette indexes.
const (
	white = iota
	black
	grey
)

const (
	// margin is the white on each side of the printable area in a picture, in dots.
	margin = 12
	// maxRows is the length of the roll in dots, about 8 metres, so that feeds can't
	// fill the memory.
	maxRows = 1 << 16
	// toKnife is the distance from the print head to the cutter, in dots.
	toKnife = 24
)

// sheet is the paper: rows of dots, one byte each.
type sheet struct {
	width int
	dots  []byte
	rows  int // how far the paper has moved
	cuts  []int
	ends  []int // rows at which finished sheets end: at a cut, or the end of a job
	ended bool  // it was printed past the end of the roll
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
	if s.rows < maxRows { // past the end of the roll there is nothing to cut
		s.cuts, s.ends = append(s.cuts, s.rows), append(s.ends, s.rows)
	}
	s.feed(toKnife)
}

// end finishes a sheet without a cut. Paper without ink is not a sheet.
func (s *sheet) end() {
	last := 0
	if len(s.ends) > 0 {
		last = s.ends[len(s.ends)-1]
	}
	if s.rows > last && len(s.dots) > last*s.width {
		s.ends = append(s.ends, s.rows)
	}
}

// take removes the oldest finished sheet, and moves the rest up.
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

// ink blackens a dot, y dots below the current position. Dots outside the paper are
// ignored.
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

// Image is the paper so far: black on white, with a margin of 12 dots around the
// printable area, and a dashed grey line at each cut.
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
