package model

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
	"psar/ui/view"
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
	taskAlert                   // an alert was read
	taskPrinter                 // where a printer is
	taskDrawer                  // the drawer opens without a sale
	taskMove                    // notes come in or go out without one
	taskCount                   // the drawer was counted
	taskRefundOf                // which receipt something goes back for
	taskGive                    // and that it does
	taskSignIn                  // somebody stands at the till
	TaskOwner                   // the shop gets its first owner
	TaskApprove                 // a bill needs a manager
	TaskItem                    // an item of the catalogue is new or changes
	taskArchive                 // it leaves the catalogue
	taskRate                    // the exchange rate
	taskLine                    // a line of the bill
	taskMark                    // a payment came, whatever the bank says
	taskStaff                   // a person is taken in or changes
	taskStaffLeaves             // and works here no more
	taskReport                  // which report is meant
)

// openForm opens a form; whether a PIN is needed is asked at once.
func (s Model) openForm(f form) (Model, Command) {
	switch f.Task {
	case taskReceipt:
		f.Fields = []field{{Kind: FieldReceipt}}
	case taskRefund:
		f.Fields = []field{{Kind: fieldReference}}
	case taskNote:
		f.Fields = []field{{Kind: fieldNote}}
	}
	s.Confirm, s.Said = false, Said{}
	f.shown = s.shownBy(f)
	if f.amount.currency == "" {
		f.amount.currency = money.USD
	}
	f = f.prefilled()
	switch f.Task {
	case TaskOwner: // a PIN of before may be asked for
		s.Desk.Page, s.Desk.Form = view.PageForm, f
		return s, ManagerCommand{}
	case TaskItem, taskArchive:
		if s.Snap.May(staff.ActionCatalogue) {
			s.Desk.Page, s.Desk.Form = view.PageForm, f
			return s, nil
		}
	case taskRate:
		if s.Snap.May(staff.ActionRate) {
			s.Desk.Page, s.Desk.Form = view.PageForm, f
			return s, nil
		}
		f = f.withManager() // once the shop has an owner a word is a PIN
		s.Desk.Page, s.Desk.Form = view.PageForm, f
		return s, nil
	case taskStaff, taskStaffLeaves: // an owner’s word is part of them
		s.Desk.Page, s.Desk.Form = view.PageForm, f
		return s, nil
	case taskReport, taskLine, taskPrinter, taskMove, taskCount, taskRefundOf, taskSignIn: // no manager is asked
		s.Desk.Page, s.Desk.Form = view.PageForm, f
		return s, nil
	}
	f.Fields = append(f.Fields, field{Kind: FieldManager})
	s.Desk.Page, s.Desk.Form = view.PageForm, f
	return s, ManagerCommand{}
}

