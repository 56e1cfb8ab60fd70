package paper

import (
	"fmt"
	"slices"
)

// Printer is a virtual printer without speed, buffer or clock. It is not safe for
// concurrent use.
type Printer struct {
	sheet   sheet
	fonts   fonts
	pending []byte // the begin of an incomplete command
	band    *band  // the image whose rows are arriving
	skip    int64  // bytes to come of a command that is skipped
	line    []cell
	place   place
	style   style
	align   byte
	spacing int    // line spacing in dots
	code    []byte // content stored for the next QR code
	module  int    // module of a QR code, in dots
	level   byte   // error correction of a QR code, as in GS ( k
	drawer  int
	answers []byte
	faults  []string

	state state // answered to DLE EOT, GS a and GS r
	push  byte  // the changes that GS a asked for
	lacks lacks
	// elsewhere says that a Device has executed real-time commands when they arrived:
	// in their turn they do nothing.
	elsewhere bool

	rollEnded bool // recorded as a fault
}

// lacks are the commands that this printer does not know.
type lacks struct {
	realTime, processID, processed, pushes, nativeQR, cutter bool
	// keepsPush: GS a outlasts ESC @.
	keepsPush bool
}

// Measures of font A at 203 dpi, in dots.
const (
	cellWidth      = 12
	cellHeight     = 24
	defaultSpacing = 30
)

// maxFaults bounds the faults that are kept.
const maxFaults = 100

// New makes a printer with an empty sheet of a printable width in dots: 384 on 58 mm
// paper, 512 or 576 on 80 mm.
func New(widthDots int) *Printer {
	p := &Printer{sheet: sheet{width: widthDots}, fonts: newFonts()}
	p.reset()
	return p
}

// Write prints. It accepts every byte and never fails; what is wrong is in Faults.
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

// Faults lists what a real printer might print as garbage: unknown commands, images
// that are too wide, commands in the wrong place. It keeps the first hundred.
func (p *Printer) Faults() []string { return slices.Clone(p.faults) }

func (p *Printer) fault(format string, args ...any) {
	if len(p.faults) < maxFaults {
		p.faults = append(p.faults, fmt.Sprintf(format, args...))
	}
}

// reset is ESC @: it resets the settings and not the paper.
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

// forget drops incomplete commands and images.
func (p *Printer) forget() {
	p.pending, p.band, p.skip = nil, nil, 0
	p.line, p.place.x = nil, 0
}

// takeSheet removes the oldest finished sheet.
func (p *Printer) takeSheet() (sheet, bool) {
	taken, ok := p.sheet.take()
	if ok {
		p.rollEnded = false // the roll has its full length again
	}
	return taken, ok
}
