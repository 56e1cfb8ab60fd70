package link

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"psar/printer/abandon"
)

// The print spooler's functions, by the names in Microsoft's reference.
var (
	winspool         = windows.NewLazySystemDLL("winspool.drv")
	procOpenPrinter  = winspool.NewProc("OpenPrinterW")
	procStartDoc     = winspool.NewProc("StartDocPrinterW")
	procStartPage    = winspool.NewProc("StartPagePrinter")
	procWrite        = winspool.NewProc("WritePrinter")
	procEndPage      = winspool.NewProc("EndPagePrinter")
	procEndDoc       = winspool.NewProc("EndDocPrinter")
	procAbort        = winspool.NewProc("AbortPrinter")
	procClosePrinter = winspool.NewProc("ClosePrinter")
)

// docInfo1 is DOC_INFO_1W.
type docInfo1 struct {
	docName, outputFile, datatype *uint16
}

// spoolerChunk is how much is written at once, in bytes.
const spoolerChunk = 4 << 10

// spoolerLink hands a job to the Windows spooler, raw: no driver changes its bytes.
// Close hands the job over; a job that was broken off is deleted, as far as it is not
// printed yet.
type spoolerLink struct {
	noAnswers
	printer windows.Handle
	broken  bool
	closed  bool
}

func parseSpooler(name string) (opener, error) {
	if name == "" {
		return nil, errors.New("link: spooler: needs the name of a printer")
	}
	printer, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, fmt.Errorf("link: spooler: %w", err)
	}
	return func(ctx context.Context) (Link, error) {
		h, err := abandon.Call(ctx, func() (windows.Handle, error) { return startDoc(printer) }, func(h windows.Handle, err error) {
			if err == nil {
				_ = endDoc(h, true) // there is nobody to return the error to
			}
		})
		if err != nil {
			return nil, fmt.Errorf("link: spooler: printer %s: %w", name, err)
		}
		return &spoolerLink{printer: h}, nil
	}, nil
}

// startDoc opens a printer and begins a raw job.
func startDoc(name *uint16) (windows.Handle, error) {
	if err := winspool.Load(); err != nil {
		return 0, err
	}
	doc, docErr := windows.UTF16PtrFromString("Psar")
	raw, rawErr := windows.UTF16PtrFromString("RAW")
	if err := errors.Join(docErr, rawErr); err != nil {
		return 0, err
	}
	var h windows.Handle
	if err := done(procOpenPrinter.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&h)), 0)); err != nil {
		return 0, err
	}
	info := docInfo1{docName: doc, datatype: raw}
	err := done(procStartDoc.Call(uintptr(h), 1, uintptr(unsafe.Pointer(&info))))
	if err == nil {
		err = done(procStartPage.Call(uintptr(h)))
	}
	if err != nil {
		return 0, errors.Join(err, done(procClosePrinter.Call(uintptr(h))))
	}
	return h, nil
}

// endDoc hands the job over or, with back, deletes it.
func endDoc(h windows.Handle, back bool) error {
	if back {
		return errors.Join(done(procAbort.Call(uintptr(h))), done(procClosePrinter.Call(uintptr(h))))
	}
	return errors.Join(done(procEndPage.Call(uintptr(h))), done(procEndDoc.Call(uintptr(h))), done(procClosePrinter.Call(uintptr(h))))
}

// done is the error of a spooler call: 0 means failure. Each call must convert its
// pointers in its own argument list, because only there the compiler keeps what they
// point to alive and unmoved.
func done(r, _ uintptr, err error) error {
	switch {
	case r != 0:
		return nil
	case errors.Is(err, syscall.Errno(0)):
		return errors.New("link: spooler: it refused, and gave no reason")
	}
	return err
}

// Write implements Link.
func (l *spoolerLink) Write(ctx context.Context, data []byte) (int, error) {
	if l.broken || l.closed {
		return 0, errBroken
	}
	sent := 0
	for sent < len(data) {
		err := ctx.Err()
		if err == nil {
			var n int
			n, err = writeOrLeave(ctx, spoolWriter(l.printer), data[sent:min(sent+spoolerChunk, len(data))], stall, func() {})
			sent += n
		}
		if err != nil {
			l.broken = true
			return sent, err
		}
	}
	return sent, nil
}

// spoolWriter writes to the spooler's current job.
type spoolWriter windows.Handle

// Write implements io.Writer.
func (w spoolWriter) Write(p []byte) (int, error) {
	var written uint32
	if err := done(procWrite.Call(uintptr(w), uintptr(unsafe.Pointer(&p[0])), uintptr(len(p)), uintptr(unsafe.Pointer(&written)))); err != nil {
		return int(written), err
	}
	if int(written) < len(p) {
		return int(written), errors.New("link: spooler: it took a part only")
	}
	return len(p), nil
}

// Urgent implements Link: nothing overtakes within a job.
func (l *spoolerLink) Urgent(ctx context.Context, data []byte) (int, error) {
	return l.Write(ctx, data)
}

// Close implements Link.
func (l *spoolerLink) Close() error {
	if l.closed {
		return nil
	}
	l.closed = true
	ctx, cancel := context.WithTimeout(context.Background(), 900*time.Millisecond)
	defer cancel()
	_, err := abandon.Call(ctx, func() (struct{}, error) { return struct{}{}, endDoc(l.printer, l.broken) }, func(struct{}, error) {})
	return err
}

// Confirms implements Link: a spooler accepts jobs for printers that are off.
func (l *spoolerLink) Confirms() bool { return false }
