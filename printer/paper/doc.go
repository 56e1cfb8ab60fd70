// Package paper is a virtual receipt printer. A Printer takes the bytes of a real
// printer and shows what would be on the paper, dot for dot in width. A Device is a
// printer as a host meets it: behind a receive buffer, with a speed, a status, a cable
// and faults. Serve puts a Device on a network port.
//
// A Printer promises to read everything that psar/printer/escpos writes, split
// anywhere, and to be as strict as the cheapest printer: unknown commands, anything
// beyond the edge of the paper, and real-time sequences inside an image are recorded
// as faults. It prints codes without a quiet zone, as printers do.
//
// A Device promises the order of execution: real-time commands as they arrive, all
// others in turn; the process id is answered when everything before it is on paper; a
// printer that is offline stops between two bytes and goes on there. Its status has
// the bits of Epson's command reference.
//
// It does not have a real printer's font: its letters are Go Mono in the true cells of
// 12 × 24 dots. It knows code page 437 and font A only, and its roll ends after 8
// metres. Commands that only other hosts send (bar codes, stored graphics and more)
// are skipped by their length and recorded as faults. A Device's speed is in bytes,
// not millimetres: a feed takes as long as a letter. It does not answer GS r while the
// paper is out, and ESC @ ends GS a, both by the makers' references; clones vary more
// than a Behaviour can say.
package paper
