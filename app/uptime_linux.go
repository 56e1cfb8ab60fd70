package app

import (
	"os"
	"strings"
	"time"
)

// uptime is how long the machine has been up, suspended or not, and which start that is: the
// clock that people set plays no part in either.
func uptime() (boot string, up time.Duration, ok bool) {
	start, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return "", 0, false
	}
	text, err := os.ReadFile("/proc/uptime")
	if err != nil {
		return "", 0, false
	}
	seconds, _, _ := strings.Cut(string(text), " ")
	up, err = time.ParseDuration(seconds + "s")
	return strings.TrimSpace(string(start)), up, err == nil
}
