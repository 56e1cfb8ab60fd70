package sale

import (
	"slices"
	"time"

	"psar/pos/id"
	"psar/pos/money"
)

// TraceKind says what was done to a bill before it was sold.
type TraceKind string

// What may be done. The names are stored as parts of facts' kinds.
const (
	TraceLineRemoved     TraceKind = "line_removed"
	TraceCleared         TraceKind = "cleared"
	TraceHeldCleared     TraceKind = "held_cleared" // it had been held
	TraceGivenUp         TraceKind = "given_up"     // after its total was shown
	TracePriceChanged    TraceKind = "price_changed"
	TraceQuantityLowered TraceKind = "quantity_lowered"
	TraceQuantityRaised  TraceKind = "quantity_raised"
	TraceDiscountChanged TraceKind = "discount_changed"
)

// TraceKinds lists the kinds of traces.
func TraceKinds() []TraceKind {
	return []TraceKind{
		TraceLineRemoved, TraceCleared, TraceHeldCleared, TraceGivenUp,
		TracePriceChanged, TraceQuantityLowered, TraceQuantityRaised, TraceDiscountChanged,
	}
}

// Trace is what was done to a bill that is not in the sale any more.
type Trace struct {
	Kind   TraceKind    `json:"-"`                       // the fact's kind says it
	Lines  []BillLine   `json:"lines,omitempty"`         // as they were before
	After  *BillLine    `json:"after,omitempty"`         // the one line, as it is now
	Total  money.Money  `json:"total,omitzero"`          // of the bill that is gone, or the one that was shown
	Off    *[2]Discount `json:"bill_discount,omitempty"` // on the whole bill: before and after
	Seen   bool         `json:"seen,omitempty"`          // by the customer
	Held   id.Sale      `json:"held_id,omitempty"`
	Broken bool         `json:"broken_off,omitempty"` // the till went off with the bill on it
	Who    id.Person    `json:"-"`                    // who had signed in then; 0: who has as it is written
}

// Changes returns what was changed between two states of a bill, which are one key apart:
// lines that went, and prices, quantities and discounts of lines that stayed. seen is how
// many of the first lines the customer saw; lines that nobody saw yet may change freely, but
// not go. A line that was added is no trace.
func Changes(before, after []BillLine, seen int) (all []Trace) {
	if len(after) < len(before) {
		return removed(before, after, seen)
	}
	if !slices.Equal(before, after[:len(before)]) && slices.Equal(before, after[len(after)-len(before):]) {
		return nil // lines were put before them
	}
	for i, was := range before {
		if i < seen {
			all = append(all, changes(was, after[i])...)
		}
	}
	return all
}

// removed returns the lines of before that are not in after.
func removed(before, after []BillLine, seen int) (all []Trace) {
	at := 0
	for i, line := range before {
		if at < len(after) && line == after[at] {
			at++
			continue
		}
		all = append(all, Trace{Kind: TraceLineRemoved, Lines: []BillLine{line}, Seen: i < seen})
	}
	return all
}

// changes returns how a line that the customer saw was changed.
func changes(was, is BillLine) (all []Trace) {
	add := func(kind TraceKind) {
		all = append(all, Trace{Kind: kind, Lines: []BillLine{was}, After: &is, Seen: true})
	}
	if was.Price != is.Price {
		add(TracePriceChanged)
	}
	switch {
	case is.Quantity < was.Quantity:
		add(TraceQuantityLowered)
	case is.Quantity > was.Quantity:
		add(TraceQuantityRaised)
	}
	if was.Discount != is.Discount {
		add(TraceDiscountChanged)
	}
	return all
}

// Standing is a bill that is not sold yet, and of which somebody knows: the customer sees it,
// or it had waited.
type Standing struct {
	Bill   Bill        `json:"bill"`
	Total  money.Money `json:"total,omitzero"`
	Held   id.Sale     `json:"held_id,omitempty"` // it had been held
	Unseen bool        `json:"unseen,omitempty"`  // by the customer
	Shown  bool        `json:"shown,omitempty"`   // Total was shown as what is to be paid
	At     time.Time   `json:"at"`
	By     string      `json:"by,omitempty"` // who had signed in
}

// Seen reports that there is a bill, and that the customer sees it.
func (s Standing) Seen() bool { return len(s.Bill.Lines) > 0 && !s.Unseen }

// ToPay reports that there is a bill whose total was shown: money may have been taken for it.
func (s Standing) ToPay() bool { return s.Shown && len(s.Bill.Lines) > 0 }

// BrokenOff returns the trace of a bill with which the till went off.
func (s Standing) BrokenOff() Trace {
	t := Trace{Kind: TraceGivenUp, Lines: s.Bill.Lines, Total: s.Total, Seen: s.Seen(), Held: s.Held, Broken: true}
	if !t.Seen {
		t.Kind = TraceHeldCleared
	}
	return t
}
