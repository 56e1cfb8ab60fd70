package storage

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"psar/pos/fault"
)

// fault gives an error of the database or of a file its code, with the path
// that a person has to look at. An error that already has a code keeps it.
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
	}
	return fault.New(fault.Internal).Because(err)
}

// fileFault is fault for what the operating system says of a file or a folder.
func fileFault(path string, err error) error {
	if diskFull(err) {
		return fault.New(fault.DiskFull, path).Because(err)
	}
	return fault.New(fault.DataUnwritable, path).Because(err)
}

// internal is a defect of a caller, or rows that can't be.
func internal(format string, args ...any) error {
	return fault.New(fault.Internal).Because(fmt.Errorf(format, args...))
}

// closing adds what closing says to the error that led to it, if it says anything.
func closing(err error, closed error) error {
	if closed == nil {
		return err
	}
	return errors.Join(err, closed)
}
