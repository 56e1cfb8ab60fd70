package pos

import (
	"context"

	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Store keeps the shop's facts: it is the sum of the ports below, so that each part of
// the till takes only what it needs. Till is its only writer; every method is safe
// for use by several goroutines at once. Errors are of type *fault.Error: the codes
// are fault.DiskFull, fault.DataUnwritable, fault.DatabaseDamaged, fault.Internal and
// what a method names.
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
	Prints
}

// Committer makes durable what happened. Till alone calls it, on its goroutine: what
// was committed is what every reader sees from then on.
type Committer interface {
	// Commit makes a batch durable, whole or not at all, with its facts
	// appended to the journal in order. When it returns nil the batch survives
	// a power cut.
	Commit(ctx context.Context, b Batch) (Committed, error)
}

// Preferences are how the shop is set up. A secret stands in Secrets instead.
type Preferences interface {
	// Settings returns every setting that is not a secret.
	Settings(ctx context.Context) (settings.Values, error)
	// Rates returns the exchange rates that somebody stood for, the newest first,
	// at most so many.
	Rates(ctx context.Context, most int) ([]facts.RateSaid, error)
}

// Sales are read by the keys of a sale, and by the lists of those that wait: few at
// any time. Sales (of a day) is for readers beside the till, and never called on its
// goroutine.
type Sales interface {
	// Sale returns one sale, or fault.Internal where an id has none.
	Sale(ctx context.Context, id id.Sale) (sale.Sale, error)
	// SaleByReceipt returns the completed sale of a number, or fault.ReceiptUnknown.
	SaleByReceipt(ctx context.Context, n id.Receipt) (sale.Sale, error)
	// Sales returns a day's completed sales by receipt number.
	Sales(ctx context.Context, day money.Day) ([]sale.Sale, error)
	// LastReceipt returns the last sequence of a till's year, of sales and
	// refunds; 0 for none.
	LastReceipt(ctx context.Context, till, year int) (int, error)
	// LastSales returns a till number's newest completed sales, the newest first.
	LastSales(ctx context.Context, till, most int) ([]sale.Sale, error)
	// PartPaid returns the open sales that money was taken for, oldest first.
	PartPaid(ctx context.Context) ([]sale.Sale, error)
	// Held returns the bills that wait, oldest first.
	Held(ctx context.Context) ([]sale.Held, error)
	// Refunds returns what went back for a sale, oldest first.
	Refunds(ctx context.Context, of id.Sale) ([]sale.Refund, error)
	// RefundByReceipt returns the refund of a number, or fault.ReceiptUnknown.
	RefundByReceipt(ctx context.Context, n id.Receipt) (sale.Refund, error)
}

// Payments are read one by one while the till runs; its lists are read when it opens,
// and by readers beside it. A watcher asks the till, never this.
type Payments interface {
	// LastPaymentID returns the highest id that a till number issued, "" for none.
	LastPaymentID(ctx context.Context, till int) (id.Payment, error)
	// Attempt returns one attempt, or fault.PaymentUnknown.
	Attempt(ctx context.Context, id id.Payment) (payment.Attempt, error)
	// Attempts returns the attempts that a filter lets through, oldest first.
	Attempts(ctx context.Context, f payment.Filter) ([]payment.Attempt, error)
	// Resolutions returns what was said of a payment's unmatched money, oldest
	// first; of every payment for the id "".
	Resolutions(ctx context.Context, id id.Payment) ([]payment.Resolution, error)
	// Alerts returns the alerts, oldest first; unread: only those that no
	// manager has read.
	Alerts(ctx context.Context, unread bool) ([]payment.Alert, error)
}

// Drawer is read when the till opens: from then on it knows what is in it by what it
// commits.
type Drawer interface {
	// Shift returns the period that runs now.
	Shift(ctx context.Context) (drawer.Shift, error)
}

// Reports add up what happened: the more of it, the longer they take, so that Report
// and PeriodReport are called beside the till's goroutine: see longRead.
// The Z reports are kept whole and read by their number.
type Reports interface {
	// Report adds up the business days from first to last, both included.
	Report(ctx context.Context, first, last money.Day) (report.Report, error)
	// PeriodReport adds up what the Z report of a number holds or will hold.
	PeriodReport(ctx context.Context, z int) (report.Report, error)
	// Z returns a Z report as it was stored, or fault.ZUnknown.
	Z(ctx context.Context, number int) (report.Report, error)
	// LastZ returns the newest Z report; its Z is nil where there is none.
	LastZ(ctx context.Context) (report.Report, error)
}

// Catalogue is read past the till's goroutine: a search never waits for a sale, nor a
// sale for a search. On it an item is read by its ID, its barcode or its quick key.
type Catalogue interface {
	// Item returns one item, archived or not, or fault.ItemUnknown.
	Item(ctx context.Context, id id.Item) (catalogue.Item, error)
	// ItemsByBarcode returns the live items that a barcode means when it is
	// scanned, in any of the ways in which scanners send it: see Scanned. There
	// are several where an old catalogue has it on several items; the error for
	// none is fault.BarcodeUnknown.
	ItemsByBarcode(ctx context.Context, code string) ([]catalogue.Item, error)
	// SearchItems returns at most limit live items that hold every word of a
	// query, in any case and with or without accents: those of that barcode
	// first, then those whose name or barcode begins so, then the others. A query
	// of one or two letters finds beginnings only.
	SearchItems(ctx context.Context, query string, limit int) ([]catalogue.Item, error)
	// QuickItems returns the live items that have a quick key, by its place.
	QuickItems(ctx context.Context) ([]catalogue.Item, error)
	// Categories returns the categories of the live items, by name.
	Categories(ctx context.Context) ([]catalogue.Category, error)
	// Items returns the items that a filter lets through, by name.
	Items(ctx context.Context, f catalogue.Filter) ([]catalogue.Item, error)
}

// People are read when the till opens, and a PIN's hash again whenever a word of its
// owner is taken.
type People interface {
	// Staff returns everybody who works in the shop or did, by ID.
	Staff(ctx context.Context) ([]staff.Person, error)
	// PINHash returns the stored hash of a person's PIN, "" where there is none.
	PINHash(ctx context.Context, id id.Person) (string, error)
	// ManagerTries returns the last word of the journal on the PIN of every name
	// that was tried, the newest last.
	ManagerTries(ctx context.Context) ([]facts.ManagerTries, error)
}

// Journal is read by who looks after the shop's data, beside the till.
type Journal interface {
	// JournalHead returns the last entry's place.
	JournalHead(ctx context.Context) (journal.Head, error)
	// VerifyJournal reads the whole chain. A broken chain is an answer, not an error.
	VerifyJournal(ctx context.Context) (journal.Check, error)
}

// Prints are read when the till opens: from then on it knows the queue by what it
// commits.
type Prints interface {
	// PrintJobs returns the jobs in any of the states, oldest first.
	PrintJobs(ctx context.Context, states ...queue.State) ([]queue.Job, error)
}
