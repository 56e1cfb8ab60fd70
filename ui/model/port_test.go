package model

import (
	"context"
	"image"
	"time"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// told is a port that answers whatever it is asked with what the test says.
type told struct {
	Port
	err     error
	attempt payment.Attempt
	sale    sale.Sale
	left    []sale.RefundLine
	refund  sale.Refund
	report  report.Report
	bill    sale.Bill
	items   []catalogue.Item
	sales   []pos.PastSale
	details pos.SaleDetails
	paper   pos.Paper
	link    string
	code    string // a recovery code
	pin     bool
}

// done is the model after a command was answered by what the port says, or by an error.
func done(s Model, c Command, p told, err error, now time.Time) Model {
	p.err = err
	return s.Done(c.Run(context.Background(), p), now)
}

func (t told) Charge(context.Context, pos.ChargeRequest) (payment.Attempt, error) {
	return t.attempt, t.err
}

func (t told) ChargeAgain(context.Context, id.Payment) (payment.Attempt, error) {
	return t.attempt, t.err
}
func (t told) PayCash(context.Context, pos.CashRequest) (sale.Sale, error) { return t.sale, t.err }
func (t told) GiveBack(context.Context, id.Sale, staff.Approval) (sale.Sale, error) {
	return t.sale, t.err
}
func (t told) Hold(context.Context, sale.Bill) (sale.Held, error) { return sale.Held{}, t.err }
func (t told) Recall(context.Context, id.Sale) (sale.Bill, error) { return t.bill, t.err }
func (t told) Refundable(context.Context, id.Receipt) (sale.Sale, []sale.RefundLine, money.Money, error) {
	return t.sale, t.left, money.Money{}, t.err
}
func (t told) Refund(context.Context, pos.RefundRequest) (sale.Refund, error) { return t.refund, t.err }

func (t told) CheckNow(id.Payment)                         {}
func (t told) CustomerPays(id.Payment) error               { return t.err }
func (t told) PaymentLink(payment.Attempt) (string, error) { return t.link, t.err }
func (t told) ReadAlert(context.Context, int64, string, staff.Approval) error {
	return t.err
}
func (t told) Happened(context.Context, id.Payment, payment.Event) (payment.Attempt, error) {
	return t.attempt, t.err
}

func (t told) MarkPaid(context.Context, pos.MarkRequest) (payment.Attempt, error) {
	return t.attempt, t.err
}

func (t told) Resolve(context.Context, pos.ResolveRequest) (payment.Attempt, error) {
	return t.attempt, t.err
}

func (t told) ConfirmPayee(context.Context, money.Currency, string, staff.Approval) error {
	return t.err
}
func (t told) DenyPayee(context.Context, money.Currency, string, staff.Approval) error { return t.err }

func (t told) OpenShift(context.Context, drawer.CountRequest) (drawer.Shift, error) {
	return drawer.Shift{}, t.err
}

func (t told) HandOver(context.Context, drawer.CountRequest) (drawer.Shift, error) {
	return drawer.Shift{}, t.err
}

func (t told) CloseShift(context.Context, drawer.CountRequest) (report.Report, error) {
	return t.report, t.err
}
func (t told) MoveCash(context.Context, pos.MoveRequest) (drawer.Move, error) {
	return drawer.Move{}, t.err
}
func (t told) OpenDrawer(context.Context, string, staff.Approval) error { return t.err }

func (t told) PrintSlip(context.Context, id.Payment) error         { return t.err }
func (t told) PrintLink(context.Context, id.Payment, string) error { return t.err }
func (t told) Reprint(context.Context, id.Receipt) error           { return t.err }
func (t told) PrintPeriod(context.Context) error                   { return t.err }
func (t told) PrintMade(context.Context, report.Report) error      { return t.err }
func (t told) PrintTest(context.Context, settings.PrintRole) error { return t.err }
func (t told) AnswerPrint(context.Context, int64, bool) error      { return t.err }
func (t told) SignOut(context.Context) error                       { return t.err }
func (t told) ConfirmRate(context.Context, staff.Approval) error   { return t.err }

func (t told) AddStaff(context.Context, string, staff.Role, string, staff.Approval) (staff.Person, error) {
	return staff.Person{}, t.err
}

func (t told) AddOwner(context.Context, string, string, staff.Approval) (staff.Person, string, error) {
	return staff.Person{}, t.code, t.err
}

func (t told) MakeRecovery(context.Context, staff.Approval) (string, error) { return t.code, t.err }
func (t told) UseRecovery(context.Context, string, string, string) error    { return t.err }

func (t told) ShowAsNumber(context.Context, id.Person, bool, staff.Approval) error { return t.err }

func (t told) ChangeStaff(context.Context, staff.Person, string, staff.Approval) (staff.Person, error) {
	return staff.Person{}, t.err
}

func (t told) SignIn(context.Context, string, string) (staff.SignedIn, error) {
	return staff.SignedIn{}, t.err
}

func (t told) PutItem(context.Context, catalogue.Item, staff.Approval) (catalogue.Item, error) {
	return catalogue.Item{}, t.err
}
func (t told) ArchiveItem(context.Context, id.Item, staff.Approval) error { return t.err }
func (t told) SetSetting(context.Context, settings.Key, string) error     { return t.err }
func (t told) SetSettingBy(context.Context, settings.Key, string, staff.Approval) error {
	return t.err
}

func (t told) ChangePrinter(context.Context, settings.PrintRole, map[settings.PrinterPart]string, staff.Approval) error {
	return t.err
}

func (t told) Items(context.Context, string) ([]catalogue.Item, error)   { return t.items, t.err }
func (t told) Barcode(context.Context, string) ([]catalogue.Item, error) { return t.items, t.err }
func (t told) SharedBarcodes(context.Context) ([]catalogue.Item, error)  { return nil, t.err }
func (t told) History(context.Context, pos.HistoryFilter) ([]pos.PastSale, error) {
	return t.sales, t.err
}

func (t told) CheckPaper(context.Context, id.Code) (pos.Paper, error) { return t.paper, t.err }

func (t told) SaleDetails(context.Context, id.Sale) (pos.SaleDetails, error) {
	return t.details, t.err
}

func (t told) Resolutions(context.Context, id.Payment) ([]payment.Resolution, error) {
	return nil, t.err
}
func (t told) Rates(context.Context, int) ([]facts.RateConfirmation, error) { return nil, t.err }
func (t told) ManagerPIN() bool                                             { return t.pin }
func (t told) Preview(settings.Values, settings.PrintRole, bool) (image.Image, error) {
	return nil, t.err
}

// handed is the model whose page waits for a command, as if a key had just given it.
func handed(s Model, c Command) Model {
	if p, ok := as[cashPage](s); ok {
		p.asked = c
		return s.open(p)
	}
	if s.Charging {
		s.asked = c
	}
	f := s.Form()
	f.asked = c
	return s.withForm(f)
}

// answered is the model after a command that its page waited for was answered.
func answered(s Model, c Command, p told, err error, now time.Time) Model {
	return done(handed(s, c), c, p, err, now)
}

func (t told) Trace(context.Context, []sale.Trace, *sale.Standing) error { return t.err }
func (t told) ViewReceipt(context.Context, id.Receipt) error             { return t.err }
