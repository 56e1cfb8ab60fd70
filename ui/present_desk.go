package ui

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/payment"
	"psar/pos/staff"
)

// deskView is the manager's desk as text and shapes.
type deskView struct {
	page    deskPage
	status  status
	title   string
	amount  string // large
	facts   [4]string
	rows    [deskRows]deskRow
	past    [5]string // what was said so far, its name first
	fields  [formLines]fieldView
	quick   [quickKeys]buttonView // deskItems
	focus   int
	problem string
	text    string // deskReview, deskDone: the sentence
	foot    string // which part of the list this is
	buttons [5]buttonView
}

// deskRow is one payment of the list. Without an amount there is none.
type deskRow struct {
	key, amount, why, line, age string
	old, chosen, plain          bool // plain: no mark before the age
	action                      action
}

// fieldView is one line of a form. Without a label there is none.
type fieldView struct {
	label, text string
	secret      bool
}

func (s state) deskView(now time.Time) deskView {
	switch s.desk.page {
	case deskList:
		return s.listView(now)
	case deskDiscount:
		return s.discountView()
	case deskDay:
		return s.dayView()
	case deskRefund:
		return s.refundView()
	case deskItems:
		return s.itemsView()
	case deskLock:
		return s.lockView()
	case deskStaff:
		return s.staffView()
	case deskHeld:
		return s.heldView(now)
	case deskReports:
		return s.reportsView()
	case deskDetail:
		return s.detailView(now)
	case deskForm:
		return s.formView(now)
	case deskReview:
		return s.reviewView(now)
	case deskDone:
		return deskView{
			page: deskDone, status: s.desk.result.status, title: s.taskName(), text: s.desk.result.sentence(s.language),
			buttons: [5]buttonView{{label: s.word(words.Continue), hint: s.word(words.EnterKey), action: action{verb: doCharge}, primary: true}},
		}
	}
	return deskView{}
}

func (s state) back() buttonView {
	return buttonView{label: s.word(words.Back), hint: "Esc", action: action{verb: doEscape}}
}

func (s state) listView(now time.Time) deskView {
	list := s.snap.Unclaimed
	v := deskView{page: deskList, title: s.word(words.Unclaimed)}
	v.buttons[0] = s.back()
	v.buttons[0].label = s.word(words.Close)
	if len(list) == 0 {
		v.text = s.word(words.NoUnclaimed)
		return v
	}
	top := s.desk.row / deskRows * deskRows
	for i := range v.rows {
		if top+i < len(list) {
			v.rows[i] = s.deskRow(list[top+i], top+i, now)
		}
	}
	if len(list) > deskRows {
		n := func(i int) string { return strconv.Itoa(i) }
		v.foot = s.word(words.PageOf, n(top/deskRows+1), n((len(list)+deskRows-1)/deskRows))
		v.buttons[1] = buttonView{label: s.word(words.PageBack), hint: "PgUp", action: action{verb: doPageUp}, off: top == 0}
		v.buttons[2] = buttonView{label: s.word(words.PageNext), hint: "PgDn", action: action{verb: doPageDown}, off: top+deskRows >= len(list)}
	}
	return v
}

func (s state) deskRow(a payment.Attempt, row int, now time.Time) deskRow {
	age := now.Sub(a.MoneyCame())
	return deskRow{
		key: string(rune('1' + row%deskRows)), amount: a.Unclaimed().Display(), why: s.why(a),
		line: s.word(words.AskedAmount, a.Amount.Display()) + " · " + dateTime(a.MoneyCame()) + " · " + string(a.ID),
		age:  s.ageText(age), old: age >= 24*time.Hour, chosen: row == s.desk.row,
		action: action{verb: doRow, index: row},
	}
}

// why says how money can be there that no sale has.
func (s state) why(a payment.Attempt) string {
	return s.word(words.WhyUnclaimed(string(a.WhyUnclaimed())))
}

