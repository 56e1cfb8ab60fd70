package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/staff"
)

// staffTold is what the journal says about a person, and in which rows.
type staffTold struct {
	staff  staff.Person
	seq    int64
	print  string // fingerprint of the PIN's stored hash
	pinSeq int64
}

// staffAgree compares the staff with the last fact of each person, and PIN hashes with the
// fingerprints in the journal: it detects a role that was raised in the database, or a
// hash that was replaced.
func staffAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	told := map[id.Person]staffTold{}
	err = pages(ctx, q, `SELECT seq, payload, version FROM journal
		WHERE kind IN ('staff.added', 'staff.changed', 'staff.pin_set') AND seq > ? ORDER BY seq LIMIT ?`, func(fact storedFact) (bool, error) {
		var said struct {
			Staff json.RawMessage // absent in staff.pin_set
			ID    id.Person       `json:"staff_id"`
			Print string
		}
		var person staff.Person
		err := json.Unmarshal(fact.payload, &said)
		if err == nil && len(said.Staff) > 0 {
			err = json.Unmarshal(said.Staff, &person)
		}
		if err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of a person who can't be read", fact.seq)
			return false, nil
		}
		if len(said.Staff) > 0 {
			now := told[person.ID]
			now.staff, now.seq = person, fact.seq
			told[person.ID] = now
			return true, nil
		}
		now := told[said.ID]
		now.print, now.pinSeq = said.Print, fact.seq
		told[said.ID] = now
		return true, nil
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	rows, err := readStaff(ctx, q)
	if err != nil {
		return 0, "", err
	}
	for _, s := range rows {
		said := told[s.ID]
		if said.staff != s {
			return max(said.seq, 1), fmt.Sprintf("%s of the staff is not as row %d tells", s.Name, said.seq), nil
		}
		hash, err := readPIN(ctx, q, s.ID)
		if err != nil {
			return 0, "", err
		}
		if facts.PINPrint(hash) != said.print {
			return max(said.pinSeq, 1), fmt.Sprintf("the PIN of %s is not the one that row %d tells of", s.Name, said.pinSeq), nil
		}
	}
	if len(rows) != len(told) {
		return head, fmt.Sprintf("%d people, but the journal tells of %d", len(rows), len(told)), nil
	}
	return 0, "", nil
}
