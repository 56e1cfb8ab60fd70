package paper

import (
	"bytes"

	"psar/assets/qr"
	"psar/printer/escpos"
)

// picture prints an image at the current alignment, each dot wide × high times.
func (p *Printer) picture(b escpos.Bitmap, wide, high int) {
	p.beginPicture(b.Width, wide)
	p.inkPicture(b, wide, high)
}

// beginPicture records faults of an image's position and width, in dots.
func (p *Printer) beginPicture(width, wide int) {
	if len(p.line) > 0 {
		p.fault("picture inside a line")
		p.endLine()
	}
	// Up to 7 dots of the last byte may be padding.
	if excess := width*wide - p.sheet.width; excess >= 8*wide {
		p.fault("picture %d dots wide on a paper of %d", width*wide, p.sheet.width)
	}
}

// inkPicture prints an image, or some of its rows, and moves the paper past it.
func (p *Printer) inkPicture(b escpos.Bitmap, wide, high int) {
	left := p.left(b.Width * wide)
	for y := range b.Height * high {
		for x := range min(b.Width*wide, p.sheet.width-left) {
			if b.At(x/wide, y/high) {
				p.sheet.ink(left+x, y)
			}
		}
	}
	p.sheet.feed(b.Height * high)
}

// qr is GS ( k with cn 49: the functions for QR codes.
func (p *Printer) qr(fn byte, args []byte) {
	switch {
	case fn == 'A' && args[0] == '2':
	case fn == 'C' && args[0] >= 1 && args[0] <= 16:
		p.module = int(args[0])
	case fn == 'E' && args[0] >= '0' && args[0] <= '3':
		p.level = args[0]
	case fn == 'P':
		p.code = bytes.Clone(args[1:])
	case fn == 'Q':
		p.printCode()
	default:
		p.fault("QR function %c with %02X", fn, args)
	}
}

func (p *Printer) printCode() {
	// The error correction levels of GS ( k from '0' on.
	levels := [...]qr.Level{qr.Low, qr.Medium, qr.High, qr.Highest}
	code, err := qr.New(string(p.code), levels[p.level-'0'])
	if err != nil {
		p.fault("%v", err)
		return
	}
	modules := code.Modules()
	side := len(modules) * p.module
	if side > p.sheet.width {
		p.fault("QR %d dots wide on a paper of %d", side, p.sheet.width)
		return
	}
	b := escpos.NewBitmap(len(modules), len(modules))
	for y, row := range modules {
		for x, dark := range row {
			if dark {
				b.Set(x, y)
			}
		}
	}
	p.picture(b, p.module, p.module)
}
