//go:build unix

package cli

import (
	"os"

	"golang.org/x/sys/unix"
)

// terminalMode returns nil for a terminal.
func terminalMode(f *os.File) error {
	_, err := unix.IoctlGetTermios(int(f.Fd()), getTermios)
	return err
}

// hideInput keeps what is typed from the screen until restore.
func hideInput(f *os.File) (restore func(), err error) {
	fd := int(f.Fd())
	mode, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil, err
	}
	hidden := *mode
	hidden.Lflag &^= unix.ECHO
	if err := unix.IoctlSetTermios(fd, setTermios, &hidden); err != nil {
		return nil, err
	}
	return func() { _ = unix.IoctlSetTermios(fd, setTermios, mode) }, nil
}
