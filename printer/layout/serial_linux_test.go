package layout_test

import (
	"context"
	"errors"
	"os"
	"strconv"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"psar/pos/postest"
	"psar/printer/escpos"
	"psar/printer/link"
	"psar/printer/paper"
	"psar/printer/session"
)

// terminal is a pseudo terminal: the printer's end, and the device name of our end.
func terminal(t *testing.T) (end *os.File, name string) {
	t.Helper()
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	end = os.NewFile(uintptr(fd), "/dev/ptmx")
	t.Cleanup(func() { _ = end.Close() }) // the test closes it earlier
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	return end, "/dev/pts/" + strconv.Itoa(n)
}

// wire connects a device with its end of a line until that is closed.
func wire(ctx context.Context, t *testing.T, end *os.File, d *paper.Device) {
	ended := make(chan struct{}, 2)
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		defer func() { ended <- struct{}{} }()
		buf := make([]byte, 256)
		for {
			n, err := end.Read(buf)
			if n > 0 {
				_, _ = d.Write(ctx, buf[:n])
			}
			if err != nil && !errors.Is(err, unix.EIO) { // EIO: the other end is not open
				return
			}
			if err != nil && ctx.Err() != nil {
				return
			}
		}
	}()
	go func() {
		defer func() { ended <- struct{}{} }()
		buf := make([]byte, 256)
		for {
			n, err := d.Read(ctx, buf)
			if err != nil {
				return
			}
			if _, err := end.Write(buf[:n]); err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		cancel()
		_ = end.Close()
		<-ended
		<-ended
	})
}

// On a serial line at 115,200 baud, with a printer that is slower than the line,
// keeps 4 KB, drops the rest, sends XOFF and runs out of paper in the middle, the
// receipt is printed completely and reported as printed.
func TestSerialPrinterRunsOutOfPaper(t *testing.T) {
	t.Parallel()
	for _, j := range counterJobs(t) {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			b := behaviour(j)
			b.BytesPerSecond, b.Drops, b.XonXoff, b.PaperOutAfter = 6000, true, true, 2000
			d := paper.NewDevice(576, b)
			defer d.Close()
			end, name := terminal(t)
			wire(t.Context(), t, end, d)
			l, err := link.Open(t.Context(), "serial:"+name+"?baud=115200", link.Options{})
			if err != nil {
				t.Fatal(err)
			}
			out := make(chan struct{}, 10)
			s := session.Open(l, session.Options{Profile: j.profile, Heard: func(st escpos.Status) {
				if st.PaperOut {
					out <- struct{}{}
				}
			}})
			defer s.Close()
			if _, answers, err := s.Probe(t.Context()); err != nil || !answers {
				t.Fatalf("answers %v, %v", answers, err)
			}
			done := make(chan session.Result, 1)
			go func() { done <- s.Print(t.Context(), session.Job{Data: j.data, ID: [4]byte{'0', '0', '0', '7'}}) }()
			select {
			case <-out:
				d.SetPaper(false)
			case r := <-done:
				t.Fatalf("%+v, and nobody said that the paper is out", r)
			case <-time.After(postest.Patience):
				t.Fatal("nobody said that the paper is out")
			}
			r := <-done
			if r.Outcome != session.Printed || !same(d.Image(), j.clean) || len(d.Faults()) > 0 {
				t.Errorf("%+v, clean: %v, faults %q", r, same(d.Image(), j.clean), d.Faults())
			}
		})
	}
}
