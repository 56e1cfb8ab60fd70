// Package escpos writes the bytes that ESC/POS receipt printers take, and reads
// the status bytes that they send back.
//
// It is pure and deterministic: no I/O, no clock, standard library only. Every
// command that it writes is known to the cheap printers that shops have. Text
// is Latin; control bytes in it never reach the printer as commands, and no
// image that it writes holds a real-time sequence (DLE EOT, DLE ENQ, DLE DC4),
// which printers execute even inside image data.
//
// It does not shape Khmer: that comes as a Bitmap, from psar/printer/shape.
//
// Source: Epson's ESC/POS command reference; what clones do was measured.
package escpos
