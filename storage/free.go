package storage

import (
	"errors"
	"io/fs"
	"path/filepath"
)

// FreeBytes is the room that the disk of a data folder has for this user, in
// bytes. A folder that is not made yet counts as the nearest one above it. The
// code is CodeDataUnwritable with the folder.
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
