//go:build !windows

package link

import "errors"

func parseSpooler(string) (opener, error) {
	return nil, errors.New("link: spooler: is for Windows; here it is cups:NAME, usb: or tcp:")
}
