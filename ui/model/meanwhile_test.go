package model

import (
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// What is typed, scanned or answered while something else is under way never becomes a
// part of it.

var (
	tea   = catalogue.Item{ID: "tea", Name: "Tea", Price: money.Cents(200), Tax: catalogue.TaxStandard}
	twins = []catalogue.Item{
		{ID: "a", Name: "Twin A", Price: money.Cents(100), Tax: catalogue.TaxStandard},
		{ID: "b", Name: "Twin B", Price: money.Cents(100), Tax: catalogue.TaxStandard},
	}
)

// scans is a scan whose look-up has not answered yet.
func (p *typist) scans(code string) Command {
	p.t.Helper()
	p.now = p.now.Add(time.Second)
	p.s, p.last = p.s.Act(view.Action{Verb: view.DoScan, Text: code}, p.now)
	if p.last == nil {
		p.t.Fatalf("the scan of %s: %s", code, p.reads())
	}
	return p.last
}

func shopOfItems() Model {
	s := canned()
	s.CanItems = true
	return s
}

// The amount that stood when a code was scanned is one line, what is typed before the
// answer another figure.
func TestFigureTypedDuringALookUp(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		found []catalogue.Item
		err   error
		want  int64
	}{
		{"known", []catalogue.Item{tea}, nil, 750},
		{"unknown", nil, fault.New(fault.BarcodeUnknown, "1"), 550},
	} {
		p := typing(t, shopOfItems()).press("3 5 0")
		c := p.scans("8847100010018")
		p.press("2 0 0").answer(c, told{items: tt.found}, tt.err).pause(time.Second)
		if got := p.s.Total(); got != money.Cents(tt.want) {
			t.Errorf("%s: shown %s", tt.name, got.Display())
		}
		if got := p.press("Enter").asked(); got != money.Cents(tt.want) {
			t.Errorf("%s: asks %s", tt.name, got.Display())
		}
	}
}

// A quantity typed for a scan is of what it finds, and of nothing typed since.
func TestQuantityOfAScanThatFindsNothing(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems()).press("3 *")
	c := p.scans("9999999")
	p.press("5 0 0").answer(c, told{}, fault.New(fault.BarcodeUnknown, "9999999")).pause(time.Second)
	if got := p.s.Total(); got != money.Cents(500) {
		t.Errorf("shown %s", got.Display())
	}
	if got := p.press("Enter").asked(); got != money.Cents(500) {
		t.Errorf("asks %s", got.Display())
	}
}

func TestQuantityOfAScanThatFindsSeveral(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems()).press("3 *")
	c := p.scans("4006381333931")
	p.press("5 0 0").answer(c, told{items: twins}, nil).pause(time.Second).press("Down Enter")
	lines := p.s.bill().Lines
	if len(lines) != 2 || lines[0].Price != money.Cents(500) || lines[0].Quantity != 1 || lines[1].Name != "Twin A" || lines[1].Quantity != 3 {
		t.Errorf("%+v", lines)
	}
}

// A quantity that is typed while a scan finds several is of what comes next.
func TestQuantityTypedBeforeAList(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems())
	c := p.scans("4006381333931")
	p.press("3 *").answer(c, told{items: twins}, nil).pause(time.Second).press("Down Enter")
	if lines := p.s.bill().Lines; len(lines) != 1 || lines[0].Quantity != 1 || p.s.Cart.Quantity != 3 {
		t.Errorf("%+v, and %d × what comes next", lines, p.s.Cart.Quantity)
	}
}

// Zero that was typed is no exact sum, whatever key comes between.
func TestZeroIsNotExact(t *testing.T) {
	t.Parallel()
	for _, keys := range []string{"0 Enter", "0 Down Enter", "0 / Enter", "0 Tab Enter", "0 + Enter", ". / Enter", "0 F10", "0 Down F10", "0 0 / Tab Enter"} {
		p := typing(t, canned()).press("3 5 0 F9").pause(time.Second).press(keys)
		if p.last != nil || p.s.Cash().Wrong.Code != fault.AmountZero {
			t.Errorf("%s: %T, %q", keys, p.last, p.s.Cash().Wrong.Code)
		}
		if p.press("< 5 0 0 Enter"); p.last == nil && p.s.Cash().at == 0 {
			t.Errorf("%s, then $5.00: %q", keys, p.s.Cash().Wrong.Code)
		}
	}
}

