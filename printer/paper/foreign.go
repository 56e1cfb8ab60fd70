package paper

// Commands that other hosts send and this printer does not execute. They are skipped
// by the length in Epson's command reference, so that none of their bytes is printed
// as text.

// passedOver is the length of a skipped command, including its name; 0 for an unknown
// command.
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

// foreign skips a command that escpos never writes.
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

// graphics is GS 8 L. Its length has four bytes, too much to buffer.
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

// barcode is GS k, in the old form that ends in NUL or the one with a length.
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
	const most = 255 // digits and letters; anything longer is not a bar code
	for i, c := range b[3:] {
		if c == nul || i == most {
			p.passOver(b)
			return 3 + i + 1
		}
	}
	return 0
}

// mode is ESC !: the settings of ESC E, ESC - and GS ! in one byte.
func (p *Printer) mode(a []byte) {
	if a[0]&1 != 0 {
		p.fault("font B is printed as A")
	}
	p.style.bold = a[0]&0x08 != 0
	p.style.underline = int(a[0] >> 7)
	p.style.height, p.style.width = 1+int(a[0]>>4&1), 1+int(a[0]>>5&1)
}
