package storage

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"psar/pos/fault"
)

const lockName = "psar.lock"

var (
	errLocked = errors.New("locked by another program")
	errLink   = errors.New("not a plain file")
)

// folderLock is the exclusive right to write in a data folder. The operating system
// releases it when the program ends, however it ends. The file stays: if it were removed,
// two programs could lock two files of the same name.
type folderLock struct{ file *os.File }

// lockFolder locks a folder. The error's code is fault.DataLocked with the folder and the
// process id of the holder, 0 where that cannot be read, or fault.DataLink with the path of a
// lock that is a link or no file: it is not followed, because the process id would be written
// over a file of somebody else.
func lockFolder(dir string) (*folderLock, error) {
	path := filepath.Join(dir, lockName)
	if info, err := os.Lstat(path); err == nil && info.Mode().Type()&^fs.ModeIrregular != 0 {
		return nil, fault.New(fault.DataLink, path)
	}
	f, err := openLock(path)
	switch {
	case errors.Is(err, errLink):
		return nil, fault.New(fault.DataLink, path).Because(err)
	case err != nil:
		return nil, fileFault(dir, err)
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if errors.Is(err, errLocked) {
			return nil, fault.New(fault.DataLocked, dir, lockHolder(f)).Because(err)
		}
		return nil, fileFault(path, err)
	}
	if err := signLock(f); err != nil {
		return nil, fileFault(path, errors.Join(err, f.Close()))
	}
	return &folderLock{f}, nil
}

// signLock writes the process id into the lock's file, unless that holds something else: a
// file may have a second name. The id is only for the message: a stale one does no harm.
func signLock(f *os.File) error {
	info, err := f.Stat()
	if err != nil || info.Size() > 0 && lockHolder(f) == 0 {
		return err
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func lockHolder(f *os.File) int {
	b, err := io.ReadAll(io.NewSectionReader(f, 0, 32))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		return 0
	}
	return pid
}

// release unlocks explicitly, not only by closing the file: a child process that is just
// being started may hold the file open for an instant.
func (l *folderLock) release() error {
	if l == nil {
		return nil
	}
	return errors.Join(unlockFile(l.file), l.file.Close())
}
