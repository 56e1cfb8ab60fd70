// Package qr makes QR codes. It is the one place that knows the library which
// does; the screens and the paper draw the modules themselves, in whole pixels
// and dots.
package qr

import (
	"fmt"
	"io"

	"github.com/skip2/go-qrcode"
)

// Level is how much of a code may be lost before it can't be read any more.
type Level int

// The levels of ISO/IEC 18004: 7, 15, 25 and 30 %.
const (
	Low Level = iota
	Medium
	High
	Highest
)

var levels = [...]qrcode.RecoveryLevel{Low: qrcode.Low, Medium: qrcode.Medium, High: qrcode.High, Highest: qrcode.Highest}

// Code is the QR code of a text. Its methods are for one goroutine at a time.
type Code struct{ code *qrcode.QRCode }

// New makes the smallest code that holds a text. A text that is empty or too long
// for any code, about 2,300 bytes at Medium, is an error.
func New(text string, level Level) (Code, error) {
	code, err := qrcode.New(text, levels[level])
	if err != nil {
		return Code{}, fmt.Errorf("QR code of %d bytes: %w", len(text), err)
	}
	return Code{code}, nil
}

// Modules are the code's dark modules by row and column, without the quiet zone,
// which is four modules wide on every side.
func (c Code) Modules() [][]bool {
	own := *c.code
	own.DisableBorder = true
	return own.Bitmap()
}

// Text draws the code with its quiet zone in half blocks, for a dark terminal.
func (c Code) Text() string { return c.code.ToSmallString(false) }

// WritePNG writes the code with its quiet zone as a picture, a module so many
// pixels wide.
func (c Code) WritePNG(w io.Writer, module int) error { return c.code.Write(-module, w) }

// PNG is the code with its quiet zone as a picture of side by side pixels.
func (c Code) PNG(side int) ([]byte, error) { return c.code.PNG(side) }
