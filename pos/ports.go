package pos

import (
	"context"
	"time"

	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// Store keeps the shop's facts. It is the sum of the ports below, so that each part of the
// till takes only what it needs. Till is its only writer; every method is safe for
// concurrent use. Errors are *fault.Error: fault.DiskFull, fault.DataUnwritable,
// fault.DatabaseDamaged, fault.Internal, and what a method names.
type Store interface {
	Committer
	Preferences
	Sales
	Payments
	Drawer
	Reports
	Catalogue
	People
	Journal
	Custody
	Prints
	Traces
}

// Committer makes a batch durable. Only Till calls it, on its loop; every reader sees
// what was committed from then on.
type Committer interface {
	// Commit makes a batch durable, whole or not at all, and appends its facts to the
	// journal in order. When it returns nil the batch survives a power cut.
	Commit(ctx context.Context, b Batch) (Committed, error)
	// CanTell returns why a try at a PIN could not be made durable now; nil where it could. It
	// changes nothing, and is called off the loop.
	CanTell(ctx context.Context) error
}

// Preferences are the shop's settings. Secrets are in Secrets instead.
type Preferences interface {
	// Settings returns every setting that is not a secret.
	Settings(ctx context.Context) (settings.Values, error)
	// Rates returns the exchange rates that were set or confirmed, newest first, at
	// most so many.
	Rates(ctx context.Context, most int) ([]facts.RateConfirmation, error)
}

// Sales reads sales: by key, or the few that are held or part-paid. Sales of a day may be
// many, so Till's loop never calls that method.
type Sales interface {
	// Sale returns one sale, or fault.Internal where an id has none.
	Sale(ctx context.Context, id id.Sale) (sale.Sale, error)
	// SaleByReceipt returns the completed sale of a number, or fault.ReceiptUnknown.
	SaleByReceipt(ctx context.Context, n id.Receipt) (sale.Sale, error)
	// SaleTold checks a completed sale and its refunds against the journal's facts of
	// them; the error's code is fault.SaleDoubted with the receipt.
	SaleTold(ctx context.Context, s sale.Sale) error
	// OpenTold holds a sale that is not completed against the journal's facts of it.
	OpenTold(ctx context.Context, s sale.Sale) (OpenTold, error)
	// SaleCode returns the code of the fact that completed a sale: that of its receipt.
	// It is the zero Code where the journal has no such fact.
	SaleCode(ctx context.Context, id id.Sale) (id.Code, error)
	// RefundCode is SaleCode for the fact that gave a refund: that of the refund's paper.
	RefundCode(ctx context.Context, r sale.Refund) (id.Code, error)
	// Sales returns a day's completed sales by receipt number.
	Sales(ctx context.Context, day money.Day) ([]sale.Sale, error)
	// LastReceipt returns the last sequence of a till's year, of sales and
	// refunds; 0 for none.
	LastReceipt(ctx context.Context, till, year int) (int, error)
	// LastSales returns the newest completed sales of a till number, newest first.
	LastSales(ctx context.Context, till, most int) ([]sale.Sale, error)
	// PartPaid returns the open sales of which a part is paid, oldest first.
	PartPaid(ctx context.Context) ([]sale.Sale, error)
	// Held returns the held sales, oldest first.
	Held(ctx context.Context) ([]sale.Held, error)
	// HeldTold holds them against the journal's facts of them.
	HeldTold(ctx context.Context, stored []sale.Held) (HeldTold, error)
	// Refunds returns the refunds of a sale, oldest first.
	Refunds(ctx context.Context, of id.Sale) ([]sale.Refund, error)
	// RefundByReceipt returns the refund of a number, or fault.ReceiptUnknown.
	RefundByReceipt(ctx context.Context, n id.Receipt) (sale.Refund, error)
}

// Payments reads payments. The till reads single ones while it runs and lists only when it
// opens; the watcher asks the till, not this port.
type Payments interface {
	// LastPaymentID returns the highest id that a till number issued, "" for none.
	LastPaymentID(ctx context.Context, till int) (id.Payment, error)
	// Attempt returns one attempt, or fault.PaymentUnknown.
	Attempt(ctx context.Context, id id.Payment) (payment.Attempt, error)
	// Attempts returns the attempts that a filter selects, oldest first.
	Attempts(ctx context.Context, f payment.Filter) ([]payment.Attempt, error)
	// Resolutions returns the resolutions of a payment's unmatched money, oldest
	// first; those of every payment for the id "".
	Resolutions(ctx context.Context, id id.Payment) ([]payment.Resolution, error)
	// Payees returns the pins of the currencies that have one, as the journal's last fact
	// of each tells.
	Payees(ctx context.Context) ([]payment.Pin, error)
	// PaidCodes returns the newest codes that Verify reported as paid, among the last
	// few thousand attempts: those of an attempt's gateway, profile, currency and account,
	// newest first, at most so many.
	PaidCodes(ctx context.Context, like payment.Attempt, most int) ([]string, error)
	// ToldCode returns an attempt with the code of the journal's last fact about it, "" where
	// that is in doubt.
	ToldCode(ctx context.Context, a payment.Attempt) (payment.Attempt, error)
	// PassedOver has the till raise an alert of a table's row with which nothing can be done.
	PassedOver(ctx context.Context, table finding.Table, id string, row any)
	// PaymentTold holds an attempt against the journal's last fact of it: the alert that it is
	// not so, none where it is.
	PaymentTold(ctx context.Context, a payment.Attempt) (payment.Alert, error)
	// Alerts returns the alerts, oldest first; with unread only those that no manager
	// has read.
	Alerts(ctx context.Context, unread bool) ([]payment.Alert, error)
}

// Drawer is read when the till opens; from then on the till keeps count by what it
// commits.
type Drawer interface {
	// Shift returns the current period.
	Shift(ctx context.Context) (drawer.Shift, error)
}

// Reports adds up stored rows. Report and PeriodReport take longer the more there is, so
// Till calls them off its loop: see longRead.
type Reports interface {
	// Report adds up the business days from first to last, both included.
	Report(ctx context.Context, first, last money.Day) (report.Report, error)
	// PeriodReport adds up the period of a Z report's number, closed or still open.
	PeriodReport(ctx context.Context, z int) (report.Report, error)
	// PeriodTold adds up the journal's facts of the open period.
	PeriodTold(ctx context.Context) (report.Told, error)
	// Audit lists what people did on business days beside plain sales.
	Audit(ctx context.Context, first, last money.Day) (report.Report, error)
	// Z returns a Z report as it is stored, or fault.ZUnknown.
	Z(ctx context.Context, number int) (report.Report, error)
	// LastZ returns the newest Z report; its field Z is nil where there is none.
	LastZ(ctx context.Context) (report.Report, error)
}

// Catalogue reads items, off the till's loop: a search never waits for a sale, nor a sale
// for a search. On the loop, items are read by id, barcode and quick key only.
type Catalogue interface {
	// Item returns one item, archived or not, or fault.ItemUnknown.
	Item(ctx context.Context, id id.Item) (catalogue.Item, error)
	// ItemsByBarcode returns the live items that a scanned barcode means, in any of
	// its forms: see catalogue.Scanned. Several where an old catalogue has it on
	// several items; the error for none is fault.BarcodeUnknown.
	ItemsByBarcode(ctx context.Context, code string) ([]catalogue.Item, error)
	// SearchItems returns at most limit live items that contain every word of a
	// query, without regard to case and accents: first those with that barcode, then
	// those whose name or barcode begins with it, then the others. A query of one or
	// two letters finds beginnings only.
	SearchItems(ctx context.Context, query string, limit int) ([]catalogue.Item, error)
	// QuickItems returns the live items that have a quick key, by its place.
	QuickItems(ctx context.Context) ([]catalogue.Item, error)
	// Categories returns the categories of the live items, by name.
	Categories(ctx context.Context) ([]catalogue.Category, error)
	// Items returns the items that a filter selects, by name.
	Items(ctx context.Context, f catalogue.Filter) ([]catalogue.Item, error)
}

// People is read when the till opens; the hash of a PIN also each time that an approval is
// checked.
type People interface {
	// People returns who works or worked in the shop, as the journal tells, and which
	// rows are not so.
	People(ctx context.Context) (facts.People, error)
	// PINHash returns the stored hash of a person's PIN, "" where there is none.
	PINHash(ctx context.Context, id id.Person) (string, error)
	// RecoveryHash returns the stored hash of the owner's recovery code, "" where none is
	// valid.
	RecoveryHash(ctx context.Context) (string, error)
	// ManagerTries returns, for every name that was tried with a PIN, the last fact
	// about it, newest last.
	ManagerTries(ctx context.Context) ([]facts.ManagerTries, error)
}

// Journal is read by the commands that check the shop's data, off the till's loop.
type Journal interface {
	// JournalHead returns the place of the last entry.
	JournalHead(ctx context.Context) (journal.Head, error)
	// Paper returns what the journal says of the code of a paper. An unknown code is a
	// verdict, not an error.
	Paper(ctx context.Context, code id.Code) (Paper, error)
	// VerifyJournal verifies the whole chain. A broken chain is a result, not an error.
	VerifyJournal(ctx context.Context) (journal.Check, error)
}

// Custody is what the store finds against its own rows, by what it keeps of them outside the
// data folder. A commit that clears an alert of a report settles it: from then on the folder
// counts as it is.
type Custody interface {
	// Reports is the channel of what the till has to record, always the same one. What
	// was found when the store was opened is in it then; what is found later comes by
	// itself.
	Reports() <-chan CustodyReport
	// Noted reports whether this run is noted outside the folder, before its first commit, or
	// needs not be.
	Noted() bool
	// BrokeOff reports whether the run before this one ended without being closed, as far as
	// that is known outside the folder.
	BrokeOff() bool
	// Doubts holds the rows that mean power against the journal's last fact of each.
	Doubts(ctx context.Context) (Doubts, error)
}

// Doubts is what is not as the journal tells, of the rows that give power: the schema, the
// settings, the newest Z report, and the facts themselves. Those of people are in
// facts.People, payees are read from the journal alone.
type Doubts struct {
	// Alerts are what the owner has not cleared: each with its Kind, Expected and Actual.
	Alerts []payment.Alert
	// Restore are the settings whose rows are to be as the journal tells.
	Restore settings.Values
	// Right are facts to be recorded: they say again what counts, where the last fact about
	// a setting or a payee is in doubt for good.
	Right []journal.Fact
}

// CustodyReport is one of the three.
type CustodyReport struct {
	// Alert is raised, unless one of the same cause is unread: its Kind, Expected and
	// Actual.
	Alert payment.Alert
	// Held becomes a fact: the keyring holds it from now on.
	Held facts.Held
	// KeyCame: the keyring answers since the store was opened, and the rows can be judged.
	KeyCame bool
}

// Prints is read when the till opens; from then on the till knows the queue by what it
// commits.
type Prints interface {
	// PrintJobs returns the jobs in any of the states, oldest first.
	PrintJobs(ctx context.Context, states ...queue.State) ([]queue.Job, error)

	// PrintsTold holds such jobs against the journal, and returns what it tells of each.
	PrintsTold(ctx context.Context, jobs []queue.Job) ([]queue.Told, error)
}

// Traces is read when the till opens: what the run before left behind.
type Traces interface {
	// Standing returns the bill that the customer saw and that was not sold; without
	// lines where there was none.
	Standing(ctx context.Context) (sale.Standing, error)
	// ShownBill returns the bill whose total the journal tells to be shown last, and of which it
	// does not tell that it was sold, put aside or given up; without lines where there is none.
	ShownBill(ctx context.Context) (sale.Standing, error)
	// Alive returns when the till was last known to be open; a zero time for never. Where no
	// till of this program wrote it, Open is zero.
	Alive(ctx context.Context) (Alive, error)
	// StoodOpen returns the last time by now at which the journal itself shows the till at the
	// counter open in the period that runs, or when that began, where it is later: with its float or
	// its first sale. A zero time where it shows neither.
	StoodOpen(ctx context.Context, now time.Time) (time.Time, error)
	// Elsewhere returns what is told of training and of other folders.
	Elsewhere(ctx context.Context) (Elsewhere, error)
}
