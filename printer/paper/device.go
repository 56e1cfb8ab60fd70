package paper

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"
	"time"
)

// ErrPulled is what both ends of a line say while its cable is pulled.
var ErrPulled = errors.New("paper: the cable is pulled")

// Device is a printer as a host meets it: a Printer behind a receive buffer, with
// a speed, a status and faults. Its Write, Read and Close are a line's, as
// psar/printer/session takes them. It is safe for several goroutines; bytes of
// one command belong in one goroutine's hands.
type Device struct {
	behaviour Behaviour

	mu      sync.Mutex
	changed chan struct{} // closed and made anew with every change
	printer *Printer
	buffer  []byte
	recent  []byte // received last, while it may begin a real-time command
	out     []byte // to the host
	holding bool   // XOFF was the last that flow control said

	received, printed, lost int
	jobEnds                 []int // of printed, where a host hung up

	since  time.Time // the head has been busy without a break, and has since
	streak int       // then printed so many bytes
	timer  *time.Timer

	pulled, closed bool
}

// maxOut bounds what waits for a host that does not read; the oldest is lost.
const maxOut = 4 << 10

// NewDevice switches a printer on, with an empty sheet of a printable width in
// dots: 384 on paper of 58 mm, 512 or 576 on 80 mm. It has to be closed when its
// Behaviour has a speed.
func NewDevice(widthDots int, b Behaviour) *Device {
	d := &Device{behaviour: b.usual(), changed: make(chan struct{}), printer: New(widthDots)}
	d.printer.lacks, d.printer.elsewhere = b.lacks(), true
	return d
}

// Write brings bytes to the printer and returns how many it took. It waits while
// the buffer is full, until ctx ends. Real-time commands that are whole are
// carried out also where the buffer is full.
func (d *Device) Write(ctx context.Context, data []byte) (n int, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		d.mu.Lock()
		took, err := d.receive(data[n:])
		n += took
		changed := d.changed
		d.mu.Unlock()
		if err != nil || n == len(data) {
			return n, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

// Read returns what the printer has sent, oldest first, as soon as there is any.
// It ends with ctx, with ErrPulled, and with io.EOF when the printer is closed.
func (d *Device) Read(ctx context.Context, buf []byte) (int, error) {
	for {
		d.mu.Lock()
		d.advance()
		n := copy(buf, d.out)
		d.out = d.out[n:]
		err := d.lineError(io.EOF)
		changed := d.changed
		d.mu.Unlock()
		switch {
		case n > 0 || len(buf) == 0:
			return n, nil
		case err != nil:
			return 0, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// lineError is what keeps bytes from coming and going; closed is the word for a
// printer that is closed.
func (d *Device) lineError(closed error) error {
	switch {
	case d.closed:
		return closed
	case d.pulled:
		return ErrPulled
	}
	return nil
}

// Close switches the printer off for good. What is on paper stays to be looked
// at.
func (d *Device) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil
	}
	d.advance()
	d.closed = true
	if d.timer != nil {
		d.timer.Stop()
	}
	d.wake()
	return nil
}

// wake lets everybody who waits look again.
func (d *Device) wake() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// Image is the paper so far, as Printer.Image has it.
func (d *Device) Image() image.Image {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	return d.printer.Image()
}

// Drawer is how often the cash drawer was opened so far.
func (d *Device) Drawer() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	return d.printer.Drawer()
}

// Printed is how many bytes have left the buffer and are paper, or were
// commands, so far.
func (d *Device) Printed() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	return d.printed
}

// Faults says what a real printer might have printed as rubbish, as
// Printer.Faults does, and how many bytes the buffer lost.
func (d *Device) Faults() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	faults := d.printer.Faults()
	if d.lost > 0 {
		faults = append(faults, fmt.Sprintf("%d bytes lost: the buffer was full", d.lost))
	}
	return faults
}

// NextSheet waits for a sheet that is finished and takes it out of the printer:
// Image has it no longer. A sheet is finished at its cut, and where its job ends
// because a host of Serve hangs up.
func (d *Device) NextSheet(ctx context.Context) (image.Image, error) {
	for {
		d.mu.Lock()
		d.advance()
		sheet, ok := d.printer.takeSheet()
		err := error(nil)
		if d.closed {
			err = io.EOF
		}
		changed := d.changed
		d.mu.Unlock()
		switch {
		case ok:
			return sheet.image(), nil
		case err != nil:
			return nil, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
