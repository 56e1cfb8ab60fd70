package storage

import (
	"context"
	"database/sql"

	"psar/pos/facts"
	"psar/pos/staff"
)

// readApprovals reads the approvals after an id: see rowsBehind.
func readApprovals(ctx context.Context, q querier, id int64) ([]staff.Approved, int64, error) {
	var all []staff.Approved
	rows, err := q.QueryContext(ctx, "SELECT id, z, day, at_ms, action, said_by FROM approvals WHERE id > ? ORDER BY id LIMIT ?", id, factPage)
	err = each(rows, err, func(scan func(...any) error) error {
		var a staff.Approved
		var at sql.NullInt64
		err := scan(&id, &a.Z, &a.Day, &at, &a.Action, &a.By)
		a.At = moment(at)
		all = append(all, a)
		return err
	})
	return all, id, err
}

func writeApprovals(tx transaction, all []staff.Approved) error {
	for _, a := range all {
		_, err := tx.exec("INSERT INTO approvals (z, day, at_ms, action, said_by) VALUES (?, ?, ?, ?, ?)",
			a.Z, a.Day, millis(a.At), a.Action, a.By)
		if err != nil {
			return err
		}
	}
	return nil
}

// approvalsAgree compares the approvals with their facts.
func approvalsAgree(ctx context.Context, q querier, head int64) (int64, string, error) {
	return rowsAgree(ctx, q, head, facts.Approved, "approval", readApprovals)
}
