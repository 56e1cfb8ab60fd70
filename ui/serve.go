package ui

import (
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/pos/staff"
)

// serve does the till's work for the windows, one command after the other, and
// hands back what came of it. A command is taken to its end even while the
// windows close: the till would finish it anyway.
func (u *UI) serve() {
	defer u.work.Done()
	for {
		select {
		case c := <-u.commands:
			u.run(c)
		case <-u.ctx.Done():
			return
		}
	}
}

func (u *UI) run(c command) {
	till := u.deps.Till
	var out outcome
	var err error
	switch c := c.(type) {
	case chargeCommand:
		out.attempt, err = till.Charge(u.ctx, c.request)
	case giveCommand:
		out.sale, err = till.PayCash(u.ctx, c.request)
	case backCommand:
		out.sale, err = till.GiveBack(u.ctx, c.sale, c.word)
	case countCommand:
		out.report, err = u.count(c)
	case moveCommand:
		_, err = till.MoveCash(u.ctx, c.request)
	case printCommand:
		err = till.PrintPeriod(u.ctx)
	case rateCommand:
		if c.rate == "" {
			err = till.ConfirmRate(u.ctx, c.word)
		} else {
			err = till.SetSettingBy(u.ctx, settings.Rate, c.rate, c.word)
		}
	case ratesCommand:
		out.rates, err = till.Rates(u.ctx, ratesShown)
	case holdCommand:
		_, err = till.Hold(u.ctx, c.bill)
	case recallCommand:
		out.bill, err = till.Recall(u.ctx, c.id)
	case ownerCommand:
		_, err = till.AddStaff(u.ctx, c.name, staff.Owner, c.pin, c.word)
	case signInCommand:
		_, err = till.SignIn(u.ctx, c.name, c.pin)
	case signOutCommand:
		err = till.SignOut(u.ctx)
	case searchCommand:
		out.items, err = u.deps.Items(u.ctx, c.query)
		if err == nil && c.query == "" && u.deps.SharedBarcodes != nil {
			out.shared, err = u.deps.SharedBarcodes(u.ctx)
		}
	case scanCommand:
		out.items, err = u.itemsOf(c.scanned)
	case markCommand:
		out.attempt, err = till.MarkPaid(u.ctx, c.request)
	case printMadeCommand:
		err = till.PrintMade(u.ctx, c.report)
	case historyCommand:
		out.sales, err = u.deps.History(u.ctx, c.filter)
	case storyCommand:
		out.story, err = u.deps.SaleStory(u.ctx, c.sale)
	case staffCommand:
		err = u.putStaff(c)
	case putItemCommand:
		_, err = till.PutItem(u.ctx, c.item, c.word)
	case archiveItemCommand:
		err = till.ArchiveItem(u.ctx, c.item.ID, c.word)
	case refundableCommand:
		out.sale, out.left, _, err = till.Refundable(u.ctx, c.number)
	case refundCommand:
		out.refund, err = till.Refund(u.ctx, c.request)
	case againCommand:
		out.attempt, err = till.ChargeAgain(u.ctx, c.payment)
	case cancelCommand:
		_, err = till.Happened(u.ctx, c.payment, payment.CancelledByCashier{})
	case checkCommand:
		if u.deps.CheckNow != nil {
			u.deps.CheckNow(c.payment)
		}
	case payCommand:
		if u.deps.CustomerPays != nil {
			err = u.deps.CustomerPays(c.payment)
		}
	case slipCommand:
		err = till.PrintSlip(u.ctx, c.payment)
	case reprintCommand:
		err = till.Reprint(u.ctx, c.receipt)
	case answerCommand:
		err = till.AnswerPrint(u.ctx, c.job, c.cameOut)
	case settingCommand:
		err = till.SetSetting(u.ctx, c.key, c.value)
	case linkCommand:
		if u.deps.PaymentLink != nil {
			out.link, err = u.deps.PaymentLink(c.attempt)
		}
	case linkSlipCommand:
		err = till.PrintLink(u.ctx, c.payment, c.link)
	case pastCommand:
		if u.deps.Settlements != nil {
			out.past, err = u.deps.Settlements(u.ctx, c.payment)
		}
	case managerCommand:
		out.pin = u.deps.ManagerPIN != nil && u.deps.ManagerPIN()
	case settleCommand:
		out.attempt, err = till.Settle(u.ctx, c.request)
	case payeeCommand:
		answer := till.DenyPayee
		if c.ours {
			answer = till.ConfirmPayee
		}
		err = answer(u.ctx, c.question.Currency, c.question.Payee.Account, c.word)
	case alarmCommand:
		err = till.ReadAlarm(u.ctx, c.id, c.word)
	case printerCommand:
		err = till.ChangePrinter(u.ctx, c.role, c.parts, c.word)
	case testPageCommand:
		err = till.PrintTest(u.ctx, c.role)
	case previewCommand:
		if u.deps.Preview != nil {
			out.picture, err = u.deps.Preview(c.settings, c.look.role, c.look.test)
		}
	case drawerCommand:
		err = till.OpenDrawer(u.ctx, c.reason, c.word)
	}
	if err != nil && u.ctx.Err() == nil {
		u.deps.Log("command refused", "command", commandName(c), "error", err)
	}
	// The snapshot goes along: the windows must not judge the answer by an
	// older one.
	snap := till.Snapshot()
	u.later(func() {
		u.apply(snap)
		u.guard("answer", func() {
			u.state = u.state.done(c, out, err, u.now())
			u.fetch()
			u.draw()
		})
	})
}

