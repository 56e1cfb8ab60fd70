// Package link carries bytes to a printer and its answers back: over the network, a
// serial line or USB; through CUPS or the Windows spooler; into a file; or onto the
// virtual printer's picture.
//
// It promises that a Write returns within a second after its context's end, whatever
// the printer does, and tells how many bytes may have reached it, so that nobody
// prints twice by mistake; that a serial line is fed slower than it runs, is never
// blocked by the kernel, and obeys XOFF; and that the printer's answers are always
// read, so that they never block the printer.
//
// It does not promise that anything was printed: only the virtual printer knows. It
// repeats nothing and knows no commands: psar/printer/escpos makes the bytes. A
// spooler accepts jobs for printers that are off and reports nothing about them; CUPS
// gets a job in Close, and never one that was broken off. Where the kernel blocks a
// call for ever, that one goroutine and its descriptor remain until it returns.
package link
