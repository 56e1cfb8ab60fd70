package paper

// Control bytes.
const (
	nul = 0x00
	eot = 0x04
	enq = 0x05
	lf  = 0x0A
	cr  = 0x0D
	dle = 0x10
	dc4 = 0x14
	esc = 0x1B
	fs  = 0x1C
	gs  = 0x1D
)

// command is a command of fixed length.
type command struct {
	length int // bytes, including the two of the name
	run    func(p *Printer, args []byte)
}

// name is the first two bytes of a command.
type name [2]byte

// commands are the commands of fixed length. Those whose length depends on their own
// bytes are in next.
var commands = map[name]command{
	{esc, '@'}:  {2, func(p *Printer, _ []byte) { p.reset() }},
	{fs, '.'}:   {2, func(*Printer, []byte) {}}, // leaves Kanji mode, which this printer does not have
	{esc, 't'}:  {3, (*Printer).codePage},
	{esc, 'a'}:  {3, (*Printer).setAlign},
	{esc, 'E'}:  {3, func(p *Printer, a []byte) { p.style.bold = a[0]&1 != 0 }},
	{esc, '!'}:  {3, (*Printer).mode},
	{esc, '-'}:  {3, func(p *Printer, a []byte) { p.style.underline = int(a[0]&^'0') % 3 }},
	{gs, '!'}:   {3, (*Printer).size},
	{esc, 'd'}:  {3, func(p *Printer, a []byte) { p.feedLines(int(a[0])) }},
	{esc, 'J'}:  {3, func(p *Printer, a []byte) { p.feedDots(int(a[0])) }},
	{esc, '3'}:  {3, func(p *Printer, a []byte) { p.spacing = int(a[0]) }},
	{esc, '2'}:  {2, func(p *Printer, _ []byte) { p.spacing = defaultSpacing }},
	{esc, '$'}:  {4, (*Printer).absolute},
	{esc, '\\'}: {4, (*Printer).relative},
	{gs, 'L'}:   {4, (*Printer).leftMargin},
	{gs, 'W'}:   {4, (*Printer).printArea},
	{esc, 'M'}:  {3, only("font", 0)},
	{esc, ' '}:  {3, only("space between letters", 0)},
	{esc, '{'}:  {3, only("upside down", 0)},
	{gs, 'B'}:   {3, func(p *Printer, a []byte) { p.style.reverse = a[0]&1 != 0 }},
	{fs, '-'}:   {3, func(*Printer, []byte) {}}, // of Kanji mode, like the next two
	{fs, 'C'}:   {3, func(*Printer, []byte) {}},
	{fs, 'S'}:   {4, func(*Printer, []byte) {}},
	{gs, 'I'}:   {3, (*Printer).model},
	{esc, 'p'}:  {5, (*Printer).kick},
	{dle, eot}:  {3, (*Printer).status},
	{dle, enq}:  {3, (*Printer).recover},
	{dle, dc4}:  {5, (*Printer).pulse},
	{gs, 'r'}:   {3, (*Printer).sensors},
	{gs, 'a'}:   {3, (*Printer).pushStatus},
}

// next executes the command at the start of b and returns its length, or 0 if it is
// not complete yet.
func (p *Printer) next(b []byte) int {
	switch {
	case p.band != nil:
		return p.row(b)
	case p.skip > 0:
		n := min(int64(len(b)), p.skip)
		p.skip -= n
		return int(n)
	}
	switch b[0] {
	case nul, cr:
		return 1
	case lf:
		p.endLine()
		return 1
	case dle, esc, fs, gs:
	default:
		if b[0] < ' ' || b[0] == 0x7F {
			p.fault("unknown control byte %02X", b[0])
		} else {
			p.put(b[0])
		}
		return 1
	}
	if len(b) < 2 {
		return 0
	}
	n := name{b[0], b[1]}
	switch n {
	case name{gs, 'v'}:
		return p.raster(b)
	case name{gs, '('}:
		return p.function(b)
	case name{gs, 'V'}:
		return p.cut(b)
	case name{esc, '*'}:
		return p.column(b)
	}
	c, known := commands[n]
	if !known {
		return p.foreign(b)
	}
	if len(b) < c.length {
		return 0
	}
	c.run(p, b[2:c.length])
	return c.length
}

func (p *Printer) codePage(a []byte) {
	if a[0] != 0 {
		p.fault("code page %d is printed as 437", a[0])
	}
}

// setAlign takes effect at the start of a line only, as on real printers.
func (p *Printer) setAlign(a []byte) {
	switch align := a[0] &^ '0'; {
	case align > 2:
		p.fault("alignment %d", a[0])
	case len(p.line) > 0:
		p.fault("alignment %d inside a line", a[0])
	default:
		p.align = align
	}
}

func (p *Printer) size(a []byte) {
	width, height := int(a[0]>>4)+1, int(a[0]&15)+1
	if width > 8 || height > 8 {
		p.fault("size %02X", a[0])
		return
	}
	p.style.width, p.style.height = width, height
}

func (p *Printer) kick(a []byte) {
	if a[0]&^'0' > 1 {
		p.fault("drawer on connector %d", a[0])
		return
	}
	p.drawer++
}

// function is GS ( and a letter. Its length follows.
func (p *Printer) function(b []byte) int {
	if len(b) < 5 {
		return 0
	}
	end := 5 + int(b[3]) + int(b[4])<<8
	if len(b) < end {
		return 0
	}
	args := b[5:end]
	switch {
	case b[2] == 'k' && !p.lacks.nativeQR && len(args) >= 3 && args[0] == '1':
		p.qr(args[1], args[2:])
	case b[2] == 'H' && !p.lacks.processID && len(args) == 6 && args[0] == '0' && args[1] == '0':
		// Everything before this command is on paper.
		p.answers = append(p.answers, 0x37, 0x22)
		p.answers = append(p.answers, args[2:]...)
		p.answers = append(p.answers, 0)
	default:
		p.fault("unknown command %02X %02X %02X", b[0], b[1], b[2])
	}
	return end
}

// cut is GS V. Some forms feed before they cut, and are a byte longer.
func (p *Printer) cut(b []byte) int {
	if len(b) < 3 {
		return 0
	}
	length, feed := 3, 0
	switch b[2] {
	case 0, 1, '0', '1':
	case 'A', 'B':
		if len(b) < 4 {
			return 0
		}
		length, feed = 4, int(b[3])
	default:
		p.fault("cut %02X", b[2])
		return length
	}
	if p.lacks.cutter {
		return length // without the feed, too
	}
	if len(p.line) > 0 {
		p.fault("cut inside a line")
		p.endLine()
	}
	p.sheet.feed(feed)
	p.sheet.cut()
	return length
}

// column is ESC *: an image by columns. It is skipped by its length: escpos never
// writes it.
func (p *Printer) column(b []byte) int {
	if len(b) < 5 {
		return 0
	}
	n := int(b[3]) + int(b[4])<<8
	if b[2] >= 32 {
		n *= 3
	}
	if len(b) < 5+n {
		return 0
	}
	p.fault("column image is not printed")
	return 5 + n
}
