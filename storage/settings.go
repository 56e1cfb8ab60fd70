package storage

import (
	"context"
	"maps"
	"slices"

	"psar/pos/settings"
)

// Settings returns the settings as the journal tells them, whatever their rows are: see
// Doubts. One that is missing has its default. Secrets are not among them.
func (db *DB) Settings(ctx context.Context) (settings.Values, error) {
	var values settings.Values
	err := db.judgingRows(ctx, func(q querier, j judgement) error {
		stored, err := readSettings(ctx, q)
		if err != nil {
			return err
		}
		told, err := readToldSettings(ctx, q, db.doubter(ctx, q, j))
		values = told.values(stored)
		return err
	})
	return values, err
}

func readSettings(ctx context.Context, q querier) (settings.Values, error) {
	values := settings.Values{}
	rows, err := q.QueryContext(ctx, "SELECT key, value FROM settings")
	err = each(rows, err, func(scan func(...any) error) error {
		var key settings.Key
		var value string
		err := scan(&key, &value)
		values[key] = value
		return err
	})
	return values, err
}

// writeSettings stores the settings that change; an empty value removes the row, which
// restores the default. It is the last guard against a secret in the database.
func writeSettings(tx transaction, changed settings.Values) error {
	for _, key := range slices.Sorted(maps.Keys(changed)) {
		value := changed[key]
		if value == "" { // whatever somebody has put there
			if _, err := tx.exec("DELETE FROM settings WHERE key = ?", key); err != nil {
				return err
			}
			continue
		}
		spec, err := settings.SpecOf(key)
		if err != nil {
			return err
		}
		if spec.Secret {
			return internal("%s is a secret and does not belong in the database", key)
		}
		_, err = tx.exec(`INSERT INTO settings (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
		if err != nil {
			return err
		}
	}
	return nil
}
