package qr

import (
	"fmt"
	"io"

	"github.com/skip2/go-qrcode"
)

// Level is a level of error correction.
type Level int

// The levels of ISO/IEC 18004: 7, 15, 25 and 30 % of a code may be unreadable.
const (
	Low Level = iota
	Medium
	High
	Highest
)

var levels = [...]qrcode.RecoveryLevel{Low: qrcode.Low, Medium: qrcode.Medium, High: qrcode.High, Highest: qrcode.Highest}

// Code is the QR code of a text. It is not safe for concurrent use.
type Code struct{ code *qrcode.QRCode }

// New makes the smallest code that holds a text. The error is that the text is empty or
// too long for any code (about 2,300 bytes at Medium).
func New(text string, level Level) (Code, error) {
	code, err := qrcode.New(text, levels[level])
	if err != nil {
		return Code{}, fmt.Errorf("QR code of %d bytes: %w", len(text), err)
	}
	return Code{code}, nil
}

// Modules are the code's modules by row and column, true if dark, without the quiet
// zone, which must be four modules wide on each side.
func (c Code) Modules() [][]bool {
	own := *c.code
	own.DisableBorder = true
	return own.Bitmap()
}

// Text is the code with its quiet zone in half-block characters, for a dark terminal.
func (c Code) Text() string { return c.code.ToSmallString(false) }

// WritePNG writes the code with its quiet zone as a picture with modules of the given
// number of pixels.
func (c Code) WritePNG(w io.Writer, module int) error { return c.code.Write(-module, w) }

// PNG is the code with its quiet zone as a picture of side × side pixels.
func (c Code) PNG(side int) ([]byte, error) { return c.code.PNG(side) }
