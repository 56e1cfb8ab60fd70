// Package storagetest opens databases for tests. Only tests import it.
package storagetest

import (
	"context"

	"psar/pos/postest"
	"psar/storage"
)

// Open is storage.Open for a shop's database in a folder that exists. A missing one is a
// copy of one that was made once: making it takes longer than most tests.
func Open(ctx context.Context, o storage.Options) (*storage.DB, error) {
	if err := putEmpty(o.Dir); err != nil {
		return nil, err
	}
	return storage.Open(ctx, o)
}

var putEmpty = postest.Copies(func(dir string) (string, error) {
	db, err := storage.Open(context.Background(), storage.Options{Dir: dir})
	if err != nil {
		return "", err
	}
	return db.Path(), db.Close()
})
