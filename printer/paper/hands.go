package paper

import "io"

// What people do with a printer.

// touch changes the state by hand, and starts the work that this allows.
func (d *Device) touch(change func(*state)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	s := d.printer.state
	change(&s)
	d.become(s)
	d.advance()
}

// SetPaper removes the paper, or puts it in: the printer goes on where it was.
func (d *Device) SetPaper(out bool) { d.touch(func(s *state) { s.paperOut = out }) }

// SetPaperLow sets the sensor near the end of the roll. It does not stop the printer.
func (d *Device) SetPaperLow(low bool) { d.touch(func(s *state) { s.paperLow = low }) }

// SetCover opens or closes the cover: the printer goes on where it was.
func (d *Device) SetCover(open bool) { d.touch(func(s *state) { s.coverOpen = open }) }

// SetDrawerSignal sets the level of the drawer's switch; drawers differ in which level
// means open. Opening the drawer does not change it.
func (d *Device) SetDrawerSignal(high bool) { d.touch(func(s *state) { s.drawerHigh = high }) }

// Fail makes the printer fail; Working ends the failure.
func (d *Device) Fail(f Failure) { d.touch(func(s *state) { s.failure = f }) }

// Pull pulls the cable: answers not yet sent are lost; received bytes are printed.
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

// Plug plugs the cable in again.
func (d *Device) Plug() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pulled = false
	d.wake()
}

// PowerCycle switches the printer off and on: buffers, settings and failures are
// cleared; paper, cover, cable and what is printed stay.
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

// connect is a new host on the line: answers to the previous host are lost.
func (d *Device) connect() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	d.recent, d.out = nil, nil
	return d.lineError(io.ErrClosedPipe)
}

// hangUp is a host that closes its connection: its sheet ends after its last byte.
func (d *Device) hangUp() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	switch end := d.printed + len(d.buffer); {
	case end == d.printed:
		d.printer.sheet.end()
	case len(d.jobEnds) == 0 || d.jobEnds[len(d.jobEnds)-1] < end: // otherwise this host sent nothing
		d.jobEnds = append(d.jobEnds, end)
	}
	d.wake()
}
