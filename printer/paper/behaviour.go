package paper

// Behaviour is what a Device does, and how it fails. The zero Behaviour is a
// printer that is never behind, knows every command and never fails. Numbers
// below zero count as zero.
type Behaviour struct {
	// BytesPerSecond is how fast bytes leave the buffer and become paper; 0: at
	// once. A serial line of 9600 baud brings 960.
	BytesPerSecond int
	// Buffer is what it takes ahead of the print head, in bytes; 0: endless. When
	// it is full the line is held, as by a busy signal or a closed TCP window.
	Buffer int
	// Drops makes it take and lose what comes while the buffer is full, as on a
	// line without flow control.
	Drops bool
	// XonXoff makes it send XOFF when its buffer is three quarters full or it is
	// offline, and XON when the buffer is half empty and it is online again. It
	// holds no line by itself: with Drops a host that does not listen loses bytes.
	XonXoff bool

	// Faults that come by themselves, once each. Printed bytes are counted as
	// they leave the buffer, those of commands too; 0: never.
	PaperOutAfter  int // bytes printed
	PaperLowAfter  int // bytes printed
	CoverOpenAfter int // bytes printed
	PulledAfter    int // bytes received: then the cable is gone

	// Mute printers answer nothing. XON and XOFF are no answers.
	Mute bool

	// What clones lack. A command that is not known is passed over by its length,
	// and told in Faults.
	NoRealTime  bool // DLE EOT, DLE ENQ, DLE DC4
	NoProcessID bool // GS ( H
	NoGSr       bool
	NoPush      bool // GS a
	NoNativeQR  bool // GS ( k
	NoCutter    bool // GS V: not even its feed comes out; no fault
	// InitKeepsPush is a printer whose GS a outlives ESC @. By the makers'
	// references it does not.
	InitKeepsPush bool
}

// usual is the Behaviour with its numbers in their ranges.
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
