package storage

import (
	"errors"
	"io/fs"
	"path/filepath"
)

// FreeBytes returns the free space for this user on the disk of a data folder, in bytes. A
// folder that does not exist counts as its nearest existing parent. The error's code is
// fault.DataUnwritable with the folder.
func FreeBytes(dir string) (uint64, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return 0, fileFault(dir, err)
	}
	for {
		free, err := freeBytes(at)
		if err == nil {
			return free, nil
		}
		above := filepath.Dir(at)
		if !errors.Is(err, fs.ErrNotExist) || above == at {
			return 0, fileFault(dir, err)
		}
		at = above
	}
}
