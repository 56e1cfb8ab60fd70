//go:build unix

package app

import (
	"io/fs"
	"os"
	"syscall"
)

// noFollow opens no link at the end of a path.
const noFollow = syscall.O_NOFOLLOW

// ours reports whether a file belongs to this program's user.
func ours(info fs.FileInfo) bool {
	owner, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(owner.Uid) == os.Geteuid()
}
