package ui

import (
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
)

// historyView is the page of past sales.
type historyView struct {
	on      bool
	title   string
	find    fieldView
	rows    [pastRows]pastRow
	text    string // where there are no rows
	foot    string
	filters [2]buttonView // state, days
	buttons [4]buttonView // back, pages, refund
}

// pastRow is a sale of the past. Without an amount there is none.
type pastRow struct {
	status                     status
	state, number, at, by, way string
	amount                     string
	chosen                     bool
	action                     action
}

func (s state) historyView() historyView {
	if s.desk.page != deskHistory {
		return historyView{}
	}
	d := s.desk.history
	v := historyView{on: true, title: s.word(words.PastTitle), find: fieldView{label: s.word(words.PastFind), text: d.find}}
	for i, p := range d.rows {
		v.rows[i] = s.pastRow(p, i)
	}
	switch {
	case d.unread:
		v.text = s.word(words.PastUnread)
	case len(d.rows) > 0 || d.busy:
	case d.find == "" && d.state == "" && d.days == pastAll:
		v.text = s.word(words.PastEmpty)
	default:
		v.text = s.word(words.PastNone)
	}
	state := words.PastEvery
	if d.state != "" {
		state = stateWords[d.state]
	}
	days := map[pastDays]words.Key{
		pastAll: words.PastAllDays, pastToday: words.PastToday, pastYesterday: words.PastYesterday,
		pastWeek: words.PastWeek, pastMonth: words.PastMonth,
	}[d.days]
	v.filters = [2]buttonView{
		{label: s.word(state), hint: "F2", action: action{verb: doNextSale}},
		{label: s.word(days), hint: "F5", action: action{verb: doCheckNow}},
	}
	v.buttons[0] = s.back()
	v.buttons[0].label = s.word(words.Close)
	if len(d.rows) > 0 {
		v.foot = s.word(words.PastPage, strconv.Itoa(len(d.marks)+1))
		v.buttons[1] = buttonView{label: s.word(words.PageBack), hint: "PgUp", action: action{verb: doPageUp}, off: len(d.marks) == 0}
		v.buttons[2] = buttonView{label: s.word(words.PageNext), hint: "PgDn", action: action{verb: doPageDown}, off: !d.more}
		v.buttons[3] = buttonView{
			label: s.word(words.Refund), hint: "F7", action: action{verb: doRefund},
			off: d.rows[d.row].Sale.State != sale.Completed,
		}
	}
	return v
}

// pastStatus is the shape of a state.
func pastStatus(st pos.PastState) status {
	switch st {
	case pos.PastPaid:
		return statusGood
	case pos.PastUnclaimed:
		return statusAttention
	}
	return statusNone
}

func (s state) pastRow(p pos.PastSale, i int) pastRow {
	st := p.State()
	at := p.Sale.Completed
	if at.IsZero() {
		at = p.Sale.Opened
	}
	return pastRow{
		status: pastStatus(st), state: s.becameText(p), number: p.Sale.Receipt.String(), at: dateTime(at),
		by: p.Sale.Cashier, way: s.saleRow(p.Sale).middle, amount: p.Sale.Total.Display(),
		chosen: i == s.desk.history.row, action: action{verb: doRow, index: i},
	}
}

// becameText is what became of a sale, with what went back of it.
func (s state) becameText(p pos.PastSale) string {
	text := s.word(stateWords[p.State()])
	if back := p.Back(); back.Minor > 0 && back != p.Sale.Total {
		text = s.word(words.PastBack, back.Display())
	}
	return text
}

// storyView is all that is stored of one sale.
type storyView struct {
	on      bool
	status  status
	title   string
	amount  string
	state   string
	heads   [2]string
	buttons [3]buttonView
	sale    []ledgerRow
	journal []ledgerRow
}

func (s state) storyView() storyView {
	if s.desk.page != deskStory {
		return storyView{}
	}
	story := s.desk.history.story
	sold := story.Sale
	v := storyView{
		on: true, status: pastStatus(story.State()), title: sold.Receipt.String(), amount: sold.Total.Display(),
		state: s.becameText(story.PastSale), heads: [2]string{s.word(words.PastSale), s.word(words.PastJournal)},
		sale: s.saleRows(story), journal: s.journalRows(story.Journal),
	}
	if v.title == "" {
		v.title = s.word(words.PastSale)
	}
	off := sold.State != sale.Completed
	v.buttons = [3]buttonView{
		s.back(),
		{label: s.word(words.Refund), hint: "F7", action: action{verb: doRefund}, off: off},
		{label: s.word(words.PastReprint), hint: "P", action: action{verb: doPrint}, off: off || !s.hasPrinter(settings.RoleReceipt)},
	}
	return v
}

