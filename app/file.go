package app

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"psar/pos/fault"
	"psar/printer/abandon"
	"psar/storage"
)

// File is a file that a person names, to have something written into it.
type File struct {
	Path   string
	Kind   FileKind
	Force  bool // replace a file of another kind too
	Append bool // what a file of the same kind holds stays, before what is written

	place string // where it is: see found
}

// WriteWhole writes a file beside its place, under a random name and for its owner only, and
// then renames it: an existing file stays until all of the new one is on the disk. It is
// replaced only if it is of the same kind, or forced, and keeps its mode. A link is never
// replaced or followed, and no file of Psar's own in a data folder. A path that is neither file nor
// link, such as a pipe or a device, is written directly, and so is one of this process's own streams,
// such as /dev/stdout; who waits for such a one to be read goes on when ctx ends. Codes:
// fault.FileLink, fault.FileOwn, fault.FileOther, fault.FileUnwritable, each with the path, or that
// of write.
func WriteWhole(ctx context.Context, to File, write func(io.Writer) error) error {
	to, err := to.found()
	if err == nil {
		err = to.write(ctx, write)
	}
	return to.failure(err)
}

// CanWrite returns the error with which WriteWhole would refuse a file. It changes nothing
// and does not wait for a pipe.
func CanWrite(to File) error {
	to, err := to.found()
	if err != nil {
		return to.failure(err)
	}
	_, direct, err := to.look()
	if err == nil && !direct {
		var f *os.File
		if f, err = beside(to.place); err == nil {
			err = errors.Join(f.Close(), os.Remove(f.Name()))
		}
	}
	return to.failure(err)
}

// Direct reports whether WriteWhole would write directly: there is a pipe or a device.
func (to File) Direct() bool {
	to, err := to.found()
	if err != nil {
		return false
	}
	_, direct, err := to.look()
	return direct && err == nil
}

// found finds the file's place, once: what is looked at there is what is written.
func (to File) found() (File, error) {
	var err error
	if to.place = filepath.Clean(to.Path); !isStream(to.place) {
		to.place, err = storage.Located(to.Path)
	}
	return to, err
}

// failure gives an error its code. One that has a code keeps it.
func (to File) failure(err error) error {
	var known *fault.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return fault.New(fault.FileUnwritable, to.Path).Because(err)
}

func (to File) write(ctx context.Context, write func(io.Writer) error) (err error) {
	before, direct, err := to.look()
	switch {
	case err != nil:
		return err
	case direct:
		return to.writeThrough(ctx, write)
	}
	f, err := beside(to.place)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error is the one to return
		}
	}()
	if err = to.keep(f, before); err == nil {
		err = write(f)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), to.place); err != nil {
		return err
	}
	syncFolder(filepath.Dir(to.place))
	return nil
}

// look is what stands at a path: a file that may be replaced, or nothing yet, or something
// that is written directly.
func (to File) look() (before fs.FileInfo, direct bool, err error) {
	if isStream(to.place) {
		return nil, true, nil
	}
	info, err := os.Lstat(to.place)
	switch {
	case storage.IsOwn(to.place):
		return nil, false, fault.New(fault.FileOwn, to.Path)
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case info.IsDir():
		return nil, false, &fs.PathError{Op: "write", Path: to.Path, Err: syscall.EISDIR}
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, false, fault.New(fault.FileLink, to.Path)
	case info.Mode().Type()&^fs.ModeIrregular != 0: // irregular is what OneDrive keeps elsewhere
		return nil, true, nil
	case to.Force:
		return info, false, nil
	}
	same, err := to.same()
	if err == nil && !same {
		err = fault.New(fault.FileOther, to.Path)
	}
	return info, false, err
}

// same reports whether the file that is there is of this kind. An empty one is of any.
func (to File) same() (bool, error) {
	f, err := storage.OpenPlain(to.place)
	if err != nil {
		return false, err
	}
	defer f.Close()
	return to.Kind.is(f)
}

// keep takes over what stays of the file that is replaced: its mode, unless others could
// write it or it is somebody else's, and what it holds where that is added to.
func (to File) keep(f *os.File, before fs.FileInfo) error {
	if before == nil {
		return nil
	}
	if ours(before) {
		_ = f.Chmod(before.Mode().Perm() &^ 0o022) // not every disk keeps modes
	}
	if !to.Append {
		return nil
	}
	old, err := storage.OpenPlain(to.place)
	if err != nil {
		return err
	}
	defer old.Close()
	if same, err := to.Kind.is(old); err != nil || !same {
		return err
	}
	if _, err := old.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(f, old)
	return err
}

// isStream reports whether a path is a device, or one of this process's streams. These are
// links, which only the system makes; in /dev/shm anybody may, and below a stream that is a folder.
func isStream(path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	if _, err := os.Stat(path); err != nil || strings.HasPrefix(path, "/dev/shm/") {
		return false
	}
	for _, streams := range []string{"/dev/fd/", "/proc/self/fd/"} {
		if number, is := strings.CutPrefix(path, streams); is {
			return !strings.Contains(number, "/")
		}
	}
	return strings.HasPrefix(path, "/dev/")
}

// beside creates an empty file with a new name in the path's folder, which nobody else can
// read: a rename is atomic only within one file system.
func beside(path string) (*os.File, error) {
	name := filepath.Join(filepath.Dir(path), ".psar-"+rand.Text())
	return os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
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

// writeThrough appends: standard output may be a file with something in it.
func (to File) writeThrough(ctx context.Context, write func(io.Writer) error) error {
	mode := os.O_WRONLY | os.O_APPEND
	if !isStream(to.place) {
		mode |= storage.NoFollow // it may have become a link meanwhile
	}
	f, err := abandon.Open(ctx, to.place, mode)
	if err != nil {
		return err
	}
	out := abandon.File{Ctx: ctx, File: f}
	return errors.Join(write(out), out.Close())
}

// OpenNamed opens a file that a person names, to read it. Who waits for a pipe or a device goes
// on when ctx ends.
func OpenNamed(ctx context.Context, path string) (io.ReadSeekCloser, error) {
	f, err := abandon.Open(ctx, path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, errors.Join(err, f.Close())
	case info.Mode().IsRegular():
		return f, nil
	}
	return abandon.File{Ctx: ctx, File: f}, nil
}
