package storage

import (
	"context"
	"encoding/json"

	"psar/pos/staff"
)

// Shown is the same database for who shows what is read: people who left and are to be
// numbers are numbers in it. The till reads the names, which are what it writes again.
func (db *DB) Shown() *DB {
	shown := *db
	shown.hides = true
	return &shown
}

// names are those that are shown as numbers; none where the names themselves are read.
func (db *DB) names(ctx context.Context) (staff.Names, error) {
	if !db.hides {
		return nil, nil
	}
	var all told
	err := db.judgingRows(ctx, func(q querier, j judgement) (err error) {
		all, err = readTold(ctx, q, db.doubter(ctx, q, j))
		return err
	})
	return all.hiddenNames(), err
}

// named is what is shown of something.
func named[T interface{ WithNames(staff.Names) T }](ctx context.Context, db *DB, read T, err error) (T, error) {
	if err != nil {
		return read, err
	}
	names, err := db.names(ctx)
	return read.WithNames(names), err
}

// eachNamed is named for a list.
func eachNamed[T interface{ WithNames(staff.Names) T }](ctx context.Context, db *DB, read []T, err error) ([]T, error) {
	if err != nil {
		return read, err
	}
	names, err := db.names(ctx)
	for i := range read {
		read[i] = read[i].WithNames(names)
	}
	return read, err
}

// nameKeys are the members of facts that name whoever did something.
var nameKeys = []string{"by", "read_by", "cashier", "signed_in", "held_by"}

// payloadWithNames is a fact's payload as it is shown; what is stored and hashed stays.
func payloadWithNames(payload []byte, n staff.Names) []byte {
	var members map[string]json.RawMessage
	if len(n) == 0 || json.Unmarshal(payload, &members) != nil {
		return payload
	}
	changed := false
	for _, key := range nameKeys {
		var name string
		if json.Unmarshal(members[key], &name) != nil || n.Of(name) == name {
			continue
		}
		text, err := json.Marshal(n.Of(name))
		if err == nil {
			members[key], changed = text, true
		}
	}
	if !changed {
		return payload
	}
	shown, err := json.Marshal(members)
	if err != nil {
		return payload
	}
	return shown
}
