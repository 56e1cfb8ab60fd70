package cli

import (
	"os"
	"testing"
	"time"

	"psar/app/apptest"
	"psar/pos/postest"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary run as the program, so that tests can start it as a
// process and kill it; or as the program of the scripts.
func TestMain(m *testing.M) {
	if os.Getenv(apptest.MainEnv) == "1" {
		w := systemEnvironment()
		if at, err := time.Parse(time.RFC3339, os.Getenv(atEnv)); err == nil {
			w.clock = stoppedClock(at)
		}
		os.Exit(start(w))
	}
	testscript.Main(inMemory{m}, map[string]func(){"psar": scriptedPsar})
}

// inMemory keeps the tests' shops in memory, but not the test binary, which can't be run
// from there on every machine.
type inMemory struct{ *testing.M }

func (m inMemory) Run() int {
	postest.InMemory()
	return m.M.Run()
}

// atEnv stops the program's clock at a time.
const atEnv = "PSAR_TEST_AT"

type stoppedClock time.Time

func (c stoppedClock) Now() time.Time { return time.Time(c).Local() } // local, as the machine's clock
