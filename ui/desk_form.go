package ui

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// task is what a manager gives their word for.
type task int

const (
	taskSale        task = iota // the payment's own sale is completed
	taskReceipt                 // it belongs to another receipt
	taskRefund                  // it was sent back at the bank
	taskNote                    // something to know of it
	taskConfirm                 // the account is the shop's
	taskDeny                    // it is not
	taskAlarm                   // an alarm was read
	taskPrinter                 // where a printer is
	taskDrawer                  // the drawer opens without a sale
	taskMove                    // notes come in or go out without one
	taskCount                   // the drawer was counted
	taskRefundOf                // which receipt something goes back for
	taskGive                    // and that it does
	taskSignIn                  // somebody stands at the till
	taskOwner                   // the shop gets its first owner
	taskApprove                 // a bill needs a manager
	taskItem                    // an item of the catalogue is new or changes
	taskArchive                 // it leaves the catalogue
	taskRate                    // the exchange rate
	taskLine                    // a line of the bill
	taskMark                    // a payment came, whatever the bank says
	taskStaff                   // a person is taken in or changes
	taskStaffLeaves             // and works here no more
	taskReport                  // which report is meant
)

// openForm opens a form; whether a PIN is needed is asked at once.
func (s state) openForm(f form) (state, command) {
	switch f.task {
	case taskReceipt:
		f.fields = []field{{kind: fieldReceipt}}
	case taskRefund:
		f.fields = []field{{kind: fieldReference}}
	case taskNote:
		f.fields = []field{{kind: fieldNote}}
	}
	s.confirm, s.said = false, said{}
	f.shown = s.shownBy(f)
	if f.amount.currency == "" {
		f.amount.currency = money.USD
	}
	f = f.prefilled()
	switch f.task {
	case taskOwner: // a PIN of before may be asked for
		s.desk.page, s.desk.form = deskForm, f
		return s, managerCommand{}
	case taskItem, taskArchive:
		if s.snap.May(staff.ActionCatalogue) {
			s.desk.page, s.desk.form = deskForm, f
			return s, nil
		}
	case taskRate:
		if s.snap.May(staff.ActionRate) {
			s.desk.page, s.desk.form = deskForm, f
			return s, nil
		}
		f = f.withManager() // once the shop has an owner a word is a PIN
		s.desk.page, s.desk.form = deskForm, f
		return s, nil
	case taskStaff, taskStaffLeaves: // an owner’s word is part of them
		s.desk.page, s.desk.form = deskForm, f
		return s, nil
	case taskReport, taskLine, taskPrinter, taskMove, taskCount, taskRefundOf, taskSignIn: // no manager is asked
		s.desk.page, s.desk.form = deskForm, f
		return s, nil
	}
	f.fields = append(f.fields, field{kind: fieldManager})
	s.desk.page, s.desk.form = deskForm, f
	return s, managerCommand{}
}

