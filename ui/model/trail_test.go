package model

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/sale"
	"psar/ui/uitest"
	"psar/ui/view"
)

// tracesOf writes traces down as a test reads them: what, of which price and how many, and
// whether the customer saw it.
func tracesOf(all []sale.Trace) string {
	var lines []string
	for _, t := range all {
		line := string(t.Kind)
		for _, l := range t.Lines {
			line += " " + strconv.FormatInt(l.Quantity, 10) + "x" + l.Price.Decimal()
		}
		if t.After != nil {
			line += " > " + strconv.FormatInt(t.After.Quantity, 10) + "x" + t.After.Price.Decimal()
		}
		if t.Total.Minor > 0 {
			line += " of " + t.Total.Decimal()
		}
		if t.Seen {
			line += " seen"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

// What a key does to a bill that is not sold yet is noted: what goes always, what changes once
// the customer saw it.
func TestTracesByKeys(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, keys string
		faces      bool // there is a customer's window
		want       string
	}{
		{"rung up", "5 0 0 + 3 0 0 +", true, ""},
		{"asked whether a line goes, and kept", "5 0 0 + 3 0 0 + < Esc", true, ""},
		{"a line goes", "5 0 0 + 3 0 0 + Up < F4", false, "line_removed 1x5.00"},
		{"a line goes that was seen", "5 0 0 + 3 0 0 + < F4", true, "line_removed 1x3.00 seen"},
		{"the only line goes", "5 0 0 + < F4", false, "line_removed 1x5.00"},
		{"one after the other", "5 0 0 + 3 0 0 + < F4 < F4", false, "line_removed 1x3.00; line_removed 1x5.00"},
		{"all of it goes", "5 0 0 + 3 0 0 + Esc F4", false, "cleared 1x5.00 1x3.00 of 8.00"},
		{"all of it goes, seen", "5 0 0 + Esc F4", true, "cleared 1x5.00 of 5.00 seen"},
		{"one more of a line that nobody saw", "5 0 0 + +", false, ""},
		{"one more of a line that was seen", "5 0 0 + +", true, "quantity_raised 1x5.00 > 2x5.00 seen"},
		{"many more of a line, one by one", "5 0 0 + + + +", true, "quantity_raised 1x5.00 > 4x5.00 seen"},
		{"more of one line and then of another", "5 0 0 + + 3 0 0 + + Up + Down +", true, "quantity_raised 1x5.00 > 2x5.00 seen; quantity_raised 1x3.00 > 2x3.00 seen; quantity_raised 2x5.00 > 3x5.00 seen; quantity_raised 2x3.00 > 3x3.00 seen"},
		{"a discount that nobody saw", "5 0 0 + 1 0 - 2", false, ""},
		{"a discount on a seen line", "5 0 0 + 1 0 - 2", true, "discount_changed 1x5.00 > 1x5.00 seen"},
		{"a discount on a seen bill", "5 0 0 + 1 0 - 4", true, "discount_changed of 5.00 seen"},
		{"typed and cleared", "5 0 0 0 Esc", true, ""},
		{"the total was shown, and all goes", "5 0 0 + 3 0 0 + F9 Esc | Esc F4", false, "given_up 1x5.00 1x3.00 of 8.00 seen"},
		{"the total was shown, and a line goes", "5 0 0 + 3 0 0 + F9 Esc < F4", false, "line_removed 1x3.00 seen"},
		{"the total was shown, and nothing is done", "5 0 0 + F9 Esc", false, ""},
		{"the total of what was typed was shown, and it goes", "5 0 0 0 F9 Esc | Esc", false, "given_up 1x50.00 of 50.00 seen"},
		{"and it shrinks", "5 0 0 0 F9 Esc < F9", false, "price_changed 1x50.00 > 1x5.00 seen"},
		{"and it becomes a smaller line", "5 0 0 0 F9 Esc < +", false, "price_changed 1x50.00 > 1x5.00 seen"},
		{"and it stands beside a line, and goes", "1 0 0 + 5 0 0 0 F9 Esc | Esc", false, "line_removed 1x50.00 seen"},
		{"and it is the same again", "5 0 0 0 F9 Esc < 0 F9", false, ""},
		{"after it another is typed", "1 0 0 + F9 Esc 7 0 < <", false, ""},
		{"charged smaller", "5 0 0 0 F9 Esc < Enter", false, "price_changed 1x50.00 > 1x5.00 seen"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := canned()
			s.Faces = tt.faces
			p := typing(t, s)
			for keys := range strings.SplitSeq(tt.keys, "|") { // a key that is pressed twice at once does nothing the second time
				p.press(keys).pause(time.Second)
			}
			if got := tracesOf(p.s.trail.pending); got != tt.want {
				t.Errorf("noted %q, want %q", got, tt.want)
			}
		})
	}
}

// A bill that is paid, charged or put aside leaves no trace; one that had waited and is
// cleared is told as such.
func TestSoldBillLeavesNoTrace(t *testing.T) {
	t.Parallel()
	s := canned()
	s.Faces = true
	p := typing(t, s).press("5 0 0 + F9 Enter")
	if p.answer(p.last, told{sale: sale.Sale{State: sale.Completed, Total: uitest.USD(500)}}, nil); !p.s.Cart.Empty() || len(p.s.trail.pending) > 0 {
		t.Errorf("paid: noted %q", tracesOf(p.s.trail.pending))
	}
	p = typing(t, s).press("5 0 0 + 2 0 0 + H")
	if p.answer(p.last, told{}, nil); !p.s.Cart.Empty() || len(p.s.trail.pending) > 0 {
		t.Errorf("put aside: noted %q", tracesOf(p.s.trail.pending))
	}
	bill := sale.Bill{Currency: "USD", Lines: []sale.BillLine{{Quantity: 1, Price: uitest.USD(500)}, {Quantity: 2, Price: uitest.USD(100)}}}
	p.answer(RecallCommand{"held-1"}, told{bill: bill}, nil)
	if len(p.s.trail.pending) > 0 {
		t.Errorf("taken up again: noted %q", tracesOf(p.s.trail.pending))
	}
	p.pause(time.Second).press("Esc F4")
	if got := p.s.trail.pending; len(got) != 1 || tracesOf(got) != "held_cleared 1x5.00 2x1.00 of 7.00 seen" || got[0].Held != "held-1" {
		t.Errorf("noted %q: %+v", tracesOf(got), got)
	}
}

// A bill that the customer saw stays seen while it waits, in a shop without a customer's window
// too; one that nobody saw does not become so by waiting, but the till knows that it is there.
func TestWaitingBillStaysSeen(t *testing.T) {
	t.Parallel()
	bill := sale.Bill{Currency: "USD", Lines: []sale.BillLine{{Quantity: 3, Price: uitest.USD(500)}, {Quantity: 2, Price: uitest.USD(100)}}}
	for _, seen := range []bool{true, false} {
		s := canned()
		s.Snap.Held = []sale.Held{{ID: "held-1", Bill: bill, Seen: seen}}
		p := typing(t, s).press("H 1")
		p.answer(p.last, told{bill: bill}, nil)
		next, c := p.s.Tells()
		tell, ok := c.(TraceCommand)
		if !ok || tell.batch.standing == nil || tell.batch.standing.Unseen == seen || tell.batch.standing.Held != "held-1" || len(tell.batch.standing.Bill.Lines) != 2 {
			t.Fatalf("seen %t: told %+v", seen, c)
		}
		p.s = next
		p.answer(c, told{}, nil).pause(time.Second).press("+")
		want := ""
		if seen {
			want = "quantity_raised 2x1.00 > 3x1.00 seen"
		}
		if got := tracesOf(p.s.trail.pending); got != want {
			t.Errorf("seen %t: noted %q, want %q", seen, got, want)
		}
	}
}

// One more of a line is told with what comes next, not by itself: a bottle that is scanned twelve
// times is one row of the journal.
func TestRaisedQuantityWaitsForWhatFollows(t *testing.T) {
	t.Parallel()
	s := canned()
	s.Faces = true
	p := typing(t, s).press("5 0 0 +")
	tell := func() (traces string) {
		next, c := p.s.Tells()
		if p.s = next; c == nil {
			return "nothing"
		}
		traces = tracesOf(c.(TraceCommand).batch.traces)
		p.answer(c, told{}, nil)
		return traces
	}
	tell()
	for range 3 {
		if got := tell(); p.press("+").s.trail.pending == nil || got != "" && got != "nothing" {
			t.Errorf("told %q", got)
		}
	}
	p.press("3 0 0 +")
	if got := tell(); got != "" { // the bill that stands
		t.Errorf("told %q", got)
	}
	p.press("< F4")
	if got := tell(); got != "quantity_raised 1x5.00 > 4x5.00 seen; line_removed 1x3.00 seen" {
		t.Errorf("told %q", got)
	}
	p.press("+ Enter")
	if got := tell(); got != "quantity_raised 4x5.00 > 5x5.00 seen" {
		t.Errorf("told %q as it is charged", got)
	}
}

// What was noted is handed to the till behind the key, one command at a time, and kept where
// it could not be written. The bill that the customer sees goes along.
func TestTracesAreHandedOver(t *testing.T) {
	t.Parallel()
	s := canned()
	s.Faces = true
	p := typing(t, s).press("5 0 0 + 3 0 0 +")
	next, c := p.s.Tells()
	first, ok := c.(TraceCommand)
	if !ok || len(first.batch.traces) > 0 || first.batch.standing == nil || len(first.batch.standing.Bill.Lines) != 2 || first.batch.standing.Total != uitest.USD(800) {
		t.Fatalf("told %+v", c)
	}
	p.s = next
	if _, again := p.s.Tells(); again != nil {
		t.Error("two at a time")
	}
	p.press("< F4") // while it is on its way
	p.answer(first, told{}, nil)
	if p.s, c = p.s.Tells(); c == nil {
		t.Fatal("nothing told of the line that went")
	}
	second := c.(TraceCommand)
	if tracesOf(second.batch.traces) != "line_removed 1x3.00 seen" || len(second.batch.standing.Bill.Lines) != 1 {
		t.Errorf("told %q, %+v", tracesOf(second.batch.traces), second.batch.standing)
	}
	p.answer(second, told{}, fault.New(fault.DiskFull))
	if p.s.Said.Code != fault.DiskFull {
		t.Errorf("said %+v", p.s.Said)
	}
	if _, c = p.s.Tells(); c != nil {
		t.Error("tried again without a key")
	}
	p.press("Up")
	if p.s, c = p.s.Tells(); c == nil || tracesOf(c.(TraceCommand).batch.traces) != "line_removed 1x3.00 seen" {
		t.Errorf("tried again: %+v", c)
	}
	p.answer(c, told{}, nil)
	if p.s, c = p.s.Tells(); c != nil {
		t.Errorf("told twice: %+v", c)
	}
	// While the till is at the bill nothing is said of what stands: it goes with it.
	p.press("2 0 0 + Enter")
	if _, c := p.s.Tells(); c != nil {
		t.Errorf("told while it is charged: %+v", c)
	}
	p.answer(p.last, told{}, fault.New(fault.ProfileMissing))
	if _, c := p.s.Tells(); c == nil {
		t.Error("a bill that was not charged still stands")
	}
}

// A scene of the counter never shows the customer a bill that is not known to be seen.
func TestCustomerSeesWhatIsNoted(t *testing.T) {
	t.Parallel()
	s := canned()
	s.Faces = true
	p := typing(t, s).press("5 0 0 + 3 0 0 + 2 0 0 +")
	v := p.s.Customer(p.now)
	if v.Kind != view.CustomerBill || p.s.trail.lines != 3 {
		t.Errorf("shows %d, %d lines are known to be seen", v.Kind, p.s.trail.lines)
	}
}
