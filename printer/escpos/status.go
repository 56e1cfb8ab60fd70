package escpos

import "slices"

// Status is a printer's state. Each answer holds a part of it; what it does not
// hold is false.
type Status struct {
	Offline      bool
	DrawerSignal bool // the level of the drawer's switch; drawers differ in which level means open
	CoverOpen    bool
	FeedButton   bool // the feed button is pressed
	PaperLow     bool
	PaperOut     bool // no paper, or stopped at its end
	Failed       bool // an error, whose kind other answers tell
	CutterFailed bool
	Fatal        bool // an error that only a power cycle ends
	Recovers     bool // an error that ends by itself, such as a hot print head
}

// Ready reports that the printer can print.
func (s Status) Ready() bool {
	return !s.Offline && !s.CoverOpen && !s.PaperOut && !s.Failed && !s.CutterFailed && !s.Fatal && !s.Recovers
}

// With returns the status updated by an answer: a pushed one replaces all of it, a
// real-time one its own part.
func (s Status) With(a Answer) Status {
	t := a.Status
	switch {
	case a.Kind == Pushed:
		t.DrawerSignal, t.Failed, t.Recovers = s.DrawerSignal, s.Failed && t.Offline, s.Recovers && t.Offline
		return t
	case a.Kind == RealTime && a.Of == 1:
		s.DrawerSignal, s.Offline = t.DrawerSignal, t.Offline
	case a.Kind == RealTime && a.Of == 2:
		s.CoverOpen, s.FeedButton, s.PaperOut, s.Failed = t.CoverOpen, t.FeedButton, t.PaperOut, t.Failed
	case a.Kind == RealTime && a.Of == 3:
		s.CutterFailed, s.Fatal, s.Recovers = t.CutterFailed, t.Fatal, t.Recovers
	case a.Kind == RealTime && a.Of == 4:
		s.PaperLow, s.PaperOut = t.PaperLow, t.PaperOut || s.PaperOut // the answer to question 2 may have set it
	case a.Kind == Processed:
		s.PaperLow, s.PaperOut = t.PaperLow, t.PaperOut
	}
	return s
}

// Kind is the kind of a printer's answer.
type Kind int

// The kinds of answers.
const (
	RealTime  Kind = iota + 1 // to AskRealTime: Of and Status
	Pushed                    // sent by itself after PushStatus: Status
	Processed                 // to AskProcessed: Status holds the paper sensors only
	Printed                   // to AskPrinted: ID
	Hold                      // XOFF: send nothing
	GoOn                      // XON: send again
)

// Answer is one message from a printer.
type Answer struct {
	Kind   Kind
	Of     int // the question, 1 to 4, of a RealTime answer; 0 if none was asked
	Status Status
	ID     [4]byte // of a Printed answer
}

// AskRealTime asks by a real-time command: 1 printer, 2 cause of being offline,
// 3 error, 4 paper. Call Decoder.Asked with the same number, because the answer does
// not say which question it is for.
func (e *Encoder) AskRealTime(n int) { e.raw(0x10, 0x04, byte(clamp(n, 1, 4))) }

// PushStatus makes the printer send its status with every change.
func (e *Encoder) PushStatus() { e.raw(0x1D, 'a', 0xFF) }

// AskProcessed is answered when everything before it was taken from the buffer.
func (e *Encoder) AskProcessed() { e.raw(0x1D, 'r', 1) }

// AskPrinted is answered with id when everything before it is on paper. The id's
// bytes must be printable ASCII; others become a question mark.
func (e *Encoder) AskPrinted(id [4]byte) {
	e.raw(0x1D, '(', 'H', 6, 0, '0', '0')
	for _, b := range id {
		e.buf = append(e.buf, latin(rune(b&0x7F)))
	}
}

