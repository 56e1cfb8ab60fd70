package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/ui/view"
)

func (p listPage) show(s Model, c *view.Cashier, now time.Time) {
	list := s.Snap.Unmatched
	v := &c.Desk
	v.Page, v.Title = view.PageList, s.word(words.Unmatched)
	v.Buttons[0] = s.closes()
	if len(list) == 0 {
		v.Text = s.word(words.NoUnmatched)
		return
	}
	top := topRow(p.row)
	for i := range v.Rows {
		if top+i < len(list) {
			v.Rows[i] = p.rowOf(s, list[top+i], top+i, now)
		}
	}
	if len(list) > view.DeskRows {
		v.Foot = s.pageOf(top, len(list))
	}
	s.pageKeys(v, top, len(list))
}

func (p listPage) rowOf(s Model, a payment.Attempt, row int, now time.Time) view.DeskRow {
	age := now.Sub(a.ReceivedAt())
	return view.DeskRow{
		Key: string(rune('1' + row%view.DeskRows)), Amount: a.Unmatched().Display(), Why: s.why(a),
		Line: s.word(words.AskedAmount, a.Amount.Display()) + " · " + dateTime(a.ReceivedAt()) + " · " + string(a.ID),
		Age:  s.ageText(age), Old: age >= 24*time.Hour, Chosen: row == p.row,
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

func (p detailPage) show(s Model, c *view.Cashier, now time.Time) {
	v := &c.Desk
	v.Page, v.Status, v.Title = view.PageDetail, view.StatusAttention, s.word(words.Unmatched)
	a, ok := s.unmatchedOf(p.payment)
	if !ok {
		return
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
	past := p.past[max(0, len(p.past)-len(v.Past)+1):]
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
