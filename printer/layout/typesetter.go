package layout

import (
	"fmt"
	"sync"
	"unicode/utf8"

	"psar/assets"
	"psar/assets/khmer"
	"psar/assets/qr"
	"psar/printer/escpos"
	"psar/printer/recent"
	"psar/printer/shape"
)

const (
	keptCodes   = 32
	keptColumns = 256
	keptLogos   = 4
	// keptText is the longest text whose lines are cached, in bytes.
	keptText = 1024
)

// typesetter is shared by all pages: the fonts, and caches of what was made last.
type typesetter struct {
	shaper *shape.Shaper

	mu      sync.Mutex
	codes   *recent.Map[string, [][]bool]
	columns *recent.Map[latinText, []string]
	logos   *recent.Map[logoKey, escpos.Bitmap]
}

// latinText is a text in a column of a width in characters.
type latinText struct {
	text    string
	columns int
}

// sharedTypesetter makes the typesetter once: reading the fonts takes some milliseconds.
var sharedTypesetter = sync.OnceValues(func() (*typesetter, error) {
	s, err := shape.New(assets.NotoSansKhmerBold(), assets.KantumruyPro(600))
	if err != nil {
		return nil, fmt.Errorf("printer: fonts: %w", err)
	}
	return &typesetter{
		shaper:  s,
		codes:   recent.New[string, [][]bool](keptCodes),
		columns: recent.New[latinText, []string](keptColumns),
		logos:   recent.New[logoKey, escpos.Bitmap](keptLogos),
	}, nil
})

// modules are a QR code's modules, at ECC M and without a quiet zone. They are
// cached and shared: do not write to them.
func (p *typesetter) modules(content string) ([][]bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m, ok := p.codes.Get(content); ok {
		return m, nil
	}
	code, err := qr.New(content, qr.Medium)
	if err != nil {
		return nil, err
	}
	m := code.Modules()
	p.codes.Put(content, m)
	return m, nil
}

// latin breaks a text of the printer's own characters into lines. They are cached and
// shared: do not write to them.
func (p *typesetter) latin(text string, columns int) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := latinText{text, columns}
	if lines, ok := p.columns.Get(key); ok {
		return lines
	}
	lines := khmer.Wrap(text, columns, utf8.RuneCountInString)
	if len(text) <= keptText {
		p.columns.Put(key, lines)
	}
	return lines
}
