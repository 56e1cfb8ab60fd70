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

// ErrPulled is the error of Write and Read while the cable is pulled.
var ErrPulled = errors.New("paper: the cable is pulled")

// Device is a printer as a host meets it: a Printer behind a receive buffer, with a
// speed, a status and faults. Its Write, Read and Close are those of a link, as
// psar/printer/session uses them. It is safe for concurrent use, but one goroutine
// should write all bytes of a command.
type Device struct {
	behaviour Behaviour

	mu      sync.Mutex
	changed chan struct{} // closed and replaced with every change
	printer *Printer
	buffer  []byte
	recent  []byte // the last received bytes, while they may begin a real-time command
	out     []byte // to be read by the host
	holding bool   // flow control sent XOFF last

	received, printed, lost int
	jobEnds                 []int // values of printed at which a host closed its connection

	since  time.Time // when the head began to print without a break,
	streak int       // and how many bytes it has printed since
	timer  *time.Timer

	pulled, closed bool
}

// maxOut bounds the answers that wait for a host, in bytes; the oldest are lost.
const maxOut = 4 << 10

// NewDevice makes a printer that is on, with an empty sheet of a printable width in
// dots: 384 on 58 mm paper, 512 or 576 on 80 mm. Close it if its Behaviour has a
// speed.
func NewDevice(widthDots int, b Behaviour) *Device {
	d := &Device{behaviour: b.usual(), changed: make(chan struct{}), printer: New(widthDots)}
	d.printer.lacks, d.printer.elsewhere = b.lacks(), true
	return d
}

// Write sends bytes to the printer and returns how many it accepted. It waits while
// the buffer is full, until ctx ends. Complete real-time commands are executed even
// then.
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

// Read returns what the printer has sent, oldest first, as soon as there is any. The
// error is ctx's, ErrPulled, or io.EOF when the Device is closed.
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

// lineError is the error of the line: ErrPulled, or closed if the Device is closed.
func (d *Device) lineError(closed error) error {
	switch {
	case d.closed:
		return closed
	case d.pulled:
		return ErrPulled
	}
	return nil
}

// Close switches the printer off for good. Image still shows what is on paper.
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

// wake makes all waiting goroutines check the state again.
func (d *Device) wake() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// Image is the paper so far: see Printer.Image.
func (d *Device) Image() image.Image {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	return d.printer.Image()
}

// Drawer is how often the cash drawer was opened.
func (d *Device) Drawer() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	return d.printer.Drawer()
}

// Printed is how many bytes have left the buffer, printed or as commands.
func (d *Device) Printed() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.advance()
	return d.printed
}

// Faults are those of the Printer, and the number of bytes that the buffer lost.
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

// NextSheet waits for a finished sheet and removes it from the printer and from
// Image. A sheet is finished when it is cut, or when its job ends because a host of
// Serve closes the connection.
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
