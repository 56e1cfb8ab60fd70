package escpos

import (
	"fmt"
	"unicode/utf8"
)

// Document is the content of a page, from the top. Its elements are the types of
// this file.
type Document []Element

// Element is one part of a page.
type Element interface {
	write(e *Encoder, p Profile) error
}

// Text is one line of Latin text. If Right is set, Left is at the left edge, Right
// at the right one, and Align is ignored.
type Text struct {
	Left, Right string
	Align       Align
	Bold        bool
	Size        int // multiple of the normal width and height, 1 to 8; 0 means 1
}

// Image is a picture, at most as wide as the paper.
type Image struct {
	Bitmap Bitmap
	Align  Align
}

// Pair is two pictures beside each other: Left at the left edge and Right at the
// right one, aligned by their baselines.
type Pair struct {
	Left, Right                 Bitmap
	LeftBaseline, RightBaseline int // rows of each picture above its baseline
}

// QR is a centred code of the largest size that fits. The printer draws it if it
// can; otherwise it is sent as a picture.
type QR struct {
	Content string
	Modules [][]bool // the code of Content at ECC M, without a quiet zone
	Module  int      // the largest module in dots; 0 means MaxModule
}

// Rule is a dashed line of the whole width.
type Rule struct{}

// Feed moves the paper by 1 to 255 dots.
type Feed struct{ Dots int }

// Cut feeds the page out, and cuts if the printer has a cutter.
type Cut struct{}

// Drawer opens the cash drawer on pin 2 or 5 of its connector.
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
		// The printer doubles what is sent at half resolution: a quarter of the bytes.
		size = min(size, MaxSentModule) &^ 1
	}
	// The quiet zone is not sent: above and below the paper is fed, and the sides
	// are white anyway.
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

// plain reports that a code's content may be sent to the printer: it has no control
// byte, and the command's length bytes are not those of a real-time command.
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
