package storage

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"psar/pos/fault"
)

// readingCopies is how the folders of private copies are named; each holds a lock while it is
// read.
const readingCopies = ".psar-reading-"

// readCopy has a database of an older schema read as a private copy of it that is migrated: who
// only looks changes nothing, neither a shop that an older program has open nor a copy that is
// kept as it was found. It stands beside the data folder, on the disk that holds the shop and
// not in a system's temporary folder, which may be memory. It is gone when db is closed; one of a
// program that was killed goes with the next opening. The error's code is fault.DiskFull where there
// is no room for it; free is freeBytes.
func (db *DB) readCopy(ctx context.Context, free func(dir string) (uint64, error)) error {
	var err error
	if db.copied, err = newReadingCopy(filepath.Dir(db.path)); err != nil {
		return fileFault(os.TempDir(), err)
	}
	if err := db.roomFor(ctx, free); err != nil {
		return err
	}
	path := filepath.Join(db.copied.dir, filepath.Base(db.path))
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

// roomFor refuses a copy for which there is too little room: it grows while it is migrated.
func (db *DB) roomFor(ctx context.Context, free func(dir string) (uint64, error)) error {
	var size uint64
	if err := db.read.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&size); err != nil {
		return err
	}
	if there, err := free(db.copied.dir); err != nil || there < 2*size {
		return fault.New(fault.DiskFull, db.copied.dir).Because(err)
	}
	return nil
}

// readingCopy is the folder of a private copy.
type readingCopy struct {
	dir  string
	lock *folderLock
}

// newReadingCopy makes an empty folder for a copy beside a data folder; where nothing can be written
// there, in the system's temporary folder.
func newReadingCopy(data string) (c readingCopy, err error) {
	for _, place := range readingPlaces(data) {
		for range 3 { // another program may take it for a leftover before it is locked
			if c.dir, err = os.MkdirTemp(place, readingCopies); err != nil { // 0700
				break
			}
			if c.lock, err = lockFolder(c.dir, false); err == nil {
				if _, err = os.Lstat(filepath.Join(c.dir, lockName)); err == nil {
					return c, nil
				}
				err = errors.Join(err, c.lock.release())
			}
		}
	}
	return readingCopy{}, err
}

// remove deletes a copy; of none, nothing.
func (c readingCopy) remove() error {
	if c.dir == "" {
		return nil
	}
	return errors.Join(c.lock.release(), os.RemoveAll(c.dir))
}

func readingPlaces(data string) []string { return []string{filepath.Dir(data), os.TempDir()} }

// forgetReadingCopies removes the copies that nobody reads any more: a program that was killed leaves
// no sales and no hashes of PINs behind. What can't be removed is none of ours.
func forgetReadingCopies(data string) {
	for _, place := range readingPlaces(data) {
		found, err := os.ReadDir(place)
		if err != nil {
			continue
		}
		for _, e := range found {
			if !e.IsDir() || !strings.HasPrefix(e.Name(), readingCopies) {
				continue
			}
			dir := filepath.Join(place, e.Name())
			if lock, err := lockFolder(dir, false); err == nil {
				err := os.RemoveAll(dir)
				if released := lock.release(); err != nil && released == nil {
					_ = os.RemoveAll(dir) // Windows removes no file that is open
				}
			}
		}
	}
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
