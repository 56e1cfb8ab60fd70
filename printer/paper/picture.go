package paper

import (
	"bytes"

	qrcode "github.com/skip2/go-qrcode"

	"psar/printer/escpos"
)

// raster is GS v 0: a picture by rows.
func (p *Printer) raster(b []byte) int {
	if len(b) >= 3 && b[2] != '0' {
		p.fault("unknown command %02X %02X %02X", b[0], b[1], b[2])
		return 3
	}
	if len(b) < 8 {
		return 0
	}
	stride, rows := int(b[4])+int(b[5])<<8, int(b[6])+int(b[7])<<8
	end := 8 + stride*rows
	if len(b) < end {
		return 0
	}
	mode := b[3] &^ '0'
	if mode > 3 {
		p.fault("raster mode %d", b[3])
		return end
	}
	p.checkRealTime(b[8:end])
	p.picture(escpos.Bitmap{Width: stride * 8, Height: rows, Bits: b[8:end]}, 1+int(mode&1), 1+int(mode>>1))
	return end
}

// checkRealTime looks for what printers execute even inside a picture.
func (p *Printer) checkRealTime(bits []byte) {
	for _, second := range []byte{0x04, 0x05, 0x14} {
		if bytes.Contains(bits, []byte{dle, second}) {
			p.fault("real-time command %02X %02X inside a picture", dle, second)
		}
	}
}

// picture prints a picture at the alignment, each dot so many times wide and
// high.
func (p *Printer) picture(b escpos.Bitmap, wide, high int) {
	if len(p.line) > 0 {
		p.fault("picture inside a line")
		p.endLine()
	}
	// Of the last byte of a row up to 7 dots may be mere padding.
	if excess := b.Width*wide - p.sheet.width; excess >= 8*wide {
		p.fault("picture %d dots wide on a paper of %d", b.Width*wide, p.sheet.width)
	}
	left := p.left(b.Width * wide)
	for y := range b.Height * high {
		for x := range b.Width * wide {
			if b.At(x/wide, y/high) {
				p.sheet.ink(left+x, y)
			}
		}
	}
	p.sheet.feed(b.Height * high)
}

// qr is GS ( k for cn 49: the functions of QR codes.
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
	// The levels of GS ( k from '0' on.
	levels := [...]qrcode.RecoveryLevel{qrcode.Low, qrcode.Medium, qrcode.High, qrcode.Highest}
	code, err := qrcode.New(string(p.code), levels[p.level-'0'])
	if err != nil {
		p.fault("QR of %d bytes: %v", len(p.code), err)
		return
	}
	code.DisableBorder = true
	modules := code.Bitmap()
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
