// Package escpos writes ESC/POS commands for receipt printers, and reads the
// status bytes that they send back.
//
// It is deterministic, without I/O or a clock, and imports the standard library
// only. Every command that it writes is known to the cheap printers that shops have.
// Text is Latin. It promises that control bytes in a text never reach the printer as
// commands, and that no image contains a real-time sequence (DLE EOT, DLE ENQ,
// DLE DC4), which printers execute even inside image data.
//
// It does not shape Khmer: Khmer comes as a Bitmap, from psar/printer/shape.
//
// Source: Epson's ESC/POS command reference; the behaviour of clones was measured.
package escpos
