// Package link carries bytes to a printer and brings back what it says: over the
// network, a serial line or USB; through CUPS or the spooler of Windows; into a
// file, or onto a picture.
//
// What it promises: a Write returns within a second of its context's end,
// whatever the printer does, and says how many bytes may have reached it, so
// that nobody prints twice by mistake; a serial line is fed slower than it
// runs, never held by the kernel, and XOFF is obeyed; what the printer sends is
// always read, so that its answers never block it.
//
// What it does not promise: that paper moved. Only the virtual printer knows
// that. It repeats nothing, and it knows no commands: the bytes are made by
// psar/printer/escpos. A spooler takes jobs for printers that are off, and says
// nothing of them; CUPS gets a job when the link is closed, and none that was
// broken off before.
// Where the kernel holds a call for ever, that one goroutine and its descriptor
// stay until it lets go.
package link
