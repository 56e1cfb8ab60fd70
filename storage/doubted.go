package storage

import (
	"context"
	"slices"

	"psar/pos/journal"
	"psar/pos/payment"
)

// wrong judges a row. One that can't be judged now is no doubt, unless the journal around
// it is: then only the key's signature counts.
func (d *doubter) wrong(r signedRow) bool {
	state := d.of(r)
	return state == rowWrong || state == rowUnknown && (d.added(r) || d.elsewhere(r) || d.vouch(r) > vouchedFor)
}

// tells reports whether a fact tells anything: its row is not wrong, and nobody added it to the
// closed till. A nil doubter takes every fact as it is.
func (d *doubter) tells(r signedRow) bool {
	if d == nil {
		return true
	}
	state := d.of(r)
	return state == rowSigned || state == rowUnknown && !d.added(r) && d.vouch(r) <= vouchedElsewhere
}

// settled reports whether what is in doubt of a row stays so: no key that comes later proves it, by
// its own signature or by one behind it.
func (d *doubter) settled(r signedRow) bool {
	if d.of(r) == rowWrong {
		return true
	}
	attestable := !d.attested.whole && d.signerOf(d.opened) != "" && d.elsewhere(r)
	return !attestable && (len(r.mac) != journal.MACSize || d.key != nil)
}

// factsOf returns the rows that a query of signedColumns selects, for tells.
func (d *doubter) factsOf(ctx context.Context, q querier, query string) ([]signedRow, error) {
	if d == nil {
		return signedRows(ctx, q, query)
	}
	return d.rows(ctx, q, query)
}

// added reports whether a row was added while the till was closed: behind its end, or behind its
// last mark by somebody who lacks the key. Once the owner has cleared that, one that says it is
// signed waits for the key all the same: what was in doubt is recorded only when that is for good.
func (d *doubter) added(r signedRow) bool {
	if d.marked > 0 && r.Seq > d.marked && r.Hash == r.Sum() && d.of(r) == rowWrong {
		return true
	}
	grew := func(one dispute) bool {
		return one.ofAdded() && r.Seq > one.Was.Seq && d.there(one, r)
	}
	return slices.ContainsFunc(d.disputed, grew) || !d.settled(r) && slices.ContainsFunc(d.cleared, grew)
}

// elsewhere reports whether a row stands in a journal that is another one, where no signature of
// this computer's attests it.
func (d *doubter) elsewhere(r signedRow) bool {
	return slices.ContainsFunc(d.disputed, func(one dispute) bool {
		return d.another(one, d.opened) && d.there(one, r) && !d.attested.has(one, r)
	})
}

// another reports whether a dispute is about a journal that is another one; opened is the last row
// that was found. A journal that ends early is a copy that was put back, and its rows are what they
// were, unless it does not name the key where the mark knows that it was named.
func (s *signing) another(one dispute, opened int64) bool {
	switch one.Kind {
	case payment.AlertJournalBeside:
		return true
	case payment.AlertJournalBehind:
		return one.Named.Seq > 0 && one.Named.Seq <= opened && !s.namesAt(one.Named)
	}
	return false
}

// there reports whether a row was there when a dispute was noticed. What came later is the
// till's own.
func (d *doubter) there(one dispute, r signedRow) bool {
	return r.Seq <= d.opened && (one.Found == 0 || r.Seq <= one.Found)
}
