package ui

import (
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/model"
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

func (u *UI) run(c model.Command) {
	till := u.deps.Till
	var out model.Outcome
	var err error
	switch c := c.(type) {
	case model.ChargeCommand:
		out.Attempt, err = till.Charge(u.ctx, c.Request)
	case model.GiveCommand:
		out.Sale, err = till.PayCash(u.ctx, c.Request)
	case model.BackCommand:
		out.Sale, err = till.GiveBack(u.ctx, c.Sale, c.Word)
	case model.CountCommand:
		out.Report, err = u.count(c)
	case model.MoveCommand:
		_, err = till.MoveCash(u.ctx, c.Request)
	case model.PrintCommand:
		err = till.PrintPeriod(u.ctx)
	case model.RateCommand:
		if c.Rate == "" {
			err = till.ConfirmRate(u.ctx, c.Word)
		} else {
			err = till.SetSettingBy(u.ctx, settings.Rate, c.Rate, c.Word)
		}
	case model.RatesCommand:
		out.Rates, err = till.Rates(u.ctx, model.RatesShown)
	case model.HoldCommand:
		_, err = till.Hold(u.ctx, c.Bill)
	case model.RecallCommand:
		out.Bill, err = till.Recall(u.ctx, c.ID)
	case model.OwnerCommand:
		_, err = till.AddStaff(u.ctx, c.Name, staff.Owner, c.PIN, c.Word)
	case model.SignInCommand:
		_, err = till.SignIn(u.ctx, c.Name, c.PIN)
	case model.SignOutCommand:
		err = till.SignOut(u.ctx)
	case model.SearchCommand:
		out.Items, err = u.deps.Items(u.ctx, c.Query)
		if err == nil && c.Query == "" && u.deps.SharedBarcodes != nil {
			out.Shared, err = u.deps.SharedBarcodes(u.ctx)
		}
	case model.ScanCommand:
		out.Items, err = u.itemsOf(c.Scanned)
	case model.MarkCommand:
		out.Attempt, err = till.MarkPaid(u.ctx, c.Request)
	case model.PrintMadeCommand:
		err = till.PrintMade(u.ctx, c.Report)
	case model.HistoryCommand:
		out.Sales, err = u.deps.History(u.ctx, c.Filter)
	case model.DetailsCommand:
		out.Details, err = u.deps.SaleDetails(u.ctx, c.Sale)
	case model.StaffCommand:
		err = u.putStaff(c)
	case model.PutItemCommand:
		_, err = till.PutItem(u.ctx, c.Item, c.Word)
	case model.ArchiveItemCommand:
		err = till.ArchiveItem(u.ctx, c.Item.ID, c.Word)
	case model.RefundableCommand:
		out.Sale, out.Left, _, err = till.Refundable(u.ctx, c.Number)
	case model.RefundCommand:
		out.Refund, err = till.Refund(u.ctx, c.Request)
	case model.AgainCommand:
		out.Attempt, err = till.ChargeAgain(u.ctx, c.Payment)
	case model.CancelCommand:
		_, err = till.Happened(u.ctx, c.Payment, payment.CancelledByCashier{})
	case model.CheckCommand:
		if u.deps.CheckNow != nil {
			u.deps.CheckNow(c.Payment)
		}
	case model.PayCommand:
		if u.deps.CustomerPays != nil {
			err = u.deps.CustomerPays(c.Payment)
		}
	case model.SlipCommand:
		err = till.PrintSlip(u.ctx, c.Payment)
	case model.ReprintCommand:
		err = till.Reprint(u.ctx, c.Receipt)
	case model.AnswerCommand:
		err = till.AnswerPrint(u.ctx, c.Job, c.CameOut)
	case model.SettingCommand:
		err = till.SetSetting(u.ctx, c.Key, c.Value)
	case model.LinkCommand:
		if u.deps.PaymentLink != nil {
			out.Link, err = u.deps.PaymentLink(c.Attempt)
		}
	case model.LinkSlipCommand:
		err = till.PrintLink(u.ctx, c.Payment, c.Link)
	case model.PastCommand:
		if u.deps.Resolutions != nil {
			out.Past, err = u.deps.Resolutions(u.ctx, c.Payment)
		}
	case model.ManagerCommand:
		out.PIN = u.deps.ManagerPIN != nil && u.deps.ManagerPIN()
	case model.ResolveCommand:
		out.Attempt, err = till.Resolve(u.ctx, c.Request)
	case model.PayeeCommand:
		answer := till.DenyPayee
		if c.Ours {
			answer = till.ConfirmPayee
		}
		err = answer(u.ctx, c.Question.Currency, c.Question.Payee.Account, c.Word)
	case model.AlertCommand:
		err = till.ReadAlert(u.ctx, c.ID, c.Word)
	case model.PrinterCommand:
		err = till.ChangePrinter(u.ctx, c.Role, c.Parts, c.Word)
	case model.TestPageCommand:
		err = till.PrintTest(u.ctx, c.Role)
	case model.PreviewCommand:
		if u.deps.Preview != nil {
			out.Picture, err = u.deps.Preview(c.Settings, c.Look.Role, c.Look.Test)
		}
	case model.DrawerCommand:
		err = till.OpenDrawer(u.ctx, c.Reason, c.Word)
	}
	if err != nil && u.ctx.Err() == nil {
		u.deps.Log("command refused", "command", model.CommandName(c), "error", err)
	}
	// The snapshot goes along: the windows must not judge the answer by an
	// older one.
	snap := till.Snapshot()
	u.later(func() {
		u.apply(snap)
		u.guard("answer", func() {
			u.state = u.state.Done(c, out, err, u.now())
			u.fetch()
			u.draw()
		})
	})
}

// itemsOf finds the items whose barcode was scanned. A code that is no barcode of the shop
// may hold an article's number that is one.
func (u *UI) itemsOf(read model.Scanned) ([]catalogue.Item, error) {
	found, err := u.deps.Barcode(u.ctx, read.Code)
	if fault.CodeOf(err) == fault.BarcodeUnknown && read.Gtin != "" {
		found, err = u.deps.Barcode(u.ctx, read.Gtin)
	}
	return found, err
}

// count hands a counted drawer to the till.
func (u *UI) count(c model.CountCommand) (report report.Report, err error) {
	switch c.Task {
	case model.DayOpen:
		_, err = u.deps.Till.OpenShift(u.ctx, c.Request)
	case model.DayHandover:
		_, err = u.deps.Till.HandOver(u.ctx, c.Request)
	default:
		report, err = u.deps.Till.CloseShift(u.ctx, c.Request)
	}
	return report, err
}

// putStaff takes a person in, or changes one.
func (u *UI) putStaff(c model.StaffCommand) error {
	if c.Person.ID == 0 {
		_, err := u.deps.Till.AddStaff(u.ctx, c.Person.Name, c.Person.Role, c.PIN, c.Word)
		return err
	}
	_, err := u.deps.Till.ChangeStaff(u.ctx, c.Person, c.PIN, c.Word)
	return err
}
