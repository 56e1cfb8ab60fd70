package view

// DeskRows is how many payments a page of the list holds.
const DeskRows = 5

const (
	ItemRows  = 5 // as many as a page of the desk holds
	QuickKeys = 12
	FormLines = 9 // of the longest form: an item and a manager’s word
)

// Desk is the manager's desk as text and shapes.
type Desk struct {
	Page    Page
	Status  Status
	Title   string
	Amount  string // large
	Facts   [4]string
	Compare Compare
	Rows    [DeskRows]DeskRow
	Past    [5]string // what was said so far, its name first
	Fields  [FormLines]Field
	Quick   [QuickKeys]Button // PageItems
	Focus   int
	Problem string
	Text    string // PageReview, PageDone: the sentence
	Foot    string // which part of the list this is
	Buttons [5]Button
}

// DeskRow is one payment of the list. Without an amount there is none.
type DeskRow struct {
	Key, Amount, Why, Line, Age string
	Old, Chosen, Plain          bool // plain: no mark before the age
	Action                      Action
}

// Field is one line of a form. Without a label there is none.
type Field struct {
	Label, Text string
	Secret      bool
}
