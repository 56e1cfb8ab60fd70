package ui

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/ui/model"
	"psar/ui/view"
)

// eyes remember what was shown, as text, and compare with it what is done. They know the
// till's commands and its books, and nothing of how the windows come by what they show.
type eyes struct {
	w        *walker
	came     time.Time          // when what stands there came by itself
	counter  view.Cashier       // the last look at the bill, where no page lay over it
	lines    map[string]string  // the last refund's: position, and so many of it
	fields   map[string]bool    // what was typed into the last form
	detail   view.Cashier       // the last unmatched payment's page
	asked    []asked            // handed to the till, in order
	waiting  model.Command      // asked for, and turned down for want of a manager's word
	totals   map[id.Sale]string // what was shown when a sale was asked for
	codes    map[id.Payment]string
	window   []glance       // the keys since all was told
	begun    view.Cashier   // what was shown before them
	said     bool           // a sentence came since
	sentence any            // the one before it
	keys     string         // typed since the amount's line was empty
	known    bool           // keys is what stands there
	language words.Language // when anything happened last
	logged   int
	paper    int64              // the last print job that was looked at
	papers   map[queue.Kind]int // how many there were
	done     map[string]int     // how often each command was asked for
}

// asked is a command, and what was shown when its key went down.
type asked struct {
	c model.Command
	g glance
}

func newEyes(w *walker) *eyes {
	e := &eyes{w: w, language: w.ui.state.Language, totals: map[id.Sale]string{}, codes: map[id.Payment]string{}, known: true, papers: map[queue.Kind]int{}, done: map[string]int{}}
	e.begun = w.cashier()
	e.made() // while the shop was furnished
	e.look()
	return e
}

// look remembers what has to be known of pages that are left.
func (e *eyes) look() {
	v := e.w.cashier()
	if v.Help != nil {
		return
	}
	if v.Desk.Page == view.PageClosed && v.Cash.Page == view.PageClosed && (v.Panel.Kind == view.PanelSale || v.Panel.Kind == view.PanelBill) {
		e.counter = v
	}
	switch v.Desk.Page {
	case view.PageRefund:
		if e.lines == nil {
			e.lines = map[string]string{}
		}
		for _, r := range v.Desk.Rows {
			if r.Key != "" {
				e.lines[r.Key] = r.Age
			}
		}
	case view.PageForm:
		if e.fields == nil {
			e.fields = map[string]bool{}
		}
		for _, f := range v.Desk.Fields {
			e.fields[strings.TrimSpace(f.Text)] = true
		}
	case view.PageReview:
	case view.PageDetail:
		e.detail = v
		e.lines, e.fields = nil, nil
	default:
		e.lines, e.fields = nil, nil
	}
}

// page is what the keys that decide are about.
func page(v view.Cashier) string {
	p := v.Panel
	if p.Kind == view.PanelPayment || p.Kind == view.PanelLink {
		p = view.Panel{Kind: view.PanelPayment}
	}
	return fmt.Sprint(p.Kind, p.Amount, p.Bill.Ask, v.Desk.Page, v.Desk.Title, v.Desk.Amount, v.Desk.Text, v.Cash.Page, v.Cash.Total, v.Cash.Problem, v.Printer.Page)
}

// happened sees what came of anything: told are the keys of before that are known by it.
func (e *eyes) happened(name string, before view.Cashier, told []glance) {
	w, after := e.w, e.w.cashier()
	switch other := page(before) != page(after); {
	case other && e.language != w.ui.state.Language: // the same page in other words
	case other && len(told) == 0 && len(w.strokes) == 0:
		e.came = w.clock.Now()
	case other: // a key did it
		e.came = time.Time{}
	}
	e.language = w.ui.state.Language
	dropped := labelIs(after.Panel.Said.Text, words.TypeAgain, words.KeysDropped)
	e.said = e.said || dropped || after.Panel.Said.Text != "" && !reflect.DeepEqual(e.sentence, w.ui.state.Said) || after.Desk.Problem != "" || after.Cash.Problem != ""
	if len(w.strokes) == 0 { // all that was typed is told
		if len(e.window) == 0 {
			e.stays(name, after)
		} else {
			e.figures(after)
			e.bills(after)
		}
		e.window, e.begun, e.said, e.sentence = nil, after, false, w.ui.state.Said
	}
	e.look()
}