func (s state) atForm(a action, now time.Time) (state, command) {
	f := s.desk.form
	s.said = said{}
	switch a.verb {
	case doField:
		f = f.with(a.index, a.text)
	case doApprover:
		return s.approver(a.index), nil
	case doFocus:
		f = f.at(max(0, min(a.index, len(f.fields)-1)))
	case doNextSale:
		switch f.task {
		case taskItem:
			return s.archiveItem(now)
		case taskStaff:
			return s.staffLeaves(now)
		}
		return s.say(now, statusNone, words.FinishFirst), nil
	case doBringFront:
		if f.task == taskRefundOf && a.payment == "" { // the number is not at hand
			return s.openHistory(now)
		}
		return s.say(now, statusNone, words.FinishFirst), nil
	case doPageUp, doPageDown:
		return s, nil
	case doTab, doDown:
		f = f.at((f.focus + 1) % len(f.fields))
	case doUp:
		f = f.at((f.focus + len(f.fields) - 1) % len(f.fields))
	case doDigits:
		f = f.with(f.focus, f.fields[f.focus].text+a.text)
	case doPoint:
		f = f.with(f.focus, f.fields[f.focus].text+".")
	case doFlip:
		if f.index(fieldAmount) >= 0 {
			f = f.flipAmount()
			break
		}
		if f.fields[f.focus].kind.stroked() { // the keypad's way to write a number
			f = f.with(f.focus, f.fields[f.focus].text+"/")
		}
	case doBackspace:
		if text := []rune(f.fields[f.focus].text); len(text) > 0 {
			f = f.with(f.focus, string(text[:len(text)-1]))
		}
	case doCharge:
		if f.focus < len(f.fields)-1 {
			f = f.at(f.focus + 1)
			break
		}
		if at, code := s.missing(f); code != "" {
			f = f.anew(at).turned(said{code: code})
			break
		}
		switch f.task {
		case taskPrinter:
			return s.doPrinterForm(f)
		case taskApprove:
			return s.approved(f, now)
		case taskItem:
			return s.itemTyped(f)
		case taskRate:
			return s.rateTyped(f)
		case taskStaff:
			return s.staffTyped(f)
		case taskLine:
			return s.lineTyped(f, now), nil
		case taskReport:
			return s.reportTyped(f, now)
		case taskOwner, taskSignIn:
			if f.task == taskOwner && f.value(fieldNewPIN) != f.value(fieldAgain) {
				return s.pinsDiffer(f), nil
			}
			f.busy = true
			s.desk.form = f
			return s, s.signCommand(f)
		case taskRefundOf:
			number, _ := s.receiptOf(f.value(fieldReceipt)) // checked just now
			f.busy = true
			s.desk.form = f
			return s, refundableCommand{number}
		}
		s.desk.page = deskReview
	case doEscape:
		switch {
		case s.desk.printer.role != "":
			return s.openPrinter(s.desk.printer.role, now), nil
		case f.task == taskApprove:
			return s.unapproved(f, now), nil
		case f.task == taskReport:
			return s.backToReports(), nil
		case f.task == taskStaff, f.task == taskStaffLeaves:
			s.desk = desk{page: deskStaff, row: s.desk.row}
			return s, nil
		case f.task == taskItem, f.task == taskArchive:
			return s.backToItems()
		case f.task == taskMove:
			return s.openDay(now), nil
		case f.task == taskSignIn:
			s.desk = desk{page: deskLock, row: s.desk.row}
			return s, nil
		case f.task == taskCount:
			s.desk.page, s.desk.form = deskCount, form{}
			return s, nil
		case f.task == taskGive:
			s.desk.page, s.desk.form = deskRefund, form{}
			s.desk.refund.void = false // what was chosen stands again
			return s, nil
		case s.desk.payment == "":
			return s.closeDesk(), nil
		}
		s.desk.page, s.desk.form = deskDetail, form{}
		return s, nil
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
	}
	s.desk.form = f
	return s, nil
}

// missing is the first line that can't be so, and what is wrong with it.
func (s state) missing(f form) (int, fault.Code) {
	for i, l := range f.fields {
		text := strings.TrimSpace(l.text)
		switch {
		case l.kind == fieldReceipt:
			if _, err := s.receiptOf(text); err != nil {
				return i, fault.ReceiptUnknown
			}
		case l.kind == fieldNewPIN && text == "" && f.staff.ID != 0: // it stays
		case l.kind == fieldNewPIN && staff.CheckPIN(text) != nil:
			return i, fault.PINInvalid
		case l.kind == fieldName && (f.task == taskOwner || f.task == taskStaff) && text == "":
			return i, fault.StaffName
		case l.kind == fieldAmount && f.amount.money().Minor == 0:
			return i, fault.AmountZero
		case text != "" || l.kind == fieldLink || l.kind == fieldName || l.kind == fieldWhy || l.kind == fieldAgain:
		case l.kind == fieldTo:
			return i, fault.TextInvalid
		case l.kind == fieldReference:
			return i, fault.ReferenceMissing
		case l.kind == fieldReason:
			return i, fault.ReasonMissing
		case l.kind == fieldNote && f.task == taskLine: // none takes it away
		case l.kind == fieldNote:
			return i, fault.TextInvalid
		case l.kind == fieldManager:
			return i, fault.ManagerNeeded
		case l.kind == fieldPIN:
			return i, fault.PINWrong
		}
	}
	return 0, ""
}

// receiptOf reads a receipt number; figures alone are one of this till and year.
func (s state) receiptOf(text string) (id.Receipt, error) {
	if n, err := strconv.Atoi(text); err == nil && n > 0 && len(s.snap.Day) >= 4 {
		if year, err := strconv.Atoi(string(s.snap.Day[:4])); err == nil {
			return id.Receipt{Till: s.snap.Settings.Int(settings.TillNumber), Year: year, Sequence: n}, nil
		}
	}
	return id.ParseReceipt(text)
}

// atReview waits for the second key, which is another one than the first.
func (s state) atReview(a action, now time.Time) (state, command) {
	switch a.verb {
	case doEscape:
		s.said = said{}
		if len(s.desk.form.fields) == 0 {
			return s.backToItems()
		}
		s.desk.page = deskForm
		return s, nil
	case doConfirm:
		s.desk.form.busy, s.said = true, said{}
		return s, s.commandOf(s.desk.form)
	case doFocus, doField:
		return s, nil
	}
	return s.say(now, statusNone, words.CheckTwice), nil
}

