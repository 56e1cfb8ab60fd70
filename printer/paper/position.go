package paper

// Where on a line things stand: what other programs use, and the house does not.

// place is the part of the paper that is printed on, and where on a line the next
// character goes, in dots.
type place struct {
	x      int // from the left margin
	margin int
	area   int // width; 0: all that is right of the margin
}

// word is two bytes, the low one first.
func word(a []byte) int { return int(a[0]) + int(a[1])<<8 }

// absolute is ESC $.
func (p *Printer) absolute(a []byte) { p.place.x = min(word(a), p.width()) }

// relative is ESC \, to either side.
func (p *Printer) relative(a []byte) {
	p.place.x = max(0, min(p.place.x+int(int16(word(a))), p.width()))
}

// leftMargin is GS L. It holds from the start of a line.
func (p *Printer) leftMargin(a []byte) { p.place.margin = min(word(a), p.sheet.width-cellWidth) }

// printArea is GS W.
func (p *Printer) printArea(a []byte) { p.place.area = max(cellWidth, word(a)) }

// width is how many dots a line has.
func (p *Printer) width() int {
	rest := p.sheet.width - p.place.margin
	if p.place.area == 0 {
		return rest
	}
	return min(p.place.area, rest)
}

// left is where something of a width begins, by the alignment.
func (p *Printer) left(width int) int {
	return p.place.margin + max(0, (p.width()-width)*int(p.align)/2)
}

// only tells of a setting that changes how letters look in a way that this
// printer has not: value is the one that leaves them as they are.
func only(what string, value byte) func(*Printer, []byte) {
	return func(p *Printer, a []byte) {
		if a[0]&^'0' != value {
			p.fault("%s %d", what, a[0])
		}
	}
}

// model is GS I: who made the printer, and what it is.
func (p *Printer) model(a []byte) {
	said := map[byte]string{'A': "1", 'B': "Psar", 'C': "Virtual", 'D': "1"}[a[0]]
	if said == "" {
		p.fault("GS I %d", a[0])
		return
	}
	p.answers = append(append(append(p.answers, '_'), said...), 0)
}
