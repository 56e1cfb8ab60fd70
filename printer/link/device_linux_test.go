package link

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"psar/pos/fault"
)

// raw sets a terminal to pass every byte unchanged, like a printer's device. A read
// waits for least bytes; with 0 it returns at once. The setting lasts while a
// descriptor is open.
func raw(t *testing.T, name string, least uint8) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	termios, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	termios.Iflag, termios.Oflag, termios.Lflag = 0, 0, 0
	termios.Cc[unix.VMIN], termios.Cc[unix.VTIME] = least, 0
	if err := unix.IoctlSetTermios(int(f.Fd()), unix.TCSETS, termios); err != nil {
		t.Fatal(err)
	}
}

// descriptors counts this process's open file descriptors.
func descriptors(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestSerialReadsWhileItWrites(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	l := open(t, "serial:"+name+"?baud=115200", Options{})
	done := make(chan struct{})
	go func() { defer close(done); echo(printer) }()
	// XON and XOFF belong to the line; all other bytes are the printer's answers.
	data := bytes.ReplaceAll(bytes.ReplaceAll(allBytes(), []byte{xon}, nil), []byte{xoff}, nil)
	both(t, l, data)
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if n, err := l.Read(t.Context(), make([]byte, 8)); n != 0 || err != io.EOF {
		t.Errorf("Read of a closed link = %d, %v", n, err)
	}
	_ = printer.Close()
	<-done
}

// A terminal in place of a USB printer's device: it is written and read, and blocks
// the writer while nobody reads.
func TestUSBReadsWhileItWrites(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	raw(t, name, 1)
	l := open(t, "usb:"+name, Options{})
	done := make(chan struct{})
	go func() { defer close(done); echo(printer) }()
	both(t, l, bytes.Repeat(allBytes(), 8))
	if l.Confirms() {
		t.Error("a USB driver confirms paper")
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	_ = printer.Close()
	<-done
}

func TestUSBHeldByThePrinter(t *testing.T) {
	noLeaks(t)
	_, name := pty(t)
	raw(t, name, 1)
	held(t, open(t, "usb:"+name, Options{}), 1<<20)
}

// An empty read is not the end: later answers are still read.
func TestUSBHearsAfterEmptyReads(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	raw(t, name, 0)
	l := open(t, "usb:"+name, Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
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

// A Write returns only when the driver would accept more: until then the printer may
// not have its last bytes.
func TestUSBWriteEndsWithItsLastTransfer(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	raw(t, name, 1)
	fill(t, name)
	l := open(t, "usb:"+name, Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := l.Write(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Write behind a transfer under way: %v", err)
	}
	if _, err := l.Write(t.Context(), nil); err == nil {
		t.Error("a link that was given up takes more")
	}
	next := open(t, "usb:"+name, Options{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(io.Discard, printer)
	}()
	if _, err := next.Write(t.Context(), nil); err != nil {
		t.Errorf("Write once the printer has taken all: %v", err)
	}
	if err := next.Close(); err != nil {
		t.Error(err)
	}
	_ = printer.Close()
	<-done
}

func TestUSBPrinterIsUnplugged(t *testing.T) {
	noLeaks(t)
	printer, name := pty(t)
	l := open(t, "usb:"+name, Options{})
	_ = printer.Close()
	if _, err := io.ReadAll(reader{l, t.Context()}); err != nil {
		t.Errorf("Read: %v", err)
	}
	if n, err := l.Write(t.Context(), []byte("receipt")); err == nil {
		t.Errorf("Write to nobody = %d, nil", n)
	}
}

// A device without read permission is still printed on.
func TestUSBWithoutLeaveToRead(t *testing.T) {
	if os.Getuid() == 0 { // who may read every device
		asNobody(t)
		return
	}
	noLeaks(t)
	fifo := filepath.Join(t.TempDir(), "lp0")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	printer, err := os.OpenFile(fifo, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer printer.Close()
	if err := os.Chmod(fifo, 0o200); err != nil {
		t.Fatal(err)
	}
	l, err := openUSB(t.Context(), fifo, stall)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := l.Read(t.Context(), make([]byte, 8)); n != 0 || err != io.EOF {
		t.Errorf("Read = %d, %v", n, err)
	}
	if n, err := l.Write(t.Context(), []byte("receipt")); n != 7 || err != nil {
		t.Errorf("Write = %d, %v", n, err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if got := readAll(t, printer, 7); string(got) != "receipt" {
		t.Errorf("the printer has %q", got)
	}
}

// asNobody runs the test anew in a process of an account that owns nothing.
func asNobody(t *testing.T) {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "psar-link-") // t.TempDir lies where only root may enter
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	again := exec.CommandContext(t.Context(), "/proc/self/exe", "-test.v", "-test.run=^"+t.Name()+"$")
	again.Dir, again.Env = dir, append(os.Environ(), "TMPDIR="+dir)
	const nobody = 65534
	again.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	said, err := again.CombinedOutput()
	if err != nil || !bytes.Contains(said, []byte("--- PASS: "+t.Name())) {
		t.Errorf("as nobody: %v\n%s", err, said)
	}
}

func TestUSBIsADevice(t *testing.T) {
	noLeaks(t)
	for _, spec := range []string{"usb:/etc/passwd", "usb:lp0", "usb:04b8:0202"} {
		if _, err := Open(t.Context(), spec, Options{}); fault.CodeOf(err) != fault.PrinterLink {
			t.Errorf("%s: %v", spec, err)
		}
	}
}

// What Write accepted reaches the printer, even one that reads only after Close.
func TestCloseLosesNothing(t *testing.T) {
	noLeaks(t)
	want := bytes.Repeat(allBytes(), 16) // less than the buffers hold, more than a terminal's own buffer
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	device, err := os.OpenFile(fifo, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	line, lineName := pty(t)
	raw(t, lineName, 1)
	usb, usbName := pty(t)
	raw(t, usbName, 1)
	for spec, printer := range map[string]*os.File{
		"serial:" + lineName + "?baud=115200": line, "usb:" + usbName: usb, "file:" + fifo: device,
	} {
		l := open(t, spec, Options{})
		if n, err := l.Write(t.Context(), want); n != len(want) || err != nil {
			t.Fatalf("%s: Write = %d, %v", spec, n, err)
		}
		if err := l.Close(); err != nil {
			t.Errorf("%s: Close: %v", spec, err)
		}
		if got := readAll(t, printer, len(want)); !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes came, want the %d that were sent", spec, len(got), len(want))
		}
	}
}

// Links that were opened, used and closed leave no descriptor open, also after a
// broken-off job.
func TestLinksLeaveNoDescriptor(t *testing.T) {
	noLeaks(t)
	_, usb := pty(t)
	raw(t, usb, 1)
	// Here the serial line accepts its bytes. For one that does not, see
	// TestSerialWriteHeldByTheKernel.
	far, line := pty(t)
	raw(t, line, 1)
	carried := make(chan struct{})
	go func() {
		defer close(carried)
		_, _ = io.Copy(io.Discard, far)
	}()
	defer func() {
		_ = far.Close()
		<-carried
	}()
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	reader, err := os.OpenFile(fifo, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	command, _ := fakeLP(t, "sleep 100\n")
	printers, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer printers.Close()
	o := Options{PaperDir: t.TempDir(), WidthDots: 384}
	stored := o
	stored.Folder = t.TempDir()
	links := map[string]func() (Link, error){
		"cups: held":  func() (Link, error) { return openCUPS(t.Context(), command, "q") },
		"cups: fails": func() (Link, error) { return openCUPS(t.Context(), "false", "q") },
	}
	for _, spec := range []string{
		"usb:" + usb, "serial:" + line + "?baud=115200", "paper:", "file:printed", "file:" + fifo,
		"tcp:" + printers.Addr().String(),
	} {
		links[spec] = func() (Link, error) {
			if spec == "file:printed" {
				return Open(t.Context(), spec, stored)
			}
			return Open(t.Context(), spec, o)
		}
	}
	use := func() {
		before := runtime.NumGoroutine()
		for name, opened := range links {
			if strings.HasPrefix(name, "tcp:") {
				go take(printers)
			}
			l, err := opened()
			if err != nil {
				t.Fatal(name, err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			n, err := l.Write(ctx, make([]byte, 128<<10))
			cancel()
			if err != nil && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: Write = %d, %v", name, n, err)
			}
			_ = l.Close() // the rest is lost, and Close may say so
			if strings.HasPrefix(name, "file:"+fifo) {
				drain(t, reader)
			}
		}
		ended(t, before) // abandoned calls have returned and closed their descriptors
	}
	use() // what the runtime opens once stays open
	before := descriptors(t)
	for range 3 {
		use()
	}
	if after := descriptors(t); after != before {
		t.Errorf("%d descriptors before, %d after", before, after)
	}
}

// take accepts one connection and reads all of it.
func take(l net.Listener) {
	conn, err := l.Accept()
	if err != nil {
		return
	}
	defer conn.Close()
	_, _ = io.Copy(io.Discard, conn)
}

// drain unblocks the writers of a named pipe, and empties it.
func drain(t *testing.T, fifo *os.File) {
	t.Helper()
	buf := make([]byte, 64<<10)
	for {
		if err := fifo.SetReadDeadline(time.Now().Add(500 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		if _, err := fifo.Read(buf); err != nil {
			return
		}
	}
}
