package escpos

// Align is the horizontal position of text and images on the paper.
type Align byte

// The alignments, as in ESC a.
const (
	Left   Align = 0
	Centre Align = 1
	Right  Align = 2
)

// Encoder appends commands to a buffer. The zero Encoder is ready for use.
type Encoder struct {
	buf []byte
}

// Bytes returns the commands written so far.
func (e *Encoder) Bytes() []byte { return e.buf }

// Len is the number of bytes written so far.
func (e *Encoder) Len() int { return len(e.buf) }

// Init resets the printer, leaves Kanji mode (in which clones start), and selects
// code page 437.
func (e *Encoder) Init() { e.raw(0x1B, '@', 0x1C, '.', 0x1B, 't', 0) }

// Align sets the alignment. Printers obey it at the start of a line only.
func (e *Encoder) Align(a Align) { e.raw(0x1B, 'a', byte(a)) }

// Bold switches emphasis.
func (e *Encoder) Bold(on bool) { e.raw(0x1B, 'E', flag(on)) }

// Size enlarges text, 1 to 8 times in each direction.
func (e *Encoder) Size(width, height int) {
	e.raw(0x1D, '!', byte(clamp(width, 1, 8)-1)<<4|byte(clamp(height, 1, 8)-1))
}

// Text writes Latin text without a line feed. Every character outside code page 437
// and every control becomes a question mark, so no product name is a command.
func (e *Encoder) Text(s string) {
	for _, r := range s {
		e.buf = append(e.buf, latin(r))
	}
}

// Line writes Latin text and a line feed.
func (e *Encoder) Line(s string) {
	e.Text(s)
	e.raw('\n')
}

// FeedLines moves the paper by 1 to 255 lines.
func (e *Encoder) FeedLines(n int) { e.raw(0x1B, 'd', byte(clamp(n, 1, 255))) }

// FeedDots moves the paper by 1 to 255 dots.
func (e *Encoder) FeedDots(n int) { e.raw(0x1B, 'J', byte(clamp(n, 1, 255))) }

// Cut feeds to the cutter and cuts partially.
func (e *Encoder) Cut() { e.raw(0x1D, 'V', 66, 0) }

// Drawer opens the cash drawer on pin 2 or 5, with a pulse of 50 ms and 500 ms of rest.
func (e *Encoder) Drawer(pin int) {
	m := byte(0)
	if pin == 5 {
		m = 1
	}
	e.raw(0x1B, 'p', m, 0x19, 0xFA)
}

// DrawerNow opens the cash drawer by a real-time command, also while the printer is
// offline because it has no paper. The pulse lasts 100 ms.
func (e *Encoder) DrawerNow(pin int) {
	m := byte(0)
	if pin == 5 {
		m = 1
	}
	e.raw(0x10, 0x14, 1, m, 1)
}

// recoverBytes is the longest image that programs send to cheap printers in one
// command.
const recoverBytes = 8192

// Recover ends an image that was broken off: zeros for the bytes that may be
// missing, then a reset. A printer that is between commands ignores the zeros.
func (e *Encoder) Recover() {
	e.repeat(0, recoverBytes)
	e.Init()
}

// QR makes the printer draw a code: model 2, ECC M, with a module of 1 to 16 dots.
func (e *Encoder) QR(content string, module int) {
	e.raw(0x1D, '(', 'k', 4, 0, '1', 'A', '2', 0)
	e.raw(0x1D, '(', 'k', 3, 0, '1', 'C', byte(clamp(module, 1, 16)))
	e.raw(0x1D, '(', 'k', 3, 0, '1', 'E', '1')
	n := len(content) + 3
	e.raw(0x1D, '(', 'k', byte(n), byte(n>>8), '1', 'P', '0')
	e.buf = append(e.buf, content...)
	e.raw(0x1D, '(', 'k', 3, 0, '1', 'Q', '0')
}

func (e *Encoder) raw(b ...byte) { e.buf = append(e.buf, b...) }

func flag(on bool) byte {
	if on {
		return 1
	}
	return 0
}

// repeat writes one byte n times.
func (e *Encoder) repeat(b byte, n int) {
	for range n {
		e.buf = append(e.buf, b)
	}
}

func clamp(n, low, high int) int { return max(low, min(n, high)) }
