package paper

// Failure is a printer's error other than missing paper or an open cover.
type Failure int

// The failures. Each makes the printer offline.
const (
	Working    Failure = iota
	CutterJam          // ended by DLE ENQ 1 or 2
	HeadHot            // ends by itself
	HeadBroken         // only a power cycle ends it
)

// state is the printer's state. Its bits in the answers are those of Epson's command
// reference for DLE EOT, GS a and GS r.
type state struct {
	coverOpen, paperOut, paperLow bool
	drawerHigh                    bool // the level of the drawer's switch
	failure                       Failure
}

func (s state) offline() bool { return s.coverOpen || s.paperOut || s.failure != Working }

// Fixed bits that distinguish the kinds of answers.
const (
	realTimeMark = 0x12
	pushedMark   = 0x10
)

// realTime is the answer to DLE EOT n, 1 to 4: printer, cause of being offline, error,
// paper.
func (s state) realTime(n byte) byte {
	switch n {
	case 1:
		return realTimeMark | bits(s.drawerHigh, 0x04) | bits(s.offline(), 0x08)
	case 2:
		return realTimeMark | bits(s.coverOpen, 0x04) | bits(s.paperOut, 0x20) | bits(s.failure != Working, 0x40)
	case 3:
		return realTimeMark | s.failure.bits()
	default:
		return realTimeMark | bits(s.paperLow, 0x0C) | bits(s.paperOut, 0x60)
	}
}

// pushed is the status that GS a makes the printer send.
func (s state) pushed() []byte {
	return []byte{
		pushedMark | bits(s.drawerHigh, 0x04) | bits(s.offline(), 0x08) | bits(s.coverOpen, 0x20),
		s.failure.bits(),
		s.paper(),
		0,
	}
}

// paper is the state of the paper sensors in GS r 1 and the pushed status.
func (s state) paper() byte { return bits(s.paperLow, 0x03) | bits(s.paperOut, 0x0C) }

func (f Failure) bits() byte {
	return bits(f == CutterJam, 0x08) | bits(f == HeadBroken, 0x20) | bits(f == HeadHot, 0x40)
}

// changed are the items of GS a in which two states differ: drawer, offline, error,
// paper.
func (s state) changed(from state) byte {
	return bits(s.drawerHigh != from.drawerHigh, 0x01) |
		bits(s.offline() != from.offline() || s.coverOpen != from.coverOpen, 0x02) |
		bits(s.failure != from.failure, 0x04) |
		bits(s.paper() != from.paper(), 0x08)
}

func bits(on bool, mask byte) byte {
	if on {
		return mask
	}
	return 0
}
