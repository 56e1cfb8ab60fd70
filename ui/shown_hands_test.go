package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

func shownDeps(w *walker) Deps {
	return Deps{
		ManagerPIN:   func() bool { return true },
		CustomerPays: func(id.Payment) error { return nil },
		PaymentLink:  func(a payment.Attempt) (string, error) { return "https://pay.example/" + string(a.ID), nil },
		Items: func(ctx context.Context, query string) ([]catalogue.Item, error) {
			if query == "" {
				return w.db.QuickItems(ctx)
			}
			return w.db.SearchItems(ctx, query, view.ItemRows)
		},
		Barcode: func(ctx context.Context, code string) ([]catalogue.Item, error) {
			return w.db.ItemsByBarcode(ctx, code)
		},
		SharedBarcodes: func(ctx context.Context) ([]catalogue.Item, error) { return w.db.SharedBarcodes(ctx) },
		History:        func(ctx context.Context, f pos.HistoryFilter) ([]pos.PastSale, error) { return w.db.History(ctx, f) },
		SaleDetails:    func(ctx context.Context, id id.Sale) (pos.SaleDetails, error) { return w.db.SaleDetails(ctx, id) },
	}
}

// shownItems are the shop's catalogue: barcodes, house labels, both currencies.
func shownItems() []catalogue.Item {
	return []catalogue.Item{
		{Name: "Jasmine rice", Barcode: "8847100010018", Price: uitest.USD(620), Tax: catalogue.TaxStandard},
		{Name: "Fish sauce", Barcode: "8847100020017", Price: uitest.KHR(9800), Tax: catalogue.TaxStandard, QuickKey: 1},
		{Name: "Ice", Price: uitest.KHR(1000), Tax: catalogue.TaxExempt, QuickKey: 2},
		{Name: "Label", Barcode: "1001", Price: uitest.USD(300), Tax: catalogue.TaxStandard},
		{Name: "Long label", Barcode: "1000017", Price: uitest.USD(425), Tax: catalogue.TaxStandard},
		{Name: "Letters", Barcode: "FG-100", Price: uitest.USD(75), Tax: catalogue.TaxStandard, QuickKey: 3},
	}
}

// shownCodes are what the scanner reads: those, and some that nobody knows.
var shownCodes = []string{
	"8847100010018", "8847100010018", "8847100020017", "1001", "1000017", "FG-100", "1000", "5", "8850999320007", "01/2026/000001",
	"y+*/1n", strings.Repeat("0002010102122939", 12),
}

