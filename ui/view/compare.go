package view

// CompareRows is how many fields a comparison has room for.
const CompareRows = 4

// Compare shows side by side what codes said so far and what one says now. Without heads
// there is none.
type Compare struct {
	Was, Is string // the heads of the columns
	Rows    [CompareRows]Compared
}

// Compared is a field. One without values says what follows.
type Compared struct{ Field, Was, Is string }
