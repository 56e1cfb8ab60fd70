package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
)

// ZVersion is the version of the Z reports that this program makes.
const ZVersion = 2

// ZReport is a Z report as it is stored: bytes that are never changed and a hash over
// them. What was hashed is what is stored; a Report that is read from it and written
// again proves nothing, for a later program writes other bytes.
type ZReport struct {
	Number      int
	Version     int // of Text
	Made        time.Time
	First, Last money.Day
	Text        []byte // the Report as JSON
	PrevHash    string // of the Z report before it, journal.GenesisHash for the first
	Hash        string // SHA-256 in hex, see Intact
}

// Intact reports that the hash is of the bytes.
//
// From version 2 on Text is without it, and all of Text is hashed. A text of version
// 1 holds the hash of what it was without it: as the last of its head's members, once.
func (z ZReport) Intact() bool {
	hashed := z.Text
	if z.Version == 1 {
		own := []byte(`,"hash":"` + z.Hash + `"`)
		if bytes.Count(hashed, own) != 1 {
			return false
		}
		hashed = bytes.Replace(hashed, own, nil, 1)
	}
	return z.Version >= 1 && z.Version <= ZVersion && sumOf(hashed) == z.Hash
}

// Report is what the Z report says, with its hash. The error is of JSON, or says that
// another number or hash before it stands in the text than beside it.
func (z ZReport) Report() (r Report, err error) {
	if err := json.Unmarshal(z.Text, &r); err != nil {
		return Report{}, err
	}
	if r.Z == nil || r.Z.Number != z.Number || r.Z.PrevHash != z.PrevHash {
		return Report{}, fault.New(fault.ZUnknown, z.Number)
	}
	r.Z.Hash = z.Hash
	return r, nil
}

func sumOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Remade makes the Z report of a closed period again, from what the rows say of it
// now, as its PeriodReport: nothing that happened since may be in there. What was so
// at the moment of closing is taken from the stored one: when it was made, for which
// shop and till, by which program, and where the journal stood.
func (r Report) Remade(stored Report) ZReport {
	r.Made, r.Shop, r.Till, r.Training, r.Version = stored.Made, stored.Shop, stored.Till, stored.Training, stored.Version
	r.Journal, r.OpenSales = stored.Journal, stored.OpenSales
	z := *r.Z
	last := len(z.Counts) - 1
	if last < 0 || z.Counts[last].Kind != drawer.CountClose {
		return ZReport{} // it was never closed: this is no stored one
	}
	count := z.Counts[last]
	z.Counts = z.Counts[:last]
	if last == 0 {
		z.Counts = nil
	}
	r.Z = &z
	_, made := r.CloseWith(count, stored.Z.PrevHash)
	return made
}
