package model

import (
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// A point does the same in every line that takes an amount; what is asked is what
// stands on the screen.
func TestPointOnTheBill(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, keys string
		want       money.Money // asked by Enter
		said       fault.Code
	}{
		{"a point", "3 . 5", uitest.USD(350), ""},
		{"none", "3 5 0", uitest.USD(350), ""},
		{"both", "3 5 . 5", uitest.USD(3550), ""},
		{"times", "3 * 2 . 5", uitest.USD(750), ""},
		{"as a line", "3 . 5 + 1 . 0 5", uitest.USD(455), ""},
		{"a third decimal", "3 . 5 0 5", uitest.USD(350), fault.AmountDecimals},
		{"two points", "3 . 5 .", uitest.USD(350), fault.AmountDecimals},
		{"in riel", "/ 5 0 0 0 .", uitest.KHR(5000), fault.AmountDecimals},
		{"in riel, typed on", "/ 5 0 0 0 . 5 0", uitest.KHR(5000), fault.AmountDecimals},
		{"in riel, and mended", "/ 5 0 0 0 . < 5", uitest.KHR(5005), ""},
		{"flipped with a point", "5 0 . 5 /", uitest.USD(5050), fault.AmountDecimals},
		{"too much for a point, typed on", "1 2 3 4 5 6 7 8 . 5", uitest.USD(12_345_678), fault.AmountTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := typing(t, canned()).press(tt.keys)
			if p.s.Said.Code != tt.said {
				t.Errorf("said %q, want %q", p.s.Said.Code, tt.said)
			}
			if shown := p.s.amount().Amount; len(p.s.Cart.Lines) == 0 && p.s.Cart.Quantity == 0 && shown != tt.want.Display() {
				t.Errorf("shows %s, want %s", shown, tt.want.Display())
			}
			if p.pause(time.Second).press("Enter"); p.asked() != tt.want {
				t.Errorf("asks for %v, want %v", p.asked(), tt.want)
			}
		})
	}
	p := typing(t, canned()).press(". Enter")
	if p.last != nil || p.s.Said.Code != fault.AmountZero {
		t.Errorf("a point alone: %T, said %q", p.last, p.s.Said.Code)
	}
	if p = typing(t, canned()).press("5 0 0 + . Enter"); p.last != nil || p.s.Said.Code != fault.AmountZero {
		t.Errorf("a point alone under a bill: %T, said %q", p.last, p.s.Said.Code)
	}
}

// A digit or a point after a paid payment begins the next sale.
func TestPointBeginsTheNextSale(t *testing.T) {
	t.Parallel()
	p := typing(t, front(uitest.Ended("20", payment.Paid, uitest.USD(350), 0))).press(". 5")
	if p.s.Front != "" || p.s.Entry.Money() != uitest.USD(50) {
		t.Errorf("front %q, typed %v", p.s.Front, p.s.Entry.Money())
	}
}

func TestPointInNotes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, keys string
		given      []money.Money // nil: nothing is taken
	}{
		{"a point", "3 5 0 F9 3 . 5 Enter", []money.Money{uitest.USD(350)}},
		{"whole dollars", "3 5 0 F9 5 . Enter", []money.Money{uitest.USD(500)}},
		{"both currencies", "3 5 0 F9 3 . / 4 1 0 0 Enter", []money.Money{uitest.USD(300), uitest.KHR(4100)}},
		{"a third decimal", "3 5 0 F9 4 . 2 5 5 Enter", []money.Money{uitest.USD(425)}},
		{"a point in riel goes with its decimals", "3 5 0 F9 / 2 0 0 0 0 . 5 0 Enter", []money.Money{uitest.KHR(20_000)}},
		{"a point alone is nothing", "3 5 0 F9 . Enter", nil},
		{"nor are zeros behind it", "3 5 0 F9 . 0 0 Enter", nil},
		{"taken back", "3 5 0 F9 4 . 5 < < 0 0 Enter", []money.Money{uitest.USD(400)}},
		{"a part", "3 5 0 F10 1 . 5 F10", []money.Money{uitest.USD(150)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := typing(t, canned()).press(tt.keys)
			c, taken := p.last.(GiveCommand)
			if taken != (tt.given != nil) || taken && money.Displayed(c.Request.Received) != money.Displayed(tt.given) {
				t.Errorf("%T takes %v, want %v", p.last, c.Request.Received, tt.given)
			}
		})
	}
}

