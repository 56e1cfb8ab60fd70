// Package paper is a virtual receipt printer. A Printer takes the bytes that a
// real one takes and shows what would be on the paper, dot for dot in width. A
// Device is one as a host meets it: behind a receive buffer, with a speed, a
// status, a cable and faults. Serve puts it on a network port.
//
// The Printer promises to read everything that psar/printer/escpos writes, cut
// into pieces anywhere, and to be as strict as the cheapest printer: what it does
// not know, what passes the edge of the paper, and a real-time command hidden
// in an image it records as faults. It prints codes without a quiet zone, as
// printers do.
//
// The Device promises the order of things: real-time commands hold as they come,
// wherever they stand, all others in their turn; the process id is answered when
// everything before it is on paper; a printer that is offline stops between two
// bytes and goes on there. Its status has the bits of Epson's command reference.
//
// Its letters are Go Mono, not a printer's own font; only their cells of 12 by
// 24 dots are true. It prints code page 437 and font A only, and its roll ends
// after 8 metres. Of what only other hosts send, bar codes, stored graphics and
// more are read by their length, left out, and told as faults. The Device's
// speed is one of bytes, not of millimetres: a feed takes as long as a letter. A
// host hears nothing of a GS r while the paper is out, and ESC @ ends GS a; both
// are so by the makers' references, but clones vary more than a Behaviour can
// say.
package paper
