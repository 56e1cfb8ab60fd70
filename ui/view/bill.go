package view

// BillRows is how many lines of a bill the panel shows; BillLast how many the
// customer's window does.
const (
	BillRows = 7
	BillLast = 6
)

// Bill is the bill as it is rung up.
type Bill struct {
	Title string
	Above int    // lines that stand before the rows
	Below int    // and behind them
	More  string // "%s more", for lines that have no row
	Rows  [BillRows]BillRow
	Taken [2][2]string // discount on all, tax: name and amount
	Total [2]string    // "Total", the amount
	Other string
	Hint  string // which keys change it
	Ask   string // whether a line goes
}

type BillRow struct {
	Name, Times, Amount, Off string
	Chosen                   bool
}