// The first digit over a figure that stands in a form replaces it; Backspace and the
// currency change it.
func TestPrefilledPrice(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]money.Money{
		"M Enter 4 0 0 Enter":       uitest.USD(400),
		"M Enter 4 . 5 Enter":       uitest.USD(450),
		"M Enter . 5 Enter":         uitest.USD(50),
		"M Enter Enter":             uitest.USD(350),
		"M Enter < Enter":           uitest.USD(35),
		"M Enter < 9 Enter":         uitest.USD(359),
		"M Enter < < < 4 0 0 Enter": uitest.USD(400),
		"M Enter / Enter":           uitest.KHR(350),
		"M Enter / 4 0 0 Enter":     uitest.KHR(400),
		"M Enter 4 0 / Enter":       uitest.KHR(40),
		"M Enter 4 . 2 5 5 Enter":   uitest.USD(425),
		"M Enter 4 . / < < Enter":   uitest.USD(350), // the form stays: nothing is typed
		"M Enter 4 0 0 Esc":         uitest.USD(350),
	} {
		t.Run(keys, func(t *testing.T) {
			t.Parallel()
			p := typing(t, canned()).press("3 5 0 + " + keys)
			if got := p.s.Cart.Lines[0].Price; got != want {
				t.Errorf("the price is %v, want %v", got, want)
			}
			if !p.s.Entry.Empty() {
				t.Errorf("and %v is typed", p.s.Entry.Money())
			}
		})
	}
}

// What an amount's line shows is what counts, however it was edited.
func TestAmountLineShowsWhatCounts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		texts []string // one after the other, as the line reports them
		shows string
		want  money.Money
		wrong fault.Code
	}{
		{"from the right", []string{"3", "0.035", "0.350"}, "3.50", uitest.USD(350), ""},
		{"with a point", []string{"3", "0.03.", "3.005"}, "3.50", uitest.USD(350), ""},
		{"pasted", []string{"1,234.56"}, "1,234.56", uitest.USD(123_456), ""},
		{"pasted in riel", []string{"14000/"}, "14,000", uitest.KHR(14_000), ""},
		{"edited in the middle", []string{"12.34", "512.34"}, "512.34", uitest.USD(51_234), ""},
		{"a digit taken out", []string{"1234.56", "134.56"}, "134.56", uitest.USD(13_456), ""},
		{"a third decimal in the middle", []string{"12.34", "12.534"}, "12.34", uitest.USD(1234), fault.AmountDecimals},
		{"a third decimal at the end", []string{"12.34", "12.345"}, "12.34", uitest.USD(1234), fault.AmountDecimals},
		{"a comma of another keyboard", []string{"3", "0.03,", "3.005"}, "3.50", uitest.USD(350), ""},
		{"Khmer digits", []string{"៣", "0.03.", "3.00៥"}, "3.50", uitest.USD(350), ""},
		{"too many", []string{"9999999.99", "9,999,999.991"}, "9,999,999.99", uitest.USD(999_999_999), fault.AmountDecimals},
		{"all of it gone", []string{"12.34", ""}, "", uitest.USD(0), ""},
		{"one backspace", []string{"3.5", "3.5"}, "3.00", uitest.USD(300), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := form{Fields: []field{{Kind: fieldAmount}}, amount: entry{currency: money.USD}}
			for _, text := range tt.texts {
				f = f.with(0, text)
			}
			if f.Fields[0].text != tt.shows || f.Money() != tt.want || f.Problem.Code != tt.wrong {
				t.Errorf("shows %q for %v, problem %q", f.Fields[0].text, f.Money(), f.Problem.Code)
			}
			if m := f.Money(); m.Minor > 0 && f.Fields[0].text != m.Grouped() {
				t.Errorf("shows %q, counts %s", f.Fields[0].text, m.Grouped())
			}
		})
	}
}

// The rate, a movement, a Z report's number: whole numbers and amounts by the same
// rules.
func TestFiguresOfForms(t *testing.T) {
	t.Parallel()
	shop := func() Model { return openShift(canned()) }
	tests := []struct {
		name, keys string
		want       string // what the form's figure is
		problem    bool
	}{
		{"another rate", "K 4 0 5 0", "4050", false},
		{"the rate as it is", "K", "4100", false},
		{"a rate that was taken back", "K < <", "41", false},
		{"a rate with a point", "K 4 0 . 5 0", "40", true},
		{"a rate too long", "K 4 1 0 0 0 0", "41000", true},
		{"a rate out of bounds is typed anew", "K 5 Enter 4 2 0 0", "4200", false},
		{"notes in", "F12 2 2 0 . 5", "20.50", false},
		{"notes in, from the right", "F12 2 2 0 5", "2.05", false},
		{"notes in, a third decimal", "F12 2 2 0 . 5 5 5", "20.55", true},
		{"riel in", "F12 2 / 2 0 0 0 0", "20,000", false},
		{"riel in, with a point", "F12 2 / 2 0 0 0 0 . 5", "20,000", true},
		{"a point alone", "F12 2 . Enter Enter Enter Enter", "0.", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := typing(t, shop()).press(tt.keys)
			f := p.s.Form()
			if p.s.Page() != view.PageForm || f.Fields[0].text != tt.want || (f.Problem.sentence(words.English) != "") != tt.problem {
				t.Errorf("page %d, %+v, want %q", p.s.Page(), f, tt.want)
			}
			if tt.problem && f.Problem.sentence(words.Khmer) == "" {
				t.Error("no Khmer")
			}
		})
	}
}

