package app

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// WriteWhole writes a file next to its place and then renames it: an existing file stays
// until all of the new one is on the disk; its mode and the links to it stay. A path that
// is not a regular file, such as a pipe or device, is written directly, because a rename
// would replace it by a file.
func WriteWhole(path string, write func(io.Writer) error) (err error) {
	path = target(path)
	before, err := os.Stat(path)
	switch {
	case err == nil && before.IsDir():
		return &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	case err == nil && !before.Mode().IsRegular():
		return writeThrough(path, write)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	f, err := beside(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error is the one to return
		}
	}()
	if before != nil {
		err = f.Chmod(before.Mode().Perm())
	}
	if err == nil {
		err = write(f)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// CanWrite reports, as an error, whether WriteWhole could write a file. It changes nothing
// and does not open an existing file.
func CanWrite(path string) error {
	path = target(path)
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	case err == nil && !info.Mode().IsRegular():
		return nil // opening a pipe would wait for its reader
	}
	f, err := beside(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// target is the file at the end of a path's links, which may not exist yet. A circle of
// links is left as it is: opening it gives the error.
func target(path string) string {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return path // a link to a pipe, such as /dev/stdout, has no target in the file system
	}
	at := path
	for range 40 { // Linux follows as many
		to, err := os.Readlink(at)
		if err != nil {
			return at
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(at), to)
		}
		at = to
	}
	return path
}

// beside creates an empty file with a new name in the path's folder: a rename is atomic
// only within one file system.
func beside(path string) (*os.File, error) {
	name := filepath.Join(filepath.Dir(path), ".psar-"+rand.Text()+".part")
	return os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
}

// syncFolder makes a rename survive a power cut, if the system can: Windows has no such
// call, and if a folder can't be opened the file is complete anyway.
func syncFolder(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = d.Sync()
	_ = d.Close()
}

func writeThrough(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
