package paper

// The commands that ask for the printer's state, and the real-time commands. A
// Printer without a Device executes real-time commands in their turn.

// status is DLE EOT.
func (p *Printer) status(a []byte) {
	switch {
	case !p.knowsRealTime(eot) || p.elsewhere:
	case a[0] < 1 || a[0] > 4:
		p.fault("status %d", a[0])
	default:
		p.answers = append(p.answers, p.state.realTime(a[0]))
	}
}

// recover is DLE ENQ. A Device executes it when it arrives; here it does nothing.
func (p *Printer) recover([]byte) { p.knowsRealTime(enq) }

// pulse is DLE DC4: open the drawer at once.
func (p *Printer) pulse([]byte) {
	if p.knowsRealTime(dc4) && !p.elsewhere {
		p.drawer++
	}
}

func (p *Printer) knowsRealTime(second byte) bool {
	if p.lacks.realTime {
		p.fault("unknown command %02X %02X", dle, second)
	}
	return !p.lacks.realTime
}

// sensors is GS r.
func (p *Printer) sensors(a []byte) {
	if p.lacks.processed {
		p.fault("unknown command %02X %02X", gs, 'r')
		return
	}
	switch a[0] {
	case 1, '1':
		p.answers = append(p.answers, p.state.paper())
	case 2, '2':
		p.answers = append(p.answers, bits(p.state.drawerHigh, 0x01))
	default:
		p.fault("status %d of GS r", a[0])
	}
}

// pushStatus is GS a. It is answered with the current state; a Device sends the
// changes.
func (p *Printer) pushStatus(a []byte) {
	if p.lacks.pushes {
		p.fault("unknown command %02X %02X", gs, 'a')
		return
	}
	p.push = a[0]
	if p.push != 0 {
		p.answers = append(p.answers, p.state.pushed()...)
	}
}
