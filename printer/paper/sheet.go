package paper

import (
	"image"
	"image/color"
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
	ended bool // the printer went on behind the end of the roll
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
	s.cuts = append(s.cuts, s.rows)
	s.feed(toKnife)
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
func (p *Printer) Image() image.Image {
	s := &p.sheet
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