func (s Model) atForm(a view.Action, now time.Time) (Model, Command) {
	f := s.Desk.Form
	s.Said = Said{}
	switch a.Verb {
	case view.DoField:
		f = f.with(a.Index, a.Text)
	case view.DoApprover:
		return s.approver(a.Index), nil
	case view.DoFocus:
		f = f.at(max(0, min(a.Index, len(f.Fields)-1)))
	case view.DoNextSale:
		switch f.Task {
		case TaskItem:
			return s.archiveItem(now)
		case taskStaff:
			return s.staffLeaves(now)
		}
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	case view.DoBringFront:
		if f.Task == taskRefundOf && a.Payment == "" { // the number is not at hand
			return s.openHistory(now)
		}
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	case view.DoPageUp, view.DoPageDown:
		return s, nil
	case view.DoTab, view.DoDown:
		f = f.at((f.Focus + 1) % len(f.Fields))
	case view.DoUp:
		f = f.at((f.Focus + len(f.Fields) - 1) % len(f.Fields))
	case view.DoDigits:
		f = f.with(f.Focus, f.Fields[f.Focus].text+a.Text)
	case view.DoPoint:
		f = f.with(f.Focus, f.Fields[f.Focus].text+".")
	case view.DoFlip:
		if f.Index(FieldAmount) >= 0 {
			f = f.flipAmount()
			break
		}
		if f.Fields[f.Focus].Kind.stroked() { // the keypad's way to write a number
			f = f.with(f.Focus, f.Fields[f.Focus].text+"/")
		}
	case view.DoBackspace:
		if text := []rune(f.Fields[f.Focus].text); len(text) > 0 {
			f = f.with(f.Focus, string(text[:len(text)-1]))
		}
	case view.DoCharge:
		if f.Focus < len(f.Fields)-1 {
			f = f.at(f.Focus + 1)
			break
		}
		if at, code := s.missing(f); code != "" {
			f = f.anew(at).turned(Said{Code: code})
			break
		}
		switch f.Task {
		case taskPrinter:
			return s.doPrinterForm(f)
		case TaskApprove:
			return s.approved(f, now)
		case TaskItem:
			return s.itemTyped(f)
		case taskRate:
			return s.rateTyped(f)
		case taskStaff:
			return s.staffTyped(f)
		case taskLine:
			return s.lineTyped(f, now), nil
		case taskReport:
			return s.reportTyped(f, now)
		case TaskOwner, taskSignIn:
			if f.Task == TaskOwner && f.Value(fieldNewPIN) != f.Value(FieldAgain) {
				return s.pinsDiffer(f), nil
			}
			f.Busy = true
			s.Desk.Form = f
			return s, s.signCommand(f)
		case taskRefundOf:
			number, _ := s.receiptOf(f.Value(FieldReceipt)) // checked just now
			f.Busy = true
			s.Desk.Form = f
			return s, RefundableCommand{number}
		}
		s.Desk.Page = view.PageReview
	case view.DoEscape:
		switch {
		case s.Desk.Printer.role != "":
			return s.openPrinter(s.Desk.Printer.role, now), nil
		case f.Task == TaskApprove:
			return s.unapproved(f, now), nil
		case f.Task == taskReport:
			return s.backToReports(), nil
		case f.Task == taskStaff, f.Task == taskStaffLeaves:
			s.Desk = desk{Page: view.PageStaff, row: s.Desk.row}
			return s, nil
		case f.Task == TaskItem, f.Task == taskArchive:
			return s.backToItems()
		case f.Task == taskMove:
			return s.openDay(now), nil
		case f.Task == taskSignIn:
			s.Desk = desk{Page: view.PageLock, row: s.Desk.row}
			return s, nil
		case f.Task == taskCount:
			s.Desk.Page, s.Desk.Form = view.PageCount, form{}
			return s, nil
		case f.Task == taskGive:
			s.Desk.Page, s.Desk.Form = view.PageRefund, form{}
			s.Desk.Refund.void = false // what was chosen stands again
			return s, nil
		case s.Desk.payment == "":
			return s.closeDesk(), nil
		}
		s.Desk.Page, s.Desk.Form = view.PageDetail, form{}
		return s, nil
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	s.Desk.Form = f
	return s, nil
}

// missing is the first line that can't be so, and what is wrong with it.
func (s Model) missing(f form) (int, fault.Code) {
	for i, l := range f.Fields {
		text := strings.TrimSpace(l.text)
		switch {
		case l.Kind == FieldReceipt:
			if _, err := s.receiptOf(text); err != nil {
				return i, fault.ReceiptUnknown
			}
		case l.Kind == fieldNewPIN && text == "" && f.staff.ID != 0: // it stays
		case l.Kind == fieldNewPIN && staff.CheckPIN(text) != nil:
			return i, fault.PINInvalid
		case l.Kind == fieldName && (f.Task == TaskOwner || f.Task == taskStaff) && text == "":
			return i, fault.StaffName
		case l.Kind == FieldAmount && f.amount.Money().Minor == 0:
			return i, fault.AmountZero
		case text != "" || l.Kind == fieldLink || l.Kind == fieldName || l.Kind == fieldWhy || l.Kind == FieldAgain:
		case l.Kind == fieldTo:
			return i, fault.TextInvalid
		case l.Kind == fieldReference:
			return i, fault.ReferenceMissing
		case l.Kind == fieldReason:
			return i, fault.ReasonMissing
		case l.Kind == fieldNote && f.Task == taskLine: // none takes it away
		case l.Kind == fieldNote:
			return i, fault.TextInvalid
		case l.Kind == FieldManager:
			return i, fault.ManagerNeeded
		case l.Kind == FieldPIN && f.ofDrawer() && !f.named(): // nobody's
		case l.Kind == FieldPIN:
			return i, fault.PINWrong
		}
	}
	return 0, ""
}

// receiptOf reads a receipt number; figures alone are one of this till and year.
func (s Model) receiptOf(text string) (id.Receipt, error) {
	if n, err := strconv.Atoi(text); err == nil && n > 0 && len(s.Snap.Day) >= 4 {
		if year, err := strconv.Atoi(string(s.Snap.Day[:4])); err == nil {
			return id.Receipt{Till: s.Snap.Settings.Int(settings.TillNumber), Year: year, Sequence: n}, nil
		}
	}
	return id.ParseReceipt(text)
}

// atReview waits for the second key, which is another one than the first.
func (s Model) atReview(a view.Action, now time.Time) (Model, Command) {
	switch a.Verb {
	case view.DoEscape:
		s.Said = Said{}
		if len(s.Desk.Form.Fields) == 0 {
			return s.backToItems()
		}
		s.Desk.Page = view.PageForm
		return s, nil
	case view.DoConfirm:
		s.Desk.Form.Busy, s.Said = true, Said{}
		return s, s.commandOf(s.Desk.Form)
	case view.DoFocus, view.DoField:
		return s, nil
	}
	return s.Say(now, view.StatusNone, words.CheckTwice), nil
}

// commandOf is what the till is asked to do with a finished form.
func (s Model) commandOf(f form) Command {
	word := f.word()
	r := pos.ResolveRequest{Payment: s.Desk.payment, Approval: word}
	switch f.Task {
	case taskConfirm, taskDeny:
		return PayeeCommand{f.question, f.Task == taskConfirm, word}
	case taskAlert:
		return AlertCommand{f.alert.ID, word}
	case taskMove, taskCount:
		return s.dayCommand(f)
	case taskGive:
		return s.refundOf(f)
	case taskRate:
		return RateCommand{f.Value(fieldRate), word}
	case taskMark:
		return MarkCommand{pos.MarkRequest{Payment: f.marks, Reference: f.Value(fieldReference), Approval: word}}
	case taskStaffLeaves:
		p := f.staff
		p.Active = false
		return StaffCommand{Person: p, Word: word}
	case taskArchive:
		return ArchiveItemCommand{f.Item, word}
	case taskDrawer:
		return DrawerCommand{f.Value(fieldReason), word}
	case taskSale:
		r.Kind = payment.ResolveSale
	case taskReceipt:
		r.Kind = payment.ResolveReceipt
		r.Receipt, _ = s.receiptOf(f.Value(FieldReceipt)) // checked before the review
	case taskRefund:
		r.Kind, r.Reference = payment.ResolveRefund, f.Value(fieldReference)
	case taskNote:
		r.Kind, r.Note = payment.ResolveNote, f.Value(fieldNote)
	}
	return ResolveCommand{r}
}

// resolved takes what came of a manager's word.
func (s Model) resolved(c Command, o Outcome, err error, now time.Time) Model {
	if s.Desk.Page == view.PageClosed {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.Desk.Form.Busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	good := func(key words.Key, args ...any) Said {
		return Said{Key: key, args: args, status: view.StatusGood, until: now.Add(2 * saidFor)}
	}
	switch c := c.(type) {
	case PayeeCommand:
		s = s.closeDesk()
		s.Said = good(words.DidDeny, c.Question.Payee.Account)
		if c.Ours {
			s.Said.Key = words.DidConfirm
		} else {
			s.Said.status = view.StatusAttention
		}
	case AlertCommand:
		s = s.closeDesk()
		s.Said = good(words.DidReadAlert)
	case ResolveCommand:
		s.Desk.Page = view.PageDone
		money := s.Desk.money.Display()
		switch c.Request.Kind {
		case payment.ResolveSale:
			s.Desk.result = good(words.DidSale, o.Attempt.Amount.Display(), s.Snap.Receipts[o.Attempt.ID].String())
		case payment.ResolveReceipt:
			s.Desk.result = good(words.DidReceipt, money, c.Request.Receipt.String())
		case payment.ResolveRefund:
			s.Desk.result = good(words.DidRefund, money)
		default:
			s.Desk.result = good(words.DidNote)
		}
		s.Desk.Form = form{Task: s.Desk.Form.Task}
	}
	return s
}

// lookAgain closes a form whose figures have changed: what it was about is shown as
// it stands now.
func (s Model) lookAgain() Model {
	switch s.Desk.Form.Task {
	case taskSale, taskReceipt, taskRefund, taskNote:
		if a, ok := s.unmatchedOf(s.Desk.payment); ok {
			s.Desk = desk{Page: view.PageDetail, row: s.Desk.row, payment: a.ID, money: a.Unmatched(), past: s.Desk.past}
			return s
		}
	case taskStaff, taskStaffLeaves:
		s.Desk = desk{Page: view.PageStaff, row: min(s.Desk.row, max(0, len(s.Snap.StaffList)-1))}
		return s
	case TaskItem, taskArchive:
		s, _ = s.backToItems()
		s.Desk.Items.stale = true
		return s
	}
	return s.closeDesk()
}

// turnedDown shows why a manager's word was not taken, at the line it is about.
// A wrong PIN is typed again, never kept.
func (s Model) turnedDown(err error, now time.Time) Model {
	failure := &fault.Error{Code: fault.Internal}
	errors.As(err, &failure)
	f := s.Desk.Form
	switch failure.Code {
	case fault.PayeeUnasked, fault.AlertUnknown:
		return s.closeDesk().SayError(now, failure.Code, failure.Args...)
	case fault.FiguresChanged:
		return s.lookAgain().SayError(now, failure.Code)
	case fault.UnmatchedNone:
		return s.backToList().SayError(now, failure.Code, failure.Args...)
	case fault.PINWrong, fault.PINLocked, fault.PINMissing:
		f = f.withPIN()
	case fault.ShiftOpen, fault.ShiftNone, fault.ShiftEmpty, fault.ShiftBusy:
		return s.closeDesk().SayError(now, failure.Code, failure.Args...)
	}
	if needsManager(failure.Code) && (f.Task == taskCount || f.Task == TaskItem || f.Task == taskArchive || f.Task == taskRate) {
		f = f.withManager()
	}
	if i := f.Index(FieldPIN); i >= 0 {
		f = f.with(i, "")
	}
	f.Problem = Said{Code: failure.Code, args: failure.Args}
	if failure.Code == fault.SaleState && f.Task == taskSale {
		f.Problem = Said{Key: words.SaleHasMoney}
	}
	s.Desk.Page, s.Desk.Form = view.PageForm, f.atFault(failure.Code)
	return s
}
