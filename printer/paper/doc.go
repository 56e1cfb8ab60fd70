// Package paper is a virtual receipt printer: it takes the bytes that a real
// one takes and shows what would be on the paper, dot for dot in width.
//
// It promises to read everything that psar/printer/escpos writes, cut into
// pieces anywhere, and to be as strict as the cheapest printer: what it does
// not know, what passes the edge of the paper, and a real-time command hidden
// in an image it records as faults. It prints codes without a quiet zone, as
// printers do.
//
// Its letters are Go Mono, not a printer's own font; only their cells of 12 by
// 24 dots are true. It prints code page 437 and font A only, takes no time, and
// its roll ends after 8 metres.
package paper
