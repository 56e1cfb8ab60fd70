package storage

import (
	"context"
	"fmt"

	"psar/pos/facts"
)

// staffAgree compares the staff with the last fact of each person, and PIN hashes with the
// fingerprints in the journal: it detects a role that was raised in the database, or a
// hash that was replaced.
func staffAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	all, err := readTold(ctx, q, nil)
	if err != nil {
		return 0, "", err
	}
	if all.damaged > 0 {
		return all.damaged, fmt.Sprintf("row %d tells of a person who can't be read", all.damaged), nil
	}
	recorded := all.people
	rows, err := readStaff(ctx, q)
	if err != nil {
		return 0, "", err
	}
	for _, s := range rows {
		state := recorded[s.ID]
		if state.staff != s {
			return max(state.seq, 1), fmt.Sprintf("%s of the staff is not as row %d tells", s.Name, state.seq), nil
		}
		hash, err := readPIN(ctx, q, s.ID)
		if err != nil {
			return 0, "", err
		}
		if facts.PINPrint(hash) != state.print {
			return max(state.pinSeq, 1), fmt.Sprintf("the PIN of %s is not the one that row %d tells of", s.Name, state.pinSeq), nil
		}
	}
	if len(rows) != len(recorded) {
		return head, fmt.Sprintf("%d people, but the journal tells of %d", len(rows), len(recorded)), nil
	}
	hash, err := readRecovery(ctx, q)
	if err != nil {
		return 0, "", err
	}
	if facts.StoredPrint(hash) != all.recovery {
		return head, "the recovery code is not the one that the journal tells of", nil
	}
	return 0, "", nil
}
