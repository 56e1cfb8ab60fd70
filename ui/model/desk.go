package model

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/ui/view"
)

// desk is the manager's desk: it lies over the large panel, never over the
// tray, so that money that comes meanwhile is seen. The payment in front stays
// on the customer's window.
type desk struct {
	Page    view.Page
	row     int                  // the chosen one of the list
	payment id.Payment           // of the detail and its forms
	money   money.Money          // that is unmatched of payment, as it stood when it was opened
	past    []payment.Resolution // what was said of payment so far
	Form    form
	result  Said // view.PageDone: what came of it
	Printer printerDesk
	off     discountDesk
	Cash    cashDesk
	Day     dayDesk
	Refund  refundDesk
	Items   itemsDesk
	History historyDesk
	report  reportDesk
	rates   []facts.RateConfirmation // taskRate: those of before
}

// openList shows the unmatched money.
func (s Model) openList(now time.Time) Model {
	if s.Charging {
		return s.Say(now, view.StatusNone, words.Preparing)
	}
	s.Confirm, s.Said = false, Said{}
	s.Desk = desk{Page: view.PageList}
	return s
}

// closeDesk brings the large panel back, or the change that is being counted out.
func (s Model) closeDesk() Model {
	s.Desk = desk{}
	if s.Changing() && s.Front == "" {
		s.Desk = desk{Page: view.PageChange, Cash: s.change}
	}
	return s
}

// unmatchedOf finds a payment of the list.
func (s Model) unmatchedOf(id id.Payment) (payment.Attempt, bool) {
	i := slices.IndexFunc(s.Snap.Unmatched, func(a payment.Attempt) bool { return a.ID == id })
	if i < 0 {
		return payment.Attempt{}, false
	}
	return s.Snap.Unmatched[i], true
}

// openDetail shows one payment of the list; what was said of it is fetched.
func (s Model) openDetail(row int) (Model, Command) {
	if row < 0 || row >= len(s.Snap.Unmatched) {
		return s, nil
	}
	a := s.Snap.Unmatched[row]
	s.Said = Said{}
	s.Desk = desk{Page: view.PageDetail, row: row, payment: a.ID, money: a.Unmatched()}
	return s, PastCommand{a.ID}
}

