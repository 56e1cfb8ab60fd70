package control

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"psar/pos/fault"
)

// maxAddress is the length of the longest address of a socket, in bytes: sun_path of unix(7),
// with the zero behind it.
const maxAddress = 107

// addressOf is an address of a socket's file that is short enough: the folder may have any
// name. Call release when the address has been used.
func addressOf(dir, name string) (address string, release func(), err error) {
	if path := filepath.Join(dir, name); len(path) <= maxAddress {
		return path, func() {}, nil
	}
	folder, err := os.OpenFile(dir, unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), name), func() { _ = folder.Close() }, nil
}

// checkPeer refuses a process of another account at the other end, with fault.TillAccount:
// a PIN is told to nobody else, and nobody else's command is carried out.
func checkPeer(conn net.Conn) error { return checkAccount(conn, os.Geteuid()) }

// checkAccount refuses a process of another account than own at the other end.
func checkAccount(conn net.Conn, own int) error {
	socket, ok := conn.(*net.UnixConn)
	if !ok {
		return fault.New(fault.TillAccount)
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return err
	}
	var peer *unix.Ucred
	var unknown error
	err = raw.Control(func(fd uintptr) {
		peer, unknown = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	})
	if err := errors.Join(err, unknown); err != nil {
		return fault.New(fault.TillAccount).Because(err)
	}
	if int(peer.Uid) != own {
		return fault.New(fault.TillAccount)
	}
	return nil
}
