package storage

import (
	"encoding/json"
	"slices"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
)

// peopleOf is what the rows of people tell by the last fact of each that is not in doubt. In a
// journal that is another one, facts without a signature are in doubt only while those that
// are left tell of an owner: where there is no key at all, all of them would be. rows are as they were
// written, as far as that is proven.
func (d *doubter) peopleOf(rows []signedRow) told {
	if d == nil {
		return toldBy(voidBy(rows, nil).without(rows))
	}
	telling := keep(rows, func(r signedRow) bool { return !d.wrong(r) })
	void := voidBy(telling, d)
	all := toldBy(void.without(telling))
	if !all.owned() {
		telling = keep(rows, d.tells)
		void = voidBy(telling, d)
		all = toldBy(void.without(telling))
	}
	for _, r := range rows {
		settled, isVoid := void[codeOf(r)]
		switch {
		case isVoid: // by a row that may be nobody's, it may be true
			all.hidden = all.hidden || !settled
		case slices.ContainsFunc(telling, func(t signedRow) bool { return t.Seq == r.Seq }):
		case d.added(r) || d.vouch(r) == vouchedForNone || all.owned():
			if d.settled(r) {
				all.void = append(all.void, codeOf(r))
			}
		default: // all that there was may have been spoilt
			all.hidden = true
		}
	}
	all.hidden = all.hidden || !all.owned() && d.lacksPeople(rows)
	return d.lowered(all, void)
}

// voided are rows that tell nothing any more, by their codes, and whether that is settled: see
// doubter.settled.
type voided map[id.Code]bool

// voidBy returns what rows void that count, unless a later one of them voids these. What a row in
// doubt voids is not void: else whoever adds one would take everybody's rights. A nil doubter
// knows of no key.
func voidBy(rows []signedRow, d *doubter) voided {
	void := voided{}
	for _, r := range slices.Backward(rows) {
		var doubt facts.DoubtedStaff
		if r.Kind != facts.StaffDoubted || void.has(r) || json.Unmarshal(r.Payload, &doubt) != nil {
			continue
		}
		for _, code := range doubt.Void {
			void[code] = void[code] || d == nil || d.settled(r)
		}
	}
	return void
}

func (v voided) has(r signedRow) bool {
	_, void := v[codeOf(r)]
	return void
}

// without leaves out the rows that are void.
func (v voided) without(rows []signedRow) []signedRow {
	return keep(rows, func(r signedRow) bool { return !v.has(r) })
}

func keep(rows []signedRow, tells func(signedRow) bool) (kept []signedRow) {
	for _, r := range rows {
		if tells(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

func codeOf(r signedRow) id.Code { return journal.Head{Seq: r.Seq, Hash: r.Hash}.Code() }

// owned reports whether somebody works here as an owner who has, or had, a way in: a PIN or the
// recovery code.
func (a told) owned() bool {
	for _, one := range a.people {
		if one.seq > 0 && one.staff.Owns() && (one.print != "" || a.recovery != "") {
			return true
		}
	}
	return false
}
