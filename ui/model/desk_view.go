package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/ui/view"
)

func (s Model) deskView(now time.Time) view.Desk {
	switch s.Desk.Page {
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
		return view.Desk{
			Page: view.PageDone, Status: s.Desk.result.status, Title: s.taskName(), Text: s.Desk.result.sentence(s.Language),
			Buttons: [5]view.Button{{Label: s.word(words.Continue), Hint: s.word(words.EnterKey), Action: view.Action{Verb: view.DoCharge}, Primary: true}},
		}
	}
	return view.Desk{}
}

func (s Model) back() view.Button {
	return view.Button{Label: s.word(words.Back), Hint: "Esc", Action: view.Action{Verb: view.DoEscape}}
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
		v.Buttons[1] = view.Button{Label: s.word(words.PageBack), Hint: "PgUp", Action: view.Action{Verb: view.DoPageUp}, Off: top == 0}
		v.Buttons[2] = view.Button{Label: s.word(words.PageNext), Hint: "PgDn", Action: view.Action{Verb: view.DoPageDown}, Off: top+view.DeskRows >= len(list)}
	}
	return v
}

func (s Model) deskRow(a payment.Attempt, row int, now time.Time) view.DeskRow {
	age := now.Sub(a.MoneyCame())
	return view.DeskRow{
		Key: string(rune('1' + row%view.DeskRows)), Amount: a.Unmatched().Display(), Why: s.why(a),
		Line: s.word(words.AskedAmount, a.Amount.Display()) + " · " + dateTime(a.MoneyCame()) + " · " + string(a.ID),
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
		s.word(words.CameAt, dateTime(a.MoneyCame())+" · "+s.ageText(now.Sub(a.MoneyCame()))),
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
		{Label: s.word(words.ResolveSale), Hint: "1", Action: view.Action{Verb: view.DoDigits, Text: "1"}, Off: !completes(a)},
		{Label: s.word(words.ResolveReceipt), Hint: "2", Action: view.Action{Verb: view.DoDigits, Text: "2"}},
		{Label: s.word(words.ResolveRefund), Hint: "3", Action: view.Action{Verb: view.DoDigits, Text: "3"}},
		{Label: s.word(words.ResolveNote), Hint: "4", Action: view.Action{Verb: view.DoDigits, Text: "4"}},
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

// taskName is the title of a form.
func (s Model) taskName() string {
	if t := s.Desk.Form.Task; t == taskMove || t == taskCount {
		return s.dayName(s.Desk.Day.task)
	}
	return s.word(map[task]words.Key{
		taskSale: words.ResolveSale, taskReceipt: words.ResolveReceipt, taskRefund: words.ResolveRefund, taskNote: words.ResolveNote,
		taskConfirm: words.PayeeOurs, taskDeny: words.PayeeNotOurs, taskAlert: words.AlertTitle,
		taskPrinter: words.PrinterWhere, taskDrawer: words.PrinterDrawer,
		taskRefundOf: words.RefundTitle, taskGive: words.RefundTitle,
	}[s.Desk.Form.Task])
}

// about says what a form or its review is about: money, or an account.
func (s Model) about(v view.Desk, now time.Time) view.Desk {
	f := s.Desk.Form
	v.Title = s.taskName()
	switch f.Task {
	case taskConfirm, taskDeny:
		v.Status = view.StatusAttention
		v.Amount = f.question.Payee.Account
		v.Facts = [4]string{f.question.Payee.Name + " · " + string(f.question.Currency)}
	case taskAlert:
		v.Status = view.StatusBad
		if f.alert.Kind != payment.AlertOtherAccount {
			v.Title, v.Amount = s.word(words.AlertPayment), f.alert.Money.Display()
			v.Facts = [4]string{s.alertSentence(f.alert) + " · " + stamp(f.alert.Last, now), s.word(words.UnknownAdvice)}
			if f.alert.Kind == payment.AlertPaidUnclear {
				v.Facts[1] = s.word(words.UnclearAdvice)
			}
			break
		}
		v.Amount = f.alert.Found.Account
		v.Facts = [4]string{f.alert.Found.Name + " · " + string(f.alert.Currency) + " · " + s.oftenText(f.alert, now), s.word(words.AlertAdvice)}
	case taskPrinter:
		v.Title, v.Amount = s.printerTitle(s.Desk.Printer.role), v.Title
		v.Facts = [4]string{s.word(words.PrinterLinks)}
	case taskDrawer:
		v.Title, v.Amount = s.printerTitle(s.Desk.Printer.role), v.Title
		v.Facts = [4]string{s.word(words.DrawerAdvice)}
	case taskMove, taskCount:
		return s.aboutDay(v)
	case TaskApprove:
		return s.aboutApproval(v)
	case taskSignIn:
		v.Title, v.Amount = s.word(words.LockTitle), f.who
	case TaskOwner:
		v.Title, v.Facts = s.word(words.OwnerTitle), [4]string{s.word(words.OwnerHint)}
	case taskRefundOf, taskGive:
		return s.aboutRefund(v)
	case TaskItem, taskArchive:
		return s.aboutItem(v)
	case taskMark:
		return s.aboutMark(v)
	case taskRate:
		return s.aboutRate(v)
	case taskStaff, taskStaffLeaves:
		return s.aboutStaff(v)
	case taskLine:
		return s.aboutLine(v)
	case taskReport:
		v.Title = s.word(reportTasks[s.Desk.row].name)
	default:
		v.Amount = s.Desk.money.Display()
		if a, ok := s.unmatchedOf(s.Desk.payment); ok {
			v.Facts = [4]string{s.word(words.AskedAmount, a.Amount.Display()) + " · " + s.why(a) + " · " + dateTime(a.MoneyCame())}
		}
	}
	return v
}

func (s Model) formView(now time.Time) view.Desk {
	f := s.Desk.Form
	v := s.about(view.Desk{Page: view.PageForm, Focus: f.Focus, Problem: s.problemOf(f)}, now)
	names := map[fieldKind]words.Key{
		FieldReceipt: words.FieldReceipt, fieldReference: words.FieldReference, fieldNote: words.FieldNote,
		FieldManager: words.FieldManager, FieldPIN: words.FieldPIN, fieldLink: words.FieldLink, fieldReason: words.FieldReason,
		FieldAmount: words.FieldAmount, fieldName: words.FieldName, fieldTo: words.FieldTo, fieldWhy: words.FieldWhy,
		fieldNewPIN: words.FieldNewPIN, FieldAgain: words.FieldAgain,
		fieldItemName: words.FieldItemName, fieldItemKhmer: words.FieldItemKhmer, FieldBarcode: words.FieldBarcode,
		fieldCategory: words.FieldCategory, fieldTax: words.FieldTax, FieldRole: words.FieldRole, FieldQuickKey: words.FieldQuickKey, fieldRate: words.FieldRate,
		fieldZ: words.FieldZ, fieldDay: words.FieldDay, fieldFirstDay: words.FieldFirstDay, fieldLastDay: words.FieldLastDay,
	}
	for i, l := range f.Fields {
		v.Fields[i] = view.Field{Label: s.word(names[l.Kind]), Text: l.text, Secret: l.Kind == FieldPIN || l.Kind == fieldNewPIN || l.Kind == FieldAgain}
		if l.Kind == FieldPIN && (f.Task == taskSignIn || f.ofDrawer() && f.Index(FieldManager) < 0) {
			v.Fields[i].Label = s.word(words.FieldOwnPIN)
		}
		if l.Kind == fieldName && (f.Task == TaskOwner || f.Task == taskStaff) {
			v.Fields[i].Label = s.word(words.FieldOwnerName)
			if f.Task == taskStaff {
				v.Fields[i].Label = s.word(words.FieldStaffName)
			}
		}
		if l.Kind == FieldAmount {
			v.Fields[i].Label += ", " + string(f.amount.currency)
		}
		if l.Kind == FieldAmount && (f.Task == TaskItem || f.Task == taskLine) {
			v.Fields[i].Label = s.word(words.FieldPrice, string(f.amount.currency))
		}
		if l.Kind == FieldRole {
			v.Fields[i].Text = s.roleName(staff.Role(l.text))
		}
		if l.Kind == FieldManager && (f.Task == taskStaff || f.Task == taskStaffLeaves) {
			v.Fields[i].Label = s.word(words.FieldOwner)
		}
		if l.Kind == FieldPIN && (f.Task == taskStaff || f.Task == taskStaffLeaves) {
			v.Fields[i].Label = s.word(words.FieldOwnerPIN)
		}
		if l.Kind == fieldNewPIN && f.staff.ID != 0 {
			v.Fields[i].Label = s.word(words.FieldOtherPIN)
		}
		if l.Kind == fieldTax {
			v.Fields[i].Text = s.taxName(catalogue.TaxClass(l.text))
		}
	}
	v.Buttons[0] = view.Button{Label: s.word(words.Continue), Hint: s.word(words.EnterKey), Action: view.Action{Verb: view.DoCharge}, Primary: true}
	v.Buttons[1] = s.back()
	if f.Task == taskStaff {
		v.Buttons[0].Label = s.word(words.ItemSave)
		if f.staff.ID != 0 {
			v.Buttons[2] = view.Button{Label: s.word(words.StaffLeaves), Hint: "F2", Action: view.Action{Verb: view.DoNextSale}}
		}
		return v
	}
	if f.Task == TaskItem {
		v.Buttons[0].Label = s.word(words.ItemSave)
		if f.Item.ID != "" {
			v.Buttons[2] = view.Button{Label: s.word(words.ItemArchive), Hint: "F2", Action: view.Action{Verb: view.DoNextSale}}
		}
		return v
	}
	if f.Task == taskRefundOf && s.CanHistory {
		v.Buttons[2] = view.Button{Label: s.word(words.PastTitle), Hint: "F3", Action: view.Action{Verb: view.DoBringFront}}
	}
	if f.Index(FieldManager) >= 0 {
		for i, name := range s.approvers() {
			v.Buttons[2+i] = view.Button{Label: name, Action: view.Action{Verb: view.DoApprover, Index: i}}
		}
	}
	return v
}

// problemOf is why the form was turned down, and what to do.
func (s Model) problemOf(f form) string { return f.Problem.sentence(s.Language) }

func (s Model) reviewView(now time.Time) view.Desk {
	f := s.Desk.Form
	v := s.about(view.Desk{Page: view.PageReview}, now)
	switch f.Task {
	case taskSale:
		a, _ := s.unmatchedOf(s.Desk.payment) // what came above its total stays unmatched
		v.Text = s.word(words.WillSale, a.Amount.Display())
	case taskReceipt:
		n, _ := s.receiptOf(f.Value(FieldReceipt))
		v.Text = s.word(words.WillReceipt, s.Desk.money.Display(), n.String())
	case taskRefund:
		v.Text = s.word(words.WillRefund, s.Desk.money.Display(), f.Value(fieldReference))
	case taskNote:
		v.Text = s.word(words.WillNote, s.Desk.money.Display())
	case taskConfirm:
		v.Text = s.word(words.WillConfirm, f.question.Currency, f.question.Payee.Account)
	case taskDeny:
		v.Text = s.word(words.WillDeny, f.question.Currency, f.question.Payee.Account)
	case taskMove, taskCount:
		v.Text = s.willDay()
	case taskGive:
		key := words.WillGiveNotes
		if s.Desk.Refund.bank {
			key = words.WillGiveBank
		}
		if s.Desk.Refund.void {
			key = words.WillVoid
		}
		v.Text = s.word(key, s.Desk.Refund.total().Display(), s.Desk.Refund.Sale.Receipt.String())
	case taskRate:
		v.Text = s.word(words.WillRate, riel(s.Snap.Settings.Rate()), s.rateText(f.Value(fieldRate)))
	case taskMark:
		v.Text = s.word(words.WillMark, f.Value(fieldReference))
	case taskStaffLeaves:
		v.Text = s.word(words.WillLeave, f.staff.Name)
	case taskArchive:
		v.Text = s.word(words.WillArchive, s.itemName(f.Item))
	case taskDrawer:
		v.Text, v.Facts[0] = s.word(words.WillDrawer, f.Value(fieldReason)), ""
	case taskAlert:
		what := f.alert.Found.Account
		if f.alert.Kind != payment.AlertOtherAccount {
			what = string(f.alert.Payment)
		}
		v.Text, v.Facts[1] = s.word(words.WillReadAlert, what), ""
	}
	if by := f.Value(FieldManager); by != "" {
		v.Past[0] = s.word(words.ByManager, by)
	} else if in := s.Snap.SignedIn; in.ID != 0 && f.ofDrawer() {
		v.Past[0] = s.word(words.ByName, in.Name) // whatever was typed
	} else if by := f.Value(fieldName); by != "" {
		v.Past[0] = s.word(words.ByName, by)
	}
	v.Buttons[0] = s.back()
	v.Buttons[0].Primary = true
	v.Buttons[1] = view.Button{Label: s.word(words.DoIt), Hint: "F4", Action: view.Action{Verb: view.DoConfirm}, Off: f.Busy}
	if f.Busy {
		v.Buttons[1].Label = s.word(words.Working)
	}
	return v
}
