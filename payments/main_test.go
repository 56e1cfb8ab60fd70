package payments_test

import (
	"os"
	"runtime/debug"
	"testing"

	"psar/pos/postest"
)

func TestMain(m *testing.M) {
	postest.InMemory()
	// Months of polls leave much behind and keep little.
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
