package model

import (
	"slices"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/view"
)

// trail is what is known of the bill at the counter beside its lines: what the customer saw of
// it, and what has to be written down of what was done to it since. A key never waits for
// that: what is written goes behind it, in the till's lane and so before the sale.
type trail struct {
	lines   int            // so many of the first lines the customer saw
	typed   *sale.BillLine // what was typed as the total was shown; nil: nothing
	total   money.Money    // that was shown; zero: none
	held    id.Sale        // the bill was put aside before
	waited  bool           // the one that is being taken up again was seen before it waited
	taken   bool           // charged, paid or put aside: what is gone is no trace
	pending []sale.Trace   // not handed to the till yet
	told    sale.Standing  // as the till knows it
	sending bool           // the till is at it
	refused bool           // it could not be written: with the next key it is tried again
}

// afresh is the trail of the next bill.
func (t trail) afresh() trail {
	return trail{pending: t.pending, told: t.told, sending: t.sending, refused: t.refused}
}

// note adds what was done; it never changes the list of a model before. Twelve of a thing that
// are scanned one by one are one trace.
func (t trail) note(who id.Person, traces ...sale.Trace) trail {
	for _, trace := range traces {
		trace.Who = who
		all := slices.Clone(t.pending)
		if last := len(all) - 1; raised(trace) && last >= 0 && raised(all[last]) && all[last].Who == who && *all[last].After == trace.Lines[0] {
			trace.Lines = all[last].Lines
			all = all[:last]
		}
		t.pending = append(all, trace)
	}
	return t
}

// raised reports that a trace says no more than that there are more of a line now.
func raised(t sale.Trace) bool { return t.Kind == sale.TraceQuantityRaised }

// traced notes what became of the bill between two states, one key or answer apart, and what
// of it the customer sees from now on.
func (s Model) traced(before Model) Model {
	switch {
	case s.trail.taken:
		s.trail = s.trail.afresh()
		s.trail.told = sale.Standing{} // the till took it off with the bill
	case before.someBill() && !s.someBill():
		s.trail = s.trail.note(s.Snap.SignedIn.ID, before.gone()).afresh()
	default:
		s = s.changed(before).settled(before)
	}
	return s.seenNow(before)
}

// someBill reports that there is something of which a trace is left: lines, or an amount that
// was shown as the total.
func (s Model) someBill() bool {
	return !s.Cart.Empty() || s.trail.typed != nil && !s.Entry.Empty()
}

// gone is the trace of a bill of which nothing is left.
func (s Model) gone() sale.Trace {
	t := sale.Trace{Kind: sale.TraceCleared, Lines: s.shownLines(), Seen: s.trail.lines > 0 || s.trail.total.Minor > 0, Held: s.trail.held, Total: s.trail.total}
	if _, p, err := s.committedBill(); err == nil && t.Total.Minor == 0 {
		t.Total = p.Total
	}
	switch {
	case s.trail.total.Minor > 0:
		t.Kind = sale.TraceGivenUp
	case s.trail.held != "":
		t.Kind = sale.TraceHeldCleared
	case len(t.Lines) == 1 && !s.Cart.all:
		t.Kind, t.Total = sale.TraceLineRemoved, money.Money{}
	}
	return t
}

// shownLines are the bill's lines, and what is typed where it was shown as a part of the total.
func (s Model) shownLines() []sale.BillLine {
	if s.trail.typed != nil && !s.Entry.Empty() {
		return append(slices.Clone(s.Cart.Lines), *s.trail.typed)
	}
	return s.Cart.Lines
}

// changed notes lines that went or were changed, and another discount on all.
func (s Model) changed(before Model) Model {
	was, is := before.Cart.Lines, s.Cart.Lines
	t := s.trail.note(s.Snap.SignedIn.ID, sale.Changes(was, is, s.trail.lines)...)
	if before.Cart.off != s.Cart.off && t.lines > 0 && len(is) > 0 {
		t = t.note(s.Snap.SignedIn.ID, sale.Trace{Kind: sale.TraceDiscountChanged, Off: &[2]sale.Discount{before.Cart.off, s.Cart.off}, Total: before.Total(), Seen: true})
	}
	switch {
	case len(is) < len(was):
		t.lines = min(t.lines, len(is))
	case before.trail.lines > 0 && len(is) > len(was) && !slices.Equal(was, is[:len(was)]): // a bill that had waited stands before them
		t.lines = len(is)
	}
	s.trail = t
	return s
}

