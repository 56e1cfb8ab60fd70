package link

import (
	"context"
	"errors"
	"strings"
	"time"

	"psar/pos/fault"
)

// Link is an open way to one printer. It belongs to one goroutine at a time, but
// for Read, which another one may call.
type Link interface {
	// Write sends data and returns how many of its bytes may have reached the
	// printer. It returns within a second of ctx's end, with its error. After
	// an error the link is only good to be closed.
	Write(ctx context.Context, data []byte) (n int, err error)
	// Urgent is a Write that XOFF does not hold on a serial line. It is for
	// real-time commands, which a printer carries out while it takes nothing
	// else, and only for the place between two commands: inside another one, an
	// image above all, a printer takes them for its data.
	Urgent(ctx context.Context, data []byte) (n int, err error)
	// Read returns what the printer has sent, oldest first, as soon as there is
	// any. It returns within a second of ctx's end, with its error, and with
	// io.EOF where nothing more comes back: from a link that brings nothing, a
	// printer that hung up, or a link that was closed. Of what nobody reads the
	// last 4 KB are kept.
	Read(ctx context.Context, buf []byte) (n int, err error)
	// Close ends the link, within a second. An error means that bytes already
	// written may be lost. Later calls do nothing.
	Close() error
	// Confirms is true where a finished Write, once closed, is on paper.
	Confirms() bool
}

// Options are what some links need beside their address.
type Options struct {
	PaperDir  string    // folder in which paper: keeps its pictures; made when missing
	Name      string    // of the job, for the picture's file name
	WidthDots int       // printable width of the paper that paper: prints on
	Now       time.Time // for the picture's file name
}

// stall is how long a printer may take no byte before its job is given up. It is
// the time of a person who changes the roll: one that is switched off fails at
// once, or has bytes that nobody holds back.
const stall = 3 * time.Minute

var (
	errStalled = errors.New("link: the printer has taken no data for too long")
	errBroken  = errors.New("link: an earlier write was given up")
	errKind    = errors.New("link: a printer is reached by " + strings.Join(Kinds(), " "))
)

// ErrNotTaken is in Close's error where the whole job was refused: not a byte of
// it will be printed.
var ErrNotTaken = errors.New("link: the job was not taken")

// Open opens the link of an address:
//
//	tcp:HOST[:PORT]        network printer, port 9100 unless told
//	serial:PORT[?baud=N]   serial line, 8N1, 9600 baud unless told
//	usb:DEVICE             Linux: a USB printer such as /dev/usb/lp0
//	cups:QUEUE             Unix: a queue of CUPS, raw
//	spooler:PRINTER        Windows: a printer of the spooler, raw
//	file:PATH              appended to
//	paper:                 the virtual printer, a PNG for each job
//
// Errors are a *fault.Error: fault.PrinterMissing for an empty address,
// fault.PrinterLink for one that can't be understood, and
// fault.PrinterUnreachable when nothing opens there.
func Open(ctx context.Context, spec string, o Options) (Link, error) {
	if spec == "" {
		return nil, fault.New(fault.PrinterMissing)
	}
	kind, rest, _ := strings.Cut(spec, ":")
	dial, err := parse(kind, rest, o)
	if err != nil {
		return nil, fault.New(fault.PrinterLink, spec).Because(err)
	}
	l, err := dial(ctx)
	if err != nil {
		return nil, fault.New(fault.PrinterUnreachable).Because(err)
	}
	return l, nil
}

// Kinds lists what an address may begin with.
func Kinds() []string {
	return []string{"tcp:", "serial:", "usb:", "cups:", "spooler:", "file:", "paper:"}
}

// Answers reports that the printers behind an address can say how they are.
func Answers(spec string) bool {
	switch kind, _, _ := strings.Cut(spec, ":"); kind {
	case "tcp", "serial", "usb":
		return true
	}
	return false
}

// opener opens what an address names.
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
		return parseFile(rest)
	case "paper":
		return parsePaper(rest, o)
	}
	return nil, errKind
}
