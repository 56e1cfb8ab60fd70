package storage

import (
	"context"
	"database/sql"
	"errors"

	"psar/pos/id"
	"psar/pos/staff"
)

func readStaff(ctx context.Context, q querier) ([]staff.Person, error) {
	var all []staff.Person
	rows, err := q.QueryContext(ctx, "SELECT id, name, role, active <> 0 FROM staff ORDER BY id")
	err = each(rows, err, func(scan func(...any) error) error {
		var s staff.Person
		err := scan(&s.ID, &s.Name, &s.Role, &s.Active)
		all = append(all, s)
		return err
	})
	return all, err
}

// PINHash returns the stored hash of a person's PIN, "" where there is none.
func (db *DB) PINHash(ctx context.Context, id id.Person) (string, error) {
	hash, err := readPIN(ctx, db.read, id)
	return hash, failure(db.path, err)
}

func readPIN(ctx context.Context, q querier, id id.Person) (string, error) {
	var hash string
	err := q.QueryRowContext(ctx, "SELECT hash FROM staff_pins WHERE staff_id = ?", id).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return hash, err
}

func writeStaff(tx transaction, all []staff.Person, pins []staff.PIN) error {
	for _, s := range all {
		_, err := tx.exec(`INSERT INTO staff (id, name, role, active) VALUES (?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active`,
			s.ID, s.Name, s.Role, s.Active)
		if err != nil {
			return err
		}
	}
	for _, p := range pins {
		_, err := tx.exec(`INSERT INTO staff_pins (staff_id, hash) VALUES (?, ?)
			ON CONFLICT (staff_id) DO UPDATE SET hash = excluded.hash`, p.Staff, p.Hash)
		if err != nil {
			return err
		}
	}
	return nil
}
