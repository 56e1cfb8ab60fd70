package escpos

// Bitmap is a one-bit image. Rows follow each other from the top, each of
// Stride bytes; the highest bit of a byte is its leftmost dot; 1 is black.
type Bitmap struct {
	Width, Height int // dots
	Bits          []byte
}

// NewBitmap makes a white bitmap.
func NewBitmap(width, height int) Bitmap {
	b := Bitmap{Width: width, Height: height}
	b.Bits = make([]byte, b.Stride()*height)
	return b
}

// Stride is the length of a row in bytes.
func (b Bitmap) Stride() int { return (b.Width + 7) / 8 }

// At reports whether a dot is black. Outside the image all is white.
func (b Bitmap) At(x, y int) bool {
	if x < 0 || y < 0 || x >= b.Width || y >= b.Height {
		return false
	}
	return b.Bits[y*b.Stride()+x/8]&(0x80>>(x%8)) != 0
}

// Set makes a dot black. A dot outside the image is no dot.
func (b Bitmap) Set(x, y int) {
	if x >= 0 && y >= 0 && x < b.Width && y < b.Height {
		b.Bits[y*b.Stride()+x/8] |= 0x80 >> (x % 8)
	}
}

// shifted returns the image moved right by n dots, 0 to 7.
func (b Bitmap) shifted(n int) Bitmap {
	if n == 0 {
		return b
	}
	out := NewBitmap(b.Width+n, b.Height)
	from, to := b.Stride(), out.Stride()
	for y := range b.Height {
		carry := byte(0)
		for x := range from {
			v := b.Bits[y*from+x]
			out.Bits[y*to+x] = carry | v>>n
			carry = v << (8 - n)
		}
		if to > from {
			out.Bits[y*to+from] = carry
		}
	}
	return out
}

// rows returns the rows from top up to bottom, sharing the bits.
func (b Bitmap) rows(top, bottom int) Bitmap {
	s := b.Stride()
	return Bitmap{b.Width, bottom - top, b.Bits[top*s : bottom*s]}
}

// FromModules draws a QR code's modules as squares of a number of dots, with
// the quiet zone of four modules that readers want around it. modules holds no
// quiet zone of its own.
func FromModules(modules [][]bool, dots int) Bitmap {
	side := (len(modules) + 2*QuietZone) * dots
	b := NewBitmap(side, side)
	for row, line := range modules {
		for col, black := range line {
			if !black {
				continue
			}
			for y := range dots {
				for x := range dots {
					b.Set((col+QuietZone)*dots+x, (row+QuietZone)*dots+y)
				}
			}
		}
	}
	return b
}

// QuietZone is the white border of a QR code, in modules.
const QuietZone = 4

// MinModule and MaxModule bound a QR module, in dots: below, phones do not read
// it; above, it only wastes paper.
const (
	MinModule = 4
	MaxModule = 8
)

// ModuleSize is the largest whole number of dots for a code of n modules on a
// paper of a width, within the bounds; false when even MinModule is too wide.
func ModuleSize(n, widthDots int) (int, bool) {
	size := min(widthDots/(n+2*QuietZone), MaxModule)
	return size, size >= MinModule
}
