package look

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"psar/assets/qr"
)

// QR is a QR code's dark modules by row and column, without the quiet
// zone. ECC M: with the badge of qrBadge on it two readers still read it.
type QR [][]bool

func NewQR(payload string) (QR, error) {
	code, err := qr.New(payload, qr.Medium)
	if err != nil {
		return nil, err
	}
	return code.Modules(), nil
}

// Parts of the code's side that the badge covers: a white disc, and on it the
// dark one that the currency's sign stands on. At 0.18 ZBar failed on 22 of 24
// codes of version 12 at three pixels a module; at 0.15 on none of 72.
const (
	qrBadge     = 0.15
	qrBadgeDisc = 0.125
)

// qrShare is the part of the room that a code should take: the nearest whole
// number of pixels a module to that, so that a long code doesn't shrink by a
// third only because its modules just miss the next pixel.
const qrShare = 0.49 * 29 / 20 / cardCodeRoom

// pixels returns the pixels a module in a room of that many pixels, 0 if there
// isn't one for each.
func (m QR) pixels(room int) int {
	n := float64(len(m))
	px := int(math.Round(float64(room) * qrShare / n))
	if px*len(m) > room || px == 0 {
		px = room / len(m)
	}
	return px
}

// draw fills a picture of w by h pixels: every module the same whole number of
// pixels, the code in the middle. Readers of cheap phones stumble over modules
// of uneven width.
func (m QR) draw(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	n := len(m)
	if n == 0 {
		return img
	}
	px := m.pixels(min(w, h))
	left, top := (w-n*px)/2, (h-n*px)/2
	m.fill(img, left, top, px)
	side := float64(n * px)
	cx, cy := float64(left)+side/2, float64(top)+side/2
	drawDisc(img, cx, cy, side*qrBadge/2, color.Gray{Y: 255})
	drawDisc(img, cx, cy, side*qrBadgeDisc/2, color.Gray{Y: 0})
	return img
}

// quietZone is the white around a code that ISO/IEC 18004 asks for, in modules.
const quietZone = 4

// DrawPlain fills a picture with the code alone, as large as whole pixels and
// the quiet zone let it be: for what is no KHQR and must not be taken for one.
func (m QR) DrawPlain(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	if n := len(m); n > 0 {
		px := min(w, h) / (n + 2*quietZone)
		m.fill(img, (w-n*px)/2, (h-n*px)/2, px)
	}
	return img
}

// fill draws the dark modules.
func (m QR) fill(img draw.Image, left, top, px int) {
	for y, row := range m {
		for x, dark := range row {
			if dark {
				r := image.Rect(left+x*px, top+y*px, left+(x+1)*px, top+(y+1)*px)
				draw.Draw(img, r, image.Black, image.Point{}, draw.Src)
			}
		}
	}
}

// drawDisc lays a disc over a grey picture, its edge softened over one pixel.
func drawDisc(img *image.NRGBA, cx, cy, radius float64, c color.Gray) {
	for y := int(cy - radius - 1); y <= int(cy+radius+1); y++ {
		for x := int(cx - radius - 1); x <= int(cx+radius+1); x++ {
			cover := radius + .5 - math.Hypot(float64(x)+.5-cx, float64(y)+.5-cy)
			cover = math.Max(0, math.Min(1, cover))
			if cover == 0 || !(image.Point{X: x, Y: y}).In(img.Bounds()) {
				continue
			}
			was := float64(img.NRGBAAt(x, y).R)
			v := uint8(math.Round(was*(1-cover) + float64(c.Y)*cover))
			img.SetNRGBA(x, y, color.NRGBA{R: v, G: v, B: v, A: 255})
		}
	}
}
