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

// WriteWhole writes a file beside its place and moves it there: what stood there
// stays until all of the new one is on the disk, and keeps its mode and the links
// that lead to it. What is no file, such as a pipe, is written to as it is: moved
// over a device, a file would take its place.
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
			_ = os.Remove(f.Name()) // the error that led here is the one to tell
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

// CanWrite makes sure that WriteWhole can write a file, and changes nothing: what
// stands there is not even opened.
func CanWrite(path string) error {
	path = target(path)
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	case err == nil && !info.Mode().IsRegular():
		return nil // opened, a pipe would wait for its reader
	}
	f, err := beside(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// target is the file that a path means: where links lead, also to a file that is not
// there yet. What leads in a circle is left as it is, for the error that it gives.
func target(path string) string {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return path // the link to a pipe, as /dev/stdout, names no place in the folders
	}
	at := path
	for range 40 { // as many as Linux follows
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

// beside makes an empty file of a name that nothing has, in a path's folder: a
// rename within one folder is whole, over a border of disks it is none.
func beside(path string) (*os.File, error) {
	name := filepath.Join(filepath.Dir(path), ".psar-"+rand.Text()+".part")
	return os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
}

// syncFolder makes a rename outlive a power cut, where the system can: Windows
// has no such call, and a folder that can't be opened still has the whole file.
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
