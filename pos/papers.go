package pos

import (
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
)

// PaperVerdict is what the journal says of the code of a paper.
type PaperVerdict string

// The verdicts.
const (
	PaperGenuine PaperVerdict = "genuine" // the row stands in the journal as the code says
	PaperUnknown PaperVerdict = "unknown" // the journal has no such row, or another one in its place
	PaperAltered PaperVerdict = "altered" // the row has that hash, but no longer these contents
)

// Paper is what the journal says of a code, from the row that it names alone. All but Code
// and Verdict are zero unless it is genuine; Receipt and Z are of the papers that have a
// code of their own, any other row is where a report without a number was made.
type Paper struct {
	Code    id.Code      `json:"code"`
	Verdict PaperVerdict `json:"verdict"`
	Kind    journal.Kind `json:"kind,omitempty"`
	At      time.Time    `json:"at,omitzero"`
	Receipt id.Receipt   `json:"receipt_number,omitzero"` // of a sale or a refund
	Of      id.Receipt   `json:"of_receipt,omitzero"`     // of a refund: the sale's
	Total   money.Money  `json:"total,omitzero"`
	Z       int          `json:"z_number,omitempty"`
}

// Err is why a paper is not genuine: fault.PaperUnknown or fault.PaperAltered with the code
// as people read it; nil where it is.
func (p Paper) Err() error {
	switch p.Verdict {
	case PaperGenuine:
		return nil
	case PaperAltered:
		return fault.New(fault.PaperAltered, p.Code.Grouped())
	}
	return fault.New(fault.PaperUnknown, p.Code.Grouped())
}

// Told is what the sentence about a genuine paper names, as people compare it with the
// paper: number, time and total as far as its kind has them.
func (p Paper) Told() []any {
	at := money.Local(p.At)
	switch {
	case !p.Of.IsZero():
		return []any{p.Receipt.String(), p.Of.String(), at, p.Total.Display()}
	case !p.Receipt.IsZero():
		return []any{p.Receipt.String(), at, p.Total.Display()}
	case p.Z > 0:
		return []any{p.Z, at}
	}
	return []any{p.Code.Seq, at}
}
