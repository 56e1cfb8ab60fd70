package paper

// What other hosts send, and this printer does not obey: it is read by its
// length, which is that of Epson's command reference, so that nothing of it comes
// out as letters.

// passedOver is the length of a command that is read and not obeyed, its name
// included; 0 for one that is not known at all.
func passedOver(n name) int {
	switch n {
	case name{esc, '='}, name{esc, 'G'}, name{esc, 'R'}, name{esc, 'V'}, name{esc, 'r'}, name{fs, '!'}, name{fs, 'W'},
		name{gs, 'H'}, name{gs, 'b'}, name{gs, 'f'}, name{gs, 'h'}, name{gs, 'w'}:
		return 3
	case name{esc, 'c'}, name{fs, 'p'}, name{gs, 'P'}:
		return 4
	}
	return 0
}

// foreign reads a command that nothing of the house sends.
func (p *Printer) foreign(b []byte) int {
	n := name{b[0], b[1]}
	length := passedOver(n)
	switch n {
	case name{esc, '('}, name{fs, '('}:
		length = 5
		if len(b) >= length {
			length += int(b[3]) + int(b[4])<<8
		}
	case name{gs, '8'}:
		return p.graphics(b)
	case name{gs, 'k'}:
		return p.barcode(b)
	}
	switch {
	case length == 0:
		p.fault("unknown command %02X %02X", b[0], b[1])
		return 2
	case len(b) < length:
		return 0
	}
	p.passOver(b)
	return length
}

func (p *Printer) passOver(b []byte) { p.fault("command %02X %02X is not obeyed", b[0], b[1]) }

// graphics is GS 8 L, whose length of four bytes nobody can keep back.
func (p *Printer) graphics(b []byte) int {
	const head = 7
	if len(b) >= 3 && b[2] != 'L' {
		p.fault("unknown command %02X %02X %02X", b[0], b[1], b[2])
		return 3
	}
	if len(b) < head {
		return 0
	}
	p.skip = int64(b[3]) | int64(b[4])<<8 | int64(b[5])<<16 | int64(b[6])<<24
	p.passOver(b)
	return head
}

// barcode is GS k: an old form that ends in NUL, and one that has its length.
func (p *Printer) barcode(b []byte) int {
	if len(b) < 4 {
		return 0
	}
	if b[2] >= 'A' {
		if length := 4 + int(b[3]); len(b) >= length {
			p.passOver(b)
			return length
		}
		return 0
	}
	const most = 255 // of digits and letters; who sends more sends no bar code
	for i, c := range b[3:] {
		if c == nul || i == most {
			p.passOver(b)
			return 3 + i + 1
		}
	}
	return 0
}

// mode is ESC !: what ESC E, ESC - and GS ! say, in one byte.
func (p *Printer) mode(a []byte) {
	if a[0]&1 != 0 {
		p.fault("font B is printed as A")
	}
	p.style.bold = a[0]&0x08 != 0
	p.style.underline = int(a[0] >> 7)
	p.style.height, p.style.width = 1+int(a[0]>>4&1), 1+int(a[0]>>5&1)
}
