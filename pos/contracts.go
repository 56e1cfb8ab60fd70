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

// Clock gives the current time. Tests use their own.
type Clock interface {
	Now() time.Time
}

// Batch is what one commit makes durable. Rows are complete: a row whose id is already
// stored is replaced, except where "always new".
type Batch struct {
	At       time.Time // when it happened, for the facts
	Till     int
	Sales    []sale.Sale
	Attempts []payment.Attempt
	Prints   []queue.Job     // ID 0: a new job
	Alerts   []payment.Alert // ID 0: a new alert
	Settings settings.Values // only the keys that change; never a secret
	Facts    []journal.Fact

	Outcomes    []payment.Outcome    // of Attempts: outcomes that this batch adds
	Resolutions []payment.Resolution // always new
	Refunds     []sale.Refund        // always new
	CashMoves   []drawer.Move        // always new
	Counts      []drawer.Count       // always new
	Corrections []report.Correction  // always new
	Held        []sale.Held
	Z           *report.ZReport  // of the period that this batch closes
	Approvals   []staff.Approved // always new
	Staff       []staff.Person   // no two have the same name
	PINs        []staff.PIN      // never in the journal
	Recovery    *string          // the hash of the owner's recovery code, "" voids it; never in the journal
	Items       []catalogue.Item // of the catalogue; no two live ones share a barcode or a quick key
	Standing    *sale.Standing   // the bill that the customer sees from now on; one without lines: none
	Alive       *Alive           // the till is open

	// Stored, if not nil, is called from time to time with how many of many Items are
	// stored. Its error rolls the batch back and is returned by Commit.
	Stored func(items int) error
}

// Alive is when the till was known to be open, and how long the machine had been up then.
type Alive struct {
	At   time.Time
	Boot string        // which start of the machine; "" where the system does not say
	Up   time.Duration // since then, suspended or not

	// Brief: a command wrote it, while the till was closed. Open is until when that had stood
	// open, a zero time where nobody knows; otherwise it is open still.
	Brief bool
	Open  time.Time
}

// Committed is what a commit assigned.
type Committed struct {
	Head     journal.Head
	Codes    PaperCodes  // of the papers that the batch is about
	Prints   []queue.Job // Batch.Prints in their order, each with its id and its paper's code
	AlertIDs []int64     // the ids of Batch.Alerts, in their order
}

// Gateway is the remote payment service, including the checks of a code before it is
// shown. Workers call it, Till never does.
type Gateway interface {
	// Create requests a code. It returns payment.CodeAccepted, payment.CodeRejected,
	// payment.GatewayRefused or payment.OutcomeUnknown; after an OutcomeUnknown with
	// fault.AlreadyPaid, call Verify. For an attempt of payment.ChannelLink nothing is
	// sent: it returns payment.LinkReady or payment.GatewayRefused.
	Create(ctx context.Context, a payment.Attempt) payment.Event
	// Verify asks whether an attempt is paid. It returns payment.VerifiedPaid,
	// payment.PaidUnclear, payment.VerifiedUnpaid or payment.OutcomeUnknown.
	Verify(ctx context.Context, a payment.Attempt) payment.Event
}

// Codes reads codes that the gateway gave. It decides nothing: Gateway checks them.
type Codes interface {
	// Payee returns the fields of a code that say whom it pays, none empty and no name
	// twice; the error's code is fault.QRMalformed.
	Payee(code string) ([]payment.Field, error)
}

// Printer is notified when the queue holds a job. It takes jobs by Till.TakePrintJob and
// reports results by Till.PrintEnded.
type Printer interface {
	Wake()
}

// PINs hashes PINs for storage and compares them. Both take tens of milliseconds; Till's
// loop never calls them.
type PINs interface {
	// Hash returns an argon2id hash of a PIN with its own salt and parameters. A keyed one
	// has the keyring's pepper in it, where the keyring has one now.
	Hash(pin string, keyed bool) (string, error)
	// Matches reports whether a hash is of a PIN, in constant time. The hash ""
	// matches nothing, and takes as long. The error's code is fault.PINKeyring where the
	// hash is keyed and the keyring doesn't answer, and fault.PINElsewhere where the key is
	// no more in it.
	Matches(ctx context.Context, hash, pin string) (bool, error)
	// Checkable reports whether a hash can be compared now: a keyed one needs its key.
	Checkable(hash string) bool
	// Renews reports whether Hash would now make a hash of another kind than this: with
	// another pepper, or keyed or not.
	Renews(hash string, keyed bool) bool
}

// Secrets keeps what must not be in the database: profile keys and manager.pin.
type Secrets interface {
	// Secret returns a stored secret, "" when there is none.
	Secret(key settings.Key) (string, error)
	// SetSecret stores a secret; "" removes it.
	SetSecret(key settings.Key, value string) error
	// Notice says where secrets are kept when that is not the operating system's
	// keyring; nil when it is.
	Notice() *fault.Error
}

// HeldSecrets are Secrets that are held against the journal: which value of each counts is what
// that tells, wherever one is kept.
type HeldSecrets interface {
	Secrets
	// Doubts are alerts about the files of secrets that are not as the journal tells. Where
	// deep is false nothing is hashed, and no value is compared.
	Doubts(ctx context.Context, deep bool) ([]payment.Alert, error)
	// SetAside puts aside what Doubts tells of: whoever may has looked.
	SetAside(ctx context.Context) error
	// Proves reports whether a value is the one that the journal tells of, whatever is kept. The
	// error says that it can't be checked now.
	Proves(key settings.Key, value string) (bool, error)
	// Unprinted are the secrets of which the journal tells that they were changed, but not
	// to what: an older program wrote it.
	Unprinted(ctx context.Context) ([]settings.Key, error)
}
