package view

// Count is the drawer as it is counted: the notes of both currencies.
type Count struct {
	On      bool
	Title   string
	Columns [2]countColumn
	Hint    string
	Buttons [2]Button
}

type countColumn struct {
	Title, Sum string
	Rows       [13]CountRow
}

// CountRow is a note's value, how many there are, and what they make. Without a
// note there is none.
type CountRow struct {
	Note, Count, Sum string
	Chosen           bool
	Action           Action
}
