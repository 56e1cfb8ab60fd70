//go:build unix

package storage

import "golang.org/x/sys/unix"

// makePipe reports whether there is a pipe now.
func makePipe(path string) bool { return unix.Mkfifo(path, 0o600) == nil }
