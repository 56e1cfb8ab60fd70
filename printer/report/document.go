package report

import (
	"time"

	"psar/pos/money"
)

// Document is a report in a language, before it is set on any paper.
type Document struct {
	Shop       []string // name in Khmer, name, address, tax number: those it has
	Title      string
	Marks      []string // a copy, training
	Sections   []Section
	Signatures []string // whose; empty if nobody signs
}

// Section is a table that belongs together. One without columns is a list of
// facts: a name, and what is said of it.
type Section struct {
	Title   string // empty if it goes on from the one before, or closes the report
	Joined  bool   // no line is drawn between it and the one before
	Columns []Column
	Rows    []Row
}

// Table reports whether it is a list of things of one kind, such as days or
// items, with a sum in each currency, rather than the parts of one sum.
func (s Section) Table() bool { return len(s.Columns) > tallyColumns }

// Column is the head of a column, and what its cells are, where they are not
// empty.
type Column struct {
	Title string
	Kind  Kind
}

// Row is a line of a table: what it is about, and a cell for each other column.
type Row struct {
	Cells []Cell
	Part  bool // of the row above it
	Main  bool // what the section comes to
}

// Kind is what a cell holds.
type Kind int

// The kinds of cells.
const (
	Empty  Kind = iota
	Text        // Cell.Text
	Count       // Cell.Count
	Amount      // Cell.Amount
	Rate        // Cell.Amount: what a dollar is in riel
	Date        // Cell.At, midnight of a business day
	Moment      // Cell.At, to the minute
)

// Cell is one value. Its Kind says which field holds it.
type Cell struct {
	Kind   Kind
	Text   string
	Count  int64
	Amount money.Money
	At     time.Time // in the shop's zone
}

func text(s string) Cell { return Cell{Kind: Text, Text: s} }

func count[N int | int64](n N) Cell { return Cell{Kind: Count, Count: int64(n)} }

func amount(m money.Money) Cell { return Cell{Kind: Amount, Amount: m} }

func rate(r money.Rate) Cell {
	return Cell{Kind: Rate, Amount: money.Riel(int64(r))}
}

func moment(t time.Time) Cell { return Cell{Kind: Moment, At: t.In(money.PhnomPenh)} }

// date is a business day; what is none stays the text that it is.
func date(d money.Day) Cell {
	at, err := time.ParseInLocation(time.DateOnly, string(d), money.PhnomPenh)
	if err != nil {
		return text(string(d))
	}
	return Cell{Kind: Date, At: at}
}

// String is the cell as people read it, "" if it is empty.
func (c Cell) String() string {
	switch c.Kind {
	case Text:
		return c.Text
	case Count:
		return money.Riel(c.Count).Grouped()
	case Amount, Rate:
		return c.Amount.Display()
	case Date:
		return c.At.Format("02/01/2006")
	case Moment:
		return money.Local(c.At)
	}
	return ""
}
