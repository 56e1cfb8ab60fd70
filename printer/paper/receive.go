package paper

import "io"

// reserve is how many bytes of real-time commands a full buffer still keeps. They
// are part of the stream like other bytes, for example of an image. Beyond that they
// are executed and lost.
const reserve = 256

// receive accepts what it can of data, and prints what is due.
func (d *Device) receive(data []byte) (n int, err error) {
	d.advance()
	for n < len(data) {
		if err := d.lineError(io.ErrClosedPipe); err != nil {
			return n, err
		}
		if d.full() {
			d.advance()
		}
		take := 1
		if d.full() && !d.behaviour.Drops {
			if take = d.urgent(data[n:]); take == 0 {
				break
			}
		}
		for ; take > 0 && !d.pulled; take-- {
			d.take(data[n])
			n++
		}
	}
	d.advance()
	if n > 0 {
		d.wake()
	}
	return n, d.lineError(io.ErrClosedPipe)
}

func (d *Device) full() bool {
	return d.behaviour.Buffer > 0 && len(d.buffer) >= d.behaviour.Buffer
}

// take receives one byte.
func (d *Device) take(b byte) {
	d.received++
	room := d.behaviour.Buffer
	if room > 0 && !d.behaviour.Drops {
		room += reserve
	}
	if room == 0 || len(d.buffer) < room {
		d.buffer = append(d.buffer, b)
	} else {
		d.lost++
	}
	if !d.behaviour.NoRealTime {
		d.listen(b)
	}
	if d.received == d.behaviour.PulledAfter {
		d.pull()
	}
}
