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
	band    *band  // the picture whose rows are coming
	skip    int64  // bytes to come of a command that is not obeyed
	line    []cell
	place   place
	style   style
	align   byte
	spacing int    // dots from line to line
	code    []byte // stored for the next printed QR
	module  int    // dots of a QR's module
	level   byte   // of a QR's error correction, as GS ( k takes it
	drawer  int
	answers []byte
	faults  []string

	state state // what its answers say
	push  byte  // which changes GS a asked for
	lacks lacks
	// elsewhere says that real-time commands were carried out as they came: in
	// their turn they are nothing.
	elsewhere bool

	rollEnded bool // told as a fault
}

// lacks are the commands that a printer does not know.
type lacks struct {
	realTime, processID, processed, pushes, nativeQR, cutter bool
	// keepsPush is a printer whose GS a outlives ESC @.
	keepsPush bool
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
	p.line, p.place = nil, place{}
	p.style = style{width: 1, height: 1}
	p.align = 0
	p.spacing = defaultSpacing
	p.code, p.module, p.level = nil, 3, '0'
	if !p.lacks.keepsPush {
		p.push = 0
	}
}

// forget drops what was begun and is not on paper yet.
func (p *Printer) forget() {
	p.pending, p.band, p.skip = nil, nil, 0
	p.line, p.place.x = nil, 0
}

// takeSheet tears the oldest finished sheet off.
func (p *Printer) takeSheet() (sheet, bool) {
	taken, ok := p.sheet.take()
	if ok {
		p.rollEnded = false // there is a roll of the full length again
	}
	return taken, ok
}
