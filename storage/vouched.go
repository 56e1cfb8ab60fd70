package storage

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
)

// vouched is what is kept outside the folder of the facts that mean power: how many there are up to
// a row, a sum over their codes and, in the state folder, these codes. What is read from the folder
// afterwards is held against it: a fact that was changed in place, written into another row's place,
// taken out or hidden by an index is noticed, though the last row is as it was marked.
type vouched struct {
	Form  int    `json:"form"` // of which kinds: see vouchedForm
	Seq   int64  `json:"seq"`  // up to which row
	Count int    `json:"count"`
	Sum   string `json:"sum,omitempty"`

	Older    int       `json:"older,omitempty"` // the first ones, whose codes are not kept
	OlderSum string    `json:"older_sum,omitempty"`
	OlderSeq int64     `json:"older_seq,omitempty"` // the last of them
	People   []id.Code `json:"people,omitempty"`
	Others   []id.Code `json:"others,omitempty"`

	Parted  int64     `json:"parted,omitempty"`  // up to this row the journal was found to be another one, not longer
	Nobodys int64     `json:"nobodys,omitempty"` // up to this row they were in doubt: see custody.settleSum
	Changed []changed `json:"changed,omitempty"` // in the state folder alone
	LastZ   id.Code   `json:"z,omitzero"`        // of the last Z report's fact; in the state folder alone
}

// vouchedForm numbers the kinds of powerRows: another program's may be others, and its sums say
// nothing here.
const vouchedForm = 2

// mostVouched bounds the codes that are kept, in a state file of some tens of kilobytes.
const mostVouched = 1024

// powerRows selects the facts that mean power, each kind by its index: settings and secrets, whom
// codes pay, people, and the keyring with what the owner has cleared. Of the Z reports the last one alone
// counts: see vouched.LastZ.
func powerRows(columns string) string {
	kinds := []string{journalPower + " AND kind IN ('setting.changed', 'payee.pinned')", "kind = 'payee.fields'", journalPeople, journalSecrets,
		"kind IN ('keyring.holds', 'alarm.read')"}
	for i, kind := range kinds {
		kinds[i] = "SELECT " + columns + " FROM journal WHERE " + kind + " AND seq > ?1 AND seq <= ?2"
	}
	return strings.Join(kinds, " UNION ALL ") + " ORDER BY 1"
}

// powerKinds are the kinds of powerRows, and whether they are about people.
var powerKinds = map[journal.Kind]bool{
	facts.SettingChanged: false, facts.PayeePinned: false, facts.PayeeFields: false, facts.SecretIntended: false, facts.SecretKnown: false, facts.KeyringHolds: false, facts.AlertRead: false,
	facts.StaffAdded: true, facts.StaffChanged: true, facts.PINSet: true, facts.StaffDoubted: true, facts.PINDoubted: true,
	facts.RecoverySet: true, facts.StaffNamed: true,
}

// peopleKinds are those about people.
var peopleKinds = kindsAbout(true)

