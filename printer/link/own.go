package link

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"psar/pos/fault"
)

// reset is the command with which Psar begins each file that it prints into.
const reset = "\x1b@"

var errNotOurs = errors.New("link: not a file that Psar made")

// openOwn opens a file below a folder to append to it, and makes it, with the folders on the
// way, where it is missing. Nothing on the way below the folder may be a link, and the file
// must be one that Psar made: a plain file of one name that is empty or begins with reset.
// Otherwise the error is errNotOurs.
func openOwn(folder, path string) (f *os.File, fresh bool, err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, false, err
	}
	names := strings.Split(filepath.ToSlash(path), "/")
	for _, name := range names[:len(names)-1] {
		below, err := enter(root, name)
		if err := errors.Join(err, root.Close()); err != nil {
			return nil, false, err
		}
		root = below
	}
	defer root.Close()
	name := names[len(names)-1]
	before, err := root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f, err = root.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o600)
		return f, true, err
	case err != nil:
		return nil, false, err
	case !before.Mode().IsRegular():
		return nil, false, errNotOurs
	}
	if f, err = root.OpenFile(name, os.O_RDWR|os.O_APPEND, 0); err != nil {
		return nil, false, err
	}
	if fresh, err = isOwn(f, before); err != nil {
		return nil, false, errors.Join(err, f.Close())
	}
	return f, fresh, nil
}

// enter opens a folder in a folder, and makes it if it is missing, but not through a link.
func enter(root *os.Root, name string) (*os.Root, error) {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		if err = root.Mkdir(name, 0o700); err == nil {
			info, err = root.Lstat(name)
		}
	}
	switch {
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, errNotOurs
	}
	below, err := root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	if is, err := below.Stat("."); err != nil || !os.SameFile(info, is) { // it was a link meanwhile
		return nil, errors.Join(errNotOurs, err, below.Close())
	}
	return below, nil
}

// isOwn checks an open file; before is what was seen of it.
func isOwn(f *os.File, before fs.FileInfo) (fresh bool, err error) {
	is, err := f.Stat()
	if err != nil {
		return false, err
	}
	names, err := hardLinks(f, is)
	switch {
	case err != nil:
		return false, err
	case !is.Mode().IsRegular() || names != 1 || !os.SameFile(before, is):
		return false, errNotOurs
	case is.Size() == 0:
		return true, nil
	}
	begins := make([]byte, len(reset))
	if n, _ := f.ReadAt(begins, 0); string(begins[:n]) != reset {
		return false, errNotOurs
	}
	return false, nil
}

// notOurs is the error of a link whose file is refused.
func notOurs(path string, err error) error {
	if errors.Is(err, errNotOurs) {
		return fault.New(fault.PrinterFileOther, "file:"+path).Because(err)
	}
	return err
}
