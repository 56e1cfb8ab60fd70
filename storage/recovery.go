package storage

import (
	"context"
	"database/sql"
	"errors"
)

// RecoveryHash returns the hash of the owner's recovery code, "" where none is valid.
func (db *DB) RecoveryHash(ctx context.Context) (string, error) {
	hash, err := readRecovery(ctx, db.read)
	return hash, failure(db.path, err)
}

func readRecovery(ctx context.Context, q querier) (string, error) {
	var hash string
	err := q.QueryRowContext(ctx, "SELECT hash FROM recovery").Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return hash, err
}

// writeRecovery keeps the hash of a new code; "" voids the one of before, nil keeps it.
func writeRecovery(tx transaction, hash *string) error {
	if hash == nil {
		return nil
	}
	_, err := tx.exec("INSERT INTO recovery (one, hash) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET hash = excluded.hash", *hash)
	return err
}
