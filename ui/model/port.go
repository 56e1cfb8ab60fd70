package model

import (
	"context"
	"image"

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

// Port is all that the commands ask of the till and of what stands beside it. Who
// fulfils it may wait for a disk or a network; what a shop does not have finds nothing,
// and does nothing.
type Port interface {
	sells
	collects
	keepsDrawer
	prints
	keepsShop
	looksUp
	traces
}

// sells is a sale's way through the till.
type sells interface {
	Charge(context.Context, pos.ChargeRequest) (payment.Attempt, error)
	ChargeAgain(context.Context, id.Payment) (payment.Attempt, error)
	PayCash(context.Context, pos.CashRequest) (sale.Sale, error)
	GiveBack(context.Context, id.Sale, staff.Approval) (sale.Sale, error)
	Hold(context.Context, sale.Bill) (sale.Held, error)
	Recall(context.Context, id.Sale) (sale.Bill, error)
	Refundable(context.Context, id.Receipt) (sale.Sale, []sale.RefundLine, money.Money, error)
	Refund(context.Context, pos.RefundRequest) (sale.Refund, error)
}

// collects is what becomes of a payment.
type collects interface {
	Happened(context.Context, id.Payment, payment.Event) (payment.Attempt, error)
	CheckNow(id.Payment)
	CustomerPays(id.Payment) error // training: the customer's button
	PaymentLink(payment.Attempt) (string, error)
	MarkPaid(context.Context, pos.MarkRequest) (payment.Attempt, error)
	Resolve(context.Context, pos.ResolveRequest) (payment.Attempt, error)
	ConfirmPayee(ctx context.Context, c money.Currency, account string, word staff.Approval) error
	DenyPayee(ctx context.Context, c money.Currency, account string, word staff.Approval) error
	ReadAlert(ctx context.Context, id int64, reason string, word staff.Approval) error
}

// keepsDrawer is the drawer and its shifts.
type keepsDrawer interface {
	OpenShift(context.Context, drawer.CountRequest) (drawer.Shift, error)
	HandOver(context.Context, drawer.CountRequest) (drawer.Shift, error)
	CloseShift(context.Context, drawer.CountRequest) (report.Report, error)
	MoveCash(context.Context, pos.MoveRequest) (drawer.Move, error)
	OpenDrawer(ctx context.Context, reason string, word staff.Approval) error
}

// prints is what goes to paper; all of it is on its way once it is stored.
type prints interface {
	PrintSlip(context.Context, id.Payment) error
	PrintLink(ctx context.Context, id id.Payment, link string) error
	Reprint(context.Context, id.Receipt) error
	PrintPeriod(context.Context) error
	PrintMade(context.Context, report.Report) error
	PrintTest(context.Context, settings.PrintRole) error
	AnswerPrint(ctx context.Context, job int64, cameOut bool) error
}

// traces is what is written down beside what a command does.
type traces interface {
	Trace(context.Context, []sale.Trace, *sale.Standing) error
	ViewReceipt(context.Context, id.Receipt) error
}

// keepsShop is who works here, what is sold, and how the shop is set up.
type keepsShop interface {
	AddStaff(ctx context.Context, name string, role staff.Role, pin string, word staff.Approval) (staff.Person, error)
	AddOwner(ctx context.Context, name, pin string, word staff.Approval) (staff.Person, string, error)
	MakeRecovery(ctx context.Context, word staff.Approval) (string, error)
	UseRecovery(ctx context.Context, name, code, pin string) error
	ShowAsNumber(ctx context.Context, who id.Person, asNumber bool, word staff.Approval) error
	ChangeStaff(ctx context.Context, changed staff.Person, pin string, word staff.Approval) (staff.Person, error)
	SignIn(ctx context.Context, name, pin string) (staff.SignedIn, error)
	SignOut(context.Context) error
	PutItem(context.Context, catalogue.Item, staff.Approval) (catalogue.Item, error)
	ArchiveItem(context.Context, id.Item, staff.Approval) error
	SetSetting(ctx context.Context, key settings.Key, value string) error
	SetSettingBy(ctx context.Context, key settings.Key, value string, word staff.Approval) error
	ConfirmRate(context.Context, staff.Approval) error
	ChangePrinter(ctx context.Context, role settings.PrintRole, parts map[settings.PrinterPart]string, word staff.Approval) error
}

// looksUp is what is only read.
type looksUp interface {
	// Items finds items by name or barcode, those with a quick key for an empty query.
	Items(ctx context.Context, query string) ([]catalogue.Item, error)
	// Barcode finds the item of a code, or all that share it: fault.BarcodeUnknown for none.
	Barcode(ctx context.Context, code string) ([]catalogue.Item, error)
	// SharedBarcodes finds the items that share a barcode with another.
	SharedBarcodes(context.Context) ([]catalogue.Item, error)
	History(context.Context, pos.HistoryFilter) ([]pos.PastSale, error)
	SaleDetails(context.Context, id.Sale) (pos.SaleDetails, error)
	// CheckPaper says what the journal knows of the code of an old paper.
	CheckPaper(context.Context, id.Code) (pos.Paper, error)
	Resolutions(context.Context, id.Payment) ([]payment.Resolution, error)
	Rates(ctx context.Context, most int) ([]facts.RateConfirmation, error)
	ManagerPIN() bool // a manager's word needs a PIN
	// Preview draws a sample of a role's paper, or the test page as it should be.
	Preview(s settings.Values, role settings.PrintRole, test bool) (image.Image, error)
}
