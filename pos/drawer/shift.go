package drawer

import (
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
)

// A period runs from one Z report to the next and has the number of the Z that
// will close it. A shift is open in it from the moment the float was counted;
// what is sold before, or comes from the bank at night, is in the period all the
// same: Z reports leave nothing out.

// CountKind says when a drawer was counted.
type CountKind string

// The counts of a drawer.
const (
	CountOpen     CountKind = "open"     // the float, as a shift begins
	CountHandover CountKind = "handover" // one cashier gives it to the next
	CountClose    CountKind = "close"
)

// Count is a drawer counted by a person. Amounts are dollars, then riel.
type Count struct {
	ID       int64             `json:"-"` // given by the Store
	Z        int               `json:"z"`
	Kind     CountKind         `json:"kind"`
	Day      money.Day         `json:"business_day"`
	At       time.Time         `json:"at"`
	By       string            `json:"by,omitempty"`
	To       string            `json:"to,omitempty"`    // CountHandover: who takes it
	Notes    []money.NoteCount `json:"notes,omitempty"` // where they were counted one by one
	Counted  []money.Money     `json:"counted"`
	Expected []money.Money     `json:"expected"`
	Reason   string            `json:"reason,omitempty"` // of what is over or short
}

// Over is what a drawer holds beyond what it should, in a currency; below zero
// it is short.
func (c Count) Over(in money.Currency) money.Money {
	return money.SumIn(in, money.SumIn(in, c.Counted...), money.SumIn(in, c.Expected...).Negative())
}

// CountRequest is what a person counted.
type CountRequest struct {
	Counted []money.Money     // at most one of a currency; none of a currency is zero
	Notes   []money.NoteCount // or the notes, which then make the sums
	By      string            // who counted, at most 40 characters; who has signed in, where somebody has
	To      string            // CountHandover: who takes the drawer
	Reason  string            // of what is over or short, at most 200 characters

	// Approval is a manager's, where the drawer is another's: see staff.ActionShiftOther.
	// Once the shop has staff, By's own name counts by it alone where nobody has signed in.
	Approval staff.Approval
}

// maxNotes bounds how many notes of a value are counted.
const maxNotes = 100_000

// Sums checks a count and adds it up: dollars, then riel. The error's code is
// fault.AmountInvalid, fault.AmountTooLarge or fault.TextInvalid with the field.
func (r CountRequest) Sums() ([]money.Money, error) {
	for _, f := range []struct{ name, text string }{{"by", r.By}, {"to", r.To}} {
		if text.CheckLine(f.text, 40) != nil {
			return nil, fault.New(fault.TextInvalid, f.name)
		}
	}
	if text.Check(r.Reason) != nil {
		return nil, fault.New(fault.TextInvalid, "reason")
	}
	sums := []money.Money{money.Cents(0), money.Riel(0)}
	add := func(m money.Money) error {
		for i := range sums {
			if sums[i].Currency == m.Currency {
				sums[i] = money.SumIn(m.Currency, sums[i], m)
				if sums[i].Minor > money.MaxMinor {
					return fault.New(fault.AmountTooLarge, sums[i].Decimal())
				}
			}
		}
		return nil
	}
	for _, n := range r.Notes {
		if !slices.Contains(money.Notes(n.Note.Currency), n.Note) || n.Count < 0 || n.Count > maxNotes {
			return nil, fault.New(fault.AmountInvalid, n.Note.Display())
		}
		if err := add(n.Note.Times(n.Count)); err != nil {
			return nil, err
		}
	}
	if len(r.Notes) > 0 {
		return sums, nil
	}
	for _, m := range r.Counted {
		if m.Minor < 0 || m.Currency != money.USD && m.Currency != money.KHR {
			return nil, fault.New(fault.AmountInvalid, m.Decimal())
		}
		if err := add(m); err != nil {
			return nil, err
		}
	}
	return sums, nil
}

// MoveKind is why notes pass through the drawer without a sale.
type MoveKind string

// The movements of cash.
const (
	CashIn   MoveKind = "pay_in"  // change fetched from the bank, say
	CashOut  MoveKind = "pay_out" // ice bought from the drawer
	CashDrop MoveKind = "drop"    // notes that go to the safe
)

// Move is notes that came into the drawer or left it without a sale.
type Move struct {
	ID     int64       `json:"-"` // given by the Store
	Z      int         `json:"z"`
	Kind   MoveKind    `json:"kind"`
	Day    money.Day   `json:"business_day"`
	At     time.Time   `json:"at"`
	Amount money.Money `json:"amount"`
	Reason string      `json:"reason"`
	By     string      `json:"by,omitempty"`
}

// Shift is the period that runs now.
type Shift struct {
	Z      int           `json:"z"`                      // the number that its report will have
	Open   bool          `json:"open"`                   // the float was counted
	Since  time.Time     `json:"since,omitzero"`         // when
	By     string        `json:"by,omitempty"`           // by whom it was opened or taken over
	Day    money.Day     `json:"business_day,omitempty"` // on which it was opened
	LastZ  time.Time     `json:"last_z,omitzero"`        // when the report before it was made
	Left   []money.Money `json:"left,omitempty"`         // what that one left in the drawer
	Drawer []money.Money `json:"drawer"`                 // what should be in it now, dollars and riel
}

// Figures are the drawer's, as the shift has it: whose it is, and what should be in
// it.
func (s Shift) Figures() staff.Figures {
	return staff.Shown("shift", s.Z, s.Open, text.Fold(s.By), money.MinorOf(s.Drawer, money.USD), money.MinorOf(s.Drawer, money.KHR))
}

// After is the shift once its drawer was counted. A float joins what came before
// it; a count that is over or short changes nothing of what should be there.
func (s Shift) After(c Count) Shift {
	switch c.Kind {
	case CountOpen:
		s.Open, s.Since, s.By, s.Day = true, c.At, c.By, c.Day
		s = s.Plus(c.Counted...)
	case CountHandover:
		s.By = c.To
	}
	return s
}

// Plus is the shift with more in its drawer; amounts below zero left it.
func (s Shift) Plus(all ...money.Money) Shift {
	all = append(slices.Clone(s.Drawer), all...)
	s.Drawer = []money.Money{money.SumIn(money.USD, all...), money.SumIn(money.KHR, all...)}
	return s
}

// Signed is a movement as the drawer feels it.
func (m Move) Signed() money.Money {
	if m.Kind == CashIn {
		return m.Amount
	}
	return m.Amount.Negative()
}