// stays sees that nothing becomes another amount by itself.
func (e *eyes) stays(name string, after view.Cashier) {
	was, is := typedIn(e.begun), typedIn(after)
	switch {
	case was == is:
		return
	case name == "an answer", page(e.begun) != page(after) && is == "": // charged, held, sold, taken up
	default:
		e.w.fail("the amount %q became %q by itself (%s)", was, is, name)
	}
	e.keys, e.known = "", e.nothingTyped(is)
	if total, now := shownTotal(e.begun), shownTotal(after); total != now && name == "poll" {
		e.came = e.w.clock.Now()
	}
}

// sold reports that more lines are on the bill than before.
func (e *eyes) sold(before, after view.Cashier) bool {
	return before.Panel.Bill.Title != after.Panel.Bill.Title || before.Panel.Kind != after.Panel.Kind
}

// typedIn is the amount that is being typed, "" for none: with its quantity.
func typedIn(v view.Cashier) string {
	m, ok := moneyIn(v.Amount.Amount)
	if !ok || m.Minor == 0 || labelIs(v.Amount.Caption, words.PaperTotal) {
		return ""
	}
	return v.Amount.Amount
}

// quantityIn is what was typed before ×; 1 where nothing was.
func quantityIn(v view.Cashier) int64 {
	if n, ok := strings.CutSuffix(v.Amount.Caption, " ×"); ok {
		if q, err := strconv.ParseInt(n, 10, 64); err == nil {
			return q
		}
	}
	return 1
}

// moneyIn reads an amount as it is shown.
func moneyIn(text string) (money.Money, bool) {
	c := money.USD
	rest, dollars := strings.CutPrefix(text, "$")
	if !dollars {
		if rest = strings.TrimSuffix(text, " ៛"); rest == text {
			return money.Money{}, false
		}
		c = money.KHR
	}
	minor, err := strconv.ParseInt(strings.NewReplacer(",", "", ".", "").Replace(rest), 10, 64)
	return money.Money{Minor: minor, Currency: c}, err == nil
}

// says reports that a text names an amount.
func says(text string, m money.Money) bool {
	want := m.Display()
	for i := range len(text) {
		if strings.HasPrefix(text[i:], want) && (i == 0 || !strings.ContainsAny(text[i-1:i], "0123456789,.$")) {
			return true
		}
	}
	return false
}

// shownTotal is what a key for KHQR or notes would ask for, as it stands there.
func shownTotal(v view.Cashier) string {
	if v.Panel.Kind == view.PanelBill {
		return v.Panel.Bill.Total[1]
	}
	if rest, ok := cutWord(v.Amount.Note, words.PaperTotal); ok {
		total, _, _ := strings.Cut(rest, " · ")
		return total
	}
	return v.Amount.Amount
}

// figures compares the amount's line with the keys that were typed since it was looked at.
func (e *eyes) figures(after view.Cashier) {
	was, is := typedIn(e.begun), typedIn(after)
	keys, pure, scans := e.keys, true, 0
	for _, g := range e.window {
		atCounter := g.v.Desk.Page == view.PageClosed && g.v.Cash.Page == view.PageClosed && g.v.Help == nil && (g.v.Panel.Kind == view.PanelSale || g.v.Panel.Kind == view.PanelBill)
		switch {
		case g.scan:
			scans++
			pure = false
		case !atCounter || g.held:
			pure = false
		case g.verb == view.DoDigits:
			keys += g.text
		case g.verb == view.DoPoint:
			keys += "."
		case g.verb == view.DoBackspace && keys != "":
			keys = keys[:len(keys)-1]
		default:
			pure = false
		}
	}
	m, _ := moneyIn(after.Amount.Amount)
	last := e.window[len(e.window)-1]
	switch {
	case scans == len(e.window) && was != is:
		e.w.fail("a scan left %q where %q was typed", is, was)
	case scans > 0:
	case pure && e.known && is == "" && valueOf(keys, m.Currency).Minor == 0: // zeros and points, taken or dropped: it looks the same
	case pure && e.known && valueOf(keys, m.Currency) == m:
		e.keys = keys
		return
	case pure && e.known && e.typesAgain(keys, m): // the figure that was to be typed again
		e.keys = strings.TrimPrefix(keys, e.keys)
		return
	case pure && e.known && !e.said:
		e.w.fail("%q, %d keys behind %q (%s), shows %s", keys, len(e.window), e.keys, was, after.Amount.Amount)
	case pure && e.known && is == was:
		return
	case len(e.window) == 1 && was != "" && was != is && !e.said && !e.moved(last, after):
		e.w.fail("%s: the typed %s became %q in silence", last.key, was, is)
	case len(e.window) == 1 && was == is && last.verb != view.DoPoint && last.verb != view.DoDigits:
		return
	}
	e.keys, e.known = "", e.nothingTyped(is) && last.verb != view.DoDigits
}

