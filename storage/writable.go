package storage

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// room is more than any commit of the till writes, in bytes.
const room = 1 << 20

// CanWrite checks that the shop of a folder could be written now, and changes nothing there: its
// database, and a file of the size of a commit. It is for who holds the folder. The error's
// code is fault.DataUnwritable, fault.DiskFull, or one of a database that can't be read.
func CanWrite(ctx context.Context, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fileFault(dir, err)
	}
	if err := hasRoom(dir, room); err != nil {
		return fileFault(dir, err)
	}
	path := databasePath(dir, false)
	db, err := sql.Open("sqlite", dsn(path, url.Values{"mode": {"rw"}, "_txlock": {"immediate"}, "_pragma": {"busy_timeout(5000)"}}))
	if err != nil {
		return failure(path, err)
	}
	tx, err := db.BeginTx(ctx, nil)
	if err == nil {
		_, err = tx.ExecContext(ctx, "CREATE TABLE room (never)") // only a write finds a file that is read-only
		err = errors.Join(err, tx.Rollback())
	}
	return failure(path, joinClose(err, db.Close()))
}

// roomOfTry is more than the commit of a try at a PIN writes, in bytes.
const roomOfTry = 256 << 10

// CanTell implements pos.Committer: a file of the size of such a commit can be written beside the
// database. Where the folder takes no new files that says nothing: the open database's are there.
func (db *DB) CanTell(context.Context) error {
	dir := filepath.Dir(db.path)
	if err := hasRoom(dir, roomOfTry); err != nil && !errors.Is(err, fs.ErrPermission) {
		return fileFault(dir, err)
	}
	return nil
}

// hasRoom writes a file of so many bytes, and removes it.
func hasRoom(dir string, size int) error {
	f, err := os.CreateTemp(dir, ".room-*")
	if err != nil {
		return err
	}
	early := os.Remove(f.Name()) // so that nothing is left, however this ends; not on Windows
	_, err = f.Write(make([]byte, size))
	err = errors.Join(err, f.Sync(), f.Close())
	if early != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}
