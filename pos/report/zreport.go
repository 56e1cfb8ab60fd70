package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
)

// ZVersion is the version of the Z reports that this program writes.
const ZVersion = 5

// tracesVersion is the first version whose text has Traces and Closed.
const tracesVersion = 3

// drawerVersion is the first version whose text has OverShort and Moves, and whose expected cash
// begins with what the last close left where no float was counted.
const drawerVersion = 4

// PeopleVersion is the first version that has a person who was renamed in one line, by the name that
// they had when it was made.
const PeopleVersion = 5

// ZReport is a Z report as it is stored: bytes that never change, and a hash over them.
// Always hash the stored bytes: a Report that is read from them and marshalled again may
// give other bytes in a later program.
type ZReport struct {
	Number      int
	Version     int // of Text
	Made        time.Time
	First, Last money.Day
	Text        []byte // the Report as JSON
	PrevHash    string // of the Z report before it, journal.GenesisHash for the first
	Hash        string // SHA-256 in hex, see Intact
}

// Intact reports whether the hash is that of the stored bytes.
//
// From version 2 on the hash covers all of Text. In version 1 Text contains the hash, as
// the last member of its head, and the hash covers Text without that member.
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

// Report returns the report, with its hash. The error is JSON's, or fault.ZUnknown where
// number or previous hash in the text differ from those stored beside it.
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

// Remade makes the Z report of a closed period again from r, its PeriodReport as the rows
// give it now. What only the moment of closing knew is taken from the stored one: time,
// shop, till, program, open sales and journal head. A zero ZReport means that the period
// was never closed. version is that of the stored one: what an older program did not count
// is left out.
func (r Report) Remade(stored Report, version int) ZReport {
	if version < tracesVersion {
		r.Traces, r.Closed, r.Trained, r.Folders = nil, nil, nil, nil
	}
	if version < drawerVersion {
		r = r.withoutDrawer()
	}
	r.Made, r.Shop, r.Till, r.Training, r.Version = stored.Made, stored.Shop, stored.Till, stored.Training, stored.Version
	r.Journal, r.OpenSales, r.Differs = stored.Journal, stored.OpenSales, stored.Differs
	z := *r.Z
	last := len(z.Counts) - 1
	if last < 0 || z.Counts[last].Kind != drawer.CountClose {
		return ZReport{} // the period was never closed
	}
	count := z.Counts[last]
	z.Counts = z.Counts[:last]
	if last == 0 {
		z.Counts = nil
	}
	r.Z = &z
	_, made := r.seal(count, stored.Z.PrevHash)
	made.Version = max(2, version) // version 1 was sealed in another way, and is not made any more
	return made
}

// withoutDrawer is a report as programs before drawerVersion made it. A float that they took had
// no cash received before it.
func (r Report) withoutDrawer() Report {
	r.OverShort, r.Moves, r.MoreMoves = nil, nil, 0
	r.Drawer = slices.Clone(r.Drawer)
	for i := range r.Drawer {
		d := &r.Drawer[i]
		d.Expected = money.SumIn(d.Currency, d.Expected, d.Left.Negative())
		d.Left = money.Money{}
	}
	return r
}