// furnish gives the shop its people, its catalogue and settings, by the seed.
func (w *walker) furnish() {
	ctx := w.t.Context()
	set := map[settings.Key]string{}
	if w.seed%2 == 0 {
		set[settings.TenderOther] = "Voucher | Card"
		set[settings.TillLanguage] = "km"
	}
	switch w.seed % 3 {
	case 1:
		set[settings.TaxMode] = string(money.TaxAdded)
	case 2:
		set[settings.TaxMode] = string(money.TaxIncluded)
	}
	if w.seed%4 == 3 {
		set[settings.KHRProfileID] = ""
	}
	for k, v := range set {
		if err := w.till.SetSetting(ctx, k, v); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, item := range shownItems() {
		if _, err := w.till.PutItem(ctx, item, staff.Approval{}); err != nil {
			w.t.Fatal(err)
		}
	}
	if w.seed%4 >= 2 {
		w.hire()
	} else if err := w.till.SetSetting(ctx, settings.ManagerPIN, "228814"); err != nil {
		w.t.Fatal(err)
	}
	w.ui.apply(w.till.Snapshot())
}

// types presses a key that makes sense where the cashier is, and now and then any.
func (w *walker) types() {
	v := w.cashier()
	key := w.keyFor(v)
	if w.away++; v.Desk.Page == view.PageClosed && v.Cash.Page == view.PageClosed {
		w.away = 0
	}
	switch {
	case w.away > mostAway && w.away%3 == 0: // given up
		w.errand = []string{"Escape", "Escape"}
	case len(w.errand) == 0 && w.chance(60):
		w.errand = w.errandFrom(v)
	}
	switch {
	case len(w.errand) > 0 && w.chance(92):
		if key, w.errand = w.errand[0], w.errand[1:]; key == answered {
			w.isAnswered()
			return
		}
	case w.chance(12):
		key = one(w, anyKeys...)
	}
	for range 1 + w.rng.IntN(20)/19 { // one in twenty bounces
		w.ui.keys.press(keyNameOf(key))
		w.strikes(key, false, false)
		if !w.chance(95) { // it is held down
			for range 1 + w.rng.IntN(4) {
				w.passes(30 * time.Millisecond)
				w.strikes(key, false, true)
			}
		}
		w.ui.keys.release(keyNameOf(key))
	}
}

// mostAway is how many keys a page and its forms get before they are given up.
const mostAway = 30

// answered in an errand waits for what the till says, and for half a second to read it.
const answered = "…"

// isAnswered does what was asked for, and brings all answers.
func (w *walker) isAnswered() {
	for range 4 {
		w.works()
		w.answers()
	}
	for range w.rng.IntN(3) { // the bank is quick now and then
		w.bank()
		w.happens("poll", func() { w.ui.apply(w.till.Snapshot()) })
	}
	w.passes(w.between(model.SettleFor-100*time.Millisecond, model.SettleFor+200*time.Millisecond))
}

// errandFrom is what somebody sets out to do where they stand: keys, one after the other,
// between which everything else may happen. Forms are gone on with as they are.
func (w *walker) errandFrom(v view.Cashier) []string {
	figure := func() (keys []string) {
		for range 1 + w.rng.IntN(4) {
			keys = append(keys, one(w, someDigits...))
		}
		return append(keys, one(w, "1", "5", "0"))
	}
	then := func(keys ...string) []string { return append(figure(), keys...) }
	switch {
	case v.Cash.Page == view.PageCash:
		return one(w, []string{"Return", answered}, then("Return", answered), then("0", "0", "Return", answered), then("F10", answered), []string{"Escape"})
	case v.Cash.Page == view.PagePart:
		return one(w, []string{"Return", answered}, []string{"F9", "Return", answered}, []string{"BackSpace", "F4", answered})
	case v.Cash.Page == view.PageChange, v.Desk.Page == view.PageClosed && v.Panel.Kind != view.PanelPayment && v.Panel.Kind != view.PanelAsk && v.Panel.Kind != view.PanelLink:
		return one(w, then("Return", answered), then("Return", answered), then("F9", "Return", answered), then("F9", "5", "0", "0", "0", "Return", answered),
			then("F10", "1", "0", "F10", answered), then("+"), then("+", "Return", answered), then("-", "1"), then("l", answered), then("h", answered),
			[]string{"h", "1", answered, "Return", answered}, []string{"i", answered, "r", "i", answered, "Return"}, []string{"2", "*", "1", "0", "0", "+"},
			[]string{"F7", one(w, "1", "2", "3"), "Return", answered, "Return"}, []string{"t", answered, "F7", answered, "Return"}, []string{"F12"}, []string{"p", answered},
			[]string{"u", answered, one(w, "1", "2"), answered, one(w, "1", "2", "3", "4")}, []string{"y"}, []string{"a"}, []string{"F3", answered, "p", answered},
			then("Return", answered), then("F9", "Return", answered), then("+", "5", "0", "0", "F9", "1", "0", "0", "0", "Return", answered))
	case v.Desk.Page == view.PageClosed:
		return one(w, []string{answered, "p", answered}, []string{answered, "p", answered}, []string{"Escape", "F4", answered}, []string{"F2"}, []string{"F5", answered}, []string{"b"},
			[]string{answered, "F8", answered}, []string{answered, answered, "p", answered})
	case v.Desk.Page == view.PageForm, v.Desk.Page == view.PageReview:
		return nil
	}
	return one(w, []string{"Escape", "Escape"}, []string{"Escape"}, []string{"Return"}, nil)
}

// keyNameOf is the toolkit's name of a key, or of the one that types a character.
func keyNameOf(key string) fyne.KeyName {
	if len([]rune(key)) == 1 {
		key = strings.ToUpper(key)
	}
	return fyne.KeyName(key)
}

var (
	someDigits = []string{"1", "2", "3", "5", "0", "0"}
	anyKeys    = []string{
		"1", "5", "0", ".", "/", "*", "+", "-", "Return", "KP_Enter", "Escape", "BackSpace", "Tab", "Up", "Down", "Prior", "Next", "Home", "End",
		"F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12",
		"p", "y", "n", "u", "r", "l", "c", "o", "k", "b", "s", "m", "h", "i", "t", "x", "e", "a", "v", "ប",
	}
	counterKeys = []string{
		"+", "+", "+", "*", "-", "-", "/", ".", "Return", "Return", "F9", "F9", "F10", "h", "h", "BackSpace", "F4", "Escape", "Up", "Down", "m", "i", "F3", "F10",
		"u", "F7", "F12", "k", "l", "t", "s", "a", "y", "n", "o", "r",
	}
)

// keyFor is a likely key on a page.
func (w *walker) keyFor(v view.Cashier) string {
	digit := one(w, someDigits...)
	or := func(percent int, key string, others ...string) string {
		if w.chance(percent) {
			return key
		}
		return one(w, others...)
	}
	switch v.Cash.Page {
	case view.PageCash:
		return or(45, digit, "/", "Up", "Return", "Return", "Return", "F10", "F4", "o", "Escape", ".", "BackSpace")
	case view.PageChange:
		return or(60, digit, "Return", "Escape", "/", "p", "F9", "t", "h")
	case view.PagePart:
		return one(w, "Return", "F9", "F9", "BackSpace", "F4", "Escape", "F10")
	}
	if v.Printer.Page != view.PageClosed {
		return or(50, one(w, "1", "2", "3", "4", "5", "6"), "y", "n", "Escape", "Up", "Down")
	}
	if v.Count.On {
		return or(50, digit, "Return", "Down", "/", "F2", "F2", "Escape")
	}
	if v.History.On || v.Details.On {
		return or(25, digit, "Return", "Escape", "Escape", "p", "F7", "Down", "F2", "F5")
	}
	switch v.Desk.Page {
	case view.PageForm:
		return w.keyForForm(v)
	case view.PageReview:
		return or(60, "F4", "Escape", "Return", "Escape", "F4")
	case view.PageList, view.PageDay, view.PageHeld, view.PageLock, view.PageStaff:
		return or(60, one(w, "1", "2", "3", "4", "5"), "Return", "Escape", "Down", "Up", "F3")
	case view.PageDetail:
		return or(60, one(w, "1", "2", "3", "4"), "Return", "Escape", digit, "BackSpace", "/", ".")
	case view.PageRefund:
		return or(40, digit, "Return", "Return", "Down", "+", "-", "/", "F2", "Escape")
	case view.PageItems:
		return or(30, digit, "Down", "Down", "Return", "Return", "Escape", "F2", "F3", "i", "r", "BackSpace")
	case view.PageDone:
		return or(70, "Return", "Escape", digit)
	}
	switch v.Panel.Kind {
	case view.PanelPayment, view.PanelLink, view.PanelAsk:
		return one(w, "F2", "F2", "F5", "Escape", "F4", "p", "b", "F8", "F3", digit, "c", "Return", "y", "n")
	case view.PanelPaid, view.PanelEnded:
		return or(40, digit, "Return", "Escape", "F9", "F10", "F9", "p", "F3", "u", "b", "/", "+", "i")
	}
	return or(55, digit, counterKeys...)
}

// keyForForm goes on with a form: it types what stands for the line that has the cursor,
// a character a key, and then Enter.
func (w *walker) keyForForm(v view.Cashier) string {
	f := v.Desk.Fields[v.Desk.Focus]
	want := w.wantIn(v, f)
	if w.chance(6) {
		return one(w, "Escape", "Tab", "Up", "BackSpace", "F2", "F4", "/", ".")
	}
	if rest, ok := strings.CutPrefix(want, f.Text); ok && rest != "" {
		return string([]rune(rest)[0])
	}
	return "Return"
}

// labelIs reports that a line's label is one of these, in either language.
func labelIs(label string, keys ...words.Key) bool {
	for _, k := range keys {
		if label == words.Text(words.English, k) || label == words.Text(words.Khmer, k) {
			return true
		}
	}
	return false
}

// wantIn is what somebody would type into a line.
func (w *walker) wantIn(v view.Cashier, f view.Field) string {
	pins := map[string]string{"Sokha": "114782", "Dara": "228814", "Srey": "3471"}
	switch {
	case labelIs(f.Label, words.FieldOwnPIN):
		return pins[v.Desk.Amount]
	case labelIs(f.Label, words.FieldOwnerPIN):
		return "114782"
	case f.Secret:
		return "228814"
	case labelIs(f.Label, words.FieldManager):
		return "Dara"
	case labelIs(f.Label, words.FieldOwner):
		return "Sokha"
	case labelIs(f.Label, words.FieldReceipt):
		if recent := w.ui.state.Snap.Recent; len(recent) > 0 {
			return strconv.Itoa(recent[w.rng.IntN(len(recent))].Receipt.Sequence)
		}
		return "1"
	case f.Text != "" && strings.Trim(f.Text, "0123456789.,") == "":
		if w.chance(40) {
			return f.Text + one(w, someDigits...)
		}
		return f.Text
	case f.Text == "" && (strings.Contains(f.Label, "USD") || strings.Contains(f.Label, "KHR")):
		return one(w, someDigits...)
	case f.Text != "" && f.Text != "o":
		return f.Text
	}
	return "ok"
}

// scans is a scanner: a code at its pace, and what ends it.
func (w *walker) scans() {
	if len(w.strokes) > 0 { // a hand comes away from the keys first
		w.passes(quietDigits + pulseEvery)
	}
	code := one(w, shownCodes...)
	gap := w.between(time.Millisecond, 20*time.Millisecond)
	stall := w.chance(10)
	w.note("scan of %.20s", code)
	before := w.eyes.bill()
	for i, r := range []rune(code) {
		w.clock.Add(gap)
		w.machine = w.machine.Add(min(gap, pulseEvery))
		if stall && i == len(code)/2 {
			d := w.between(200*time.Millisecond, 600*time.Millisecond)
			w.note("it stalls for %v", d)
			w.clock.Add(d)
			w.machine = w.machine.Add(d)
		}
		w.strikes(string(r), true, false)
	}
	ends := one(w, []string{"Return"}, []string{"Return"}, []string{"Tab"}, []string{"Return", "Return"}, nil)
	if len(code) < burstLeast { // a scan only with an end
		ends = []string{"Return"}
	}
	for _, end := range ends {
		w.clock.Add(gap)
		w.strikes(end, true, false)
	}
	w.passes(burstTail + pulseEvery)
	w.note("scanned: %s", screenText(w.cashier()))
	w.eyes.scanned(before, code)
}
