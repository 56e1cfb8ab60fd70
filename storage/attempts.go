package storage

import (
	"context"
	"database/sql"
	"strconv"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// unmatchedMinor is payment.Attempt.Unmatched in SQL: the part of an attempt's money that
// belongs to no sale and is not resolved, in minor units of the currency received.
const unmatchedMinor = `(received_minor - settled_minor
	- CASE WHEN state = 'paid' AND received_currency = currency THEN amount_minor ELSE 0 END)`

const unmatchedMoney = `received_minor IS NOT NULL AND ` + unmatchedMinor + ` > 0`

// recheckedMoney is payment.Attempt.NextRecheck in SQL: the attempt has received money and
// its last verify is before the last recheck, payment.RecheckFor after the code's end or
// its late money. A code without expiry ends payment.AssumedLife after its creation.
// SQLite uses a partial index only for a condition written exactly as the index's.
const recheckedMoney = `received_minor IS NOT NULL
	AND coalesce(verified_ms, 0) < max(coalesce(expires_ms, created_ms + 600000), changed_ms) + 86400000`

// paymentsPerTill is the number of payment ids of one till number: see id.Payment.
const paymentsPerTill = 10_000_000_000_000

// Attempt returns one attempt, or fault.PaymentUnknown.
func (db *DB) Attempt(ctx context.Context, id id.Payment) (payment.Attempt, error) {
	number, err := paymentNumber(id)
	if err != nil {
		return payment.Attempt{}, fault.New(fault.PaymentUnknown, id).Because(err)
	}
	found, err := readAttempts(ctx, db.read, "id = ?", number)
	if err != nil {
		return payment.Attempt{}, failure(db.path, err)
	}
	if len(found) == 0 {
		return payment.Attempt{}, fault.New(fault.PaymentUnknown, id)
	}
	return found[0], nil
}

// Attempts returns the attempts that a filter selects, oldest first.
func (db *DB) Attempts(ctx context.Context, f payment.Filter) ([]payment.Attempt, error) {
	where, args := "id > 0", []any(nil)
	if f.Watched {
		where += " AND watched = 1"
	}
	if f.Unmatched {
		where += " AND " + unmatchedMoney
	}
	if f.Recheck {
		where += " AND " + recheckedMoney
	}
	if f.Day != "" {
		where, args = where+" AND day = ?", append(args, f.Day)
	}
	found, err := readAttempts(ctx, db.read, where, args...)
	return found, failure(db.path, err)
}

// LastPaymentID returns the highest id that a till number issued, "" for none.
func (db *DB) LastPaymentID(ctx context.Context, till int) (id.Payment, error) {
	var last id.Payment
	err := db.read.QueryRowContext(ctx,
		"SELECT coalesce(CAST(max(last_payment_id) AS TEXT), '') FROM till_ids WHERE till = ?", till).Scan(&last)
	return last, failure(db.path, err)
}

func readAttempts(ctx context.Context, q querier, where string, args ...any) (found []payment.Attempt, err error) {
	err = eachAttempt(ctx, q, "WHERE "+where+" ORDER BY created_ms, id", func(a payment.Attempt) { found = append(found, a) }, args...)
	return found, err
}

var selectAttempts = "SELECT " + asBytes("id", "coalesce(sale_id, '')", "state", "currency", "remark",
	"qr", "payee_account", "payee_name", "payee_name_km", "payee_city", "coalesce(received_currency, '')", "problem", "detail",
	"coalesce(replaces, '')", "channel", "success_url", "profile_id", "gateway", "by_hand") + `,
	amount_minor, created_ms, changed_ms, expires_ms, coalesce(received_minor, 0), watched <> 0, verified_ms, verifies,
	settled_minor, z, outcome_z, money_z FROM attempts `

// eachAttempt calls f for the attempts that the rest of a query selects.
func eachAttempt(ctx context.Context, q querier, rest string, f func(payment.Attempt), args ...any) error {
	rows, err := q.QueryContext(ctx, selectAttempts+rest, args...)
	return each(rows, err, func(scan func(...any) error) error {
		var a payment.Attempt
		var created, changed, expires, verified sql.NullInt64
		err := scan(&a.ID, &a.Sale, &a.State, &a.Amount.Currency, &a.Remark,
			&a.QR, &a.Payee.Account, &a.Payee.Name, &a.Payee.NameKhmer, &a.Payee.City, &a.Received.Currency, &a.Problem, &a.Detail,
			&a.Replaces, &a.Channel, &a.SuccessURL, &a.Profile, &a.Gateway, &a.ByHand,
			&a.Amount.Minor, &created, &changed, &expires, &a.Received.Minor, &a.Watched, &verified, &a.Verifies,
			&a.Resolved.Minor, &a.Z, &a.OutcomeZ, &a.MoneyZ)
		if a.Resolved.Minor != 0 {
			a.Resolved.Currency = a.Received.Currency
		}
		a.Created, a.Changed = moment(created), moment(changed)
		a.Expires, a.LastVerify = moment(expires), moment(verified)
		if err == nil {
			f(a)
		}
		return err
	})
}

// writeAttempt stores a whole attempt. Its business day is that of its creation and stays,
// even if the cutoff hour changes later.
func writeAttempt(tx transaction, a payment.Attempt) error {
	number, err := paymentNumber(a.ID)
	if err != nil {
		return err
	}
	values, err := readSettings(tx.ctx, tx)
	if err != nil {
		return err
	}
	day := money.DayOf(a.Created, values.Int(settings.CutoffHour))
	replaces, err := optionalPaymentNumber(a.Replaces)
	if err != nil {
		return err
	}
	received := sql.NullInt64{Int64: a.Received.Minor, Valid: a.Received.Currency != ""}
	_, err = tx.exec(`INSERT INTO attempts (id, sale_id, state, amount_minor, currency, remark, day,
			created_ms, changed_ms, qr, payee_account, payee_name, payee_name_km, payee_city, expires_ms,
			received_minor, received_currency, problem, detail, watched, verified_ms, verifies,
			replaces, channel, success_url, settled_minor, profile_id, gateway, z, outcome_z, money_z, by_hand)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET sale_id = excluded.sale_id, state = excluded.state,
			amount_minor = excluded.amount_minor, currency = excluded.currency, remark = excluded.remark,
			created_ms = excluded.created_ms, changed_ms = excluded.changed_ms, qr = excluded.qr,
			payee_account = excluded.payee_account, payee_name = excluded.payee_name,
			payee_name_km = excluded.payee_name_km, payee_city = excluded.payee_city,
			expires_ms = excluded.expires_ms, received_minor = excluded.received_minor,
			received_currency = excluded.received_currency, problem = excluded.problem,
			detail = excluded.detail, watched = excluded.watched, verified_ms = excluded.verified_ms,
			verifies = excluded.verifies, replaces = excluded.replaces, channel = excluded.channel,
			success_url = excluded.success_url, settled_minor = excluded.settled_minor,
			profile_id = excluded.profile_id, gateway = excluded.gateway,
			outcome_z = excluded.outcome_z, money_z = excluded.money_z, by_hand = excluded.by_hand`,
		number, text(string(a.Sale)), a.State, a.Amount.Minor, a.Amount.Currency, a.Remark, day,
		millis(a.Created), millis(a.Changed), a.QR, a.Payee.Account, a.Payee.Name, a.Payee.NameKhmer, a.Payee.City,
		millis(a.Expires), received, text(string(a.Received.Currency)), a.Problem, a.Detail, a.Watched,
		millis(a.LastVerify), a.Verifies, replaces, a.Channel, a.SuccessURL, a.Resolved.Minor, a.Profile, a.Gateway, a.Z,
		a.OutcomeZ, a.MoneyZ, a.ByHand)
	if err != nil {
		return err
	}
	_, err = tx.exec(`INSERT INTO till_ids (till, last_payment_id) VALUES (?, ?)
		ON CONFLICT (till) DO UPDATE SET last_payment_id = excluded.last_payment_id
		WHERE excluded.last_payment_id > last_payment_id`, number/paymentsPerTill, number)
	return err
}

// paymentNumber returns a payment id as its column holds it: as a number, so that ids of
// different lengths sort correctly.
func paymentNumber(id id.Payment) (int64, error) {
	n, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil || n <= 0 || strconv.FormatInt(n, 10) != string(id) {
		return 0, internal("%q is no payment id", id)
	}
	return n, nil
}

func optionalPaymentNumber(id id.Payment) (sql.NullInt64, error) {
	if id == "" {
		return sql.NullInt64{}, nil
	}
	n, err := paymentNumber(id)
	return sql.NullInt64{Int64: n, Valid: true}, err
}
