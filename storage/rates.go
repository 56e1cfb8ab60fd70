package storage

import (
	"context"
	"database/sql"
	"encoding/json"

	"psar/pos/facts"
)

// Rates returns the exchange rates that were set or confirmed, newest first, at most so
// many.
func (db *DB) Rates(ctx context.Context, most int) ([]facts.RateConfirmation, error) {
	var found []facts.RateConfirmation
	rows, err := db.read.QueryContext(ctx, "SELECT payload, at_ms FROM journal WHERE kind = 'rate.confirmed' ORDER BY seq DESC LIMIT ?", most)
	err = each(rows, err, func(scan func(...any) error) error {
		var r facts.RateConfirmation
		var payload []byte
		var at sql.NullInt64
		if err := scan(&payload, &at); err != nil {
			return err
		}
		err := json.Unmarshal(payload, &r)
		r.At = moment(at)
		found = append(found, r)
		return err
	})
	return eachNamed(ctx, db, found, failure(db.path, err))
}
