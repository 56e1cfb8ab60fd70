package paper

// Positions on a line: commands that other programs use, and escpos does not.

// place is the printable part of the line and the position of the next character, in
// dots.
type place struct {
	x      int // from the left margin
	margin int
	area   int // width; 0: everything to the right of the margin
}

// word is a 16-bit number, low byte first.
func word(a []byte) int { return int(a[0]) + int(a[1])<<8 }

// absolute is ESC $.
func (p *Printer) absolute(a []byte) { p.place.x = min(word(a), p.width()) }

// relative is ESC \. The distance may be negative.
func (p *Printer) relative(a []byte) {
	p.place.x = max(0, min(p.place.x+int(int16(word(a))), p.width()))
}

// leftMargin is GS L. It takes effect at the start of a line.
func (p *Printer) leftMargin(a []byte) { p.place.margin = min(word(a), p.sheet.width-cellWidth) }

// printArea is GS W.
func (p *Printer) printArea(a []byte) { p.place.area = max(cellWidth, word(a)) }

// width is the width of a line, in dots.
func (p *Printer) width() int {
	rest := p.sheet.width - p.place.margin
	if p.place.area == 0 {
		return rest
	}
	return min(p.place.area, rest)
}

// left is the left edge of something of a width, by the alignment.
func (p *Printer) left(width int) int {
	return p.place.margin + max(0, (p.width()-width)*int(p.align)/2)
}

// only records a fault if a setting changes how characters look in a way that this
// printer does not support: value is the one that changes nothing.
func only(what string, value byte) func(*Printer, []byte) {
	return func(p *Printer, a []byte) {
		if a[0]&^'0' != value {
			p.fault("%s %d", what, a[0])
		}
	}
}

// model is GS I: the maker and the model.
func (p *Printer) model(a []byte) {
	said := map[byte]string{'A': "1", 'B': "Psar", 'C': "Virtual", 'D': "1"}[a[0]]
	if said == "" {
		p.fault("GS I %d", a[0])
		return
	}
	p.answers = append(append(append(p.answers, '_'), said...), 0)
}
