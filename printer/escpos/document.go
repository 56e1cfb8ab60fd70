package escpos

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Document is what a page holds, from the top. Elements are the types of this
// file.
type Document []Element

// Element is one part of a page.
type Element interface {
	write(e *Encoder, p Profile) error
}

// Text is one line of Latin text. With Right set, Left stands at the left edge
// and Right at the right one; Align then has no meaning.
type Text struct {
	Left, Right string
	Align       Align
	Bold        bool
	Size        int // times the normal width and height, 0 means 1
}

// Image is a picture, no wider than the paper.
type Image struct {
	Bitmap Bitmap
	Align  Align
}

// Pair is a line of two pictures: Left at the left edge, Right at the right
// one, their baselines on one row.
type Pair struct {
	Left, Right                 Bitmap
	LeftBaseline, RightBaseline int // rows of the picture above its baseline
}

// QR is a code in the middle of the paper, as large as fits.
type QR struct {
	Content string
	Modules [][]bool // of Content at ECC M, without a quiet zone
	Module  int      // dots; 0 takes the largest that fits
}

// Rule is a dashed line over the whole width.
type Rule struct{}

// Feed moves the paper by dots, 1 to 255.
type Feed struct{ Dots int }

// Cut feeds the paper out, and cuts it where the printer can.
type Cut struct{}

// Drawer opens the cash drawer on pin 2 or 5.
type Drawer struct{ Pin int }

// Encode writes a document for a printer. It fails when a code or a picture is
// wider than the paper.
func Encode(doc Document, p Profile) ([]byte, error) {
	e := Encoder{buf: make([]byte, 0, 8<<10)}
	e.Init()
	for _, el := range doc {
		if err := el.write(&e, p); err != nil {
			return nil, err
		}
	}
	return e.Bytes(), nil
}

func (t Text) write(e *Encoder, p Profile) error {
	size := max(t.Size, 1)
	line := t.Left
	if t.Right != "" {
		room := p.Columns / size
		line = t.Left + strings.Repeat(" ", max(1, room-columns(t.Left)-columns(t.Right))) + t.Right
	}
	align(e, t.Align)
	if t.Bold {
		e.Bold(true)
	}
	if size > 1 {
		e.Size(size, size)
	}
	e.Line(line)
	if size > 1 {
		e.Size(1, 1)
	}
	if t.Bold {
		e.Bold(false)
	}
	unalign(e, t.Align)
	return nil
}

func columns(s string) int { return utf8.RuneCountInString(s) }

// align and unalign cost nothing for what stands at the left anyway.
func align(e *Encoder, a Align) {
	if a != Left {
		e.Align(a)
	}
}

func unalign(e *Encoder, a Align) {
	if a != Left {
		e.Align(Left)
	}
}

func (i Image) write(e *Encoder, p Profile) error {
	if i.Bitmap.Width > p.WidthDots {
		return fmt.Errorf("escpos: a picture of %d dots on a paper of %d", i.Bitmap.Width, p.WidthDots)
	}
	align(e, i.Align)
	e.Raster(i.Bitmap, false)
	unalign(e, i.Align)
	return nil
}

func (q Pair) write(e *Encoder, p Profile) error {
	if wide := q.Left.Width + q.Right.Width; wide > p.WidthDots {
		return fmt.Errorf("escpos: a pair of pictures of %d dots on a paper of %d", wide, p.WidthDots)
	}
	base := max(q.LeftBaseline, q.RightBaseline)
	below := max(q.Left.Height-q.LeftBaseline, q.Right.Height-q.RightBaseline)
	line := NewBitmap(p.WidthDots, base+below)
	line.draw(q.Left, 0, base-q.LeftBaseline)
	line.draw(q.Right, p.WidthDots-q.Right.Width, base-q.RightBaseline)
	e.Raster(line, false)
	return nil
}

// draw puts another picture's black dots at a place.
func (b Bitmap) draw(from Bitmap, left, top int) {
	for y := range from.Height {
		for x := range from.Width {
			if from.At(x, y) {
				b.Set(left+x, top+y)
			}
		}
	}
}

func (q QR) write(e *Encoder, p Profile) error {
	size, fits := ModuleSize(len(q.Modules), p.WidthDots)
	if !fits {
		return fmt.Errorf("escpos: a code of %d modules on a paper of %d dots", len(q.Modules), p.WidthDots)
	}
	if q.Module != 0 {
		size = min(size, q.Module)
	}
	e.Align(Centre)
	if p.NativeQR && plain(q.Content) {
		// Printers draw no quiet zone. At the sides the paper is one.
		e.FeedDots(QuietZone * size)
		e.QR(q.Content, size)
		e.FeedDots(QuietZone * size)
	} else {
		writeModules(e, q.Modules, size)
	}
	e.Align(Left)
	return nil
}

// plain reports that the printer can be given a code's content: it holds no
// control byte, and the command's length does not look like a real-time one.
func plain(content string) bool {
	for i := range len(content) {
		if content[i] < ' ' || content[i] == 0x7F {
			return false
		}
	}
	length := len(content) + 3
	return length <= 0xFFFF && realTimeAt([]byte{byte(length), byte(length >> 8)}) < 0
}

// writeModules prints a code as an image: at half resolution and doubled by the
// printer where the module is even, since that is a quarter of the bytes.
func writeModules(e *Encoder, modules [][]bool, size int) {
	if size%2 == 0 {
		e.Raster(FromModules(modules, size/2), true)
		return
	}
	e.Raster(FromModules(modules, size), false)
}

func (Rule) write(e *Encoder, p Profile) error {
	e.Line(strings.Repeat("-", p.Columns))
	return nil
}

func (f Feed) write(e *Encoder, _ Profile) error {
	e.FeedDots(f.Dots)
	return nil
}

func (Cut) write(e *Encoder, p Profile) error {
	if p.Cutter {
		e.Cut()
	} else {
		e.FeedLines(4)
	}
	return nil
}

func (d Drawer) write(e *Encoder, _ Profile) error {
	e.Drawer(d.Pin)
	return nil
}
