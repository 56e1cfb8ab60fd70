package layout

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg"
	"image/png"

	xdraw "golang.org/x/image/draw"

	"psar/pos/fault"
	"psar/printer/escpos"
)

// maxLogoDots bounds the pictures that are decoded, in pixels: 40 million need
// 160 MB for a moment, which an old machine still has.
const maxLogoDots = 40_000_000

// logoRows is the greatest height of a logo on paper, in dots: a third of the widest
// paper's width.
const logoRows = 192

// logoKey is a file's content and a paper width.
type logoKey struct {
	sum   [sha256.Size]byte
	width int
}

// Logo reads a PNG or JPEG file and fits it to the paper: at most the printable width
// in dots, dithered to black and white. The bitmap is cached and shared: do not write
// to it. A picture that can't be read, or has more than 40 million pixels, is an
// error.
func Logo(file []byte, p escpos.Profile) (escpos.Bitmap, error) {
	h, err := sharedTypesetter()
	if err != nil {
		return escpos.Bitmap{}, err
	}
	return h.logo(file, p.WidthDots)
}

func (p *typesetter) logo(file []byte, width int) (escpos.Bitmap, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := logoKey{sha256.Sum256(file), width}
	if b, ok := p.logos.Get(key); ok {
		return b, nil
	}
	img, err := decodeLogo(file)
	if err != nil {
		return escpos.Bitmap{}, err
	}
	// The last byte of each row stays free, so that escpos.Raster can move the picture.
	b := escpos.Dither(img, width-8, logoRows)
	p.logos.Put(key, b)
	return b, nil
}

func decodeLogo(file []byte) (image.Image, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("printer: logo: %w", err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxLogoDots/config.Height {
		return nil, fmt.Errorf("printer: a logo of %d by %d dots; %d in all are the most", config.Width, config.Height, maxLogoDots)
	}
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("printer: logo: %w", err)
	}
	return img, nil
}

// keptLogoBytes bounds the size of the picture in the settings.
const keptLogoBytes = 64 << 10

// KeepLogo makes the value of the setting shop.logo from a PNG or JPEG file: a
// greyscale PNG in base64, no larger than the widest paper needs. The error is
// fault.LogoInvalid.
func KeepLogo(file []byte) (string, error) {
	img, err := decodeLogo(file)
	if err != nil {
		return "", fault.New(fault.LogoInvalid).Because(err)
	}
	size := img.Bounds().Size()
	scale := min(1, float64(escpos.Profile80().WidthDots)/float64(size.X), float64(logoRows)/float64(size.Y))
	small := image.NewGray(image.Rect(0, 0, max(1, int(float64(size.X)*scale)), max(1, int(float64(size.Y)*scale))))
	draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
	xdraw.CatmullRom.Scale(small, small.Bounds(), img, img.Bounds(), draw.Over, nil)
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, small); err != nil {
		return "", fault.New(fault.LogoInvalid).Because(err)
	}
	if b.Len() > keptLogoBytes {
		return "", fault.New(fault.LogoInvalid).Because(fmt.Errorf("printer: %d bytes; %d are the most", b.Len(), keptLogoBytes))
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// logo prints the shop's logo, if the settings have one. One that can't be read is
// left out: better a receipt without a logo than none.
func (l *layout) logo(kept string) {
	file, err := base64.StdEncoding.DecodeString(kept)
	if err != nil || len(file) == 0 {
		return
	}
	b, err := l.typesetter.logo(file, l.page.Profile().WidthDots)
	if err != nil {
		return
	}
	l.page.Image(escpos.Image{Bitmap: b, Align: escpos.Centre})
	l.page.Feed(2 * leading)
}
