package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// terminalMode returns nil for a console.
func terminalMode(f *os.File) error {
	var mode uint32
	return windows.GetConsoleMode(windows.Handle(f.Fd()), &mode)
}

// hideInput keeps what is typed from the screen until restore.
func hideInput(f *os.File) (restore func(), err error) {
	console := windows.Handle(f.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(console, &mode); err != nil {
		return nil, err
	}
	if err := windows.SetConsoleMode(console, mode&^windows.ENABLE_ECHO_INPUT); err != nil {
		return nil, err
	}
	return func() { _ = windows.SetConsoleMode(console, mode) }, nil
}
