package link

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"psar/pos/postest"
	"runtime"
	"strconv"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// pty opens a pseudo terminal: the printer's side, and the device name of ours.
func pty(t *testing.T) (printer *os.File, name string) {
	t.Helper()
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	printer = os.NewFile(uintptr(fd), "/dev/ptmx")
	t.Cleanup(func() { _ = printer.Close() }) // some tests close it earlier
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	return printer, "/dev/pts/" + strconv.Itoa(n)
}

// readAll reads n bytes on the printer's side.
func readAll(t *testing.T, printer *os.File, n int) []byte {
	t.Helper()
	if err := printer.SetReadDeadline(time.Now().Add(postest.Patience)); err != nil {
		t.Fatal(err)
	}
	var got []byte
	buf := make([]byte, 4096)
	for len(got) < n {
		k, err := printer.Read(buf)
		if err != nil {
			t.Fatalf("after %d of %d bytes: %v", len(got), n, err)
		}
		got = append(got, buf[:k]...)
	}
	return got
}

func TestSerialCarriesEveryByteSlowerThanTheLine(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	l := open(t, "serial:"+name+"?baud=19200", Options{})
	data := allBytes()
	began := time.Now()
	n, err := l.Write(t.Context(), data)
	took := time.Since(began)
	if n != len(data) || err != nil {
		t.Fatalf("Write = %d, %v", n, err)
	}
	// 1920 bytes per second; the last chunk is not waited for.
	if least := time.Duration(len(data)-64) * time.Second / 1920; took < least {
		t.Errorf("%d bytes in %v, faster than the line's %v", len(data), took, least)
	}
	if got := readAll(t, printer, len(data)); !bytes.Equal(got, data) {
		t.Errorf("the printer has % X", got)
	}
	if l.Confirms() {
		t.Error("a serial line confirms paper")
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// waitForGate waits until the link has obeyed the printer's XOFF (closed) or XON.
func waitForGate(t *testing.T, s *serialLink, closed bool) {
	t.Helper()
	deadline := time.Now().Add(postest.Patience)
	for {
		s.gate.mu.Lock()
		is := s.gate.closed
		s.gate.mu.Unlock()
		if is == closed {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("held: %v, want %v", is, closed)
		}
	}
}

func TestSerialHonoursXOFFAndXON(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	s := open(t, "serial:"+name+"?baud=115200", Options{}).(*serialLink)
	if _, err := printer.Write([]byte{xoff}); err != nil {
		t.Fatal(err)
	}
	waitForGate(t, s, true)
	done := make(chan error, 1)
	go func() {
		_, err := s.Write(t.Context(), []byte("receipt"))
		done <- err
	}()
	if err := printer.SetReadDeadline(time.Now().Add(200 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if n, err := printer.Read(make([]byte, 16)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("%d bytes came after XOFF (%v)", n, err)
	}
	if _, err := printer.Write([]byte{xon}); err != nil {
		t.Fatal(err)
	}
	if got := readAll(t, printer, 7); string(got) != "receipt" {
		t.Errorf("the printer has %q", got)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A real-time question passes XOFF and is answered, while the job waits.
func TestSerialAsksPastXOFF(t *testing.T) {
	noLeaks(t)
	asking, cancelAsking := context.WithTimeout(t.Context(), postest.Patience)
	defer cancelAsking()
	printer, name := pty(t)
	s := open(t, "serial:"+name+"?baud=115200", Options{}).(*serialLink)
	if _, err := printer.Write([]byte{xoff}); err != nil {
		t.Fatal(err)
	}
	waitForGate(t, s, true)
	question := []byte{0x10, 0x04, 0x01}
	if n, err := s.Urgent(asking, question); n != len(question) || err != nil {
		t.Fatalf("Urgent = %d, %v", n, err)
	}
	if got := readAll(t, printer, len(question)); !bytes.Equal(got, question) {
		t.Errorf("the printer has % X", got)
	}
	if _, err := printer.Write([]byte{0x1A}); err != nil {
		t.Fatal(err)
	}
	answer := make([]byte, 8)
	if n, err := s.Read(asking, answer); n != 1 || answer[0] != 0x1A || err != nil {
		t.Errorf("Read = % X, %v", answer[:n], err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if n, err := s.Write(ctx, []byte("receipt")); n != 0 || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Write past XOFF = %d, %v", n, err)
	}
	if n, err := s.Urgent(t.Context(), question); n != 0 || err == nil {
		t.Errorf("Urgent on a link that was given up = %d, %v", n, err)
	}
}

func TestSerialXOFFForEver(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	l := open(t, "serial:"+name+"?baud=9600", Options{})
	first := make(chan struct{})
	go func() {
		defer close(first)
		buf := make([]byte, 1)
		_, _ = printer.Read(buf) // wait for the job to begin
		_, _ = printer.Write([]byte{xoff})
	}()
	held(t, l, 100_000)
	<-first
}

func TestSerialGivesUpAPrinterThatHoldsForTooLong(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	s, err := openSerial(t.Context(), name, 9600, 100*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := printer.Write([]byte{xoff}); err != nil {
		t.Fatal(err)
	}
	waitForGate(t, s, true)
	if n, err := s.Write(t.Context(), []byte("x")); n != 0 || !errors.Is(err, errStalled) {
		t.Errorf("Write = %d, %v", n, err)
	}
}

// A line that carries nothing blocks the write in the kernel. Write returns
// nevertheless, and Close discards the kernel's buffer.
func TestSerialWriteHeldByTheKernel(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	fill(t, name)
	goroutines, before := runtime.NumGoroutine(), descriptors(t)
	l := open(t, "serial:"+name+"?baud=115200", Options{}).(*serialLink)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	n, err := l.Write(ctx, make([]byte, 100_000))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Write = %d, %v", n, err)
	}
	if n == 0 || n > 100_000 {
		t.Errorf("%d bytes may have been sent; those of the write that was left count", n)
	}
	began := time.Now()
	_ = l.Close()
	if took := time.Since(began); took > soon {
		t.Errorf("Close took %v", took)
	}
	// The kernel may still block one goroutine, with one descriptor.
	ended(t, goroutines+1)
	if n := descriptors(t); n > before+1 {
		t.Errorf("%d descriptors before, %d while one may be held", before, n)
	}
	_ = printer.Close() // the hang-up unblocks the write
	ended(t, goroutines)
	deadline := time.Now().Add(postest.Patience)
	for descriptors(t) != before-1 {
		if time.Now().After(deadline) {
			t.Fatalf("%d descriptors before, the printer's among them, %d after", before, descriptors(t))
		}
	}
}

// fill writes to a terminal until the kernel accepts no more. It is tried again once,
// because the kernel moves its buffer after the first refusal.
func fill(t *testing.T, name string) {
	t.Helper()
	fd, err := unix.Open(name, unix.O_WRONLY|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	for {
		_, err := unix.Write(fd, make([]byte, 4096))
		if errors.Is(err, unix.EAGAIN) {
			ready, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}, 50)
			if ready == 0 && err == nil {
				return
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestSerialAfterAHangUp(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	l := open(t, "serial:"+name, Options{})
	if err := printer.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), postest.Patience)
	defer cancel()
	if n, err := l.Read(ctx, make([]byte, 8)); n != 0 || err != io.EOF {
		t.Errorf("Read from nobody = %d, %v", n, err)
	}
	if n, err := l.Write(t.Context(), []byte("receipt")); err == nil {
		t.Errorf("Write to nobody = %d, nil", n)
	}
}

// A long silence is not a hang-up.
func TestSerialHearsAfterASilence(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	l := open(t, "serial:"+name, Options{})
	ctx, cancel := context.WithTimeout(t.Context(), hangUp*readPause+4*readTimeout)
	defer cancel()
	if n, err := l.Read(ctx, make([]byte, 8)); n != 0 || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("Read of a silent printer = %d, %v", n, err)
	}
	if _, err := printer.Write([]byte{0x12}); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 8)
	if n, err := l.Read(t.Context(), buf); n != 1 || buf[0] != 0x12 || err != nil {
		t.Errorf("Read = % X, %v", buf[:n], err)
	}
}

// A named pipe in place of a slow device.
func TestFileHeldByADevice(t *testing.T) {
	noLeaks(t)
	path := filepath.Join(t.TempDir(), "lp0")
	if err := unix.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := Open(ctx, "file:"+path, Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Open of a pipe that nobody reads = %v", err)
	}
	reader, err := os.OpenFile(path, os.O_RDWR, 0) // also unblocks the Open above
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	held(t, open(t, "file:"+path, Options{}), 1<<20)
}
