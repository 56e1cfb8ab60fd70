package view

import "image"

// Sheets is the paper panel as text and shapes.
type Sheets struct {
	Open     bool
	Title    string
	Printed  string // when
	Count    string // which of how many
	Picture  *image.Gray
	Status   Status // of the sentence
	Sentence string // in place of a picture
	Hint     string
	Buttons  [3]Button // close, older, newer
	Arrows   string    // the keys that move it
}
