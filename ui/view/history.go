package view

// PastRows is how many sales a page of the history holds.
const PastRows = 9

// History is the page of past sales.
type History struct {
	On      bool
	Title   string
	Find    Field
	Rows    [PastRows]PastRow
	Text    string // where there are no rows
	Foot    string
	Filters [2]Button // state, days
	Buttons [4]Button // back, pages, refund
}

// PastRow is a sale of the past. Without an amount there is none.
type PastRow struct {
	Status                     Status
	State, Number, At, By, Way string
	Amount                     string
	Chosen                     bool
	Action                     Action
}

// Details is all that is stored of one sale.
type Details struct {
	On      bool
	Status  Status
	Title   string
	Amount  string
	State   string
	Heads   [2]string
	Buttons [3]Button
	Sale    []LedgerRow
	Journal []LedgerRow
}
