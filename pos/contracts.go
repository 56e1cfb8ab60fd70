package pos

import (
	"context"
	"time"

	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
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

// Clock tells the time. Tests set their own.
type Clock interface {
	Now() time.Time
}

// Store keeps the shop's facts. Till is its only writer; every method is safe
// for use by several goroutines at once. Errors are of type *Error: the codes
// are fault.DiskFull, fault.DataUnwritable, fault.DatabaseDamaged, fault.Internal and
// what a method names.
type Store interface {
	// Commit makes a batch durable, whole or not at all, with its facts
	// appended to the journal in order. When it returns nil the batch survives
	// a power cut.
	Commit(ctx context.Context, b Batch) (Committed, error)

	// Settings returns every setting that is not a secret.
	Settings(ctx context.Context) (settings.Values, error)
	// LastPaymentID returns the highest id that a till number issued, "" for none.
	LastPaymentID(ctx context.Context, till int) (id.Payment, error)
	// LastReceipt returns the last sequence of a till's year, of sales and
	// refunds; 0 for none.
	LastReceipt(ctx context.Context, till, year int) (int, error)

	// Attempt returns one attempt, or fault.PaymentUnknown.
	Attempt(ctx context.Context, id id.Payment) (payment.Attempt, error)
	// Attempts returns the attempts that a filter lets through, oldest first.
	Attempts(ctx context.Context, f payment.Filter) ([]payment.Attempt, error)
	// Sale returns one sale, or fault.Internal where an id has none.
	Sale(ctx context.Context, id id.Sale) (sale.Sale, error)
	// SaleByReceipt returns the completed sale of a number, or fault.ReceiptUnknown.
	SaleByReceipt(ctx context.Context, n id.Receipt) (sale.Sale, error)
	// Sales returns a day's completed sales by receipt number.
	Sales(ctx context.Context, day money.Day) ([]sale.Sale, error)
	// Rates returns the exchange rates that somebody stood for, the newest first,
	// at most so many.
	Rates(ctx context.Context, most int) ([]facts.RateSaid, error)
	// Held returns the bills that wait, oldest first.
	Held(ctx context.Context) ([]sale.Held, error)
	// LastSales returns a till number's newest completed sales, the newest first.
	LastSales(ctx context.Context, till, most int) ([]sale.Sale, error)
	// PartPaid returns the open sales that money was taken for, oldest first.
	PartPaid(ctx context.Context) ([]sale.Sale, error)
	// Refunds returns what went back for a sale, oldest first.
	Refunds(ctx context.Context, of id.Sale) ([]sale.Refund, error)
	// RefundByReceipt returns the refund of a number, or fault.ReceiptUnknown.
	RefundByReceipt(ctx context.Context, n id.Receipt) (sale.Refund, error)

	// Report adds up the business days from first to last, both included.
	Report(ctx context.Context, first, last money.Day) (report.Report, error)
	// PeriodReport adds up what the Z report of a number holds or will hold.
	PeriodReport(ctx context.Context, z int) (report.Report, error)
	// Z returns a Z report as it was stored, or fault.ZUnknown.
	Z(ctx context.Context, number int) (report.Report, error)
	// LastZ returns the newest Z report; its Z is nil where there is none.
	LastZ(ctx context.Context) (report.Report, error)
	// Shift returns the period that runs now.
	Shift(ctx context.Context) (drawer.Shift, error)

	// Alarms returns the alarms, oldest first; unread: only those that no
	// manager has read.
	Alarms(ctx context.Context, unread bool) ([]payment.Alarm, error)
	// Settlements returns what was said of a payment's unclaimed money, oldest
	// first; of every payment for the id "".
	Settlements(ctx context.Context, id id.Payment) ([]payment.Settlement, error)

	// Staff returns everybody who works in the shop or did, by ID.
	Staff(ctx context.Context) ([]staff.Person, error)
	// PINHash returns the stored hash of a person's PIN, "" where there is none.
	PINHash(ctx context.Context, id id.Person) (string, error)
	// facts.ManagerTries returns the last word of the journal on the PIN of every name
	// that was tried, the newest last.
	ManagerTries(ctx context.Context) ([]facts.ManagerTries, error)

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

	// PrintJobs returns the jobs in any of the states, oldest first.
	PrintJobs(ctx context.Context, states ...queue.State) ([]queue.Job, error)

	// journal.Head returns the last entry's place.
	JournalHead(ctx context.Context) (journal.Head, error)
	// VerifyJournal reads the whole chain. A broken chain is an answer, not an error.
	VerifyJournal(ctx context.Context) (journal.Check, error)
}

// Batch is what one commit makes durable. Rows are whole: a row whose id is
// already stored is replaced.
type Batch struct {
	At       time.Time // when it happened; the facts carry it
	Till     int
	Sales    []sale.Sale
	Attempts []payment.Attempt
	Prints   []queue.Job     // ID 0: a new job
	Alarms   []payment.Alarm // ID 0: a new alarm
	Settings settings.Values // only the keys that change; secrets never stand here
	Facts    []journal.Fact

	Outcomes    []payment.Outcome    // of Attempts: what became of them by this batch
	Settlements []payment.Settlement // always new
	Refunds     []sale.Refund        // always new
	CashMoves   []drawer.Move        // always new
	Counts      []drawer.Count       // always new
	Corrections []report.Correction  // always new
	Held        []sale.Held
	Z           *report.ZReport  // the period's, closed
	Approvals   []staff.Approved // always new
	Staff       []staff.Person   // no two have the same name
	PINs        []staff.PIN      // never in the journal
	Items       []catalogue.Item // of the catalogue; no two live ones share a barcode or a quick key

	// Stored, if any, is asked now and then, after so many of many Items; its error
	// takes the batch back and is Commit's.
	Stored func(items int) error
}

// Committed is what a commit gave out.
type Committed struct {
	Head     journal.Head
	PrintIDs []int64 // the ids of Batch.Prints, in their order
	AlarmIDs []int64 // the ids of Batch.Alarms, in their order
}

// Gateway is the remote payment service, with the checks before a code is
// shown already made. It is called by workers, never by Till.
type Gateway interface {
	// Create asks for a code. The answer is one of the events payment.CodeAccepted,
	// payment.CodeRejected, payment.GatewayRefused and payment.OutcomeUnknown: that of fault.AlreadyPaid
	// calls for a Verify. For an attempt of payment.ChannelLink nothing is asked: the
	// answer is payment.LinkReady or payment.GatewayRefused.
	Create(ctx context.Context, a payment.Attempt) payment.Event
	// Verify asks whether an attempt is paid. The answer is one of the events
	// payment.VerifiedPaid, payment.PaidUnclear, payment.VerifiedUnpaid and payment.OutcomeUnknown.
	Verify(ctx context.Context, a payment.Attempt) payment.Event
}

// Printer is told that the queue holds a job. It takes jobs from Till by
// TakePrintJob and hands results back by PrintEnded.
type Printer interface {
	Wake()
}

// PINs makes of PINs what may be stored of them, and knows it again. Both take
// tens of milliseconds and are never called by Till's loop.
type PINs interface {
	// Hash returns an argon2id hash of a PIN, with a salt of its own and all that
	// is needed to compare with it.
	Hash(pin string) (string, error)
	// Matches reports that a hash is of a PIN, in a time that does not tell how
	// near it was. The hash "" is of none, and takes as long.
	Matches(hash, pin string) (bool, error)
}

// Secrets keeps what must not stand in the database: profile keys.
type Secrets interface {
	// Secret returns a stored secret, "" when there is none.
	Secret(key settings.Key) (string, error)
	// SetSecret stores a secret; "" removes it.
	SetSecret(key settings.Key, value string) error
	// Notice says where secrets are kept when that is not the operating
	// system's keyring, as an Error for people; nil when all is well.
	Notice() *fault.Error
}