// itemsOf finds the items whose barcode was scanned. A code that is no barcode of the shop
// may hold an article's number that is one.
func (u *UI) itemsOf(read scanned) ([]catalogue.Item, error) {
	found, err := u.deps.Barcode(u.ctx, read.code)
	if fault.CodeOf(err) == fault.BarcodeUnknown && read.gtin != "" {
		found, err = u.deps.Barcode(u.ctx, read.gtin)
	}
	return found, err
}

// count hands a counted drawer to the till.
func (u *UI) count(c countCommand) (report report.Report, err error) {
	switch c.task {
	case dayOpen:
		_, err = u.deps.Till.OpenShift(u.ctx, c.request)
	case dayHandover:
		_, err = u.deps.Till.HandOver(u.ctx, c.request)
	default:
		report, err = u.deps.Till.CloseShift(u.ctx, c.request)
	}
	return report, err
}

// putStaff takes a person in, or changes one.
func (u *UI) putStaff(c staffCommand) error {
	if c.person.ID == 0 {
		_, err := u.deps.Till.AddStaff(u.ctx, c.person.Name, c.person.Role, c.pin, c.word)
		return err
	}
	_, err := u.deps.Till.ChangeStaff(u.ctx, c.person, c.pin, c.word)
	return err
}

// commandName names a command for the log, without what it carries.
func commandName(c command) string {
	switch c.(type) {
	case chargeCommand:
		return "charge"
	case giveCommand:
		return "cash"
	case backCommand:
		return "give back"
	case countCommand:
		return "count"
	case moveCommand:
		return "cash move"
	case printCommand:
		return "print report"
	case rateCommand:
		return "confirm rate"
	case ratesCommand:
		return "rates"
	case holdCommand:
		return "hold"
	case recallCommand:
		return "recall"
	case ownerCommand:
		return "first owner"
	case signInCommand:
		return "sign in"
	case signOutCommand:
		return "sign out"
	case searchCommand:
		return "search items"
	case scanCommand:
		return "scan"
	case markCommand:
		return "mark paid"
	case printMadeCommand:
		return "print a report"
	case historyCommand:
		return "history"
	case storyCommand:
		return "sale of the past"
	case staffCommand:
		return "staff"
	case putItemCommand:
		return "item"
	case archiveItemCommand:
		return "archive item"
	case refundableCommand:
		return "refundable"
	case refundCommand:
		return "refund"
	case cancelCommand:
		return "cancel"
	case checkCommand:
		return "check"
	case payCommand:
		return "customer pays"
	case slipCommand:
		return "print slip"
	case reprintCommand:
		return "reprint"
	case answerCommand:
		return "printer's answer"
	case againCommand:
		return "charge again"
	case linkCommand:
		return "payment link"
	case linkSlipCommand:
		return "print link"
	case pastCommand:
		return "settlements"
	case managerCommand:
		return "manager's PIN"
	case settleCommand:
		return "settle"
	case payeeCommand:
		return "payee"
	case alarmCommand:
		return "read alarm"
	case printerCommand:
		return "printer"
	case testPageCommand:
		return "test page"
	case previewCommand:
		return "preview"
	case drawerCommand:
		return "drawer"
	}
	return "setting"
}
