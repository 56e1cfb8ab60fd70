package escpos

import (
	"fmt"
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

// QR is a code in the middle of the paper, as large as fits: drawn by the
// printer where it can, else sent as a picture.
type QR struct {
	Content string
	Modules [][]bool // of Content at ECC M, without a quiet zone
	Module  int      // the largest in dots; 0 leaves it to the paper
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
	page := NewPage(p)
	for _, el := range doc {
		if err := el.write(&page.e, p); err != nil {
			return nil, err
		}
	}
	return page.Bytes()
}

func (t Text) write(e *Encoder, p Profile) error {
	size := max(t.Size, 1)
	if t.Align != Left {
		e.Align(t.Align)
	}
	if t.Bold {
		e.Bold(true)
	}
	if size > 1 {
		e.Size(size, size)
	}
	e.Text(t.Left)
	if t.Right != "" {
		e.repeat(' ', max(1, p.Columns/size-columns(t.Left)-columns(t.Right)))
		e.Text(t.Right)
	}
	e.raw('\n')
	if size > 1 {
		e.Size(1, 1)
	}
	if t.Bold {
		e.Bold(false)
	}
	if t.Align != Left {
		e.Align(Left)
	}
	return nil
}

func columns(s string) int { return utf8.RuneCountInString(s) }

func (i Image) write(e *Encoder, p Profile) error {
	if i.Bitmap.Width > p.WidthDots {
		return fmt.Errorf("escpos: a picture of %d dots on a paper of %d", i.Bitmap.Width, p.WidthDots)
	}
	if i.Align != Left {
		e.Align(i.Align)
	}
	e.raster(i.Bitmap, asItIs, p.WidthDots/8)
	if i.Align != Left {
		e.Align(Left)
	}
	return nil
}

func (q Pair) write(e *Encoder, p Profile) error {
	if wide := q.Left.Width + q.Right.Width; wide > p.WidthDots {
		return fmt.Errorf("escpos: a pair of pictures of %d dots on a paper of %d", wide, p.WidthDots)
	}
	e.pair(q, p.WidthDots)
	return nil
}

func (q QR) write(e *Encoder, p Profile) error {
	size, fits := ModuleSize(len(q.Modules), p.WidthDots)
	if !fits {
		return fmt.Errorf("escpos: a code of %d modules on a paper of %d dots", len(q.Modules), p.WidthDots)
	}
	if q.Module != 0 {
		size = min(size, max(q.Module, MinModule))
	}
	native := p.NativeQR && plain(q.Content)
	if !native && !p.NoDoubling {
		// A printer doubles what is sent at half resolution: a quarter of the bytes.
		size = min(size, MaxSentModule) &^ 1
	}
	// The quiet zone costs no bytes: above and below the paper is fed, and at the
	// sides it is white anyway.
	e.Align(Centre)
	e.FeedDots(QuietZone * size)
	switch {
	case native:
		e.QR(q.Content, size)
	case p.NoDoubling:
		e.modules(q.Modules, size, asItIs, p.WidthDots/8)
	default:
		e.modules(q.Modules, size/2, doubled, p.WidthDots/16)
	}
	e.FeedDots(QuietZone * size)
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

func (Rule) write(e *Encoder, p Profile) error {
	e.repeat('-', p.Columns)
	e.raw('\n')
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
