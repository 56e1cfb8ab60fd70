package view

import "image"

// Printers is the printer's desk as text and shapes.
type Printers struct {
	Page    Page // PagePrinter or PageSaw; else it is closed
	Title   string
	Status  Status
	Text    string // how the printer is, or the question
	Names   [4]string
	Values  [4]string
	Hint    string
	Picture image.Image
	Caption string
	Buttons [9]Button // six by their digits, back, the next printer, where receipts come out
}
