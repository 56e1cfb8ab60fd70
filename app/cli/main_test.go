package cli

import (
	"os"
	"testing"
	"time"

	"psar/app/apptest"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the program itself, so that tests can run
// it as a process of its own, and kill it; or the program as scripts run it.
func TestMain(m *testing.M) {
	if os.Getenv(apptest.MainEnv) == "1" {
		w := machine()
		if at, err := time.Parse(time.RFC3339, os.Getenv(atEnv)); err == nil {
			w.clock = stoppedClock(at)
		}
		os.Exit(start(w))
	}
	testscript.Main(m, map[string]func(){"psar": scriptedPsar})
}

// atEnv stops the program's clock at a time.
const atEnv = "PSAR_TEST_AT"

type stoppedClock time.Time

func (c stoppedClock) Now() time.Time { return time.Time(c).Local() } // as the machine's says it
