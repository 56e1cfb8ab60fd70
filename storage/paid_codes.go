package storage

import (
	"context"

	"psar/pos/id"
	"psar/pos/payment"
)

// newestAttempts is among how many attempts paid codes are looked for: the till looks when
// it opens, and a shop that has never been paid in riel may have a million in dollars.
const newestAttempts = 4000

// PaidCodes returns the newest codes that Verify reported as paid, among the last few
// thousand attempts: those of an attempt's gateway, profile, currency and account, newest
// first, at most so many. They are those of the journal: what an attempt's row says
// otherwise teaches nothing.
func (db *DB) PaidCodes(ctx context.Context, like payment.Attempt, most int) (codes []string, err error) {
	err = db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		paid, err := paidRows(ctx, q, like)
		if err != nil {
			return err
		}
		d := db.doubter(ctx, q, j)
		for _, row := range paid {
			if len(codes) == most {
				break
			}
			told, err := d.paidAttempt(ctx, row)
			if err != nil {
				return err
			}
			if told.ID == row.id && told.QR == row.qr && teaches(told, like) {
				codes = append(codes, told.QR)
			}
		}
		return nil
	})
	return codes, err
}

// paidRow is an attempt with a code that its row says was paid.
type paidRow struct {
	id   id.Payment
	sale id.Sale
	qr   string
}

func paidRows(ctx context.Context, q querier, like payment.Attempt) (found []paidRow, err error) {
	rows, err := q.QueryContext(ctx, `SELECT CAST(id AS TEXT), coalesce(sale_id, ''), qr FROM (SELECT * FROM attempts ORDER BY id DESC LIMIT ?)
		WHERE state = 'paid' AND qr <> '' AND profile_id = ? AND currency = ? ORDER BY id DESC`,
		newestAttempts, like.Profile, like.Amount.Currency)
	err = each(rows, err, func(scan func(...any) error) error {
		var r paidRow
		err := scan(&r.id, &r.sale, &r.qr)
		found = append(found, r)
		return err
	})
	return found, err
}

// teaches reports whether a code was paid, by what Verify said, to whom another attempt asks for.
func teaches(a, like payment.Attempt) bool {
	return a.State == payment.Paid && a.Received.Minor > 0 && a.ByHand == "" && a.Gateway == like.Gateway &&
		a.Profile == like.Profile && a.Amount.Currency == like.Amount.Currency && a.Payee.Account == like.Payee.Account
}

// lastOfAttempt selects the last fact of an attempt by the index on what rows are about.
const lastOfAttempt = "SELECT " + signedColumns + " FROM journal WHERE " + journalAbout +
	" = ? AND kind IN " + attemptFacts + " AND " + attemptOfFact + " = ? ORDER BY seq DESC LIMIT 1"

// paidAttempt is an attempt as its last fact tells; none where that is in doubt, or may be
// once the keyring answers: what is learned from it stays.
func (d *doubter) paidAttempt(ctx context.Context, row paidRow) (payment.Attempt, error) {
	told, fact, err := d.toldAttempt(ctx, row.id, row.sale)
	if err != nil || !d.settled(fact) {
		return payment.Attempt{}, err
	}
	return told, nil
}

// toldAttempt is an attempt as its last fact tells, with that fact; none where that is in doubt.
func (d *doubter) toldAttempt(ctx context.Context, paymentID id.Payment, of id.Sale) (payment.Attempt, signedRow, error) {
	rows, err := d.rows(ctx, d.q, lastOfAttempt, of, paymentID)
	if err != nil || len(rows) == 0 || d.wrong(rows[0]) {
		return payment.Attempt{}, signedRow{}, err
	}
	a, err := attemptOf(storedFact{payload: rows[0].Payload})
	if err != nil { // journal verify reports it
		return payment.Attempt{}, rows[0], nil
	}
	return a, rows[0], nil
}

// ToldCode is an attempt with the code, and whom it pays, of its last fact: what somebody wrote into
// its row is shown to no customer. The code is "" where the fact is in doubt.
func (db *DB) ToldCode(ctx context.Context, a payment.Attempt) (payment.Attempt, error) {
	err := db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		told, _, err := db.doubter(ctx, q, j).toldAttempt(ctx, a.ID, a.Sale)
		a.QR, a.Payee, a.Expires = told.QR, told.Payee, told.Expires
		return err
	})
	return a, err
}
