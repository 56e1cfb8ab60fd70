package drawer

import (
	"slices"
	"strings"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
)

// A period runs from one Z report to the next and has the number of the Z report that
// will close it. A shift is open in it once the float is counted. Sales before that, and
// payments at night, belong to the period all the same: Z reports leave nothing out.

// CountKind is the occasion of a count.
type CountKind string

// The occasions on which a drawer is counted.
const (
	CountOpen     CountKind = "open"     // the float, at the start of a shift
	CountHandover CountKind = "handover" // when one cashier hands the drawer to the next
	CountClose    CountKind = "close"
)

// Count is one count of the drawer. Amounts are dollars, then riel.
type Count struct {
	ID       int64                     `json:"-"` // given by the Store
	Z        int                       `json:"z"`
	Kind     CountKind                 `json:"kind"`
	Day      money.Day                 `json:"business_day"`
	At       time.Time                 `json:"at"`
	By       string                    `json:"by,omitempty"`
	To       string                    `json:"to,omitempty"`    // CountHandover: who takes the drawer over
	Notes    []money.DenominationCount `json:"notes,omitempty"` // where denominations were counted
	Counted  []money.Money             `json:"counted"`
	Expected []money.Money             `json:"expected"`
	Reason   string                    `json:"reason,omitempty"` // for being over or short
}

// Over returns by how much the drawer is over, in a currency; below zero it is short.
func (c Count) Over(in money.Currency) money.Money {
	return money.SumIn(in, money.SumIn(in, c.Counted...), money.SumIn(in, c.Expected...).Negative())
}

// CountRequest is a count as a person entered it.
type CountRequest struct {
	Counted []money.Money             // at most one amount of a currency; none of a currency is zero
	Notes   []money.DenominationCount // or denominations, from which the sums are computed
	By      string                    // who counted, at most 40 characters; who has signed in takes precedence
	To      string                    // CountHandover: who takes the drawer over
	ToPIN   string                    // CountHandover: their own PIN, once the shop has staff; not that of who has signed in, or approves
	Reason  string                    // for being over or short, at most 200 characters

	// Approval is a manager's, where the drawer is somebody else's: see
	// staff.ActionShiftOther. Once the shop has staff and nobody has signed in, a
	// name counts only with the approval of its owner.
	Approval staff.Approval
}

// maxNotes bounds the number of notes of one denomination.
const maxNotes = 100_000

// Sums checks a count and adds it up: dollars, then riel. The error's code is
// fault.AmountInvalid, fault.AmountTooLarge or fault.TextInvalid with the field.
func (r CountRequest) Sums() ([]money.Money, error) {
	for _, f := range []struct{ name, text string }{{"by", r.By}, {"to", r.To}} {
		if text.CheckStored(strings.TrimSpace(f.text), 40) != nil {
			return nil, fault.New(fault.TextInvalid, f.name)
		}
	}
	if text.Check(text.Tidy(r.Reason)) != nil {
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
		if !slices.Contains(money.Denominations(n.Note.Currency), n.Note) || n.Count < 0 || n.Count > maxNotes {
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

// MoveKind is the kind of a cash movement without a sale.
type MoveKind string

// The cash movements.
const (
	CashIn   MoveKind = "pay_in"  // paid-in, such as change from the bank
	CashOut  MoveKind = "pay_out" // paid-out, such as ice paid from the drawer
	CashDrop MoveKind = "drop"    // cash drop: notes moved to the safe
)

// Move is cash that came into the drawer or left it without a sale.
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

// Shift is the current period and its drawer.
type Shift struct {
	Z     int       `json:"z"`                      // the number that its Z report will have
	Open  bool      `json:"open"`                   // the float was counted
	Since time.Time `json:"since,omitzero"`         // when the float was counted
	By    string    `json:"by,omitempty"`           // who opened the shift or took it over
	Day   money.Day `json:"business_day,omitempty"` // the business day on which it was opened
	LastZ time.Time `json:"last_z,omitzero"`        // when the previous Z report was made, by the journal

	LastNumber int           `json:"-"`              // that Z report's number
	Left       []money.Money `json:"left,omitempty"` // what the previous close left in the drawer
	Drawer     []money.Money `json:"drawer"`         // the cash expected now: dollars, then riel
}

// Figures returns whose the drawer is and the cash expected in it.
func (s Shift) Figures() staff.Figures {
	return staff.NewFigures("shift", s.Z, s.Open, text.Fold(s.By), money.MinorOf(s.Drawer, money.USD), money.MinorOf(s.Drawer, money.KHR))
}

// After returns the shift after a count. The count that opens it is of all that lies in the
// drawer, cash received since the last close too, so from then on that much is expected; later
// counts, over or short, do not change the cash expected.
func (s Shift) After(c Count) Shift {
	switch c.Kind {
	case CountOpen:
		s.Open, s.Since, s.By, s.Day, s.Drawer = true, c.At, c.By, c.Day, nil
		s = s.Plus(c.Counted...)
	case CountHandover:
		s.By = c.To
	}
	return s
}

// Plus returns the shift with more cash in its drawer; amounts below zero left it.
func (s Shift) Plus(all ...money.Money) Shift {
	all = append(slices.Clone(s.Drawer), all...)
	s.Drawer = []money.Money{money.SumIn(money.USD, all...), money.SumIn(money.KHR, all...)}
	return s
}

// Signed returns the movement's amount, below zero where it left the drawer.
func (m Move) Signed() money.Money {
	if m.Kind == CashIn {
		return m.Amount
	}
	return m.Amount.Negative()
}
