package storage

import (
	"context"
	"errors"
	"io/fs"
)

// Swap closes the database and opens the other one of its folder in its place, the shop's or
// training's. The folder's one lock is held all the while, so that no other program comes between
// them. Where the other one can't be opened, neither is, and the lock is released. The error's
// code is one of Open's.
func (db *DB) Swap(ctx context.Context, o Options) (*DB, error) {
	return db.swap(ctx, o, migrations())
}

func (db *DB) swap(ctx context.Context, o Options, steps fs.FS) (*DB, error) {
	held := &Hold{db.lock}
	db.lock = nil
	o.Held = held
	if err := db.Close(); err != nil {
		return nil, errors.Join(err, held.Release())
	}
	other, err := open(ctx, o, steps)
	if err != nil {
		return nil, joinClose(err, held.Release()) // unless the failed opening has taken it over
	}
	return other, nil
}
