package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/view"
)

func (p historyPage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.History
	v.On, v.Title, v.Find = true, s.word(words.PastTitle), view.Field{Label: s.word(words.PastFind), Text: p.Find}
	for i, sold := range p.rows {
		v.Rows[i] = p.rowOf(s, sold, i)
	}
	switch {
	case p.unread:
		v.Text = s.word(words.PastUnread)
	case len(p.rows) > 0 || p.Busy:
	case p.Find == "" && p.state == "" && p.days == pastAll:
		v.Text = s.word(words.PastEmpty)
	default:
		v.Text = s.word(words.PastNone)
	}
	state := words.PastEvery
	if p.state != "" {
		state = stateWords[p.state]
	}
	days := map[pastDays]words.Key{
		pastAll: words.PastAllDays, pastToday: words.PastToday, pastYesterday: words.PastYesterday,
		pastWeek: words.PastWeek, pastMonth: words.PastMonth,
	}[p.days]
	v.Filters = [2]view.Button{
		keyed(s.word(state), view.DoNextSale),
		keyed(s.word(days), view.DoCheckNow),
	}
	v.Buttons[0] = s.closes()
	if len(p.rows) > 0 {
		v.Foot = s.word(words.PastPage, strconv.Itoa(len(p.marks)+1))
		v.Buttons[1] = keyed(s.word(words.PageBack), view.DoPageUp).OffIf(len(p.marks) == 0)
		v.Buttons[2] = keyed(s.word(words.PageNext), view.DoPageDown).OffIf(!p.more)
		v.Buttons[3] = keyed(s.word(words.Refund), view.DoRefund).OffIf(p.rows[p.row].Sale.State != sale.Completed)
	}
}

// pastStatus is the shape of a state.
func pastStatus(st pos.PastState) view.Status {
	switch st {
	case pos.PastPaid:
		return view.StatusGood
	case pos.PastUnmatched:
		return view.StatusAttention
	}
	return view.StatusNone
}

func (p historyPage) rowOf(s Model, sold pos.PastSale, i int) view.PastRow {
	st := sold.State()
	at := sold.Sale.Completed
	if at.IsZero() {
		at = sold.Sale.Opened
	}
	return view.PastRow{
		Status: pastStatus(st), State: s.becameText(sold), Number: sold.Sale.Receipt.String(), At: dateTime(at),
		By: sold.Sale.Cashier, Way: s.saleRow(sold.Sale).Middle, Amount: sold.Sale.Total.Display(),
		Chosen: i == p.row, Action: view.Action{Verb: view.DoRow, Index: i},
	}
}

// becameText is what became of a sale, with what went back of it.
func (s Model) becameText(p pos.PastSale) string {
	text := s.word(stateWords[p.State()])
	if back := p.Refunded(); back.Minor > 0 && back != p.Sale.Total {
		text = s.word(words.PastBack, back.Display())
	}
	return text
}

func (p detailsPage) show(s Model, c *view.Cashier, _ time.Time) {
	story := p.story
	sold := story.Sale
	v := &c.Details
	*v = view.Details{
		On: true, Status: pastStatus(story.State()), Title: sold.Receipt.String(), Amount: sold.Total.Display(),
		State: s.becameText(story.PastSale), Heads: [2]string{s.word(words.PastSale), s.word(words.PastJournal)},
		Sale: s.saleRows(story), Journal: s.journalRows(story.Journal),
	}
	if v.Title == "" {
		v.Title = s.word(words.PastSale)
	}
	off := sold.State != sale.Completed
	v.Buttons = [3]view.Button{
		s.back(),
		keyed(s.word(words.Refund), view.DoRefund).OffIf(off),
		s.own(view.DoPrint).OffIf(off || !s.hasPrinter(settings.RoleReceipt)),
	}
}

// saleRows are the lines of a sale, its sums, how it was paid, and what went back.
func (s Model) saleRows(story pos.SaleDetails) []view.LedgerRow {
	sold := story.Sale
	var rows []view.LedgerRow
	add := func(kind view.LedgerKind, left, middle, right, sub string) {
		rows = append(rows, view.LedgerRow{Kind: kind, Left: left, Middle: middle, Right: right, Sub: sub})
	}
	add(view.LedgerLine, s.word(words.PastOpened), "", dateTime(sold.Opened), joined(sold.Cashier, sold.Remark))
	for _, l := range sold.Lines {
		add(view.LedgerLine, s.lineName(l), strconv.FormatInt(l.Quantity, 10)+" × "+l.Price.Display(), l.Total.Display(), l.Note)
		if l.Discount.Minor > 0 {
			add(view.LedgerPart, s.word(words.PaperDiscount), "", "− "+l.Discount.Display(), "")
		}
		if l.Share.Minor > 0 {
			add(view.LedgerPart, s.word(words.PaperBillDiscount), "", "− "+l.Share.Display(), "")
		}
	}
	if sold.Tax.Minor > 0 {
		key := words.PaperTax
		if sold.Terms.Mode == money.TaxIncluded {
			key = words.PaperTaxIncluded
		}
		add(view.LedgerLine, s.word(key, strconv.FormatInt(sold.Terms.Percent, 10)), "", sold.Tax.Display(), "")
	}
	add(view.LedgerMain, s.word(words.PaperTotal), "", sold.Total.Display(), "")
	for _, t := range sold.Tenders {
		rows = append(rows, s.tenderRow(t))
	}
	if len(sold.Change) > 0 {
		add(view.LedgerLine, s.word(words.CashChange), "", money.Displayed(sold.Change), "")
	}
	if sold.Rounding.Minor != 0 {
		add(view.LedgerLine, s.word(words.Rounding), "", sold.Rounding.Display(), "")
	}
	for _, r := range story.Refunds {
		key := words.PaperRefund
		if r.Kind == sale.RefundVoid {
			key = words.PaperVoid
		}
		add(view.LedgerHead, s.word(key)+" · "+r.Number.String(), "", r.Total.Display(), joined(dateTime(r.At), r.By, r.Reason))
		for _, l := range r.Lines {
			add(view.LedgerPart, s.lineName(sold.Lines[l.Position-1]), "× "+strconv.FormatInt(l.Quantity, 10), l.Amount.Display(), "")
		}
		for _, t := range r.Paid {
			rows = append(rows, s.tenderRow(t))
		}
	}
	if len(story.Attempts) > 0 {
		add(view.LedgerHead, s.word(words.PastPayments), "", "", "")
	}
	for _, a := range story.Attempts {
		add(view.LedgerLine, string(a.ID), "", a.Amount.Display(), joined(s.movedText(a.State), dateTime(a.Changed)))
	}
	return rows
}

// tenderRow is one way in which money came or went.
func (s Model) tenderRow(t sale.Tender) view.LedgerRow {
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
	return view.LedgerRow{Kind: view.LedgerLine, Left: name, Middle: "", Right: t.Amount.Display(), Sub: sub}
}

// lineName is a line's name in the cashier's language, or the other one.
func (s Model) lineName(l sale.Line) string {
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
