package paper

import "io"

// What people do to a printer.

// touch changes the state by hand; work that this sets free begins now.
func (d *Device) touch(change func(*state)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	s := d.printer.state
	change(&s)
	d.become(s)
	d.advance()
}

// SetPaper takes the paper out, or puts it in: the printer goes on where it was.
func (d *Device) SetPaper(out bool) { d.touch(func(s *state) { s.paperOut = out }) }

// SetPaperLow says what the sensor near the roll's end sees. It keeps nothing from
// printing.
func (d *Device) SetPaperLow(low bool) { d.touch(func(s *state) { s.paperLow = low }) }

// SetCover opens the cover, or shuts it: the printer goes on where it was.
func (d *Device) SetCover(open bool) { d.touch(func(s *state) { s.coverOpen = open }) }

// SetDrawerSignal sets the level at the drawer's switch; drawers differ in which
// one means open. No kick changes it.
func (d *Device) SetDrawerSignal(high bool) { d.touch(func(s *state) { s.drawerHigh = high }) }

// Fail makes the printer fail, or with Working ends that.
func (d *Device) Fail(f Failure) { d.touch(func(s *state) { s.failure = f }) }

// Pull pulls the cable: what the printer has not sent yet is lost, and what it
// received it prints.
func (d *Device) Pull() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pull()
}

func (d *Device) pull() {
	d.pulled = true
	d.recent, d.out = nil, nil
	d.wake()
}

// Plug puts the cable back.
func (d *Device) Plug() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pulled = false
	d.wake()
}

// PowerCycle switches the printer off and on: its buffers, settings and failures
// are gone, what is on paper stays. Paper, cover and cable are as they were.
func (d *Device) PowerCycle() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	d.forget()
	d.recent, d.out = nil, nil
	d.printer.reset()
	d.printer.push = 0
	d.printer.state.failure = Working
	if d.holding = false; d.behaviour.XonXoff && !d.printer.state.offline() {
		d.send(xon)
	}
	d.advance()
	d.wake()
}

// connect is a new host on the line: what was for the one before is lost.
func (d *Device) connect() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	d.recent, d.out = nil, nil
	return d.lineError(io.ErrClosedPipe)
}

// hangUp is a host that goes: its sheet ends with what it has sent.
func (d *Device) hangUp() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	switch end := d.printed + len(d.buffer); {
	case end == d.printed:
		d.printer.sheet.end()
	case len(d.jobEnds) == 0 || d.jobEnds[len(d.jobEnds)-1] < end: // else this host sent nothing
		d.jobEnds = append(d.jobEnds, end)
	}
	d.wake()
}