// A list that an answer brought is read before Enter takes the first of it.
func TestEnterBehindAList(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems()).press("I").pause(time.Second)
	p.s, p.last = p.s.Act(view.Action{Verb: view.DoField, Text: "tw"}, p.now)
	p.answer(p.last, told{items: twins}, nil)
	p.now = p.now.Add(5 * time.Millisecond)
	if p.s, _ = p.s.Act(view.Action{Verb: view.DoCharge}, p.now); len(p.s.bill().Lines) != 0 {
		t.Errorf("sold unread: %+v", p.s.bill().Lines)
	}
	if p.pause(time.Second).press("Enter"); len(p.s.bill().Lines) != 1 {
		t.Errorf("read, and not sold: %s", p.reads())
	}
}

// The same text once more, behind an empty line, waits for an answer of its own.
func TestSearchForTheSameAgain(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems()).press("I")
	found := told{items: []catalogue.Item{tea}}
	p.answer(p.last, told{}, nil).press("1").answer(p.last, found, nil).press("<").answer(p.last, told{}, nil).press("1")
	search := p.last
	if p.press("Enter"); p.reads() == p.s.word(words.ItemsNone) {
		t.Error("there is none before the answer")
	}
	if p.answer(search, found, nil); p.s.Total() != money.Cents(200) {
		t.Errorf("the bill is %s, said %q", p.s.Total().Display(), p.reads())
	}
}

// What is typed behind the Enter of a search that has no answer yet goes with it.
func TestFigureBehindASearch(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems()).press("I").pause(time.Second)
	p.s, p.last = p.s.Act(view.Action{Verb: view.DoField, Text: "tea"}, p.now)
	search := p.last
	if p.press("Enter 3 5 0"); p.s.items().Query != "tea" || p.reads() == "" {
		t.Errorf("looks for %q, says %q", p.s.items().Query, p.reads())
	}
	if p.answer(search, told{items: []catalogue.Item{tea}}, nil); p.s.Total() != money.Cents(200) {
		t.Errorf("the bill is %s", p.s.Total().Display())
	}
}

// A refusal that needs a manager's word lays no form over what was begun since: the
// charge goes on, and its code comes to the front.
func TestWordWantedTooLate(t *testing.T) {
	t.Parallel()
	s := staffed(canned())
	s.Snap.SignedIn = staff.SignedIn{ID: 2, Name: "Bopha", Role: staff.Cashier}
	p := typing(t, s).press("R").pause(time.Second).press("3")
	set, ok := p.last.(PrinterCommand)
	if !ok || set.Role != settings.RoleReceipt {
		t.Fatalf("%T", p.last)
	}
	p.press("Esc").pause(time.Second).press("3 5 0 Enter")
	charge := p.last
	if p.asked() != money.Cents(350) {
		t.Fatalf("asks %s", p.asked().Display())
	}
	p.answer(set, told{}, fault.New(fault.PermissionMissing))
	if !p.s.Charging || p.s.Page() != view.PageClosed || p.reads() == "" {
		t.Errorf("charging %v, page %d, %q", p.s.Charging, p.s.Page(), p.reads())
	}
	p.answer(charge, told{attempt: payment.Attempt{ID: id.Payment("77"), Amount: money.Cents(350), State: payment.Reserved, Created: uitest.Noon}}, nil)
	if p.s.Front != "77" || !p.s.Entry.Empty() {
		t.Errorf("in front %q, typed %s", p.s.Front, p.s.Entry.Money().Display())
	}
}

// An answer that opens or closes a page amid a figure leaves neither of its halves: the one
// that was typed goes with it, and the other is dropped.
func TestPageThatComesAmidAFigure(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems())
	c := p.scans("8847100010018")
	p.press("I 1 0 0 0").answer(c, told{items: []catalogue.Item{tea}}, nil)
	if p.press("0 1 7 Enter"); p.last != nil || !p.s.Entry.Empty() || p.s.Total() != money.Cents(200) || p.reads() != p.s.word(words.KeysDropped) {
		t.Errorf("a search that closed: %T, typed %v, total %v, said %q", p.last, p.s.Entry.Money(), p.s.Total(), p.reads())
	}
	p = typing(t, shopOfItems())
	c = p.scans("4006381333931")
	p.press("3").answer(c, told{items: twins}, nil)
	if p.press("5 0 Enter"); p.last != nil || !p.s.Entry.Empty() || p.s.items().Query != "4006381333931" || p.reads() != p.s.word(words.KeysDropped) {
		t.Errorf("a list that opened: %T, typed %v, looks for %q, said %q", p.last, p.s.Entry.Money(), p.s.items().Query, p.reads())
	}
	if p.pause(time.Second).press("Down Enter"); p.s.Total() != money.Cents(100) {
		t.Errorf("then the bill is %v", p.s.Total())
	}
	p = typing(t, shopOfItems()).press("3 5 0 F9 Enter") // no figure is begun: the next one is taken at once
	p.answer(p.last, told{sale: givenSale(uitest.USD(350), nil, uitest.USD(350))}, nil)
	if p.press("2 0 0"); p.s.Entry.Money() != money.Cents(200) {
		t.Errorf("the next sale: %v, said %q", p.s.Entry.Money(), p.reads())
	}
}