// atDesk does what was asked for while the desk is open.
func (s Model) atDesk(a view.Action, now time.Time) (Model, Command) {
	switch s.Page() {
	case view.PageList:
		return s.atList(a, now)
	case view.PageDetail:
		return s.atDetail(a, now)
	case view.PageForm:
		return s.atForm(a, now)
	case view.PageReview:
		return s.atReview(a, now)
	case view.PagePrinter:
		return s.atPrinter(a, now)
	case view.PageSaw:
		return s.atSaw(a, now)
	case view.PageDiscount:
		return s.atDiscount(a, now)
	case view.PageCash:
		return s.atCash(a, now)
	case view.PageChange:
		return s.atChange(a, now)
	case view.PagePart:
		return s.atPart(a, now)
	case view.PageDay:
		return s.atDay(a, now)
	case view.PageCount:
		return s.atCount(a, now)
	case view.PageRefund:
		return s.atRefund(a, now)
	case view.PageItems:
		return s.atItems(a, now)
	case view.PageLock:
		return s.atLock(a, now)
	case view.PageStaff:
		return s.atStaff(a, now)
	case view.PageHeld:
		return s.atHeld(a, now)
	case view.PageHistory:
		return s.atHistory(a, now)
	case view.PageDetails:
		return s.atDetails(a, now)
	case view.PageReports:
		return s.atReports(a, now)
	case view.PageReport:
		return s.atReport(a, now)
	}
	switch a.Verb {
	case view.DoEscape, view.DoCharge, view.DoUnmatched:
		if s.Desk.payment == "" {
			return s.closeDesk(), nil
		}
		return s.backToList(), nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// backToList shows what is still unmatched; nothing left, nothing open.
func (s Model) backToList() Model {
	if s.Said = (Said{}); len(s.Snap.Unmatched) == 0 {
		return s.closeDesk()
	}
	s.Desk = desk{Page: view.PageList, row: min(s.Desk.row, len(s.Snap.Unmatched)-1)}
	return s
}

// overList is what a key does on a list of n rows, some of them to a page: it moves
// to another row, or chooses one. mine is false for the keys that do neither.
func overList(a view.Action, row, n int) (to int, chosen, mine bool) {
	page, last := row/view.DeskRows*view.DeskRows, n-1
	switch a.Verb {
	case view.DoUp:
		to = row - 1
	case view.DoDown:
		to = row + 1
	case view.DoPageUp:
		to = page - view.DeskRows
	case view.DoPageDown:
		if to = page + view.DeskRows; to > last {
			to = row
		}
	case view.DoFirst:
	case view.DoLast:
		to = last
	case view.DoCharge:
		return row, row <= last, true
	case view.DoRow:
		if a.Index >= 0 && a.Index <= last {
			return a.Index, true, true
		}
		return row, false, true
	case view.DoDigits:
		if at := int(a.Text[0] - '1'); len(a.Text) == 1 && at >= 0 && at < view.DeskRows && page+at <= last {
			return page + at, true, true
		}
		return row, false, true
	default:
		return row, false, false
	}
	return max(0, min(to, last)), false, true
}

func (s Model) atList(a view.Action, now time.Time) (Model, Command) {
	if to, chosen, mine := overList(a, s.Desk.row, len(s.Snap.Unmatched)); mine {
		if chosen {
			return s.openDetail(to)
		}
		s.Desk.row, s.Said = to, Said{}
		return s, nil
	}
	switch a.Verb {
	case view.DoUnmatched: // it opened the page
		return s, nil
	case view.DoEscape:
		s.Said = Said{}
		return s.closeDesk(), nil
	case view.DoBringFront:
		return s.closeDesk().bringFront(a.Payment, now), nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

func (s Model) atDetail(a view.Action, now time.Time) (Model, Command) {
	switch a.Verb {
	case view.DoDigits:
		switch a.Text {
		case "1":
			return s.openResolve(taskSale, now)
		case "2":
			return s.openResolve(taskReceipt, now)
		case "3":
			return s.openResolve(taskRefund, now)
		case "4":
			return s.openResolve(taskNote, now)
		}
		return s, nil
	case view.DoEscape, view.DoUnmatched:
		return s.backToList(), nil
	case view.DoBringFront:
		return s.closeDesk().bringFront(a.Payment, now), nil
	case view.DoCharge, view.DoBackspace, view.DoUp, view.DoDown:
		return s, nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// deskFollows drops what the shop has left behind: a payment that was resolved
// elsewhere, a question that was answered.
func (s Model) deskFollows(now time.Time) Model {
	d := s.Desk
	if d.Page == view.PageClosed || d.Page == view.PageDone || d.Form.Busy {
		return s
	}
	if d.Page == view.PagePart {
		if _, ok := s.part(d.Cash.Sale); !ok {
			return s.closeDesk()
		}
		return s
	}
	if d.Page == view.PageCash && d.Cash.Sale != "" && !d.Cash.Busy {
		return s.cashFollows(now)
	}
	if d.Page == view.PageList {
		s.Desk.row = max(0, min(d.row, len(s.Snap.Unmatched)-1))
		return s
	}
	if d.payment != "" {
		if _, ok := s.unmatchedOf(d.payment); !ok {
			return s.backToList().SayError(now, fault.UnmatchedNone, d.payment)
		}
		return s
	}
	if q := d.question(); q.Payee.Account != "" && !slices.ContainsFunc(s.Snap.Questions, func(p pos.PayeeQuestion) bool {
		return p.Currency == q.Currency && p.Payee.Account == q.Payee.Account
	}) {
		return s.closeDesk().SayError(now, fault.PayeeUnasked, q.Payee.Account)
	}
	return s
}

// Page is what lies over the large panel.
func (s Model) Page() view.Page { return s.Desk.Page }

// Form is the form that is open, or that was done just now.
func (s Model) Form() form { return s.Desk.Form }

// Cash is the counter, where notes are taken.
func (s Model) Cash() cashDesk { return s.Desk.Cash }

// Items is the catalogue's page.
func (s Model) Items() itemsDesk { return s.Desk.Items }

// Day is what is counted or moved.
func (s Model) Day() dayDesk { return s.Desk.Day }

// Refund is what goes back.
func (s Model) Refund() refundDesk { return s.Desk.Refund }

// History is the page of the past sales.
func (s Model) History() historyDesk { return s.Desk.History }

// Printer is the page of the printers.
func (s Model) Printer() printerDesk { return s.Desk.Printer }
