package facts

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Closed is the payload of ShiftClosed, in its latest version.
type Closed struct {
	Number   int            `json:"z_number"`
	Hash     string         `json:"hash"`
	PrevHash string         `json:"prev_hash"`
	Sales    []report.Tally `json:"sales"`
	Version  int            `json:"z_version"` // of the Z report; facts of version 1 are about Z reports of version 1
}

// ClosedOf parses the payload of a ShiftClosed of any version.
func ClosedOf(version int, payload []byte) (closed Closed, err error) {
	err = json.Unmarshal(payload, &closed)
	if version == 1 {
		closed.Version = 1
	}
	return closed, err
}

// Held is the payload of KeyringHolds: what the operating system's keyring holds for the
// shop from then on. Where the journal names it and the keyring does not have it, that is
// an alert and never a first time.
type Held struct {
	Name string `json:"name"`
	// Print is the SHA-256 over a random secret of at least 128 bits, in hex; "" for what
	// is no secret or changes. It tells the secret from another one.
	Print string `json:"print,omitempty"`
}

// What the keyring holds.
const (
	HeldJournalKey  = "journal.key"  // signs the rows: journal.Head.MAC. A new fact names a new key, from its own row on
	HeldJournalMark = "journal.mark" // journal.Mark
)

// Item is the payload of ItemChanged.
type Item struct {
	Before *catalogue.Item `json:"before,omitempty"` // nil for a new item
	Item   catalogue.Item  `json:"item"`
	By     string          `json:"by,omitempty"` // who approved it
}

// Import is the payload of ItemsImported: not the items, but a fingerprint by which the
// whole catalogue can be recognized.
type Import struct {
	Lines   int    `json:"lines"`
	Added   int    `json:"added"`
	Changed int    `json:"changed"`
	Items   int    `json:"items"`  // in the catalogue afterwards, archived ones included
	SHA256  string `json:"sha256"` // catalogue.Sum of them
	By      string `json:"by,omitempty"`
}

// Opened is the payload of TillOpened.
type Opened struct {
	Version  string `json:"version"`
	Training bool   `json:"training"`
	Command  bool   `json:"command,omitempty"` // a command's run: the till at the counter stays closed
	// Unnoted: the run could not be noted outside the folder before it began.
	Unnoted bool `json:"unnoted,omitempty"`
}

// ManagerTries is the payload of ManagerRefused and ManagerKnown.
type ManagerTries struct {
	By       string    `json:"by"`                  // the name that was tried
	SignedIn string    `json:"signed_in,omitempty"` // who had signed in where it was tried
	Wrong    int       `json:"wrong,omitempty"`     // wrong PINs in a row
	At       time.Time `json:"-"`                   // the time of the fact
	// Unchecked is why the PIN could not be compared, so that the till sells without a sign-in.
	Unchecked fault.Code `json:"unchecked,omitempty"`
}

// Moved is the payload of AttemptMoved.
type Moved struct {
	From    payment.State   `json:"from"`
	Attempt payment.Attempt `json:"attempt"`
}

// Payee is the payload of PayeePinned and PayeeDenied.
type Payee struct {
	Currency money.Currency `json:"currency"`
	Payee    payment.Payee  `json:"payee"`
	By       string         `json:"by,omitempty"` // "" where no confirmation is needed

	// Differences are those of a denied code whose account is the shop's.
	Differences []payment.Difference `json:"differences,omitempty"`
}

// PayeePin is the payload of PayeeFields: the whole pin, and how it became so.
type PayeePin struct {
	payment.Pin
	Why         PinReason            `json:"why"`
	Payment     id.Payment           `json:"transaction_id,omitempty"` // whose code says so
	Differences []payment.Difference `json:"differences,omitempty"`    // that a manager confirmed
	By          string               `json:"by,omitempty"`
}

// PinReason is why a pin changed.
type PinReason string

// The reasons.
const (
	PinConfirmed PinReason = "confirmed" // a manager confirmed what a code says
	PinCompared  PinReason = "compared"  // a second code says the same
	PinPaid      PinReason = "paid"      // codes were paid
	PinRestated  PinReason = "restated"  // the fact of before is in doubt: this is the one before it
	PinForgotten PinReason = "account"   // the account was set by hand: nothing is known of its codes
)

// Print is the payload of PrintQueued and PrintEnded.
type Print struct {
	Kind    queue.Kind      `json:"kind"`
	State   queue.State     `json:"state"`
	Receipt id.Receipt      `json:"receipt_number,omitzero"`
	Copy    bool            `json:"copy,omitempty"`
	Payment id.Payment      `json:"transaction_id,omitempty"`
	Opening *drawer.Opening `json:"opening,omitempty"`
	Problem fault.Code      `json:"problem,omitempty"`
	By      string          `json:"by,omitempty"` // who said whether it came out; "" is the printer's word, or nobody's

	// From version 2 on: the first fact of a job has the sum of what it prints, and each later one
	// the row of the first. Those of a job that an older program queued have neither.
	Content string `json:"content,omitempty"`
	Job     int64  `json:"job,omitempty"`
}

// PrintOf returns what a job's facts record: not the content of the paper, but its sum.
func PrintOf(j queue.Job) Print {
	f := Print{Kind: j.Kind, State: j.State, Opening: j.Opening, Problem: j.Problem, Job: j.Told}
	if j.ID == 0 {
		f.Content = j.Content()
	}
	if j.Receipt != nil {
		f.Receipt, f.Copy = j.Receipt.Number, j.Receipt.Copy
	}
	if j.Slip != nil {
		f.Payment = j.Slip.Payment
	}
	return f
}

// RateConfirmation is the payload of RateConfirmed: a rate, and when somebody set or
// confirmed it.
type RateConfirmation struct {
	Rate money.Rate `json:"rate_khr_per_usd"`
	By   string     `json:"by,omitempty"`
	At   time.Time  `json:"-"` // the time of the entry
}

// WithNames is the confirmation as it is shown, see staff.Names.
func (r RateConfirmation) WithNames(n staff.Names) RateConfirmation {
	r.By = n.Of(r.By)
	return r
}

// Setting is the payload of SettingChanged, SecretIntended and SecretKnown. The values of a secret
// are left out.
type Setting struct {
	Key  settings.Key `json:"key"`
	From string       `json:"from,omitempty"`
	To   string       `json:"to,omitempty"`
	By   string       `json:"by,omitempty"` // who approved it
	// Print is a secret's new value as a PIN is hashed, SecretNone where it was removed, and ""
	// in what older programs wrote.
	Print string `json:"print,omitempty"`
}

// SecretNone is the print of a secret that is not set.
const SecretNone = "none"

// Staff is the payload of StaffAdded and StaffChanged.
type Staff struct {
	Before *staff.Person `json:"before,omitempty"` // nil for a new person
	Staff  staff.Person  `json:"staff"`
	By     string        `json:"by,omitempty"` // the owner; "" for the first person
}

// PIN is the payload of PINSet. Print is the SHA-256 over the stored hash, in hex. The
// hash contains a random salt of 128 bits, so no PIN can be tried on the print; but a hash
// that somebody replaced in the database is detected.
type PIN struct {
	Staff id.Person `json:"staff_id"`
	Name  string    `json:"name"`
	Print string    `json:"print"`
	By    string    `json:"by,omitempty"`
	// Renewed: the PIN is the one of before, in another hash.
	Renewed bool `json:"renewed,omitempty"`
}

// PINPrint returns the fingerprint of a stored PIN hash for the journal: see PIN.
func PINPrint(hash string) string {
	sum := sha256.Sum256([]byte(hash))
	return hex.EncodeToString(sum[:])
}
