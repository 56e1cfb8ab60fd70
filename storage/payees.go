package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"psar/pos/money"
	"psar/pos/payment"
)

// Payees returns the pins of the currencies that have one.
func (db *DB) Payees(ctx context.Context) ([]payment.Pin, error) {
	pins, err := readPayees(ctx, db.read)
	return pins, failure(db.path, err)
}

func readPayees(ctx context.Context, q querier) ([]payment.Pin, error) {
	var pins []payment.Pin
	rows, err := q.QueryContext(ctx, "SELECT pin FROM payees ORDER BY currency")
	err = each(rows, err, func(scan func(...any) error) error {
		var text []byte
		if err := scan(&text); err != nil {
			return err
		}
		var pin payment.Pin
		err := json.Unmarshal(text, &pin)
		pins = append(pins, pin)
		return err
	})
	return pins, err
}

func writePayee(tx transaction, pin payment.Pin) error {
	text, err := json.Marshal(pin)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO payees (currency, pin) VALUES (?, ?)
		ON CONFLICT (currency) DO UPDATE SET pin = excluded.pin`, pin.Currency, string(text))
	return err
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
		WHERE state = 'paid' AND received_minor IS NOT NULL AND qr <> '' AND gateway = ? AND profile_id = ?
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

// payeesAgree compares the pins with the last fact of each, which holds all of it.
func payeesAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	pins, err := readPayees(ctx, q)
	if err != nil {
		return 0, "", err
	}
	recorded, at := map[money.Currency]payment.Pin{}, map[money.Currency]int64{}
	err = pages(ctx, q, `SELECT seq, payload, version FROM journal
		WHERE kind = 'payee.fields' AND seq > ? ORDER BY seq LIMIT ?`, func(fact storedFact) (bool, error) {
		var pin payment.Pin
		if err := json.Unmarshal(fact.payload, &pin); err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of a payee that can't be read", fact.seq)
			return false, nil
		}
		recorded[pin.Currency], at[pin.Currency] = pin, fact.seq
		return true, nil
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	for _, pin := range pins {
		row, told := at[pin.Currency]
		switch {
		case !told:
			return head, fmt.Sprintf("the journal does not tell whom %s codes pay", pin.Currency), nil
		case !reflect.DeepEqual(pin, recorded[pin.Currency]):
			return row, fmt.Sprintf("whom %s codes pay is not as row %d tells", pin.Currency, row), nil
		}
		delete(at, pin.Currency)
	}
	for c, row := range at {
		return row, fmt.Sprintf("whom %s codes pay is not as row %d tells", c, row), nil
	}
	return 0, "", nil
}
