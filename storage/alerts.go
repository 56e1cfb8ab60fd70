package storage

import (
	"context"
	"database/sql"

	"psar/pos/payment"
)

// Alerts returns the alerts, oldest first; with unread only those that no manager has read.
func (db *DB) Alerts(ctx context.Context, unread bool) ([]payment.Alert, error) {
	where := "true"
	if unread {
		where = "read_ms IS NULL"
	}
	found, err := readAlerts(ctx, db.read, where)
	return eachNamed(ctx, db, found, failure(db.path, err))
}

func readAlerts(ctx context.Context, q querier, where string) ([]payment.Alert, error) {
	var found []payment.Alert
	rows, err := q.QueryContext(ctx, `SELECT id, kind, coalesce(CAST(payment_id AS TEXT), ''), currency, expected, actual,
		account, name, name_km, city, amount, raised_ms, last_ms, times, read_ms, read_by, reason, differs
		FROM alarms WHERE `+where+` ORDER BY id`)
	err = each(rows, err, func(scan func(...any) error) error {
		var a payment.Alert
		var raised, last, read sql.NullInt64
		err := scan(&a.ID, &a.Kind, &a.Payment, &a.Currency, &a.Expected, &a.Actual,
			&a.Found.Account, &a.Found.Name, &a.Found.NameKhmer, &a.Found.City, &a.Money.Minor, &raised, &last, &a.Times, &read, &a.ReadBy, &a.Reason, &a.Differs)
		if a.Money.Minor != 0 {
			a.Money.Currency = a.Currency
		}
		a.Raised, a.Last, a.Read = moment(raised), moment(last), moment(read)
		found = append(found, a)
		return err
	})
	return found, err
}

// writeAlert stores a new alert, or the new state of a stored one. Its cause never changes.
func writeAlert(tx transaction, a payment.Alert) (int64, error) {
	number, err := optionalPaymentNumber(a.Payment)
	if err != nil {
		return 0, err
	}
	if a.ID == 0 {
		r, err := tx.exec(`INSERT INTO alarms (id, kind, payment_id, currency, expected, actual, account, name, name_km, city,
				amount, raised_ms, last_ms, times, read_ms, read_by, reason, differs)
			VALUES (`+nextID("alarms")+`, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			a.Kind, number, a.Currency, a.Expected, a.Actual, a.Found.Account, a.Found.Name, a.Found.NameKhmer, a.Found.City,
			a.Money.Minor, millis(a.Raised), millis(a.Last), a.Times, millis(a.Read), a.ReadBy, a.Reason, a.Differs)
		if err != nil {
			return 0, err
		}
		return r.LastInsertId()
	}
	r, err := tx.exec("UPDATE alarms SET payment_id = ?, last_ms = ?, times = ?, read_ms = ?, read_by = ?, reason = ? WHERE id = ?",
		number, millis(a.Last), a.Times, millis(a.Read), a.ReadBy, a.Reason, a.ID)
	if err != nil {
		return 0, err
	}
	if n, err := r.RowsAffected(); err != nil || n != 1 {
		return 0, internal("no alarm %d", a.ID)
	}
	return a.ID, nil
}