// typesAgain reports that an amount is what was typed since the till asked to type it again.
func (e *eyes) typesAgain(keys string, m money.Money) bool {
	fresh, added := strings.CutPrefix(keys, e.keys)
	return added && labelIs(e.begun.Panel.Said.Text, words.TypeAgain, words.KeysDropped) && valueOf(fresh, m.Currency) == m
}

// nothingTyped reports that the amount's line is empty: a point alone looks like that.
func (e *eyes) nothingTyped(shown string) bool { return shown == "" && e.w.ui.state.Entry.Empty() }

// moved reports that what was typed is somewhere else on the screen now, or was cleared
// by the key that does.
func (e *eyes) moved(g glance, after view.Cashier) bool {
	switch g.verb {
	case view.DoEscape, view.DoFlip, view.DoBackspace, view.DoDigits, view.DoPoint:
		return true
	case view.DoQuantity:
		return strings.HasSuffix(after.Amount.Caption, " ×")
	}
	return e.sold(g.v, after) || after.Desk.Amount != "" || after.Amount.Caption != g.v.Amount.Caption
}

// bills sees that a key which was refused left the bill as it was.
func (e *eyes) bills(after view.Cashier) {
	b, a := e.begun.Panel, after.Panel
	if len(e.window) != 1 || b.Kind != view.PanelBill || a.Kind != view.PanelBill || a.Said.Text == "" || a.Said == b.Said || a.Said.Status == view.StatusGood {
		return
	}
	for i := range b.Bill.Rows {
		b.Bill.Rows[i].Chosen, a.Bill.Rows[i].Chosen = false, false
	}
	if b.Bill.Title == a.Bill.Title && b.Bill.Rows != a.Bill.Rows {
		e.w.fail("%s is refused (%s), and the bill is another one", e.window[0].key, a.Said.Text)
	}
}

// valueOf is what keys make: digits from the right, or whole and decimals.
func valueOf(keys string, c money.Currency) money.Money {
	whole, cents, pointed := strings.Cut(keys, ".")
	if pointed && c == money.USD {
		whole += (cents + "00")[:2]
	}
	n, _ := strconv.ParseInt("0"+whole, 10, 64)
	return money.Money{Minor: n, Currency: c}
}

// bill is how many of everything stand on the bill.
func (e *eyes) bill() map[string]int64 {
	all := map[string]int64{}
	for i, l := range e.w.ui.state.Cart.Lines {
		all[fmt.Sprint(i, l.Name, l.Price)] += l.Quantity
	}
	return all
}

// scanned sees that a scan by itself, before its answer, changed nothing of the bill.
func (e *eyes) scanned(before map[string]int64, code string) {
	if after := e.bill(); !maps.Equal(before, after) {
		e.w.fail("the scan of %.20s changed %v into %v before its answer", code, before, after)
	}
}

// defects sees that nothing broke.
func (e *eyes) defects() {
	for _, l := range e.w.logged[min(e.logged, len(e.w.logged)):] {
		if strings.Contains(l, "panic") {
			e.w.fail("%s", l)
		}
	}
	e.logged = len(e.w.logged)
}

// everywhere reports that one of the view's texts holds a text.
func everywhere(v view.Cashier, text string) bool {
	return strings.Contains(fmt.Sprintf("%+v", v), text)
}

// oneOf is the fault of a command that the page is not for; "" for none.
func oneOf(ok bool, format string, args ...any) string {
	if ok {
		return ""
	}
	return fmt.Sprintf(format, args...)
}

// audit compares the books with what was shown.
func (e *eyes) audit() {
	for _, s := range e.completed() {
		if shown := e.totals[s.ID]; s.Total.Display() != shown {
			e.w.fail("sale %s of %s: %q was shown", s.Receipt, s.Total.Display(), shown)
		}
	}
}

// completed are all sales of the walk, whatever their day: midnight may pass.
func (e *eyes) completed() []sale.Sale {
	all, err := e.w.db.LastSales(e.w.t.Context(), 1, math.MaxInt32)
	if err != nil {
		e.w.t.Fatal(err)
	}
	return all
}
