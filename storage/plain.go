package storage

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"psar/pos/fault"
)

// errNotPlain is of a file of Psar's own in whose place something else stands.
var errNotPlain = errors.New("no plain file that can be read")

// readPlain reads a small file, of at most so many bytes. It never waits, whatever is in its place;
// with os.Lstat a link is none.
func readPlain(path string, stat func(string) (fs.FileInfo, error), most int64) ([]byte, error) {
	f, err := openPlain(path, stat, 0)
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

// OpenOwn opens a file of Psar's own for reading and writing, or makes it, for its owner only. It
// never waits. The error is fault.DataLink with the path where a link, a pipe or a device is.
func OpenOwn(path string) (*os.File, error) {
	if info, err := os.Lstat(path); err == nil && !isPlain(info) {
		return nil, fault.New(fault.DataLink, path)
	}
	f, err := openOwn(path)
	if errors.Is(err, errLink) {
		return nil, fault.New(fault.DataLink, path).Because(err)
	}
	return f, err
}

// OpenPlain opens a file for reading, where there is one and no link, folder, pipe or device.
func OpenPlain(path string) (*os.File, error) { return openPlain(path, os.Lstat, NoFollow) }

// isPlain reports whether there is a file: one that OneDrive keeps elsewhere is irregular.
func isPlain(info fs.FileInfo) bool { return info.Mode().Type()&^fs.ModeIrregular == 0 }

// openPlain opens a file for reading, where there is one and no folder, pipe or device.
func openPlain(path string, stat func(string) (fs.FileInfo, error), flag int) (*os.File, error) {
	info, err := stat(path)
	if err != nil {
		if _, link := os.Readlink(path); link == nil { // to nowhere, or to itself
			return nil, errors.Join(errNotPlain, err)
		}
		return nil, err
	}
	if !isPlain(info) {
		return nil, errNotPlain
	}
	f, err := os.OpenFile(path, os.O_RDONLY|NoWait|flag, 0)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err != nil || !isPlain(info) { // it may be another one by now
		return nil, errors.Join(errNotPlain, err, f.Close())
	}
	return f, nil
}

// isAbsent reports whether there is nothing at all.
func isAbsent(err error) bool { return errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotPlain) }
