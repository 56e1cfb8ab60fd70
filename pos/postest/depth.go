package postest

import (
	"os"
	"time"
)

// Long says that tests have hours: `make long` sets PSAR_LONG.
func Long() bool { return os.Getenv("PSAR_LONG") != "" }

// Depth is how often a random test does what it does: few is enough to find what a
// change broke, many to find what nobody thought of.
func Depth(few, many int) int {
	if Long() {
		return many
	}
	return few
}

// Patience bounds a wait for what must happen. No run that passes waits it out,
// however busy its machine is.
const Patience = 2 * time.Minute
