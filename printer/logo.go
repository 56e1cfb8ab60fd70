package printer

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	_ "image/jpeg" // the formats that shops keep their logos in
	_ "image/png"

	"psar/printer/escpos"
)

// maxLogoDots bounds what is decoded, in the picture's own dots: 40 million
// take 160 MB for a moment, which an old machine still has.
const maxLogoDots = 40_000_000

// logoRows bounds a logo's height on paper, in dots: a third of the width of
// the widest paper, so that it never costs more than the lines under it.
const logoRows = 192

// logoKey is a file's content on a width of paper.
type logoKey struct {
	sum   [sha256.Size]byte
	width int
}

// Logo reads a PNG or JPEG file and makes it fit for paper: no wider than the
// printable width in dots, black dots on white by Floyd-Steinberg's dithering.
// It is kept, and the bitmap shared: it is not to be written to. A picture that
// can't be read, or is larger than 40 million dots, is an error.
func Logo(file []byte, p escpos.Profile) (escpos.Bitmap, error) {
	h, err := house()
	if err != nil {
		return escpos.Bitmap{}, err
	}
	return h.logo(file, p.WidthDots)
}

func (p *press) logo(file []byte, width int) (escpos.Bitmap, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := logoKey{sha256.Sum256(file), width}
	if b, ok := p.logos.Get(key); ok {
		return b, nil
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return escpos.Bitmap{}, fmt.Errorf("printer: logo: %w", err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxLogoDots/config.Height {
		return escpos.Bitmap{}, fmt.Errorf("printer: a logo of %d by %d dots; %d in all are the most", config.Width, config.Height, maxLogoDots)
	}
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return escpos.Bitmap{}, fmt.Errorf("printer: logo: %w", err)
	}
	// The last byte of a row stays free, for the picture to move in (escpos.Raster).
	b := escpos.Dither(img, width-8, logoRows)
	p.logos.Put(key, b)
	return b, nil
}
