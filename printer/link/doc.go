// Package link carries bytes to a printer: over the network, a serial line, a
// file or device, or onto a picture.
//
// What it promises: a Write returns within a second of its context's end,
// whatever the printer does, and says how many bytes may have reached it, so
// that nobody prints twice by mistake; a serial line is fed slower than it
// runs, never held by the kernel, and XOFF is obeyed; what the printer sends is
// always read, so that its answers never block it.
//
// What it does not promise: that paper moved. Only the virtual printer knows
// that. It repeats nothing, and it knows no commands: the bytes are made by
// psar/printer/escpos. USB and the systems' print spoolers are not spoken.
package link
