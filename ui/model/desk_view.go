package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/ui/view"
)

func (s Model) deskView(now time.Time) view.Desk {
	switch s.Page() {
	case view.PageList:
		return s.listView(now)
	case view.PageDiscount:
		return s.discountView()
	case view.PageDay:
		return s.dayView()
	case view.PageRefund:
		return s.refundView()
	case view.PageItems:
		return s.ItemsView()
	case view.PageLock:
		return s.lockView()
	case view.PageStaff:
		return s.staffView()
	case view.PageHeld:
		return s.heldView(now)
	case view.PageReports:
		return s.reportsView()
	case view.PageDetail:
		return s.detailView(now)
	case view.PageForm:
		return s.formView(now)
	case view.PageReview:
		return s.reviewView(now)
	case view.PageDone:
		return s.doneView()
	}
	return view.Desk{}
}

func (s Model) back() view.Button {
	return keyed(s.word(words.Back), view.DoEscape)
}

func (s Model) listView(now time.Time) view.Desk {
	list := s.Snap.Unmatched
	v := view.Desk{Page: view.PageList, Title: s.word(words.Unmatched)}
	v.Buttons[0] = s.back()
	v.Buttons[0].Label = s.word(words.Close)
	if len(list) == 0 {
		v.Text = s.word(words.NoUnmatched)
		return v
	}
	top := s.Desk.row / view.DeskRows * view.DeskRows
	for i := range v.Rows {
		if top+i < len(list) {
			v.Rows[i] = s.deskRow(list[top+i], top+i, now)
		}
	}
	if len(list) > view.DeskRows {
		n := func(i int) string { return strconv.Itoa(i) }
		v.Foot = s.word(words.PageOf, n(top/view.DeskRows+1), n((len(list)+view.DeskRows-1)/view.DeskRows))
		v.Buttons[1] = keyed(s.word(words.PageBack), view.DoPageUp).OffIf(top == 0)
		v.Buttons[2] = keyed(s.word(words.PageNext), view.DoPageDown).OffIf(top+view.DeskRows >= len(list))
	}
	return v
}

func (s Model) deskRow(a payment.Attempt, row int, now time.Time) view.DeskRow {
	age := now.Sub(a.ReceivedAt())
	return view.DeskRow{
		Key: string(rune('1' + row%view.DeskRows)), Amount: a.Unmatched().Display(), Why: s.why(a),
		Line: s.word(words.AskedAmount, a.Amount.Display()) + " · " + dateTime(a.ReceivedAt()) + " · " + string(a.ID),
		Age:  s.ageText(age), Old: age >= 24*time.Hour, Chosen: row == s.Desk.row,
		Action: view.Action{Verb: view.DoRow, Index: row},
	}
}

// why says how money can be there that no sale has.
func (s Model) why(a payment.Attempt) string {
	return s.word(words.WhyUnmatched(string(a.WhyUnmatched())))
}

func (s Model) ageText(age time.Duration) string {
	n := func(d time.Duration) string { return strconv.Itoa(max(1, int(age/d))) }
	switch day := 24 * time.Hour; {
	case age >= 2*day:
		return s.word(words.AgeDays, n(day))
	case age >= day:
		return s.word(words.AgeDay)
	case age >= time.Hour:
		return s.word(words.AgeHours, n(time.Hour))
	}
	return s.word(words.AgeMinutes, n(time.Minute))
}

func (s Model) detailView(now time.Time) view.Desk {
	v := view.Desk{Page: view.PageDetail, Status: view.StatusAttention, Title: s.word(words.Unmatched)}
	a, ok := s.unmatchedOf(s.Desk.payment)
	if !ok {
		return v
	}
	v.Amount = a.Unmatched().Display()
	v.Facts = [4]string{
		s.word(words.AskedAmount, a.Amount.Display()),
		s.word(words.CameAt, dateTime(a.ReceivedAt())+" · "+s.ageText(now.Sub(a.ReceivedAt()))),
		s.word(words.CameWhy, s.why(a)),
		s.word(words.PaperPaymentID) + " " + string(a.ID),
	}
	v.Past[0] = s.word(words.HistoryTitle)
	v.Past[1] = s.word(words.HistoryNone)
	past := s.Desk.past[max(0, len(s.Desk.past)-len(v.Past)+1):]
	for i, row := range past {
		v.Past[i+1] = s.pastText(row, now)
	}
	v.Buttons = [5]view.Button{
		numbered(s.word(words.ResolveSale), 1).OffIf(!completes(a)),
		numbered(s.word(words.ResolveReceipt), 2),
		numbered(s.word(words.ResolveRefund), 3),
		numbered(s.word(words.ResolveNote), 4),
		s.back(),
	}
	return v
}

// pastText is one row of what managers said.
func (s Model) pastText(r payment.Resolution, now time.Time) string {
	var what string
	switch r.Kind {
	case payment.ResolveSale:
		what = s.word(words.HistorySale, r.Money.Display(), r.Receipt.String())
	case payment.ResolveReceipt:
		what = s.word(words.HistoryReceipt, r.Money.Display(), r.Receipt.String())
	case payment.ResolveRefund:
		what = s.word(words.HistoryRefund, r.Money.Display(), r.Reference)
	}
	if r.Note != "" {
		what = strings.TrimPrefix(what+" · “"+r.Note+"”", " · ")
	}
	return stamp(r.At, now) + " · " + r.By + " · " + what
}
