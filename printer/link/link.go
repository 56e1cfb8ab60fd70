package link

import (
	"context"
	"errors"
	"strings"
	"time"

	"psar/pos/fault"
)

// Link is an open connection to one printer. Only one goroutine may use it at a time,
// except for Read, which another may call.
type Link interface {
	// Write sends data and returns how many of its bytes may have reached the
	// printer. It returns within a second after ctx's end, with ctx's error. After
	// an error only Close may be called.
	Write(ctx context.Context, data []byte) (n int, err error)
	// Urgent is a Write that ignores XOFF on a serial line. It is for real-time
	// commands, which a printer executes while it accepts nothing else, and may be
	// called only between two commands: inside another one, such as an image, a
	// printer would take the bytes for its data.
	Urgent(ctx context.Context, data []byte) (n int, err error)
	// Read returns what the printer has sent, oldest first, as soon as there is
	// any. It returns within a second after ctx's end, with ctx's error. The error
	// is io.EOF when no more can come: the link brings nothing back, the printer
	// closed the connection, or the link is closed. Unread bytes beyond the last
	// 4 KB are dropped.
	Read(ctx context.Context, buf []byte) (n int, err error)
	// Close closes the link, within a second. An error means that written bytes may
	// be lost. Later calls do nothing and return nil.
	Close() error
	// Confirms is true if what was written and closed without an error is on paper.
	Confirms() bool
}

// Options are values that some links need beside their address.
type Options struct {
	Folder    string    // file: the shop's data folder, for a link that is stored; "" for a device that a person names
	PaperDir  string    // paper: the folder of the pictures; created if missing
	Name      string    // of the job, for the picture's file name
	WidthDots int       // paper: printable width in dots
	Now       time.Time // for the picture's file name
}

// stall is how long a printer may accept no byte before its job is given up: time
// enough for a person to change the roll. A printer that is switched off fails sooner.
const stall = 3 * time.Minute

var (
	errStalled = errors.New("link: the printer has taken no data for too long")
	errBroken  = errors.New("link: an earlier write was given up")
	errKind    = errors.New("link: a printer is reached by " + strings.Join(Kinds(), " "))
)

// ErrNotTaken is in the chain of Close's error if the whole job was refused: none of
// it will be printed.
var ErrNotTaken = errors.New("link: the job was not taken")

// Open opens the link of an address:
//
//	tcp:HOST[:PORT]        network printer; default port 9100
//	serial:PORT[?baud=N]   serial line, 8N1; default 9600 baud
//	usb:DEVICE             Linux: a USB printer such as /dev/usb/lp0
//	cups:QUEUE             Unix: a queue of CUPS, raw
//	spooler:PRINTER        Windows: a printer of the spooler, raw
//	file:PATH              a file below Options.Folder, appended to; or a device or pipe
//	paper:                 the virtual printer, one PNG per job
//
// The error is a *fault.Error: fault.PrinterMissing for an empty address,
// fault.PrinterLink for one that is not of these forms, fault.PrinterFile for a file
// elsewhere and fault.PrinterFileOther for one that Psar did not make, with the address, and
// fault.PrinterUnreachable if it can't be opened.
func Open(ctx context.Context, spec string, o Options) (Link, error) {
	if spec == "" {
		return nil, fault.New(fault.PrinterMissing)
	}
	kind, rest, _ := strings.Cut(spec, ":")
	dial, err := parse(kind, rest, o)
	if err != nil {
		return nil, orKnown(err, fault.New(fault.PrinterLink, spec))
	}
	l, err := dial(ctx)
	if err != nil {
		return nil, orKnown(err, fault.New(fault.PrinterUnreachable))
	}
	return l, nil
}

// orKnown is the error with a code that is in err, else of that code because of err.
func orKnown(err error, of *fault.Error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known
	}
	return of.Because(err)
}

// Kinds lists the prefixes of addresses.
func Kinds() []string {
	return []string{"tcp:", "serial:", "usb:", "cups:", "spooler:", "file:", "paper:"}
}

// Answers reports whether printers at an address can send their state.
func Answers(spec string) bool {
	switch kind, _, _ := strings.Cut(spec, ":"); kind {
	case "tcp", "serial", "usb":
		return true
	}
	return false
}

// opener opens a parsed address.
type opener func(context.Context) (Link, error)

func parse(kind, rest string, o Options) (opener, error) {
	switch kind {
	case "tcp":
		return parseTCP(rest)
	case "serial":
		return parseSerial(rest)
	case "usb":
		return parseUSB(rest)
	case "cups":
		return parseCUPS(rest)
	case "spooler":
		return parseSpooler(rest)
	case "file":
		return parseFile(rest, o)
	case "paper":
		return parsePaper(rest, o)
	}
	return nil, errKind
}
