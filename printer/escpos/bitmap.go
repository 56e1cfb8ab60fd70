package escpos

// Bitmap is a one-bit image. Rows follow each other from the top, each of
// Stride bytes; the highest bit of a byte is its leftmost dot; 1 is black. The bits after a row's
// end are 0.
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

// blit adds a row of the image to a row of bytes, from the dot left on. A row
// that the image does not have is white.
func (b Bitmap) blit(y int, row []byte, left int) {
	if y < 0 || y >= b.Height {
		return
	}
	stride := b.Stride()
	at, by := left/8, left%8
	for x, bits := range b.Bits[y*stride : (y+1)*stride] {
		row[at+x] |= bits >> by
		if rest := bits << (8 - by); rest != 0 {
			row[at+x+1] |= rest
		}
	}
}

// QuietZone is the white border of a QR code, in modules.
const QuietZone = 4

// MinModule and MaxModule bound a QR module, in dots: below, phones do not read
// it; above, it only wastes paper. A code that goes out as an image is sent at
// half resolution, so its modules are even; MaxSentModule keeps its bytes few.
const (
	MinModule     = 4
	MaxModule     = 8
	MaxSentModule = 6
)

// ModuleSize is the largest whole number of dots for a code of n modules on a
// paper of a width, within the bounds; false when even MinModule is too wide.
func ModuleSize(n, widthDots int) (int, bool) {
	size := min(widthDots/(n+2*QuietZone), MaxModule)
	return size, size >= MinModule
}