// Decoder reads a printer's answers, in pieces of any size. The zero Decoder is
// ready for use. Unknown bytes are skipped.
type Decoder struct {
	asked  []int  // real-time questions without an answer, oldest first
	pushed []byte // the bytes so far of a pushed status, which has four
	block  []byte // the bytes so far of an answer that ends in 00
}

// maxBlock is longer than any block that a receipt printer sends.
const maxBlock = 256

// Forget drops the questions without an answer, so that later answers are matched
// with later questions.
func (d *Decoder) Forget() { d.asked = nil }

// Asked records that a real-time question was sent.
func (d *Decoder) Asked(n int) { d.asked = append(d.asked, n) }

// Decode returns the answers that data completes, in order.
func (d *Decoder) Decode(data []byte) []Answer {
	var answers []Answer
	for _, b := range data {
		if a, ok := d.take(b); ok {
			answers = append(answers, a)
		}
	}
	return answers
}

// take reads one byte. The kinds of answers differ in bits 0, 1, 4 and 7, so they
// are told apart even if one comes inside another.
func (d *Decoder) take(b byte) (Answer, bool) {
	switch {
	case b == 0x13:
		return Answer{Kind: Hold}, true
	case b == 0x11:
		return Answer{Kind: GoOn}, true
	case len(d.block) > 0:
		return d.takeBlock(b)
	case b&0x93 == 0x12:
		return d.realTime(b), true
	case b&0x93 == 0x10:
		d.pushed = append(d.pushed[:0], b)
	case b&0x90 == 0 && len(d.pushed) > 0:
		return d.takePushed(b)
	case b&0x90 == 0:
		return Answer{Kind: Processed, Status: paper(b)}, true
	case slices.Contains([]byte{0x35, 0x37, 0x3B, 0x3D, 0x5F}, b):
		d.block = append(d.block, b)
	}
	return Answer{}, false
}

func (d *Decoder) takeBlock(b byte) (Answer, bool) {
	d.block = append(d.block, b)
	if b != 0 && len(d.block) < maxBlock {
		return Answer{}, false
	}
	block := d.block
	d.block = nil
	if len(block) == 7 && b == 0 && block[0] == 0x37 && block[1] == 0x22 {
		return Answer{Kind: Printed, ID: [4]byte(block[2:6])}, true
	}
	return Answer{}, false
}

func (d *Decoder) takePushed(b byte) (Answer, bool) {
	d.pushed = append(d.pushed, b)
	if len(d.pushed) < 4 {
		return Answer{}, false
	}
	s := paper(d.pushed[2])
	s.Offline, s.CoverOpen = bit(d.pushed[0], 3), bit(d.pushed[0], 5)
	s.CutterFailed, s.Fatal = bit(d.pushed[1], 3), bit(d.pushed[1], 5)
	d.pushed = nil
	return Answer{Kind: Pushed, Status: s}, true
}

func (d *Decoder) realTime(b byte) Answer {
	a := Answer{Kind: RealTime}
	if len(d.asked) == 0 {
		return a
	}
	a.Of, d.asked = d.asked[0], d.asked[1:]
	switch a.Of {
	case 1:
		a.Status = Status{DrawerSignal: bit(b, 2), Offline: bit(b, 3)}
	case 2:
		a.Status = Status{CoverOpen: bit(b, 2), FeedButton: bit(b, 3), PaperOut: bit(b, 5), Failed: bit(b, 6)}
	case 3:
		a.Status = Status{CutterFailed: bit(b, 3), Fatal: bit(b, 5), Recovers: bit(b, 6)}
	case 4:
		// Each sensor has two bits, which printers set together or alone.
		a.Status = Status{PaperLow: b&0x0C != 0, PaperOut: b&0x60 != 0}
	}
	return a
}

// paper reads the paper sensors in the form of GS r and the pushed status.
func paper(b byte) Status { return Status{PaperLow: b&0x03 != 0, PaperOut: b&0x0C != 0} }

func bit(b byte, n int) bool { return b>>n&1 != 0 }
