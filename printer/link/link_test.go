package link

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/postest"
)

// noLeaks fails if the test leaves goroutines behind. So the tests of this package
// can't run in parallel.
func noLeaks(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() { ended(t, before) })
}

// ended waits until no more goroutines run than before.
func ended(t *testing.T, before int) {
	t.Helper()
	deadline := time.Now().Add(postest.Patience)
	for runtime.NumGoroutine() > before {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Errorf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
			return
		}
		runtime.Gosched()
	}
}

func open(t *testing.T, spec string, o Options) Link {
	t.Helper()
	l, err := Open(t.Context(), spec, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // a second Close does nothing
	return l
}

// listen runs a printer on the network: serve gets its first connection.
func listen(t *testing.T, serve func(*net.TCPConn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		serve(conn.(*net.TCPConn))
	}()
	t.Cleanup(func() {
		_ = l.Close()
		<-done
	})
	return "tcp:" + l.Addr().String()
}

// allBytes holds every byte value, so a terminal that translates or obeys one shows.
func allBytes() []byte {
	b := make([]byte, 512)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}

func TestOpenRefusesWhatItDoesNotUnderstand(t *testing.T) {
	noLeaks(t)
	o := Options{PaperDir: t.TempDir(), WidthDots: 384}
	for spec, want := range map[string]fault.Code{
		"":                       fault.PrinterMissing,
		"printer":                fault.PrinterLink,
		"usb:04b8:0202":          fault.PrinterLink,
		"spooler:POS-80":         fault.PrinterLink,
		"cups:":                  fault.PrinterLink,
		"cups:-h evil":           fault.PrinterLink,
		"cups:-hevil":            fault.PrinterLink,
		"cups:a/b":               fault.PrinterLink,
		"usb:":                   fault.PrinterLink,
		"usb:/dev/none":          fault.PrinterUnreachable,
		"usb:/dev/../etc/passwd": fault.PrinterLink,
		"tcp:":                   fault.PrinterLink,
		"tcp::9100":              fault.PrinterLink,
		"tcp:127.0.0.1:0":        fault.PrinterLink,
		"tcp:127.0.0.1:66000":    fault.PrinterLink,
		"tcp:a:b:c":              fault.PrinterLink,
		"tcp:a b:9100":           fault.PrinterLink,
		"serial:":                fault.PrinterLink,
		"serial:X?baud=0":        fault.PrinterLink,
		"serial:X?baud=9601":     fault.PrinterLink,
		"serial:X?parity=odd":    fault.PrinterLink,
		"serial:/none?baud=9600": fault.PrinterUnreachable,
		"file:":                  fault.PrinterLink,
		"file:/none/file":        fault.PrinterUnreachable,
		"paper:A4":               fault.PrinterLink,
	} {
		l, err := Open(t.Context(), spec, o)
		if fault.CodeOf(err) != want {
			t.Errorf("Open(%q) = %v, want code %s", spec, err, want)
		}
		if l != nil {
			t.Errorf("Open(%q) gave a link beside its error", spec)
		}
	}
	if _, err := Open(t.Context(), "paper:", Options{PaperDir: t.TempDir()}); fault.CodeOf(err) != fault.PrinterLink {
		t.Errorf("a paper without a width: %v", err)
	}
}

func TestTCPAddress(t *testing.T) {
	for rest, want := range map[string]string{
		"192.0.2.10":      "192.0.2.10:9100",
		"192.0.2.10:515":  "192.0.2.10:515",
		"printer.local":   "printer.local:9100",
		"::1":             "[::1]:9100",
		"[::1]":           "[::1]:9100",
		"[2001:db8::5]:1": "[2001:db8::5]:1",
	} {
		if got, err := tcpAddress(rest); got != want || err != nil {
			t.Errorf("tcpAddress(%q) = %q, %v, want %q", rest, got, err, want)
		}
	}
}

func TestOpenAfterTheContextsEnd(t *testing.T) {
	noLeaks(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, "tcp:127.0.0.1:9100", Options{}); fault.CodeOf(err) != fault.PrinterUnreachable {
		t.Errorf("Open = %v", err)
	}
}

func TestTCPCarriesEveryByteAndReadsAnswers(t *testing.T) {
	noLeaks(t)
	data := bytes.Repeat([]byte("0123456789"), 5000)
	answered, received := make(chan struct{}), make(chan []byte, 1)
	spec := listen(t, func(c *net.TCPConn) {
		// More answers than the sockets' buffers hold: a link that did not read them
		// would block this printer for ever.
		_ = c.SetDeadline(time.Now().Add(postest.Patience))
		if _, err := c.Write(make([]byte, 16<<20)); err != nil {
			t.Errorf("the printer's answers: %v", err)
		}
		close(answered)
		got, err := io.ReadAll(c)
		if err != nil {
			t.Error(err)
		}
		received <- got
	})
	l := open(t, spec, Options{})
	n, err := l.Write(t.Context(), data)
	if n != len(data) || err != nil {
		t.Fatalf("Write = %d, %v", n, err)
	}
	<-answered
	if l.Confirms() {
		t.Error("a network confirms paper")
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if got := <-received; !bytes.Equal(got, data) {
		t.Errorf("%d bytes came, want the %d that were sent", len(got), len(data))
	}
}

// soon is a time in which what does not wait for a printer ends even on a busy
// machine, well below stall, after which everything ends.
const soon = stall / 3

// held writes far more than any buffer holds, ends the context when the printer
// accepts no more, and checks how Write returns.
func held(t *testing.T, l Link, size int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	type end struct {
		n   int
		err error
	}
	done := make(chan end, 1)
	go func() {
		n, err := l.Write(ctx, make([]byte, size))
		done <- end{n, err}
	}()
	<-ctx.Done()
	select {
	case e := <-done:
		if !errors.Is(e.err, context.DeadlineExceeded) || e.n <= 0 || e.n >= size {
			t.Errorf("Write = %d, %v, want some of %d bytes and the context's error", e.n, e.err, size)
		}
	case <-time.After(soon):
		t.Fatal("Write did not return at the context's end")
	}
	if n, err := l.Write(t.Context(), []byte("x")); n != 0 || err == nil {
		t.Errorf("Write after a write that was given up = %d, %v", n, err)
	}
	began := time.Now()
	_ = l.Close() // the rest is lost, and Close may say so
	if took := time.Since(began); took > soon {
		t.Errorf("Close took %v", took)
	}
}

func TestTCPToAPrinterThatNeverReads(t *testing.T) {
	noLeaks(t)
	release := make(chan struct{})
	spec := listen(t, func(*net.TCPConn) { <-release })
	t.Cleanup(func() { close(release) })
	held(t, open(t, spec, Options{}), 64<<20)
}

func TestTCPGivesUpAPrinterThatStalls(t *testing.T) {
	noLeaks(t)
	release := make(chan struct{})
	spec := listen(t, func(*net.TCPConn) { <-release })
	t.Cleanup(func() { close(release) })
	l, err := dialTCP(t.Context(), strings.TrimPrefix(spec, "tcp:"), 100*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	n, err := l.Write(t.Context(), make([]byte, 64<<20))
	if !errors.Is(err, errStalled) || n == 0 {
		t.Errorf("Write = %d, %v", n, err)
	}
	_ = l.Close()
}

// A printer that resets the connection has not printed everything; Close reports it
// if Write could not know.
func TestTCPResetIsTold(t *testing.T) {
	noLeaks(t)
	reset := make(chan struct{})
	spec := listen(t, func(c *net.TCPConn) {
		defer close(reset)
		_, _ = c.Read(make([]byte, 1))
		_ = c.SetLinger(0)
		_ = c.Close()
	})
	l := open(t, spec, Options{})
	_, writeErr := l.Write(t.Context(), []byte("receipt"))
	<-reset
	if err := errors.Join(writeErr, l.Close()); err == nil {
		t.Error("neither Write nor Close told of the reset")
	}
}

func TestTCPRefused(t *testing.T) {
	noLeaks(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	if _, err := Open(t.Context(), "tcp:"+address, Options{}); fault.CodeOf(err) != fault.PrinterUnreachable {
		t.Errorf("Open = %v", err)
	}
}

func TestFileIsAppendedTo(t *testing.T) {
	noLeaks(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "printed.bin")
	for _, job := range []string{"\x1b@" + strings.Repeat("first ", 2000), "second"} {
		l := open(t, "file:"+path, Options{Folder: dir})
		if n, err := l.Write(t.Context(), []byte(job)); n != len(job) || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Write(t.Context(), []byte("late")); err == nil {
			t.Error("a closed link takes bytes")
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := "\x1b@" + strings.Repeat("first ", 2000) + "second"; string(got) != want {
		t.Errorf("the file holds %d bytes, want %d", len(got), len(want))
	}
}

func TestPaperBecomesAPicture(t *testing.T) {
	noLeaks(t)
	dir := filepath.Join(t.TempDir(), "paper")
	o := Options{PaperDir: dir, Name: "receipt/../1", WidthDots: 384, Now: time.Date(2026, 7, 3, 9, 5, 4, 78e6, time.UTC)}
	for range 2 {
		l := open(t, "paper:", o)
		if !l.Confirms() {
			t.Error("paper does not confirm itself")
		}
		if n, err := l.Write(t.Context(), []byte("Psar\n")); n != 5 || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := open(t, "paper:", o).Close(); err != nil { // an empty job
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	want := "20260703-090504.078-receipt----1-2.png 20260703-090504.078-receipt----1.png"
	if strings.Join(names, " ") != want {
		t.Fatalf("the folder holds %v, want %s", names, want)
	}
	f, err := os.Open(filepath.Join(dir, names[0]))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	// One line of 30 dots, with a margin of 12 dots.
	if b := img.Bounds(); b.Dx() != 384+24 || b.Dy() != 30+24 {
		t.Errorf("the picture is %v", b)
	}
}

func TestPaperAfterTheContextsEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	l := open(t, "paper:", Options{PaperDir: t.TempDir(), WidthDots: 384})
	if n, err := l.Write(ctx, []byte("x")); n != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("Write = %d, %v", n, err)
	}
}
