package journal

import (
	"fmt"

	"psar/pos/id"
)

// Mark says how far the journal had come, with the last numbers of what the shop issued. It
// is kept outside the shop's folder, so that a folder that was put back, cut or written
// anew is noticed.
type Mark struct {
	Head
	Payment id.Payment `json:"transaction_id,omitempty"`
	Receipt id.Receipt `json:"receipt_number,omitzero"`
	Refund  id.Receipt `json:"refund_number,omitzero"`
	Z       int        `json:"z_number,omitempty"`
	// Clean: the program ended after this entry, in order. Until the next one has taken
	// that back, the journal ends exactly here.
	Clean bool `json:"clean,omitempty"`
}

// IsZero reports whether nothing was marked yet.
func (m Mark) IsZero() bool { return m.Seq == 0 }

// Last is the receipt or refund that was issued last.
func (m Mark) Last() id.Receipt {
	r, f := m.Receipt, m.Refund
	if r.Year < f.Year || r.Year == f.Year && r.Sequence < f.Sequence {
		return f
	}
	return r
}

// String names the entry, and the receipt that was issued last; "J0" before the first: "J120-0123456789abcdef
// (01/2026/000034)".
func (m Mark) String() string {
	code := "J0"
	if m.Seq > 0 {
		code = m.Code().String()
	}
	if last := m.Last(); !last.IsZero() {
		return fmt.Sprintf("%s (%s)", code, last)
	}
	return code
}

// Lost reports whether a journal, as it was found, lacks numbers that were issued by the
// mark: rows were removed beside the journal. The numbers of another till don't count: it
// has its own.
func (m Mark) Lost(found Mark) bool {
	before := func(a, b id.Receipt) bool {
		return a.Till == b.Till && (a.Year < b.Year || a.Year == b.Year && a.Sequence < b.Sequence)
	}
	return before(found.Receipt, m.Receipt) || before(found.Refund, m.Refund) || found.Z < m.Z || found.Payment.Before(m.Payment)
}

// Standing is how a journal stands to a mark.
type Standing int

// The standings.
const (
	StandsAt     Standing = iota // it ends there
	StandsAhead                  // it goes on behind the mark
	StandsBehind                 // it ends before the mark
	StandsBeside                 // its entry of that number is another
)

// Against compares a journal with the mark: head is its last entry, there the hash of its
// entry of the mark's number, "" where it has none.
func (m Mark) Against(head Head, there string) Standing {
	switch {
	case head.Seq < m.Seq:
		return StandsBehind
	case there != m.Hash:
		return StandsBeside
	case head.Seq == m.Seq:
		return StandsAt
	}
	return StandsAhead
}
