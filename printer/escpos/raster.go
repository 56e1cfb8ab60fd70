package escpos

import "bytes"

// Limits of one raster command. Cheap printers take 256 rows and have a buffer of
// 4 KB, which must hold a command and the next one.
const (
	maxBand      = 256
	maxBandBytes = 1536 - 8 // with its header, at most what a session sends at once
)

// Modes of GS v 0.
const (
	asItIs  byte = 0
	doubled byte = 3 // every dot becomes two by two
)

// Raster prints an image, in bands. With double, every dot becomes two by two. An
// empty image prints nothing.
//
// Printers execute real-time sequences even inside an image. If the image contains
// one, the whole image moves some dots to the right (bands that moved separately
// would tear it). If no move helps or there is no room, single dots move by one. No
// dot is lost.
func (e *Encoder) Raster(b Bitmap, double bool) {
	mode := asItIs
	if double {
		mode = doubled
	}
	e.raster(b, mode, b.Stride())
}

// raster prints an image, in rows of at most most bytes.
func (e *Encoder) raster(b Bitmap, mode byte, most int) {
	if b.Width <= 0 || b.Height <= 0 {
		return
	}
	start := len(e.buf)
	for move := 0; move < 8; move++ {
		stride := (b.Width + move + 7) / 8
		if stride > max(most, b.Stride()) {
			break
		}
		e.buf = e.buf[:start]
		e.bands(stride, b.Height, mode, func(y int, row []byte) { b.blit(y, row, move) })
		if realTimeAt(e.buf[start:]) < 0 {
			return
		}
	}
	e.buf = e.buf[:start]
	e.bands(b.Stride(), b.Height, mode, func(y int, row []byte) { b.blit(y, row, 0) })
	e.breakRealTime(start)
}

// bands writes the commands of an image. draw fills its rows, which are white, from
// the top.
func (e *Encoder) bands(stride, height int, mode byte, draw func(y int, row []byte)) {
	most := max(1, min(maxBand, maxBandBytes/stride))
	for y := range height {
		if y%most == 0 {
			rows := min(height-y, most)
			e.raw(0x1D, 'v', '0', mode, byte(stride), byte(stride>>8), byte(rows), byte(rows>>8))
		}
		e.repeat(0, stride)
		draw(y, e.buf[len(e.buf)-stride:])
	}
}

// breakRealTime removes the real-time sequences behind a position in the buffer: it
// moves the one dot of each first byte by one dot, which is not visible.
func (e *Encoder) breakRealTime(from int) {
	for {
		i := realTimeAt(e.buf[from:])
		if i < 0 {
			return
		}
		from += i
		e.buf[from] = 0x20
	}
}

// realTimeAt finds the first real-time sequence (10 04, 10 05 or 10 14 hex), -1 if
// there is none.
func realTimeAt(b []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(b[from:], 0x10)
		if i < 0 || from+i+1 == len(b) {
			return -1
		}
		from += i + 1
		if next := b[from]; next == 0x04 || next == 0x05 || next == 0x14 {
			return from - 1
		}
	}
}

// modules prints a QR code's modules as squares of the given number of dots, in rows
// of at most most bytes. It prints no quiet zone.
func (e *Encoder) modules(code [][]bool, dots int, mode byte, most int) {
	side := len(code) * dots
	stride := (side + 7) / 8
	start := len(e.buf)
	// The printer centres whole bytes, so the code is centred within them.
	middle := (stride*8 - side) / 2
	for try := range 8 {
		move := (middle + try) % 8
		wide := (side + move + 7) / 8
		if wide > max(most, stride) {
			continue
		}
		e.buf = e.buf[:start]
		e.squares(code, dots, mode, wide, move)
		if realTimeAt(e.buf[start:]) < 0 {
			return
		}
	}
	e.buf = e.buf[:start]
	e.squares(code, dots, mode, stride, middle)
	e.breakRealTime(start)
}

// squares writes a code whose first module begins left dots from the edge.
func (e *Encoder) squares(code [][]bool, dots int, mode byte, stride, left int) {
	var last []byte // the row, repeated for all dots of its modules
	e.bands(stride, len(code)*dots, mode, func(y int, row []byte) {
		if y%dots > 0 {
			copy(row, last)
			return
		}
		last = row
		x := left
		for _, black := range code[y/dots] {
			if black {
				for i := x; i < x+dots; i++ {
					row[i/8] |= 0x80 >> (i % 8)
				}
			}
			x += dots
		}
	})
}

// pair prints two images at the edges of a width in dots, aligned by their
// baselines. Each moves inwards if it contains a real-time sequence.
func (e *Encoder) pair(q Pair, width int) {
	base := max(q.LeftBaseline, q.RightBaseline)
	height := base + max(q.Left.Height-q.LeftBaseline, q.Right.Height-q.RightBaseline)
	start := len(e.buf)
	stride, edge := (width+7)/8, width-q.Right.Width
	draw := func(leftMove, rightMove int) {
		e.buf = e.buf[:start]
		e.bands(stride, height, asItIs, func(y int, row []byte) {
			q.Left.blit(y-base+q.LeftBaseline, row, leftMove)
			q.Right.blit(y-base+q.RightBaseline, row, edge-rightMove)
		})
	}
	for move := range 64 {
		leftMove, rightMove := move%8, move/8
		if q.Left.Width+leftMove > edge-rightMove {
			continue
		}
		if draw(leftMove, rightMove); realTimeAt(e.buf[start:]) < 0 {
			return
		}
	}
	draw(0, 0)
	e.breakRealTime(start)
}