// saleRows are the lines of a sale, its sums, how it was paid, and what went back.
func (s state) saleRows(story pos.SaleStory) []ledgerRow {
	sold := story.Sale
	var rows []ledgerRow
	add := func(kind ledgerKind, left, middle, right, sub string) {
		rows = append(rows, ledgerRow{kind, left, middle, right, sub})
	}
	add(ledgerLine, s.word(words.PastOpened), "", dateTime(sold.Opened), joined(sold.Cashier, sold.Remark))
	for _, l := range sold.Lines {
		add(ledgerLine, s.lineName(l), strconv.FormatInt(l.Quantity, 10)+" × "+l.Price.Display(), l.Total.Display(), l.Note)
		if l.Discount.Minor > 0 {
			add(ledgerPart, s.word(words.PaperDiscount), "", "− "+l.Discount.Display(), "")
		}
		if l.Share.Minor > 0 {
			add(ledgerPart, s.word(words.PaperBillDiscount), "", "− "+l.Share.Display(), "")
		}
	}
	if sold.Tax.Minor > 0 {
		key := words.PaperTax
		if sold.Terms.Mode == money.TaxIncluded {
			key = words.PaperTaxIncluded
		}
		add(ledgerLine, s.word(key, strconv.FormatInt(sold.Terms.Percent, 10)), "", sold.Tax.Display(), "")
	}
	add(ledgerMain, s.word(words.PaperTotal), "", sold.Total.Display(), "")
	for _, t := range sold.Tenders {
		rows = append(rows, s.tenderRow(t))
	}
	if len(sold.Change) > 0 {
		add(ledgerLine, s.word(words.CashChange), "", sums(sold.Change), "")
	}
	if sold.Rounding.Minor != 0 {
		add(ledgerLine, s.word(words.Rounding), "", sold.Rounding.Display(), "")
	}
	for _, r := range story.Refunds {
		key := words.PaperRefund
		if r.Kind == sale.RefundVoid {
			key = words.PaperVoid
		}
		add(ledgerHead, s.word(key)+" · "+r.Number.String(), "", r.Total.Display(), joined(dateTime(r.At), r.By, r.Reason))
		for _, l := range r.Lines {
			add(ledgerPart, s.lineName(sold.Lines[l.Position-1]), "× "+strconv.FormatInt(l.Quantity, 10), l.Amount.Display(), "")
		}
		for _, t := range r.Paid {
			rows = append(rows, s.tenderRow(t))
		}
	}
	if len(story.Attempts) > 0 {
		add(ledgerHead, s.word(words.PastPayments), "", "", "")
	}
	for _, a := range story.Attempts {
		add(ledgerLine, string(a.ID), "", a.Amount.Display(), joined(s.movedText(a.State), dateTime(a.Changed)))
	}
	return rows
}

// tenderRow is one way in which money came or went.
func (s state) tenderRow(t sale.Tender) ledgerRow {
	name := t.Name
	switch {
	case t.Kind == sale.KHQRTender(t.Amount.Currency):
		name = s.word(words.TenderKHQR, t.Amount.Currency)
	case t.Kind.Cash():
		name = s.word(words.TenderCash, t.Amount.Currency)
	}
	sub := joined(string(t.PaymentID), t.Reference)
	if t.ByHand != "" {
		sub = joined(sub, s.word(words.PastByHand, t.ByHand))
	}
	if t.Rate > 0 {
		sub = joined(sub, s.word(words.PastAtRate, riel(t.Rate)))
	}
	return ledgerRow{ledgerLine, name, "", t.Amount.Display(), sub}
}

// lineName is a line's name in the cashier's language, or the other one.
func (s state) lineName(l sale.Line) string {
	if name := s.ownName(l.Name, l.NameKhmer); name != "" {
		return name
	}
	return s.word(words.Amount)
}

// joined puts what there is of some texts side by side.
func joined(texts ...string) string {
	var some []string
	for _, t := range texts {
		if t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, " · ")
}
