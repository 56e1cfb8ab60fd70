//go:build !windows

package link

import "errors"

func parseSpooler(string) (opener, error) {
	return nil, errors.New("link: spooler: is for Windows; use cups:NAME, usb:DEVICE or tcp:HOST")
}
