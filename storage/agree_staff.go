package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/staff"
)

// personFacts is what the journal says about a person, and in which rows.
type personFacts struct {
	staff  staff.Person
	seq    int64
	print  string // fingerprint of the PIN's stored hash
	pinSeq int64
}

// staffAgree compares the staff with the last fact of each person, and PIN hashes with the
// fingerprints in the journal: it detects a role that was raised in the database, or a
// hash that was replaced.
func staffAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	recorded := map[id.Person]personFacts{}
	err = pages(ctx, q, `SELECT seq, payload, version FROM journal
		WHERE kind IN ('staff.added', 'staff.changed', 'staff.pin_set') AND seq > ? ORDER BY seq LIMIT ?`, func(fact storedFact) (bool, error) {
		var state struct {
			Staff json.RawMessage // absent in staff.pin_set
			ID    id.Person       `json:"staff_id"`
			Print string
		}
		var person staff.Person
		err := json.Unmarshal(fact.payload, &state)
		if err == nil && len(state.Staff) > 0 {
			err = json.Unmarshal(state.Staff, &person)
		}
		if err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of a person who can't be read", fact.seq)
			return false, nil
		}
		if len(state.Staff) > 0 {
			now := recorded[person.ID]
			now.staff, now.seq = person, fact.seq
			recorded[person.ID] = now
			return true, nil
		}
		now := recorded[state.ID]
		now.print, now.pinSeq = state.Print, fact.seq
		recorded[state.ID] = now
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
	return 0, "", nil
}
