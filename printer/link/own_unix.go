//go:build unix

package link

import (
	"io/fs"
	"os"
	"syscall"
)

// hardLinks is how many names a file has.
func hardLinks(_ *os.File, info fs.FileInfo) (int, error) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(s.Nlink), nil
	}
	return 0, errNotOurs
}
