//go:build unix

package storage

import "golang.org/x/sys/unix"

// NoWait is a flag that opens a pipe without waiting for who is at its other end.
const NoWait = unix.O_NONBLOCK

// NoFollow is a flag that opens no link at the end of a path.
const NoFollow = unix.O_NOFOLLOW
