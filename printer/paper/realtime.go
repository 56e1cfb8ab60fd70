package paper

// realTimeCommand is the length of the real-time command at the start of b; 0 for
// anything else. more says that further bytes may complete one.
func realTimeCommand(b []byte) (length int, more bool) {
	within := func(i int, low, high byte) bool { return len(b) <= i || low <= b[i] && b[i] <= high }
	if len(b) == 0 || b[0] != dle {
		return 0, false
	}
	length = 3
	if len(b) > 1 {
		switch b[1] {
		case eot:
			more = within(2, 1, 4)
		case enq:
			more = within(2, 1, 2)
		case dc4:
			// The pulse of a drawer: on connector pin 0 or 1, for 1 to 8 times 100 ms.
			length = 5
			more = within(2, 1, 1) && within(3, 0, 1) && within(4, 1, 8)
		}
	} else {
		more = true
	}
	if more && len(b) >= length {
		return length, false
	}
	return 0, more
}

// listen executes real-time commands when their last byte arrives, also inside an
// image.
func (d *Device) listen(b byte) {
	d.recent = append(d.recent, b)
	for len(d.recent) > 0 {
		length, more := realTimeCommand(d.recent)
		switch {
		case length > 0:
			// A printer that is never behind has printed everything before it by now.
			d.advance()
			d.atOnce(d.recent[1], d.recent[2:length])
			d.recent = d.recent[:0]
		case more:
			return
		default:
			d.recent = d.recent[:copy(d.recent, d.recent[1:])]
		}
	}
}

// urgent is how many of the bytes that do not fit into a full buffer complete a
// real-time command.
func (d *Device) urgent(data []byte) int {
	const longest = 5
	if d.behaviour.NoRealTime {
		return 0
	}
	begun := append([]byte(nil), d.recent...)
	length, _ := realTimeCommand(append(begun, data[:min(longest, len(data))]...))
	return max(0, length-len(d.recent))
}

// atOnce executes a real-time command.
func (d *Device) atOnce(second byte, args []byte) {
	s := d.printer.state
	switch second {
	case eot:
		d.answer(s.realTime(args[0]))
	case enq:
		// Only an error that a host can end is ended; missing paper and an open
		// cover are not such errors.
		if s.failure != CutterJam {
			return
		}
		if args[0] == 2 {
			d.forget()
		}
		s.failure = Working
		d.become(s)
	case dc4:
		if s.failure == Working {
			d.printer.drawer++
		}
	}
}

// forget clears the buffers and incomplete commands.
func (d *Device) forget() {
	d.buffer = nil
	d.printer.forget()
	if len(d.jobEnds) > 0 {
		d.jobEnds = nil
		d.printer.sheet.end()
	}
}
