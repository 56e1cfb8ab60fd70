package report

import (
	"time"

	"psar/pos/money"
	postext "psar/pos/text"
)

// Document is a report in a language, before it is set on any page.
type Document struct {
	Shop       []string // name in Khmer, name, address, tax number; without the empty ones
	Title      string
	Marks      []string // that it is a copy, or training
	Sections   []Section
	Signatures []string // who signs; empty if nobody does
}

// shown returns the document with every text as it may be shown: names and reasons come from
// stored rows. Paper, windows, CSV, XLSX and PDF are all made of it.
func (d Document) shown() Document {
	escape(d.Shop)
	escape(d.Marks)
	escape(d.Signatures)
	for i, s := range d.Sections {
		d.Sections[i].Title = postext.Shown(s.Title) // of an audit: a person's name
		for _, row := range s.Rows {
			for i := range row.Cells {
				row.Cells[i].Text = postext.Shown(row.Cells[i].Text)
			}
		}
	}
	return d
}

func escape(texts []string) {
	for i := range texts {
		texts[i] = postext.Shown(texts[i])
	}
}

// Section is a table. One without columns is a list of facts: a name and its values.
type Section struct {
	Title   string // empty if it continues the section before it, or ends the report
	Joined  bool   // no rule separates it from the section before it
	Columns []Column
	Rows    []Row
}

// Table reports whether it is a list of things of one kind, such as days or items,
// with a sum in each currency, rather than the parts of one sum.
func (s Section) Table() bool { return len(s.Columns) > tallyColumns }

// Column is a column's head and the kind of its non-empty cells.
type Column struct {
	Title string
	Kind  Kind
}

// Row is a row: a name cell, and a cell for each further column.
type Row struct {
	Cells []Cell
	Part  bool // a part of the row above it
	Main  bool // the section's result
}

// Kind is the kind of a cell's value.
type Kind int

// The kinds of cells, with the field that holds the value.
const (
	Empty  Kind = iota
	Text        // Cell.Text
	Count       // Cell.Count
	Amount      // Cell.Amount
	Rate        // Cell.Amount: riel per dollar
	Date        // Cell.At, midnight of a business day
	Moment      // Cell.At, to the minute
)

// Cell is one value, in the field that its Kind names.
type Cell struct {
	Kind   Kind
	Text   string
	Count  int64
	Amount money.Money
	At     time.Time // in the shop's time zone
}

func text(s string) Cell { return Cell{Kind: Text, Text: s} }

func count[N int | int64](n N) Cell { return Cell{Kind: Count, Count: int64(n)} }

func amount(m money.Money) Cell { return Cell{Kind: Amount, Amount: m} }

func rate(r money.Rate) Cell {
	return Cell{Kind: Rate, Amount: money.Riel(int64(r))}
}

func moment(t time.Time) Cell { return Cell{Kind: Moment, At: t.In(money.PhnomPenh)} }

// date is the cell of a business day; a text that is no day stays text.
func date(d money.Day) Cell {
	at, err := time.ParseInLocation(time.DateOnly, string(d), money.PhnomPenh)
	if err != nil {
		return text(string(d))
	}
	return Cell{Kind: Date, At: at}
}

// String is the cell as a text for people, "" if it is empty.
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
