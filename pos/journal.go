package pos

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"time"
)

// FactKind names what a journal entry records.
type FactKind string

// The facts of this version. Names are stored: add, never rename.
const (
	FactTillOpened       FactKind = "till.opened"
	FactSaleOpened       FactKind = "sale.opened"
	FactSaleCompleted    FactKind = "sale.completed"
	FactSaleDropped      FactKind = "sale.dropped"
	FactSalePart         FactKind = "sale.part_paid" // money was taken, and more is due
	FactAttemptReserved  FactKind = "attempt.reserved"
	FactAttemptMoved     FactKind = "attempt.moved"
	FactSaleReopened     FactKind = "sale.reopened"
	FactUnclaimed        FactKind = "unclaimed.recorded"
	FactUnclaimedSettled FactKind = "unclaimed.settled"
	FactUnclaimedNoted   FactKind = "unclaimed.noted"
	FactPayeePinned      FactKind = "payee.pinned"
	FactPayeeDenied      FactKind = "payee.denied"
	FactManagerRefused   FactKind = "manager.refused"
	FactManagerKnown     FactKind = "manager.known" // the right PIN, or another one, after wrong ones
	FactStaffAdded       FactKind = "staff.added"
	FactStaffChanged     FactKind = "staff.changed"
	FactPINSet           FactKind = "staff.pin_set"
	FactSignedIn         FactKind = "staff.signed_in"
	FactSignedOut        FactKind = "staff.signed_out"
	FactApproved         FactKind = "approval.given"
	FactAlarmRaised      FactKind = "alarm.raised"
	FactAlarmRead        FactKind = "alarm.read"
	FactSettingChanged   FactKind = "setting.changed"
	FactSecretIntended   FactKind = "secret.intended" // setting.changed or secret.kept says how it ended
	FactSecretKept       FactKind = "secret.kept"     // the keyring refused: it is what it was
	FactItemChanged      FactKind = "item.changed"
	FactItemsImported    FactKind = "items.imported"
	FactPrintQueued      FactKind = "print.queued"
	FactPrintEnded       FactKind = "print.ended"
	FactRateConfirmed    FactKind = "rate.confirmed" // set, or said to be right still
	FactBillHeld         FactKind = "bill.held"
	FactBillRecalled     FactKind = "bill.recalled"
	FactRefunded         FactKind = "refund.given"
	FactCounted          FactKind = "drawer.counted"
	FactCashMoved        FactKind = "cash.moved"
	FactShiftClosed      FactKind = "shift.closed"
	FactReceiptReprinted FactKind = "receipt.reprinted"
	FactDrawerOpened     FactKind = "drawer.opened" // asked for without a sale; print.ended says what came of it
)

// factVersions are the versions of the payloads that this program writes, where they
// are not the first. A payload that changes so that an older reader would take it for
// something else gets the next one, and its old type stays for the old rows: what is
// stored, and hashed, is never written again.
var factVersions = map[FactKind]int{
	FactShiftClosed: 2, // says the version of its Z report
}

// VersionOf is that of the payloads of a kind that this program writes.
func VersionOf(k FactKind) int { return max(1, factVersions[k]) }

// Fact is a thing that happened, before it has its place in the chain. Payload
// is marshalled to JSON by the Store; a secret must never stand in it.
type Fact struct {
	Kind    FactKind
	Payload any
}

// Entry is one row of the journal. Hash covers every other field and, through
// PrevHash, every entry before it.
type Entry struct {
	Till     int
	Seq      int64 // from 1, without gaps, over all tills of the database
	Kind     FactKind
	Version  int
	At       time.Time // to the millisecond
	Payload  []byte    // canonical JSON: as written, keys in the payload type's order
	PrevHash string    // 64 hex digits; GenesisHash for the first
	Hash     string    // 64 hex digits
}

// GenesisHash is what the first entry names as the hash before it.
const GenesisHash = "0000000000000000000000000000000000000000000000000000000000000000"

// Sum returns the hash that the entry must carry: SHA-256 over its fields, each
// as eight bytes big-endian or, for text, its length in eight bytes and then
// the text, so that no two entries give the same input.
func (e Entry) Sum() string {
	h := sha256.New()
	number := func(n int64) {
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], uint64(n))
		h.Write(b[:])
	}
	text := func(s string) {
		number(int64(len(s)))
		h.Write([]byte(s))
	}
	text(e.PrevHash)
	number(int64(e.Till))
	number(e.Seq)
	text(string(e.Kind))
	number(int64(e.Version))
	number(e.At.UnixMilli())
	text(string(e.Payload))
	return hex.EncodeToString(h.Sum(nil))
}

// JournalHead is the last entry's place: what a day report prints.
type JournalHead struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"`
}

// Short is the hash as paper carries it: three groups of four digits.
func (h JournalHead) Short() string {
	if len(h.Hash) < 12 {
		return ""
	}
	return h.Hash[:4] + " " + h.Hash[4:8] + " " + h.Hash[8:12]
}

// JournalCheck is the outcome of reading the whole chain. Bad is the sequence
// number of the first row that does not fit, 0 when all fit.
type JournalCheck struct {
	OK     bool        `json:"ok"`
	Rows   int64       `json:"rows"`
	Head   JournalHead `json:"head"`
	Bad    int64       `json:"bad_row,omitempty"`
	Reason string      `json:"reason,omitempty"`
}
