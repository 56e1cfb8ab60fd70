// Package qr makes QR codes: as modules, for screens and paper that draw them in whole
// pixels and dots, as text for a terminal, and as PNG pictures.
//
// It is the only package that imports the QR library. It promises the smallest code
// for a text, and does not know what the text means.
package qr
