package paper

import (
	"fmt"
	"slices"
)

// Printer is a virtual printer with an endless patience and no clock. It is not
// safe for use by two goroutines.
type Printer struct {
	sheet   sheet
	fonts   fonts
	pending []byte // of a command whose end has not come yet
	line    []cell
	style   style
	align   byte
	spacing int    // dots from line to line
	code    []byte // stored for the next printed QR
	module  int    // dots of a QR's module
	level   byte   // of a QR's error correction, as GS ( k takes it
	drawer  int
	answers []byte
	faults  []string

	rollEnded bool // told as a fault
}

// Facts of font A at 203 dots an inch.
const (
	cellWidth      = 12
	cellHeight     = 24
	defaultSpacing = 30
)

// maxFaults bounds what a stream of nonsense can make the printer remember.
const maxFaults = 100

// New makes a printer with an empty sheet of a printable width in dots: 384 on
// paper of 58 mm, 512 or 576 on 80 mm.
func New(widthDots int) *Printer {
	p := &Printer{sheet: sheet{width: widthDots}, fonts: newFonts()}
	p.reset()
	return p
}

// Write prints. It takes every byte and never fails; what is wrong with them
// stands in Faults.
func (p *Printer) Write(data []byte) (int, error) {
	p.pending = append(p.pending, data...)
	used := 0
	for used < len(p.pending) {
		n := p.next(p.pending[used:])
		if n == 0 {
			break
		}
		used += n
	}
	if p.sheet.ended && !p.rollEnded {
		p.rollEnded = true
		p.fault("the roll has ended")
	}
	p.pending = slices.Delete(p.pending, 0, used)
	return len(data), nil
}

// Drawer is how often the cash drawer was opened.
func (p *Printer) Drawer() int { return p.drawer }

// Answers returns what the printer has sent back since the last call.
func (p *Printer) Answers() []byte {
	a := p.answers
	p.answers = nil
	return a
}

// Faults says what a real printer might have printed as rubbish: unknown
// commands, pictures too wide, commands in the wrong place. It keeps the first
// hundred.
func (p *Printer) Faults() []string { return slices.Clone(p.faults) }

func (p *Printer) fault(format string, args ...any) {
	if len(p.faults) < maxFaults {
		p.faults = append(p.faults, fmt.Sprintf(format, args...))
	}
}

// reset is ESC @: the settings of the moment, not the paper.
func (p *Printer) reset() {
	p.line = nil
	p.style = style{width: 1, height: 1}
	p.align = 0
	p.spacing = defaultSpacing
	p.code, p.module, p.level = nil, 3, '0'
}