// The rest of a word whose page an answer took away is no key of the page that came, nor
// is it typed into a line there.
func TestPageThatComesAmidAWord(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems())
	c := p.scans("8847100010018")
	p.press("I")
	p.s, _ = p.s.Act(view.Action{Verb: view.DoField, Text: "ja"}, p.now)
	p.answer(c, told{items: []catalogue.Item{tea}}, nil)
	if p.press("M H K"); p.last != nil || p.s.Page() != view.PageClosed || len(p.s.Cart.Lines) != 1 || p.reads() != p.s.word(words.KeysDropped) {
		t.Errorf("letters: %T, page %d, %d lines, said %q", p.last, p.s.Page(), len(p.s.Cart.Lines), p.reads())
	}
	if p.pause(time.Second).press("M"); p.s.Page() != view.PageForm {
		t.Errorf("after a pause: page %d, said %q", p.s.Page(), p.reads())
	}
	p = typing(t, shopOfItems())
	c = p.scans("4006381333931")
	p.press("3").answer(c, told{items: twins}, nil)
	if p.s, _ = p.s.Act(view.Action{Verb: view.DoField, Text: "40063813339315"}, p.now); p.s.items().Query != "4006381333931" {
		t.Errorf("looks for %q", p.s.items().Query)
	}
}

// A scan whose answer finds another page says that it has to be made again.
func TestScanBehindAPage(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems())
	c := p.scans("8847100010018")
	p.press("K").answer(c, told{items: []catalogue.Item{tea}}, nil)
	if p.reads() != p.s.word(words.ScanNotHere) || !p.s.Cart.Empty() {
		t.Errorf("said %q, %d lines", p.reads(), len(p.s.Cart.Lines))
	}
}

// F7 in the history gives back for a sale that was found by what is typed, or for none.
func TestRefundBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	s := canned()
	s.CanHistory = true
	p := typing(t, s).press("T")
	old := sale.Sale{ID: "s9", State: sale.Completed, Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 9}, Total: uitest.USD(350)}
	p.answer(p.last, told{sales: []pos.PastSale{{Sale: old}}}, nil).pause(time.Second)
	if p.press("8 F7"); p.last != nil || p.s.Page() != view.PageHistory || p.reads() == "" {
		t.Errorf("%T, page %d, said %q", p.last, p.s.Page(), p.reads())
	}
	if p.press("1 2 Enter"); p.s.History().Find != "8" {
		t.Errorf("looks for %q", p.s.History().Find)
	}
}

// Whether a manager's word needs a PIN is told to the form that asked.
func TestPINOfAnotherForm(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("5 0 0 + M")
	n := len(p.s.Form().Fields)
	p.answer(ManagerCommand{p.s.Form().turn - 1}, told{pin: true}, nil)
	if len(p.s.Form().Fields) != n {
		t.Errorf("the line's form has %d fields, not %d", len(p.s.Form().Fields), n)
	}
	p = typing(t, canned()).press("K")
	n = len(p.s.Form().Fields)
	if p.answer(ManagerCommand{p.s.Form().turn}, told{pin: true}, nil); len(p.s.Form().Fields) != n+1 {
		t.Errorf("the rate's form has %d fields", len(p.s.Form().Fields))
	}
}

// A word that is wanted for what was given up lays no form over the notes.
func TestWordWantedOverTheNotes(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("3 5 0 F9 1 0")
	p.answer(BackCommand{Sale: "s1"}, told{}, fault.New(fault.PermissionMissing)).press("0 0")
	if got := p.s.Cash().notes(); p.s.Page() != view.PageCash || len(got) != 1 || got[0] != money.Cents(1000) {
		t.Errorf("page %d, given %v", p.s.Page(), got)
	}
}
