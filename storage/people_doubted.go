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
// are left tell of an owner: where there is no key at all, all of them would be.
func (d *doubter) peopleOf(rows []signedRow) told {
	sure := voidless(rows)
	if d == nil {
		return toldBy(sure)
	}
	telling := keep(sure, func(r signedRow) bool { return !d.wrong(r) })
	all := toldBy(voidless(telling))
	if !all.owned() {
		telling = keep(sure, d.tells)
		all = toldBy(voidless(telling))
	}
	for _, r := range sure {
		switch {
		case slices.ContainsFunc(telling, func(t signedRow) bool { return t.Seq == r.Seq }):
		case d.added(r) || all.owned():
			if d.settled(r) {
				all.void = append(all.void, codeOf(r))
			}
		default: // all that there was may have been spoilt
			all.hidden = true
		}
	}
	return all
}

// voidless leaves out rows that a later one of them voids, unless that is void itself.
func voidless(rows []signedRow) []signedRow {
	void := map[id.Code]bool{}
	for _, r := range slices.Backward(rows) {
		var doubt facts.DoubtedStaff
		if r.Kind != facts.StaffDoubted || void[codeOf(r)] || json.Unmarshal(r.Payload, &doubt) != nil {
			continue
		}
		for _, code := range doubt.Void {
			void[code] = true
		}
	}
	return keep(rows, func(r signedRow) bool { return !void[codeOf(r)] })
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