func (s state) ageText(age time.Duration) string {
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

func (s state) detailView(now time.Time) deskView {
	v := deskView{page: deskDetail, status: statusAttention, title: s.word(words.Unclaimed)}
	a, ok := s.unclaimedOf(s.desk.payment)
	if !ok {
		return v
	}
	v.amount = a.Unclaimed().Display()
	v.facts = [4]string{
		s.word(words.AskedAmount, a.Amount.Display()),
		s.word(words.CameAt, dateTime(a.MoneyCame())+" · "+s.ageText(now.Sub(a.MoneyCame()))),
		s.word(words.CameWhy, s.why(a)),
		s.word(words.PaperPaymentID) + " " + string(a.ID),
	}
	v.past[0] = s.word(words.HistoryTitle)
	v.past[1] = s.word(words.HistoryNone)
	past := s.desk.past[max(0, len(s.desk.past)-len(v.past)+1):]
	for i, row := range past {
		v.past[i+1] = s.pastText(row, now)
	}
	v.buttons = [5]buttonView{
		{label: s.word(words.SettleSale), hint: "1", action: action{verb: doDigits, text: "1"}, off: !completes(a)},
		{label: s.word(words.SettleReceipt), hint: "2", action: action{verb: doDigits, text: "2"}},
		{label: s.word(words.SettleRefund), hint: "3", action: action{verb: doDigits, text: "3"}},
		{label: s.word(words.SettleNote), hint: "4", action: action{verb: doDigits, text: "4"}},
		s.back(),
	}
	return v
}

// pastText is one row of what managers said.
func (s state) pastText(r payment.Settlement, now time.Time) string {
	var what string
	switch r.Kind {
	case payment.SettleSale:
		what = s.word(words.HistorySale, r.Money.Display(), r.Receipt.String())
	case payment.SettleReceipt:
		what = s.word(words.HistoryReceipt, r.Money.Display(), r.Receipt.String())
	case payment.SettleRefund:
		what = s.word(words.HistoryRefund, r.Money.Display(), r.Reference)
	}
	if r.Note != "" {
		what = strings.TrimPrefix(what+" · “"+r.Note+"”", " · ")
	}
	return stamp(r.At, now) + " · " + r.By + " · " + what
}

// taskName is the title of a form.
func (s state) taskName() string {
	if t := s.desk.form.task; t == taskMove || t == taskCount {
		return s.dayName(s.desk.day.task)
	}
	return s.word(map[task]words.Key{
		taskSale: words.SettleSale, taskReceipt: words.SettleReceipt, taskRefund: words.SettleRefund, taskNote: words.SettleNote,
		taskConfirm: words.PayeeOurs, taskDeny: words.PayeeNotOurs, taskAlarm: words.AlarmTitle,
		taskPrinter: words.PrinterWhere, taskDrawer: words.PrinterDrawer,
		taskRefundOf: words.RefundTitle, taskGive: words.RefundTitle,
	}[s.desk.form.task])
}

// about says what a form or its review is about: money, or an account.
func (s state) about(v deskView, now time.Time) deskView {
	f := s.desk.form
	v.title = s.taskName()
	switch f.task {
	case taskConfirm, taskDeny:
		v.status = statusAttention
		v.amount = f.question.Payee.Account
		v.facts = [4]string{f.question.Payee.Name + " · " + string(f.question.Currency)}
	case taskAlarm:
		v.status = statusBad
		if f.alarm.Kind != payment.AlarmOtherAccount {
			v.title, v.amount = s.word(words.AlarmPayment), f.alarm.Money.Display()
			v.facts = [4]string{s.alarmSentence(f.alarm) + " · " + stamp(f.alarm.Last, now), s.word(words.UnknownAdvice)}
			if f.alarm.Kind == payment.AlarmPaidUnclear {
				v.facts[1] = s.word(words.UnclearAdvice)
			}
			break
		}
		v.amount = f.alarm.Found.Account
		v.facts = [4]string{f.alarm.Found.Name + " · " + string(f.alarm.Currency) + " · " + s.oftenText(f.alarm, now), s.word(words.AlarmAdvice)}
	case taskPrinter:
		v.title, v.amount = s.printerTitle(s.desk.printer.role), v.title
		v.facts = [4]string{s.word(words.PrinterLinks)}
	case taskDrawer:
		v.title, v.amount = s.printerTitle(s.desk.printer.role), v.title
		v.facts = [4]string{s.word(words.DrawerAdvice)}
	case taskMove, taskCount:
		return s.aboutDay(v)
	case taskApprove:
		return s.aboutApproval(v)
	case taskSignIn:
		v.title, v.amount = s.word(words.LockTitle), f.who
	case taskOwner:
		v.title, v.facts = s.word(words.OwnerTitle), [4]string{s.word(words.OwnerHint)}
	case taskRefundOf, taskGive:
		return s.aboutRefund(v)
	case taskItem, taskArchive:
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
		v.title = s.word(reportTasks[s.desk.row].name)
	default:
		v.amount = s.desk.money.Display()
		if a, ok := s.unclaimedOf(s.desk.payment); ok {
			v.facts = [4]string{s.word(words.AskedAmount, a.Amount.Display()) + " · " + s.why(a) + " · " + dateTime(a.MoneyCame())}
		}
	}
	return v
}

func (s state) formView(now time.Time) deskView {
	f := s.desk.form
	v := s.about(deskView{page: deskForm, focus: f.focus, problem: s.problemOf(f)}, now)
	names := map[fieldKind]words.Key{
		fieldReceipt: words.FieldReceipt, fieldReference: words.FieldReference, fieldNote: words.FieldNote,
		fieldManager: words.FieldManager, fieldPIN: words.FieldPIN, fieldLink: words.FieldLink, fieldReason: words.FieldReason,
		fieldAmount: words.FieldAmount, fieldName: words.FieldName, fieldTo: words.FieldTo, fieldWhy: words.FieldWhy,
		fieldNewPIN: words.FieldNewPIN, fieldAgain: words.FieldAgain,
		fieldItemName: words.FieldItemName, fieldItemKhmer: words.FieldItemKhmer, fieldBarcode: words.FieldBarcode,
		fieldCategory: words.FieldCategory, fieldTax: words.FieldTax, fieldRole: words.FieldRole, fieldQuickKey: words.FieldQuickKey, fieldRate: words.FieldRate,
		fieldZ: words.FieldZ, fieldDay: words.FieldDay, fieldFirstDay: words.FieldFirstDay, fieldLastDay: words.FieldLastDay,
	}
	for i, l := range f.fields {
		v.fields[i] = fieldView{s.word(names[l.kind]), l.text, l.kind == fieldPIN || l.kind == fieldNewPIN || l.kind == fieldAgain}
		if l.kind == fieldPIN && f.task == taskSignIn {
			v.fields[i].label = s.word(words.FieldOwnPIN)
		}
		if l.kind == fieldName && (f.task == taskOwner || f.task == taskStaff) {
			v.fields[i].label = s.word(words.FieldOwnerName)
			if f.task == taskStaff {
				v.fields[i].label = s.word(words.FieldStaffName)
			}
		}
		if l.kind == fieldAmount {
			v.fields[i].label += ", " + string(f.amount.currency)
		}
		if l.kind == fieldAmount && (f.task == taskItem || f.task == taskLine) {
			v.fields[i].label = s.word(words.FieldPrice, string(f.amount.currency))
		}
		if l.kind == fieldRole {
			v.fields[i].text = s.roleName(staff.Role(l.text))
		}
		if l.kind == fieldManager && (f.task == taskStaff || f.task == taskStaffLeaves) {
			v.fields[i].label = s.word(words.FieldOwner)
		}
		if l.kind == fieldPIN && (f.task == taskStaff || f.task == taskStaffLeaves) {
			v.fields[i].label = s.word(words.FieldOwnerPIN)
		}
		if l.kind == fieldNewPIN && f.staff.ID != 0 {
			v.fields[i].label = s.word(words.FieldOtherPIN)
		}
		if l.kind == fieldTax {
			v.fields[i].text = s.taxName(catalogue.TaxClass(l.text))
		}
	}
	v.buttons[0] = buttonView{label: s.word(words.Continue), hint: s.word(words.EnterKey), action: action{verb: doCharge}, primary: true}
	v.buttons[1] = s.back()
	if f.task == taskStaff {
		v.buttons[0].label = s.word(words.ItemSave)
		if f.staff.ID != 0 {
			v.buttons[2] = buttonView{label: s.word(words.StaffLeaves), hint: "F2", action: action{verb: doNextSale}}
		}
		return v
	}
	if f.task == taskItem {
		v.buttons[0].label = s.word(words.ItemSave)
		if f.item.ID != "" {
			v.buttons[2] = buttonView{label: s.word(words.ItemArchive), hint: "F2", action: action{verb: doNextSale}}
		}
		return v
	}
	if f.task == taskRefundOf && s.canHistory {
		v.buttons[2] = buttonView{label: s.word(words.PastTitle), hint: "F3", action: action{verb: doBringFront}}
	}
	if f.index(fieldManager) >= 0 {
		for i, name := range s.approvers() {
			v.buttons[2+i] = buttonView{label: name, action: action{verb: doApprover, index: i}}
		}
	}
	return v
}

// problemOf is why the form was turned down, and what to do.
func (s state) problemOf(f form) string { return f.problem.sentence(s.language) }

func (s state) reviewView(now time.Time) deskView {
	f := s.desk.form
	v := s.about(deskView{page: deskReview}, now)
	switch f.task {
	case taskSale:
		a, _ := s.unclaimedOf(s.desk.payment) // what came above its total stays unclaimed
		v.text = s.word(words.WillSale, a.Amount.Display())
	case taskReceipt:
		n, _ := s.receiptOf(f.value(fieldReceipt))
		v.text = s.word(words.WillReceipt, s.desk.money.Display(), n.String())
	case taskRefund:
		v.text = s.word(words.WillRefund, s.desk.money.Display(), f.value(fieldReference))
	case taskNote:
		v.text = s.word(words.WillNote, s.desk.money.Display())
	case taskConfirm:
		v.text = s.word(words.WillConfirm, f.question.Currency, f.question.Payee.Account)
	case taskDeny:
		v.text = s.word(words.WillDeny, f.question.Currency, f.question.Payee.Account)
	case taskMove, taskCount:
		v.text = s.willDay()
	case taskGive:
		key := words.WillGiveNotes
		if s.desk.refund.bank {
			key = words.WillGiveBank
		}
		if s.desk.refund.void {
			key = words.WillVoid
		}
		v.text = s.word(key, s.desk.refund.total().Display(), s.desk.refund.sale.Receipt.String())
	case taskRate:
		v.text = s.word(words.WillRate, riel(s.snap.Settings.Rate()), s.rateText(f.value(fieldRate)))
	case taskMark:
		v.text = s.word(words.WillMark, f.value(fieldReference))
	case taskStaffLeaves:
		v.text = s.word(words.WillLeave, f.staff.Name)
	case taskArchive:
		v.text = s.word(words.WillArchive, s.itemName(f.item))
	case taskDrawer:
		v.text, v.facts[0] = s.word(words.WillDrawer, f.value(fieldReason)), ""
	case taskAlarm:
		what := f.alarm.Found.Account
		if f.alarm.Kind != payment.AlarmOtherAccount {
			what = string(f.alarm.Payment)
		}
		v.text, v.facts[1] = s.word(words.WillReadAlarm, what), ""
	}
	if by := f.value(fieldManager); by != "" {
		v.past[0] = s.word(words.ByManager, by)
	} else if by := f.value(fieldName); by != "" {
		v.past[0] = s.word(words.ByName, by)
	}
	v.buttons[0] = s.back()
	v.buttons[0].primary = true
	v.buttons[1] = buttonView{label: s.word(words.DoIt), hint: "F4", action: action{verb: doConfirm}, off: f.busy}
	if f.busy {
		v.buttons[1].label = s.word(words.Working)
	}
	return v
}
