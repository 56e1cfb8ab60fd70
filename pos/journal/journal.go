package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"time"

	"psar/pos/finding"
	"psar/pos/id"
)

// Kind names what an entry records.
type Kind string

// Fact is something that happened, before it has its place in the chain. The Store
// marshals Payload to JSON; it must never hold a secret.
type Fact struct {
	Kind    Kind
	Payload any
}

// Entry is one row of the journal. Hash covers every other field and, through
// PrevHash, every entry before it.
type Entry struct {
	Till     int
	Seq      int64 // from 1, without gaps, over all tills of the database
	Kind     Kind
	Version  int
	At       time.Time // to the millisecond
	Payload  []byte    // canonical JSON: as written, keys in the payload type's order
	PrevHash string    // 64 hex digits; GenesisHash for the first
	Hash     string    // 64 hex digits
}

// GenesisHash is the PrevHash of the first entry.
const GenesisHash = "0000000000000000000000000000000000000000000000000000000000000000"

// Sum returns the hash that the entry must have, as 64 hex digits: SHA-256 over PrevHash,
// Till, Seq, Kind, Version, At in milliseconds and Payload. A number is written as eight
// bytes big-endian, a text as its length in eight bytes followed by the text, so that no
// two entries give the same input.
func (e Entry) Sum() string {
	const numbers, about = 7, 1 << 10 // a row that fits takes no memory of its own
	b := make([]byte, 0, about)
	if most := 8*numbers + len(e.PrevHash) + len(e.Kind) + len(e.Payload); most > about {
		b = make([]byte, 0, most)
	}
	b = append(appendNumber(b, int64(len(e.PrevHash))), e.PrevHash...)
	b = appendNumber(appendNumber(b, int64(e.Till)), e.Seq)
	b = append(appendNumber(b, int64(len(e.Kind))), e.Kind...)
	b = appendNumber(appendNumber(b, int64(e.Version)), e.At.UnixMilli())
	b = append(appendNumber(b, int64(len(e.Payload))), e.Payload...)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func appendNumber(b []byte, n int64) []byte { return binary.BigEndian.AppendUint64(b, uint64(n)) }

// Code is the entry's code as papers have it.
func (e Entry) Code() id.Code { return id.CodeOf(e.Seq, e.Hash) }

// Head is the place of the last entry: reports print it.
type Head struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"`
}

// Code is the entry's code as papers have it; the zero Code before the first entry.
func (h Head) Code() id.Code { return id.CodeOf(h.Seq, h.Hash) }

// Check is the result of verifying the whole chain. Bad is the sequence number of the
// first row that does not fit, 0 when all do.
type Check struct {
	OK   bool  `json:"ok"`
	Rows int64 `json:"rows"`
	Head Head  `json:"head"`
	Bad  int64 `json:"bad_row,omitempty"`
	// Findings are all that does not fit: of the chain, then of each table, of each the first few
	// and how many more there are.
	Findings []finding.Finding `json:"findings,omitempty"`

	// How the rows are signed; the four add up to Rows.
	Signed    int64 `json:"signed"`              // and the signature is right
	Unchecked int64 `json:"signed_unchecked"`    // by a key that is not at hand
	Unsigned  int64 `json:"written_without_key"` // the keyring was away
	Before    int64 `json:"before_signing"`      // by a program that did not sign
	// NoKey says that the keyring could not be asked for the key.
	NoKey bool `json:"key_away,omitempty"`
}
