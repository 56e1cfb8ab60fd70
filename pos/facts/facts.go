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

// Closed is the payload of ShiftClosed, in its newest version.
type Closed struct {
	Number   int            `json:"z_number"`
	Hash     string         `json:"hash"`
	PrevHash string         `json:"prev_hash"`
	Sales    []report.Tally `json:"sales"`
	Version  int            `json:"z_version"` // of the Z report; a fact of version 1 tells of one of version 1
}

// ClosedOf reads the payload of a ShiftClosed of any version.
func ClosedOf(version int, payload []byte) (told Closed, err error) {
	err = json.Unmarshal(payload, &told)
	if version == 1 {
		told.Version = 1
	}
	return told, err
}

// Item is the payload of ItemChanged.
type Item struct {
	Before *catalogue.Item `json:"before,omitempty"` // nil: it is new
	Item   catalogue.Item  `json:"item"`
	By     string          `json:"by,omitempty"` // who let it be done
}

// Import is the payload of ItemsImported: not the items, but by which
// the whole catalogue can be known again.
type Import struct {
	Lines   int    `json:"lines"`
	Added   int    `json:"added"`
	Changed int    `json:"changed"`
	Items   int    `json:"items"`  // of the catalogue afterwards, archived ones and all
	SHA256  string `json:"sha256"` // catalogue.Sum of them
	By      string `json:"by,omitempty"`
}

// Opened is the payload of TillOpened.
type Opened struct {
	Version  string `json:"version"`
	Training bool   `json:"training"`
}

// ManagerTries is the payload of ManagerRefused and ManagerKnown.
type ManagerTries struct {
	By    string    `json:"by"`
	Wrong int       `json:"wrong,omitempty"` // PINs in a row
	At    time.Time `json:"-"`               // the fact's
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
	By       string         `json:"by,omitempty"` // "" where nobody is asked
}

// Print is the payload of PrintQueued and PrintEnded.
type Print struct {
	Kind    queue.Kind      `json:"kind"`
	State   queue.State     `json:"state"`
	Receipt id.Receipt      `json:"receipt_number,omitzero"`
	Copy    bool            `json:"copy,omitempty"`
	Payment id.Payment      `json:"transaction_id,omitempty"`
	Opening *drawer.Opening `json:"opening,omitempty"`
	Problem fault.Code      `json:"problem,omitempty"`
}

// PrintOf is what a job's facts say of it: not the whole paper.
func PrintOf(j queue.Job) Print {
	f := Print{Kind: j.Kind, State: j.State, Opening: j.Opening, Problem: j.Problem}
	if j.Receipt != nil {
		f.Receipt, f.Copy = j.Receipt.Number, j.Receipt.Copy
	}
	if j.Slip != nil {
		f.Payment = j.Slip.Payment
	}
	return f
}

// RateSaid is a rate and when somebody stood for it: the payload of
// RateConfirmed, written when it is set and when it is confirmed.
type RateSaid struct {
	Rate money.Rate `json:"rate_khr_per_usd"`
	By   string     `json:"by,omitempty"`
	At   time.Time  `json:"-"` // the entry's
}

// Setting is the payload of SettingChanged. A secret's values are left
// out.
type Setting struct {
	Key  settings.Key `json:"key"`
	From string       `json:"from,omitempty"`
	To   string       `json:"to,omitempty"`
	By   string       `json:"by,omitempty"` // who let it be done
}

// Staff is the payload of StaffAdded and StaffChanged.
type Staff struct {
	Before *staff.Person `json:"before,omitempty"` // nil: they are new
	Staff  staff.Person  `json:"staff"`
	By     string        `json:"by,omitempty"` // the owner; of the first one nobody
}

// PIN is the payload of PINSet. The print is SHA-256 over the stored
// hash, in hex: the hash's own salt of 128 random bits stands in it, so that no
// PIN can be tried on it, but a hash that somebody put into the database is
// found.
type PIN struct {
	Staff id.Person `json:"staff_id"`
	Name  string    `json:"name"`
	Print string    `json:"print"`
	By    string    `json:"by,omitempty"`
}

// PINPrint is a stored PIN's print for the journal: see PINSet.
func PINPrint(hash string) string {
	sum := sha256.Sum256([]byte(hash))
	return hex.EncodeToString(sum[:])
}
