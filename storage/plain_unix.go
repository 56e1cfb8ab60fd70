//go:build unix

package storage

import "golang.org/x/sys/unix"

// noWait opens a pipe without waiting for whoever writes.
const noWait = unix.O_NONBLOCK
