package ui

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
)

// deskPage is what a manager has open in place of the large panel.
type deskPage int

const (
	deskClosed   deskPage = iota
	deskList              // unclaimed money, oldest first
	deskDetail            // one payment of it, and what can be done
	deskForm              // what has to be typed
	deskReview            // what will happen, before it does
	deskDone              // what came of it
	deskPrinter           // a printer, and what can be done with it
	deskSaw               // what came out of its test page
	deskDiscount          // a discount
	deskCash              // notes are taken
	deskChange            // and given back
	deskPart              // how the rest of a sale is paid
	deskDay               // the drawer, the shift
	deskCount             // the drawer is counted
	deskRefund            // what of a receipt goes back
	deskItems             // the catalogue
	deskLock              // who signs in
	deskStaff             // who works here
	deskHeld              // bills that were put aside
	deskHistory           // sales of the past
	deskStory             // all that is stored of one
	deskReports           // which reports there are
	deskReport            // one of them
)

// desk is the manager's desk: it lies over the large panel, never over the
// tray, so that money that comes meanwhile is seen. The payment in front stays
// on the customer's window.
type desk struct {
	page    deskPage
	row     int                  // the chosen one of the list
	payment id.Payment           // of the detail and its forms
	money   money.Money          // that is unclaimed of payment, as it stood when it was opened
	past    []payment.Settlement // what was said of payment so far
	form    form
	result  said // deskDone: what came of it
	printer printerDesk
	off     discountDesk
	cash    cashDesk
	day     dayDesk
	refund  refundDesk
	items   itemsDesk
	history historyDesk
	report  reportDesk
	rates   []facts.RateSaid // taskRate: those of before
}

// deskRows is how many payments a page of the list holds.
const deskRows = 5

// openList shows the unclaimed money.
func (s state) openList(now time.Time) state {
	if s.charging {
		return s.say(now, statusNone, words.Preparing)
	}
	s.confirm, s.said = false, said{}
	s.desk = desk{page: deskList}
	return s
}

// closeDesk brings the large panel back, or the change that is being counted out.
func (s state) closeDesk() state {
	s.desk = desk{}
	if s.changing() && s.front == "" {
		s.desk = desk{page: deskChange, cash: s.change}
	}
	return s
}

// unclaimedOf finds a payment of the list.
func (s state) unclaimedOf(id id.Payment) (payment.Attempt, bool) {
	i := slices.IndexFunc(s.snap.Unclaimed, func(a payment.Attempt) bool { return a.ID == id })
	if i < 0 {
		return payment.Attempt{}, false
	}
	return s.snap.Unclaimed[i], true
}

// openDetail shows one payment of the list; what was said of it is fetched.
func (s state) openDetail(row int) (state, command) {
	if row < 0 || row >= len(s.snap.Unclaimed) {
		return s, nil
	}
	a := s.snap.Unclaimed[row]
	s.said = said{}
	s.desk = desk{page: deskDetail, row: row, payment: a.ID, money: a.Unclaimed()}
	return s, pastCommand{a.ID}
}

