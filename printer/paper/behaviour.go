package paper

// Behaviour is what a Device can do, and how it fails. The zero Behaviour is a printer
// that is never behind, knows every command and never fails. Negative numbers count
// as zero.
type Behaviour struct {
	// BytesPerSecond is how fast bytes leave the buffer and are printed; 0: at once.
	// A serial line of 9600 baud brings 960.
	BytesPerSecond int
	// Buffer is the size of the receive buffer in bytes; 0: unlimited. When it is
	// full the line is held, as by a busy signal or a closed TCP window.
	Buffer int
	// Drops makes it accept and lose bytes while the buffer is full, as on a line
	// without flow control.
	Drops bool
	// XonXoff makes it send XOFF when the buffer is three quarters full or the
	// printer is offline, and XON when the buffer is half empty and it is online
	// again. This alone holds no line: with Drops, a host that ignores it loses
	// bytes.
	XonXoff bool

	// Faults that occur by themselves, once each, after a number of bytes; 0: never.
	// Printed bytes are counted as they leave the buffer, commands included.
	PaperOutAfter  int // bytes printed
	PaperLowAfter  int // bytes printed
	CoverOpenAfter int // bytes printed
	PulledAfter    int // bytes received; then the cable is pulled

	// Mute makes it answer nothing. XON and XOFF are not answers.
	Mute bool

	// What clones lack. An unknown command is skipped by its length, and recorded in
	// Faults.
	NoRealTime  bool // DLE EOT, DLE ENQ, DLE DC4
	NoProcessID bool // GS ( H
	NoGSr       bool
	NoPush      bool // GS a
	NoNativeQR  bool // GS ( k
	NoCutter    bool // GS V: its feed is not executed either; not a fault
	// InitKeepsPush makes GS a outlast ESC @. By the makers' references it does not.
	InitKeepsPush bool
}

// usual is the Behaviour without negative numbers.
func (b Behaviour) usual() Behaviour {
	for _, n := range []*int{&b.BytesPerSecond, &b.Buffer, &b.PaperOutAfter, &b.PaperLowAfter, &b.CoverOpenAfter, &b.PulledAfter} {
		*n = max(0, *n)
	}
	b.BytesPerSecond = min(b.BytesPerSecond, 1e9)
	return b
}

func (b Behaviour) lacks() lacks {
	return lacks{
		realTime: b.NoRealTime, processID: b.NoProcessID, processed: b.NoGSr, pushes: b.NoPush,
		nativeQR: b.NoNativeQR, cutter: b.NoCutter, keepsPush: b.InitKeepsPush,
	}
}
