package paper

import "time"

// XON and XOFF.
const (
	xon  = 0x11
	xoff = 0x13
)

// step is how finely the head's work is cut while somebody may wait for it.
const step = 5 * time.Millisecond

// maxBite bounds the bytes that are reckoned with at once.
const maxBite = 1 << 20

// advance prints what is due by now. Everything that looks at the printer calls
// it first, so that the timer is needed only for those who wait.
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

// next is how many bytes can be printed before something may happen.
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
	for d.streak >= speed { // keeps the products below small
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

// print brings n bytes of the buffer on paper.
func (d *Device) print(n int) {
	p, b := d.printer, d.behaviour
	_, _ = p.Write(d.buffer[:n]) // takes everything
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

// become changes the state, and tells it where the host asked for that.
func (d *Device) become(s state) {
	changed := s.changed(d.printer.state)
	d.printer.state = s
	if changed&d.printer.push != 0 {
		d.answer(s.pushed()...)
	}
	d.wake()
}

// answer sends to the host.
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

// flow says XOFF and XON.
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

// schedule wakes the head for its next bytes.
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
