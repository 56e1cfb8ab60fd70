package postest

import (
	"os"
	"syscall"
)

// shared is where Linux keeps files in memory.
const shared = "/dev/shm"

const (
	tmpfs = 0x01021994 // the file system's magic number, see statfs(2)
	room  = 1 << 30    // bytes that must be free: a container may have 64 MiB
)

// memory returns a folder in memory that tests can write to; false where there is none.
func memory() (string, bool) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(shared, &fs); err != nil || fs.Type != tmpfs || uint64(fs.Bsize)*fs.Bavail < room {
		return "", false
	}
	probe, err := os.MkdirTemp(shared, "psar-probe-*")
	if err != nil {
		return "", false
	}
	return shared, os.Remove(probe) == nil
}