func kindsAbout(people bool) (kinds []journal.Kind) {
	for _, kind := range slices.Sorted(maps.Keys(powerKinds)) {
		if powerKinds[kind] == people {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// powerIndexes are the indexes by which powerRows is read.
var powerIndexes = []string{"journal_power", "journal_payees", "journal_people", "journal_secrets", "journal_custody"}

// readTo adds the facts of the journal from behind what is known up to a row, by their contents: a
// hash that is damaged says nothing of them.
func (v vouched) readTo(ctx context.Context, q querier, last int64) (vouched, error) {
	v.Form, v.People, v.Others = vouchedForm, slices.Clone(v.People), slices.Clone(v.Others)
	err := eachSigned(ctx, q, powerRows("seq, till, kind, version, at_ms, payload, prev_hash, hash, NULL"), func(r signedRow) {
		v = v.with(id.CodeOf(r.Seq, r.Sum()), powerKinds[r.Kind])
	}, v.Seq, last)
	v.Seq = max(v.Seq, last)
	return v, err
}

// storedTo is what there is up to a row by the hashes that are stored, which takes less long.
func storedTo(ctx context.Context, q querier, last int64) (vouched, error) {
	v := vouched{Form: vouchedForm, Seq: last}
	rows, err := q.QueryContext(ctx, powerRows("seq, hash, kind"), 0, last)
	err = each(rows, err, func(scan func(...any) error) error {
		var h journal.Head
		var kind journal.Kind
		err := scan(&h.Seq, &h.Hash, &kind)
		v = v.with(h.Code(), powerKinds[kind])
		return err
	})
	return v, err
}

// with adds the next fact, behind the last one alone: what was handed out before stays as it is.
func (v vouched) with(code id.Code, person bool) vouched {
	v.Count, v.Sum = v.Count+1, sumWith(v.Sum, code)
	if person {
		v.People = append(v.People, code)
	} else {
		v.Others = append(v.Others, code)
	}
	for len(v.People)+len(v.Others) > mostVouched {
		v = v.folded()
	}
	return v
}

// folded keeps no code of the first fact any more.
func (v vouched) folded() vouched {
	var first id.Code
	if len(v.Others) == 0 || len(v.People) > 0 && v.People[0].Seq < v.Others[0].Seq {
		first, v.People = v.People[0], v.People[1:]
	} else {
		first, v.Others = v.Others[0], v.Others[1:]
	}
	v.Older, v.OlderSum, v.OlderSeq = v.Older+1, sumWith(v.OlderSum, first), first.Seq
	return v
}

// sumWith is the sum of one fact more.
func sumWith(sum string, code id.Code) string {
	next := sha256.Sum256([]byte(sum + " " + code.String()))
	return hex.EncodeToString(next[:16])
}

// codes are all that are kept, in their order.
func (v vouched) codes() []id.Code {
	all := slices.Concat(v.People, v.Others)
	slices.SortFunc(all, func(a, b id.Code) int { return cmp.Compare(a.Seq, b.Seq) })
	return all
}

// upTo leaves out what is behind a row; false where no codes are kept of what is before it.
func (v vouched) upTo(last int64) (vouched, bool) {
	if last >= v.Seq {
		return v, true
	}
	if last < v.OlderSeq {
		return vouched{}, false
	}
	v = v.writtenTo(last)
	behind := func(c id.Code) bool { return c.Seq > last }
	v.Seq, v.Count, v.Sum = last, v.Older, v.OlderSum
	v.People = slices.DeleteFunc(slices.Clone(v.People), behind)
	v.Others = slices.DeleteFunc(slices.Clone(v.Others), behind)
	for _, code := range v.codes() {
		v.Count, v.Sum = v.Count+1, sumWith(v.Sum, code)
	}
	return v, true
}

// summed is what of it fits into a keyring.
func (v vouched) summed() vouched {
	return vouched{Form: v.Form, Seq: v.Seq, Count: v.Count, Sum: v.Sum, Nobodys: v.Nobodys}
}

// listed reports whether it has the codes.
func (v vouched) listed() bool { return v.Count == v.Older+len(v.People)+len(v.Others) }

// known reports whether it says anything to this program.
func (v vouched) known() bool { return v.Form == vouchedForm }

// lacks are the codes of another one that it does not have, by their rows.
func (v vouched) lacks(other vouched) (codes []id.Code) {
	had := v.codes()
	for _, code := range other.codes() {
		if _, has := findCode(had, code.Seq); !has && code.Seq > v.OlderSeq && code.Seq <= v.Seq {
			codes = append(codes, code)
		}
	}
	return codes
}

// has reports whether all codes of another one are there as they are.
func (v vouched) has(other vouched) bool {
	had := v.codes()
	return !slices.ContainsFunc(other.codes(), func(code id.Code) bool {
		found, has := findCode(had, code.Seq)
		return code.Seq > v.OlderSeq && (!has || found != code)
	})
}

func findCode(codes []id.Code, seq int64) (id.Code, bool) {
	at, has := slices.BinarySearchFunc(codes, seq, func(c id.Code, seq int64) int { return cmp.Compare(c.Seq, seq) })
	if !has {
		return id.Code{}, false
	}
	return codes[at], true
}

// like reports whether another one, which has codes, has the same facts up to the end of this one.
// Where it can't be known they are taken to be.
func (v vouched) like(all vouched) bool {
	to, ok := all.upTo(v.Seq)
	return !ok || to.Count == v.Count && to.Sum == v.Sum
}
