package escpos

// Bitmap is a one-bit image: rows from the top, each of Stride bytes, the highest
// bit of a byte leftmost, 1 black. The bits after the end of a row are 0.
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

// At reports whether a dot is black. Outside the image it is false.
func (b Bitmap) At(x, y int) bool {
	if x < 0 || y < 0 || x >= b.Width || y >= b.Height {
		return false
	}
	return b.Bits[y*b.Stride()+x/8]&(0x80>>(x%8)) != 0
}

// Set makes a dot black. Outside the image it does nothing.
func (b Bitmap) Set(x, y int) {
	if x >= 0 && y >= 0 && x < b.Width && y < b.Height {
		b.Bits[y*b.Stride()+x/8] |= 0x80 >> (x % 8)
	}
}

// Indented is the image behind so many white columns of dots; itself for none.
func (b Bitmap) Indented(dots int) Bitmap {
	if dots == 0 {
		return b
	}
	wider := NewBitmap(dots+b.Width, b.Height)
	for y := range b.Height {
		b.blit(y, wider.Bits[y*wider.Stride():(y+1)*wider.Stride()], dots)
	}
	return wider
}

// blit ORs row y of the image into a row of bytes, beginning at dot left. Outside
// the image's rows it does nothing.
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

// QuietZone is the white border of a QR code on each side, in modules.
const QuietZone = 4

// MinModule and MaxModule bound the module of a QR code, in dots: phones do not
// read smaller ones, and larger ones waste paper. A code that is sent as an image
// goes out at half resolution, so its module is even; MaxSentModule limits its bytes.
const (
	MinModule     = 4
	MaxModule     = 8
	MaxSentModule = 6
)

// ModuleSize is the largest module, in dots and within the bounds, for a code of n
// modules on a paper of widthDots; false when even MinModule is too wide.
func ModuleSize(n, widthDots int) (int, bool) {
	size := min(widthDots/(n+2*QuietZone), MaxModule)
	return size, size >= MinModule
}
