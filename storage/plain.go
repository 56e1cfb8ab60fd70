package storage

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// errNotPlain is of a file of Psar's own in whose place something else stands.
var errNotPlain = errors.New("no plain file that can be read")

// readPlain reads a small file, of at most so many bytes. It never waits, whatever is in its place;
// with os.Lstat a link is none.
func readPlain(path string, stat func(string) (fs.FileInfo, error), most int64) ([]byte, error) {
	f, err := openPlain(path, stat)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = errNotPlain
	}
	return b, err
}

// openPlain opens a file for reading, where there is one and no folder, pipe or device.
func openPlain(path string, stat func(string) (fs.FileInfo, error)) (*os.File, error) {
	info, err := stat(path)
	if err != nil {
		if _, link := os.Readlink(path); link == nil { // to nowhere, or to itself
			return nil, errors.Join(errNotPlain, err)
		}
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotPlain
	}
	f, err := os.OpenFile(path, os.O_RDONLY|NoWait, 0)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err != nil || !info.Mode().IsRegular() { // it may be another one by now
		return nil, errors.Join(errNotPlain, err, f.Close())
	}
	return f, nil
}

// isAbsent reports whether there is nothing at all.
func isAbsent(err error) bool { return errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotPlain) }
