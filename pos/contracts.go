package pos

import (
	"context"
	"time"

	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/journal"
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

// Batch is what one commit makes durable. Rows are whole: a row whose id is
// already stored is replaced.
type Batch struct {
	At       time.Time // when it happened; the facts carry it
	Till     int
	Sales    []sale.Sale
	Attempts []payment.Attempt
	Prints   []queue.Job     // ID 0: a new job
	Alerts   []payment.Alert // ID 0: a new alert
	Settings settings.Values // only the keys that change; secrets never stand here
	Facts    []journal.Fact

	Outcomes    []payment.Outcome    // of Attempts: what became of them by this batch
	Resolutions []payment.Resolution // always new
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
	AlertIDs []int64 // the ids of Batch.Alerts, in their order
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
