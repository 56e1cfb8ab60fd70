package storage

import (
	"context"
	"encoding/json"

	"psar/pos/payment"
)

// lastPayees selects the last fact about the payee of each currency: with max, SQLite takes
// the payload from the same row.
const lastPayees = `SELECT payload FROM (SELECT max(seq) AS seq, payload FROM journal
	WHERE kind = 'payee.fields' AND json_valid(payload) GROUP BY json_extract(payload, '$.currency')) ORDER BY seq`

// Payees returns the pins of the currencies that have one, as the journal's last fact of
// each tells.
func (db *DB) Payees(ctx context.Context) ([]payment.Pin, error) {
	var pins []payment.Pin
	rows, err := db.read.QueryContext(ctx, lastPayees)
	err = each(rows, err, func(scan func(...any) error) error {
		var payload []byte
		if err := scan(&payload); err != nil {
			return err
		}
		var pin payment.Pin
		if json.Unmarshal(payload, &pin) == nil { // else journal verify reports it; the till must still open
			pins = append(pins, pin)
		}
		return nil
	})
	return pins, failure(db.path, err)
}

// newestAttempts is among how many attempts paid codes are looked for: the till looks when
// it opens, and a shop that has never been paid in riel may have a million in dollars.
const newestAttempts = 4000

// PaidCodes returns the newest codes that Verify reported as paid, among the last few
// thousand attempts: those of an attempt's gateway, profile, currency and account, newest
// first, at most so many.
func (db *DB) PaidCodes(ctx context.Context, like payment.Attempt, most int) ([]string, error) {
	var codes []string
	rows, err := db.read.QueryContext(ctx, `SELECT qr FROM (SELECT * FROM attempts ORDER BY id DESC LIMIT ?)
		WHERE state = 'paid' AND received_minor IS NOT NULL AND by_hand = '' AND qr <> '' AND gateway = ? AND profile_id = ?
			AND currency = ? AND payee_account = ? ORDER BY id DESC LIMIT ?`,
		newestAttempts, like.Gateway, like.Profile, like.Amount.Currency, like.Payee.Account, most)
	err = each(rows, err, func(scan func(...any) error) error {
		var code string
		err := scan(&code)
		codes = append(codes, code)
		return err
	})
	return codes, failure(db.path, err)
}
