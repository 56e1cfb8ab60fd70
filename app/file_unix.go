//go:build unix

package app

import (
	"io/fs"
	"os"
	"syscall"
)

// ours reports whether a file belongs to this program's user.
func ours(info fs.FileInfo) bool {
	owner, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(owner.Uid) == os.Geteuid()
}
