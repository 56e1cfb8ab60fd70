package paper

import "time"

// XON and XOFF.
const (
	xon  = 0x11
	xoff = 0x13
)

// step is how often the head prints while somebody waits for it.
const step = 5 * time.Millisecond

// maxBite bounds the bytes that are printed in one step.
const maxBite = 1 << 20

// advance prints everything that is due by now. Every method calls it first, so the
// timer is only needed for goroutines that wait.
func (d *Device) advance() {
	if d.closed {
		return
	}
	now := time.Now()
	for d.busy() {
		n := d.due(now)
		if n == 0 {
			break
		}
		d.print(n)
	}
	if !d.busy() {
		d.since, d.streak = now, 0
	}
	d.flow()
	d.schedule(now)
}

func (d *Device) busy() bool { return len(d.buffer) > 0 && !d.printer.state.offline() }

// next is how many bytes can be printed before the state may change.
func (d *Device) next() int {
	n := min(len(d.buffer), maxBite)
	b := d.behaviour
	for _, at := range [...]int{b.PaperOutAfter, b.PaperLowAfter, b.CoverOpenAfter} {
		if at > d.printed {
			n = min(n, at-d.printed)
		}
	}
	if len(d.jobEnds) > 0 {
		n = min(n, d.jobEnds[0]-d.printed)
	}
	return n
}

// due is how many of the next bytes are printed by now.
func (d *Device) due(now time.Time) int {
	n, speed := d.next(), d.behaviour.BytesPerSecond
	if speed == 0 {
		return n
	}
	for d.streak >= speed { // keeps the product below small
		d.since, d.streak = d.since.Add(time.Second), d.streak-speed
	}
	if elapsed := now.Sub(d.since); elapsed < d.takes(n) {
		return max(0, int(int64(elapsed)*int64(speed)/int64(time.Second))-d.streak)
	}
	return n
}

// takes is how long after since n more bytes are printed.
func (d *Device) takes(n int) time.Duration {
	speed := int64(d.behaviour.BytesPerSecond)
	return time.Duration((int64(d.streak+n)*int64(time.Second) + speed - 1) / speed)
}

// print prints n bytes of the buffer.
func (d *Device) print(n int) {
	p, b := d.printer, d.behaviour
	_, _ = p.Write(d.buffer[:n]) // never fails
	d.buffer = d.buffer[n:]
	d.printed += n
	d.streak += n
	d.answer(p.Answers()...)
	s := p.state
	s.paperOut = s.paperOut || d.printed == b.PaperOutAfter
	s.paperLow = s.paperLow || d.printed == b.PaperLowAfter
	s.coverOpen = s.coverOpen || d.printed == b.CoverOpenAfter
	d.become(s)
	if len(d.jobEnds) > 0 && d.jobEnds[0] == d.printed {
		d.jobEnds = d.jobEnds[1:]
		p.sheet.end()
	}
	d.wake()
}

// become changes the state, and pushes the status if the host asked for it.
func (d *Device) become(s state) {
	changed := s.changed(d.printer.state)
	d.printer.state = s
	if changed&d.printer.push != 0 {
		d.answer(s.pushed()...)
	}
	d.wake()
}

// answer sends bytes to the host.
func (d *Device) answer(b ...byte) {
	if !d.behaviour.Mute {
		d.send(b...)
	}
}

func (d *Device) send(b ...byte) {
	if d.pulled || len(b) == 0 {
		return
	}
	d.out = append(d.out, b...)
	d.out = d.out[max(0, len(d.out)-maxOut):]
	d.wake()
}

// flow sends XOFF or XON.
func (d *Device) flow() {
	b := d.behaviour
	if !b.XonXoff {
		return
	}
	offline := d.printer.state.offline()
	switch {
	case !d.holding && (offline || b.Buffer > 0 && len(d.buffer) >= b.Buffer-b.Buffer/4):
		d.holding = true
		d.send(xoff)
	case d.holding && !offline && (b.Buffer == 0 || len(d.buffer) <= b.Buffer/2):
		d.holding = false
		d.send(xon)
	}
}

// schedule sets the timer for the next bytes.
func (d *Device) schedule(now time.Time) {
	speed := d.behaviour.BytesPerSecond
	if speed == 0 {
		return
	}
	if !d.busy() {
		if d.timer != nil {
			d.timer.Stop()
		}
		return
	}
	n := min(d.next(), max(1, int(int64(speed)*int64(step)/int64(time.Second))))
	wait := d.since.Add(d.takes(n)).Sub(now)
	if d.timer == nil {
		d.timer = time.AfterFunc(wait, d.tick)
	} else {
		d.timer.Reset(wait)
	}
}

func (d *Device) tick() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
}
