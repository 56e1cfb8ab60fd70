package cli

import (
	"os"
	"testing"

	"psar/app/apptest"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the program itself, so that tests can run
// it as a process of its own, and kill it; or the program as scripts run it.
func TestMain(m *testing.M) {
	if os.Getenv(apptest.MainEnv) == "1" {
		os.Exit(Main())
	}
	testscript.Main(m, map[string]func(){"psar": scriptedPsar})
}