// atDesk does what was asked for while the desk is open.
func (s state) atDesk(a action, now time.Time) (state, command) {
	switch s.desk.page {
	case deskList:
		return s.atList(a, now)
	case deskDetail:
		return s.atDetail(a, now)
	case deskForm:
		return s.atForm(a, now)
	case deskReview:
		return s.atReview(a, now)
	case deskPrinter:
		return s.atPrinter(a, now)
	case deskSaw:
		return s.atSaw(a, now)
	case deskDiscount:
		return s.atDiscount(a, now)
	case deskCash:
		return s.atCash(a, now)
	case deskChange:
		return s.atChange(a, now)
	case deskPart:
		return s.atPart(a, now)
	case deskDay:
		return s.atDay(a, now)
	case deskCount:
		return s.atCount(a, now)
	case deskRefund:
		return s.atRefund(a, now)
	case deskItems:
		return s.atItems(a, now)
	case deskLock:
		return s.atLock(a, now)
	case deskStaff:
		return s.atStaff(a, now)
	case deskHeld:
		return s.atHeld(a, now)
	case deskHistory:
		return s.atHistory(a, now)
	case deskStory:
		return s.atStory(a, now)
	case deskReports:
		return s.atReports(a, now)
	case deskReport:
		return s.atReport(a, now)
	}
	switch a.verb {
	case doEscape, doCharge, doUnclaimed:
		if s.desk.payment == "" {
			return s.closeDesk(), nil
		}
		return s.backToList(), nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

// backToList shows what is still unclaimed; nothing left, nothing open.
func (s state) backToList() state {
	if s.said = (said{}); len(s.snap.Unclaimed) == 0 {
		return s.closeDesk()
	}
	s.desk = desk{page: deskList, row: min(s.desk.row, len(s.snap.Unclaimed)-1)}
	return s
}

// overList is what a key does on a list of n rows, some of them to a page: it moves
// to another row, or chooses one. mine is false for the keys that do neither.
func overList(a action, row, n int) (to int, chosen, mine bool) {
	page, last := row/deskRows*deskRows, n-1
	switch a.verb {
	case doUp:
		to = row - 1
	case doDown:
		to = row + 1
	case doPageUp:
		to = page - deskRows
	case doPageDown:
		if to = page + deskRows; to > last {
			to = row
		}
	case doFirst:
	case doLast:
		to = last
	case doCharge:
		return row, row <= last, true
	case doRow:
		if a.index >= 0 && a.index <= last {
			return a.index, true, true
		}
		return row, false, true
	case doDigits:
		if at := int(a.text[0] - '1'); len(a.text) == 1 && at >= 0 && at < deskRows && page+at <= last {
			return page + at, true, true
		}
		return row, false, true
	default:
		return row, false, false
	}
	return max(0, min(to, last)), false, true
}

func (s state) atList(a action, now time.Time) (state, command) {
	if to, chosen, mine := overList(a, s.desk.row, len(s.snap.Unclaimed)); mine {
		if chosen {
			return s.openDetail(to)
		}
		s.desk.row, s.said = to, said{}
		return s, nil
	}
	switch a.verb {
	case doUnclaimed: // it opened the page
		return s, nil
	case doEscape:
		s.said = said{}
		return s.closeDesk(), nil
	case doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

func (s state) atDetail(a action, now time.Time) (state, command) {
	switch a.verb {
	case doDigits:
		switch a.text {
		case "1":
			return s.openSettle(taskSale, now)
		case "2":
			return s.openSettle(taskReceipt, now)
		case "3":
			return s.openSettle(taskRefund, now)
		case "4":
			return s.openSettle(taskNote, now)
		}
		return s, nil
	case doEscape, doUnclaimed:
		return s.backToList(), nil
	case doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	case doCharge, doBackspace, doUp, doDown:
		return s, nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

// openSettle opens the form of one of the four things that can become of
// unclaimed money.
func (s state) openSettle(t task, now time.Time) (state, command) {
	a, ok := s.unclaimedOf(s.desk.payment)
	if !ok {
		return s.backToList(), nil
	}
	if t == taskSale && !completes(a) {
		return s.sayError(now, fault.ClaimShort, a.Unclaimed().Display(), a.Amount.Display()), nil
	}
	s.desk.money = a.Unclaimed() // more may have come since it was opened
	return s.openForm(form{task: t})
}

// completes reports that the money is enough for the payment's own sale.
func completes(a payment.Attempt) bool {
	return a.State == payment.Unclaimed && a.Received.Covers(a.Amount)
}

// question is the first payee that nobody has confirmed yet.
func (s state) question() (pos.PayeeQuestion, bool) {
	if len(s.snap.Questions) == 0 {
		return pos.PayeeQuestion{}, false
	}
	// The one that stands in front is the one that is looked at.
	if a, ok := s.attempt(); ok && a.Held() {
		for _, q := range s.snap.Questions {
			if q.Currency == a.Amount.Currency && q.Payee.Account == a.Payee.Account {
				return q, true
			}
		}
	}
	return s.snap.Questions[0], true
}

// answerPayee opens the form that says whether an account is the shop's.
func (s state) answerPayee(ours bool, now time.Time) (state, command) {
	q, ok := s.question()
	switch {
	case !ok:
		return s.say(now, statusNone, words.NothingAsked), nil
	case s.charging:
		return s.say(now, statusNone, words.Preparing), nil
	case ours:
		return s.openForm(form{task: taskConfirm, question: q})
	}
	return s.openForm(form{task: taskDeny, question: q})
}

// readAlarm opens the oldest alarm that no manager has read.
func (s state) readAlarm(now time.Time) (state, command) {
	switch {
	case len(s.snap.Alarms) == 0:
		return s.say(now, statusNone, words.NoAlarm), nil
	case s.charging:
		return s.say(now, statusNone, words.Preparing), nil
	}
	return s.openForm(form{task: taskAlarm, alarm: s.snap.Alarms[0]})
}

// deskFollows drops what the shop has left behind: a payment that was settled
// elsewhere, a question that was answered.
func (s state) deskFollows(now time.Time) state {
	d := s.desk
	if d.page == deskClosed || d.page == deskDone || d.form.busy {
		return s
	}
	if d.page == deskPart {
		if _, ok := s.part(d.cash.sale); !ok {
			return s.closeDesk()
		}
		return s
	}
	if d.page == deskCash && d.cash.sale != "" && !d.cash.busy {
		return s.cashFollows(now)
	}
	if d.page == deskList {
		s.desk.row = max(0, min(d.row, len(s.snap.Unclaimed)-1))
		return s
	}
	if d.payment != "" {
		if _, ok := s.unclaimedOf(d.payment); !ok {
			return s.backToList().sayError(now, fault.UnclaimedNone, d.payment)
		}
		return s
	}
	if q := d.form.question; q.Payee.Account != "" && !slices.ContainsFunc(s.snap.Questions, func(p pos.PayeeQuestion) bool {
		return p.Currency == q.Currency && p.Payee.Account == q.Payee.Account
	}) {
		return s.closeDesk().sayError(now, fault.PayeeUnasked, q.Payee.Account)
	}
	return s
}
