package storage

import (
	"context"
	"maps"
	"slices"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/staff"
)

// staffAgree compares the staff with the last fact of each person, and PIN hashes with the
// fingerprints in the journal: it detects a role that was raised in the database, or a
// hash that was replaced.
func staffAgree(ctx context.Context, q *telling, found *findings) error {
	people, err := q.factsOf(ctx, peopleKinds...)
	if err != nil {
		return err
	}
	all := (*doubter)(nil).peopleOf(people)
	if all.damaged > 0 {
		found.unread(finding.Staff, all.damaged)
	}
	rows, err := readStaff(ctx, q)
	if err != nil {
		return err
	}
	recorded := maps.Clone(all.people)
	for _, s := range rows {
		told, known := recorded[s.ID]
		delete(recorded, s.ID)
		personAsTold(s, told, known, found)
		hash, err := readPIN(ctx, q, s.ID)
		if err != nil {
			return err
		}
		printAsTold(finding.PINs, s.Name, facts.StoredPrint(hash), told.print, told.pinSeq, found)
	}
	for _, id := range slices.Sorted(maps.Keys(recorded)) {
		found.gone(finding.Staff, recorded[id].staff.Name, recorded[id].seq)
	}
	hash, err := readRecovery(ctx, q)
	if err != nil {
		return err
	}
	printAsTold(finding.Recovery, "", facts.StoredPrint(hash), all.recovery, all.recoverySeq, found)
	return nil
}

func personAsTold(s staff.Person, told toldPerson, known bool, found *findings) {
	switch {
	case !known || told.seq == 0:
		found.add(finding.Finding{Kind: finding.Untold, Table: finding.Staff, ID: s.Name}, s, func() (string, string) { return contrast(nil, s) })
	case told.staff != s:
		found.differs(finding.Staff, s.Name, told.seq, told.staff, s)
	}
}

// printAsTold compares the print of a stored hash with the one that the journal tells of. A
// finding says neither.
func printAsTold(table finding.Table, id, is, told string, seq int64, found *findings) {
	f := finding.Finding{Kind: finding.Differs, Table: table, ID: id, Row: seq}
	switch {
	case is == told:
		return
	case told == "" && seq == 0:
		f.Kind = finding.Untold
	case is == "":
		f.Kind = finding.Gone
	}
	found.add(f, is, nil)
}
