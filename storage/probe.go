package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"psar/pos/fault"
)

// applicationID marks Psar's databases in the header of the file: "PSAR".
const applicationID = 0x50534152

// The header of a database file: https://www.sqlite.org/fileformat2.html, section 1.3.
const (
	headerSize          = 100
	headerMagic         = "SQLite format 3\x00"
	headerApplicationID = 68
)

// probe checks that a file is a Psar database by reading its header, without SQLite, which
// would create files beside it. The error is fs.ErrNotExist where there is no file; its
// codes are fault.DatabaseForeign, fault.DatabaseDamaged and fault.DataUnwritable.
func probe(path string) error {
	f, err := openPlain(path, os.Stat, 0)
	if isAbsent(err) {
		return withoutLog(path, err)
	}
	if errors.Is(err, errNotPlain) {
		return fault.New(fault.DatabaseForeign, path).Because(err)
	}
	if err != nil {
		return fileFault(path, err)
	}
	defer f.Close()
	var header [headerSize]byte
	switch _, err := io.ReadFull(f, header[:]); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fault.New(fault.DatabaseForeign, path).Because(errors.New("too short for a database"))
	case err != nil:
		return fileFault(path, err)
	}
	if string(header[:len(headerMagic)]) != headerMagic {
		return fault.New(fault.DatabaseForeign, path).Because(errors.New("not a SQLite database"))
	}
	if id := binary.BigEndian.Uint32(header[headerApplicationID:]); id != applicationID {
		return fault.New(fault.DatabaseForeign, path).Because(fmt.Errorf("application id %#x", id))
	}
	return nil
}

// withoutLog refuses a write-ahead log whose database is missing: SQLite would replay it
// into the new one.
func withoutLog(path string, absent error) error {
	info, err := os.Stat(path + "-wal")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent
	case err != nil:
		return fileFault(path, err)
	case info.Size() == 0:
		return absent
	}
	return fault.New(fault.DatabaseDamaged, path).
		Because(errors.New("the database is gone, its write-ahead log is here"))
}