// A count takes whole numbers: a point is refused, and the digits behind it.
func TestPointInCount(t *testing.T) {
	t.Parallel()
	p := typing(t, openShift(canned())).press("F12 1 1 2 . 5")
	if d := p.s.count(); p.s.Page() != view.PageCount || d.Counts[0][0] != 12 || p.s.Said.Key != words.WholeOnly {
		t.Errorf("page %d, %v, said %q", p.s.Page(), d.Counts[0], p.s.Said.Key)
	}
	if p.press("< 3"); p.s.count().Counts[0][0] != 13 {
		t.Errorf("%v", p.s.count().Counts[0])
	}
}

// refunding is the page of a receipt of two lines: 15 and 3 of them may go back.
func refunding(s Model) Model {
	sold := sale.Sale{ID: "s1", State: sale.Completed, Total: uitest.USD(1800), Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}, Z: 1, Lines: []sale.Line{
		{Name: "Duck egg", Quantity: 15, Price: uitest.USD(100), Total: uitest.USD(1500)},
		{Name: "Ice", Quantity: 3, Price: uitest.USD(100), Total: uitest.USD(300)},
	}}
	s.Snap.Shift.Z = 1
	s = s.open(formPage{form: form{of: refundOfForm{}, Fields: []field{{Kind: fieldReceipt}}}})
	return answered(s, RefundableCommand{}, told{sale: sold, left: []sale.RefundLine{
		{Position: 1, Quantity: 15, Amount: uitest.USD(1500)}, {Position: 2, Quantity: 3, Amount: uitest.USD(300)},
	}}, nil, uitest.Noon.Add(-SettleFor))
}

func TestRefundQuantity(t *testing.T) {
	t.Parallel()
	tests := []struct {
		keys string
		want [2]int64
		said words.Key
	}{
		{"", [2]int64{15, 3}, ""},
		{"1", [2]int64{1, 3}, ""},
		{"1 2", [2]int64{12, 3}, ""},
		{"1 2 <", [2]int64{1, 3}, ""},
		{"1 2 < <", [2]int64{0, 3}, ""},
		{"1 6", [2]int64{1, 3}, words.RefundLess},
		{"1 2 3", [2]int64{12, 3}, words.RefundLess},
		{"1 000000000000000000", [2]int64{1, 3}, words.RefundLess},
		{"9 Down 2", [2]int64{9, 2}, ""},
		{"9 Down Up 1 1", [2]int64{11, 3}, ""},
		{"0 Down 0", [2]int64{0, 0}, ""},
		{"+", [2]int64{15, 3}, words.RefundLess},
		{"1 + +", [2]int64{3, 3}, ""},
		{"1 + 5", [2]int64{5, 3}, ""},
		{"- -", [2]int64{13, 3}, ""},
		{"1 . 5", [2]int64{1, 3}, words.WholeOnly},
		{"Down 4", [2]int64{15, 3}, words.RefundLess},
		{"1 F2 Esc", [2]int64{1, 3}, ""},
		{"1 2 F2 Esc", [2]int64{12, 3}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.keys, func(t *testing.T) {
			t.Parallel()
			p := typing(t, refunding(canned())).press(tt.keys)
			r := p.s.refund()
			if p.s.Page() != view.PageRefund || [2]int64(r.quantity) != tt.want || p.s.Said.Key != tt.said {
				t.Errorf("page %d, %v, said %q", p.s.Page(), r.quantity, p.s.Said.Key)
			}
			want := uitest.USD(100 * (tt.want[0] + tt.want[1]))
			if r.total() != want {
				t.Errorf("%v goes back, want %v", r.total(), want)
			}
		})
	}
}

// Giving a void up restores what was chosen: that much goes back, and a void after
// all takes everything.
func TestVoidGivenUp(t *testing.T) {
	t.Parallel()
	p := typing(t, refunding(canned())).press("1 F2")
	if r := p.s.refund(); !r.void || r.total() != uitest.USD(1800) || p.s.Form().of.command(p.s, p.s.Form()).(RefundCommand).Request.Kind != sale.RefundVoid {
		t.Fatalf("%+v", r)
	}
	p.press("Esc Enter")
	c := p.s.Form().of.command(p.s, p.s.Form()).(RefundCommand)
	if p.s.Page() != view.PageForm || c.Request.Kind == sale.RefundVoid || c.Request.Lines[1] != 1 || c.Request.Lines[2] != 3 || p.s.refund().total() != uitest.USD(400) {
		t.Errorf("page %d, %+v", p.s.Page(), c.Request)
	}
}

// The digits behind a point that was refused go with it on its own page: another page's
// keys, or those after a lock by itself, are none of them.
func TestRefusedPointIsItsPages(t *testing.T) {
	t.Parallel()
	s := staffed(canned())
	s.Snap.SignedIn = staff.SignedIn{ID: 1, Name: "Sokha", Role: staff.Owner}
	p := typing(t, s).press("/ 5 0 0 0 .")
	p.s, _ = p.s.lock(p.now)
	if p.press("1"); p.s.Page() != view.PageForm || p.s.Form().task() != taskSignIn {
		t.Errorf("page %d, said %q", p.s.Page(), p.reads())
	}
}
