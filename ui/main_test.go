package ui

import (
	"os"
	"testing"

	"psar/pos/postest"
)

func TestMain(m *testing.M) {
	postest.InMemory()
	os.Exit(m.Run())
}
