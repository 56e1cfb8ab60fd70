package storage

import (
	"errors"

	"golang.org/x/sys/windows"
)

// syncDir does nothing: NTFS journals a rename by itself, and a folder can't
// be flushed.
func syncDir(string) error { return nil }

func diskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}
