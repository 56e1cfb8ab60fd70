package storage

import (
	"context"
	"database/sql"

	"psar/pos"
)

func readApprovals(ctx context.Context, q querier) ([]pos.Approved, error) {
	var all []pos.Approved
	rows, err := q.QueryContext(ctx, "SELECT z, day, at_ms, action, said_by FROM approvals ORDER BY id")
	err = each(rows, err, func(scan func(...any) error) error {
		var a pos.Approved
		var at sql.NullInt64
		err := scan(&a.Z, &a.Day, &at, &a.Action, &a.By)
		a.At = moment(at)
		all = append(all, a)
		return err
	})
	return all, err
}

func writeApprovals(tx transaction, all []pos.Approved) error {
	for _, a := range all {
		_, err := tx.exec("INSERT INTO approvals (z, day, at_ms, action, said_by) VALUES (?, ?, ?, ?, ?)",
			a.Z, a.Day, millis(a.At), a.Action, a.By)
		if err != nil {
			return err
		}
	}
	return nil
}

// approvalsAgree compares who approved with the facts of it.
func approvalsAgree(ctx context.Context, q querier, head int64) (int64, string, error) {
	rows, err := readApprovals(ctx, q)
	if err != nil {
		return 0, "", err
	}
	return told(ctx, q, head, pos.FactApproved, "approval", rows)
}
