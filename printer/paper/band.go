package paper

import "psar/printer/escpos"

// band is a GS v 0 image whose rows are still arriving. Each row is printed when it is
// complete: a printer that stops inside an image has the rows before on paper, and no
// printer can buffer an image of 65,535 rows.
type band struct {
	stride, rows int // bytes per row, and rows to come
	wide, high   int // how many times each dot is repeated
	skipped      bool
	last         byte    // of the row before
	told         [3]bool // the real-time sequences already recorded as faults
}

// raster begins GS v 0, a raster image: it reads the header.
func (p *Printer) raster(b []byte) int {
	if len(b) >= 3 && b[2] != '0' {
		p.fault("unknown command %02X %02X %02X", b[0], b[1], b[2])
		return 3
	}
	const head = 8
	if len(b) < head {
		return 0
	}
	stride, rows := int(b[4])+int(b[5])<<8, int(b[6])+int(b[7])<<8
	if stride == 0 || rows == 0 {
		p.fault("picture of %d bytes by %d rows", stride, rows)
		return head
	}
	mode := b[3] &^ '0'
	p.band = &band{stride: stride, rows: rows, wide: 1 + int(mode&1), high: 1 + int(mode>>1&1)}
	if mode > 3 {
		p.fault("raster mode %d", b[3])
		p.band.skipped = true
		return head
	}
	p.beginPicture(stride*8, p.band.wide)
	return head
}

// row prints the next row of the image, once it is complete.
func (p *Printer) row(b []byte) int {
	g := p.band
	if len(b) < g.stride {
		return 0
	}
	bits := b[:g.stride]
	if !g.skipped {
		p.checkRealTime(g, bits)
		p.inkPicture(escpos.Bitmap{Width: g.stride * 8, Height: 1, Bits: bits}, g.wide, g.high)
	}
	g.last = bits[g.stride-1]
	if g.rows--; g.rows == 0 {
		p.band = nil
	}
	return g.stride
}

// checkRealTime records real-time sequences, which printers execute even inside an image.
func (p *Printer) checkRealTime(g *band, bits []byte) {
	before := g.last
	for _, b := range bits {
		for i, second := range [...]byte{eot, enq, dc4} {
			if before == dle && b == second && !g.told[i] {
				g.told[i] = true
				p.fault("real-time command %02X %02X inside a picture", dle, second)
			}
		}
		before = b
	}
}
