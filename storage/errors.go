package storage

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"psar/pos/fault"
)

// failure gives an error of the database or a file its code, with the path as argument. An
// error that has a code keeps it.
func failure(path string, err error) error {
	if err == nil {
		return nil
	}
	var known *fault.Error
	if errors.As(err, &known) {
		if err == error(known) {
			return err
		}
		return known.Because(err)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fault.New(fault.Stopped).Because(err)
	}
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return fault.New(fault.Internal).Because(err)
	}
	// The low byte is the primary code; the rest only says where it happened.
	switch lite.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return fault.New(fault.DiskFull, path).Because(err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fault.New(fault.DataUnwritable, path).Because(err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fault.New(fault.DatabaseDamaged, path).Because(err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return fault.New(fault.DataLocked, path, 0, "other").Because(err)
	case sqlite3.SQLITE_INTERRUPT:
		return fault.New(fault.Stopped).Because(err)
	case sqlite3.SQLITE_NOMEM:
		err = fault.Passing(err)
	}
	return fault.New(fault.Internal).Because(err)
}

// refusal is failure for what was to be written. Where it was not the database that refused, the
// program is wrong, and not the rows.
func refusal(path string, err error) error {
	if err = failure(path, err); fault.CodeOf(err) == fault.Internal && !errors.As(err, new(*sqlite.Error)) {
		return fault.New(fault.Internal).Because(fault.Passing(err))
	}
	return err
}

// fileFault is failure for an error of the operating system about a file or folder.
func fileFault(path string, err error) error {
	if diskFull(err) {
		return fault.New(fault.DiskFull, path).Because(err)
	}
	return fault.New(fault.DataUnwritable, path).Because(err)
}

// internal is an error for a defect of the caller, or for impossible rows.
func internal(format string, args ...any) error {
	return fault.New(fault.Internal).Because(fmt.Errorf(format, args...))
}

// joinClose joins the error of closing, if any, to the error that led to it.
func joinClose(err error, closed error) error {
	if closed == nil {
		return err
	}
	return errors.Join(err, closed)
}
