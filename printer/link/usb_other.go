//go:build !linux

package link

import "errors"

func parseUSB(string) (opener, error) {
	return nil, errors.New("link: usb: is for Linux; on Windows the printer's driver prints: spooler:NAME")
}
