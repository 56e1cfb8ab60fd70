package storage

import (
	"context"
	"database/sql"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/staff"
)

// readApprovals reads the approvals after an id: see rowsOf.
func readApprovals(ctx context.Context, q querier, id int64) ([]numbered[staff.Approved], error) {
	var all []numbered[staff.Approved]
	rows, err := q.QueryContext(ctx, "SELECT id, z, day, at_ms, action, said_by FROM approvals WHERE id > ? ORDER BY id LIMIT ?", id, factPage)
	err = each(rows, err, func(scan func(...any) error) error {
		var a numbered[staff.Approved]
		var at sql.NullInt64
		err := scan(&a.id, &a.row.Z, &a.row.Day, &at, &a.row.Action, &a.row.By)
		a.row.At = moment(at)
		all = append(all, a)
		return err
	})
	return all, err
}

func writeApprovals(tx transaction, all []staff.Approved) error {
	for _, a := range all {
		_, err := tx.exec("INSERT INTO approvals (id, z, day, at_ms, action, said_by) VALUES ("+nextID("approvals")+", ?, ?, ?, ?, ?)",
			a.Z, a.Day, millis(a.At), a.Action, a.By)
		if err != nil {
			return err
		}
	}
	return nil
}

// approvalsAgree compares the approvals with their facts.
func approvalsAgree(ctx context.Context, q *telling, found *findings) error {
	return rowsOf[staff.Approved]{table: finding.Approvals, kinds: []journal.Kind{facts.Approved}, read: readApprovals}.agree(ctx, q, found)
}
