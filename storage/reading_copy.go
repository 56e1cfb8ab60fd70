package storage

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
)

// readCopy has a database of an older schema read as a private copy of it that is migrated: who
// only looks changes nothing, neither a shop that an older program has open nor a copy that is
// kept as it was found. The copy is gone when db is closed.
func (db *DB) readCopy(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "psar-reading-") // 0700
	if err != nil {
		return fileFault(os.TempDir(), err)
	}
	db.copied = dir
	path := filepath.Join(dir, filepath.Base(db.path))
	if err := copyInto(ctx, db.path, path); err != nil {
		return err
	}
	if err := build(ctx, path, migrations()); err != nil {
		return err
	}
	if err := db.read.Close(); err != nil {
		return err
	}
	db.read, err = openReaders(path, "ro")
	return err
}

// copyInto copies a database as it is at one moment, beside whoever writes it.
func copyInto(ctx context.Context, from, to string) (err error) {
	db, err := sql.Open("sqlite", dsn(from, url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)"}}))
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, db.Close()) }()
	return vacuumInto(ctx, db, to)
}