// commandOf is what the till is asked to do with a finished form.
func (s state) commandOf(f form) command {
	word := f.word()
	r := pos.SettleRequest{Payment: s.desk.payment, Approval: word}
	switch f.task {
	case taskConfirm, taskDeny:
		return payeeCommand{f.question, f.task == taskConfirm, word}
	case taskAlarm:
		return alarmCommand{f.alarm.ID, word}
	case taskMove, taskCount:
		return s.dayCommand(f)
	case taskGive:
		return s.refundOf(f)
	case taskRate:
		return rateCommand{f.value(fieldRate), word}
	case taskMark:
		return markCommand{pos.MarkRequest{Payment: f.marks, Reference: f.value(fieldReference), Approval: word}}
	case taskStaffLeaves:
		p := f.staff
		p.Active = false
		return staffCommand{person: p, word: word}
	case taskArchive:
		return archiveItemCommand{f.item, word}
	case taskDrawer:
		return drawerCommand{f.value(fieldReason), word}
	case taskSale:
		r.Kind = payment.SettleSale
	case taskReceipt:
		r.Kind = payment.SettleReceipt
		r.Receipt, _ = s.receiptOf(f.value(fieldReceipt)) // checked before the review
	case taskRefund:
		r.Kind, r.Reference = payment.SettleRefund, f.value(fieldReference)
	case taskNote:
		r.Kind, r.Note = payment.SettleNote, f.value(fieldNote)
	}
	return settleCommand{r}
}

// settled takes what came of a manager's word.
func (s state) settled(c command, o outcome, err error, now time.Time) state {
	if s.desk.page == deskClosed {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.desk.form.busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	good := func(key words.Key, args ...any) said {
		return said{key: key, args: args, status: statusGood, until: now.Add(2 * saidFor)}
	}
	switch c := c.(type) {
	case payeeCommand:
		s = s.closeDesk()
		s.said = good(words.DidDeny, c.question.Payee.Account)
		if c.ours {
			s.said.key = words.DidConfirm
		} else {
			s.said.status = statusAttention
		}
	case alarmCommand:
		s = s.closeDesk()
		s.said = good(words.DidReadAlarm)
	case settleCommand:
		s.desk.page = deskDone
		money := s.desk.money.Display()
		switch c.request.Kind {
		case payment.SettleSale:
			s.desk.result = good(words.DidSale, o.attempt.Amount.Display(), s.snap.Receipts[o.attempt.ID].String())
		case payment.SettleReceipt:
			s.desk.result = good(words.DidReceipt, money, c.request.Receipt.String())
		case payment.SettleRefund:
			s.desk.result = good(words.DidRefund, money)
		default:
			s.desk.result = good(words.DidNote)
		}
		s.desk.form = form{task: s.desk.form.task}
	}
	return s
}

// lookAgain closes a form whose figures have changed: what it was about is shown as
// it stands now.
func (s state) lookAgain() state {
	switch s.desk.form.task {
	case taskSale, taskReceipt, taskRefund, taskNote:
		if a, ok := s.unclaimedOf(s.desk.payment); ok {
			s.desk = desk{page: deskDetail, row: s.desk.row, payment: a.ID, money: a.Unclaimed(), past: s.desk.past}
			return s
		}
	case taskStaff, taskStaffLeaves:
		s.desk = desk{page: deskStaff, row: min(s.desk.row, max(0, len(s.snap.StaffList)-1))}
		return s
	case taskItem, taskArchive:
		s, _ = s.backToItems()
		s.desk.items.stale = true
		return s
	}
	return s.closeDesk()
}

// turnedDown shows why a manager's word was not taken, at the line it is about.
// A wrong PIN is typed again, never kept.
func (s state) turnedDown(err error, now time.Time) state {
	failure := &fault.Error{Code: fault.Internal}
	errors.As(err, &failure)
	f := s.desk.form
	switch failure.Code {
	case fault.PayeeUnasked, fault.AlarmUnknown:
		return s.closeDesk().sayError(now, failure.Code, failure.Args...)
	case fault.FiguresChanged:
		return s.lookAgain().sayError(now, failure.Code)
	case fault.UnclaimedNone:
		return s.backToList().sayError(now, failure.Code, failure.Args...)
	case fault.PINWrong, fault.PINLocked:
		f = f.withPIN()
	case fault.ShiftOpen, fault.ShiftNone, fault.ShiftEmpty, fault.ShiftBusy:
		return s.closeDesk().sayError(now, failure.Code, failure.Args...)
	}
	if needsManager(failure.Code) && (f.task == taskCount || f.task == taskItem || f.task == taskArchive || f.task == taskRate) {
		f = f.withManager()
	}
	if i := f.index(fieldPIN); i >= 0 {
		f = f.with(i, "")
	}
	f.problem = said{code: failure.Code, args: failure.Args}
	if failure.Code == fault.SaleState && f.task == taskSale {
		f.problem = said{key: words.SaleHasMoney}
	}
	s.desk.page, s.desk.form = deskForm, f.atFault(failure.Code)
	return s
}