// settled compares an amount that was shown as the total with what is typed there now: not at
// each of its keys, but once it becomes a line, goes, or is asked for.
func (s Model) settled(before Model) Model {
	t := s.trail
	if t.typed == nil {
		return s
	}
	was := []sale.BillLine{*t.typed}
	switch lines := s.Cart.Lines; {
	case s.Entry.Empty() && len(lines) > len(before.Cart.Lines):
		t = t.note(s.Snap.SignedIn.ID, sale.Changes(was, lines[len(lines)-1:], 1)...)
		t.typed, t.lines = nil, len(lines)
	case s.Entry.Empty():
		t = t.note(s.Snap.SignedIn.ID, sale.Trace{Kind: sale.TraceLineRemoved, Lines: was, Seen: true})
		t.typed = nil
	case s.takesBill() && !before.takesBill():
		now := s.typedLine()
		t = t.note(s.Snap.SignedIn.ID, sale.Changes(was, []sale.BillLine{now}, 1)...)
		t.typed = &now
	}
	s.trail = t
	return s
}

// takesBill reports that the bill as it stands is asked for: by notes, a code, or to put it
// aside.
func (s Model) takesBill() bool { return s.Charging || s.Holding || s.totalShown() }

// totalShown reports that the counter shows the total of the bill, and waits for notes.
func (s Model) totalShown() bool {
	p, ok := as[cashPage](s)
	return ok && p.Sale == ""
}

// seenNow notes what the customer sees from now on: the lines on their window, and the total
// where notes are taken.
func (s Model) seenNow(before Model) Model {
	if s.Faces && s.showsBill() {
		s.trail.lines = len(s.Cart.Lines)
	}
	if !s.totalShown() || before.totalShown() {
		return s
	}
	p, _ := as[cashPage](s)
	s.trail.total, s.trail.lines, s.trail.typed = p.whole, len(s.Cart.Lines), nil
	if !s.Entry.Empty() {
		line := s.typedLine()
		s.trail.typed = &line
	}
	return s
}

// showsBill reports that the customer's window shows the bill while it is rung up.
func (s Model) showsBill() bool {
	switch {
	case s.Page() == view.PageCash || s.Page() == view.PagePart || s.changing():
		return false
	}
	return s.Front == "" && !s.Cart.Empty()
}

// standingBill is the bill of which somebody knows: the customer sees it, or it had waited. It
// is stored, so that pulling the plug does not make it unknown. Without lines there is none.
func (s Model) standingBill() sale.Standing {
	seen := s.trail.lines > 0 || s.trail.total.Minor > 0
	lines := s.shownLines()
	if len(lines) == 0 || !seen && s.trail.held == "" {
		return sale.Standing{}
	}
	b := sale.Standing{
		Bill:  sale.Bill{Currency: s.bill().Currency, Lines: lines, Discount: s.Cart.off},
		Total: s.trail.total, Held: s.trail.held, Unseen: !seen, Shown: s.trail.total.Minor > 0,
	}
	if _, p, err := s.committedBill(); err == nil && b.Total.Minor == 0 {
		b.Total = p.Total
	}
	return b
}

// stands reports that the till knows the bill that stands as it is.
func (t trail) stands(b sale.Standing) bool {
	return slices.Equal(b.Bill.Lines, t.told.Bill.Lines) && b.Bill.Discount == t.told.Bill.Discount &&
		b.Total == t.told.Total && b.Held == t.told.Held && b.Unseen == t.told.Unseen && b.Shown == t.told.Shown
}

// Tells is what has to be written down of the bill, nil for nothing. It is asked for after
// every key and answer; one is on its way at a time. One more of a line is told with what
// comes next.
func (s Model) Tells() (Model, Command) {
	t := s.trail
	if t.sending || t.refused {
		return s, nil
	}
	taking, now := s.takingBill(), len(t.pending)
	if now > 0 && raised(t.pending[now-1]) && s.someBill() && !taking {
		now--
	}
	c := TraceCommand{&traceBatch{traces: t.pending[:now]}}
	if b := s.standingBill(); !taking && !t.stands(b) {
		c.batch.standing = &b
	}
	if now == 0 && c.batch.standing == nil {
		return s, nil
	}
	s.trail.pending, s.trail.sending = t.pending[now:], true
	return s, c
}

// takingBill reports that the till is at the bill: it takes the standing one off with it.
func (s Model) takingBill() bool { return s.Charging || s.Holding || s.paying() }
