package ui

import (
	"os"
	"runtime/debug"
	"testing"

	"psar/pos/postest"
)

func TestMain(m *testing.M) {
	postest.InMemory()
	// The windows are drawn anew at each step: what they leave behind is collected a quarter as
	// often, or collecting takes a third of the time.
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
