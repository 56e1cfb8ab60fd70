package postest

import (
	"os"
	"time"
)

// Long reports whether tests may take hours: `make long` sets PSAR_LONG.
func Long() bool { return os.Getenv("PSAR_LONG") != "" }

// Depth is how often a random test repeats: few times in every run, many in `make long`.
func Depth(few, many int) int {
	if Long() {
		return many
	}
	return few
}

// Patience bounds a wait for something that must happen. No test that passes waits this
// long, however busy its machine is.
const Patience = 2 * time.Minute
