package storage

import (
	"errors"
	"io"
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

// inTraining stands behind the process id in the lock's file of a training till.
const inTraining = "training"

// lockFolder locks a folder. The error's code is fault.DataLocked with the folder, the
// process id of the holder, 0 where that cannot be read, and "training" or "real" where it has
// the other of the folder's two databases open; or fault.DataLink with the path of a
// lock that is a link or no file: it is not followed, because the process id would be written
// over a file of somebody else.
func lockFolder(dir string, training bool) (*folderLock, error) {
	path := filepath.Join(dir, lockName)
	f, err := OpenOwn(path)
	switch {
	case fault.CodeOf(err) == fault.DataLink:
		return nil, err
	case err != nil:
		return nil, fileFault(dir, err)
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if errors.Is(err, errLocked) {
			return nil, lockedBy(f, dir, training).Because(err)
		}
		return nil, fileFault(path, err)
	}
	if err := signLock(f, training); err != nil {
		return nil, fileFault(path, errors.Join(err, f.Close()))
	}
	return &folderLock{f}, nil
}

// signLock writes the process id into the lock's file, unless that holds something else: a
// file may have a second name. The id is only for the message: a stale one does no harm.
func signLock(f *os.File, training bool) error {
	info, err := f.Stat()
	if err != nil || info.Size() > 0 && holderOf(f).pid == 0 {
		return err
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	holder := strconv.Itoa(os.Getpid())
	if training {
		holder += " " + inTraining
	}
	_, err = f.WriteAt([]byte(holder+"\n"), 0)
	return err
}

// lockHolder is what the lock's file says of the program that holds it.
type lockHolder struct {
	pid      int // 0 where it says none
	training bool
}

func holderOf(f *os.File) lockHolder {
	b, err := io.ReadAll(io.NewSectionReader(f, 0, 32))
	if err != nil {
		return lockHolder{}
	}
	id, training := strings.CutSuffix(strings.TrimSpace(string(b)), " "+inTraining)
	pid, err := strconv.Atoi(id)
	if err != nil {
		return lockHolder{}
	}
	return lockHolder{pid, training}
}

// lockedBy is the error of a folder that another program holds.
func lockedBy(f *os.File, dir string, training bool) *fault.Error {
	switch holder := holderOf(f); {
	case holder.pid == 0 || holder.training == training:
		return fault.New(fault.DataLocked, dir, holder.pid)
	case holder.training:
		return fault.New(fault.DataLocked, dir, holder.pid, inTraining)
	default:
		return fault.New(fault.DataLocked, dir, holder.pid, "real")
	}
}

// release unlocks explicitly, not only by closing the file: a child process that is just
// being started may hold the file open for an instant.
func (l *folderLock) release() error {
	if l == nil {
		return nil
	}
	return errors.Join(unlockFile(l.file), l.file.Close())
}

// Hold is the exclusive right to write in a data folder whose database is not open yet.
type Hold struct{ lock *folderLock }

// HoldFolder locks a folder, as Open does for the shop's own database.
func HoldFolder(dir string) (*Hold, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fileFault(dir, err)
	}
	lock, err := lockFolder(dir, false)
	return &Hold{lock}, err
}

// Release unlocks the folder, unless a database has taken the lock over.
func (h *Hold) Release() error {
	if h == nil {
		return nil
	}
	lock := h.lock
	h.lock = nil
	return lock.release()
}

// orLock is the lock of a folder: the one that is held, which says from now on which database
// it is for, or a new one.
func (h *Hold) orLock(dir string, training bool) (lock *folderLock, err error) {
	if h == nil || h.lock == nil {
		return lockFolder(dir, training)
	}
	if err := signLock(h.lock.file, training); err != nil {
		return nil, fileFault(dir, err)
	}
	lock, h.lock = h.lock, nil
	return lock, nil
}
