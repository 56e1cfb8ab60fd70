//go:build unix

package storage

import "golang.org/x/sys/unix"

// NoWait is a flag that opens a pipe without waiting for who is at its other end.
const NoWait = unix.O_NONBLOCK
