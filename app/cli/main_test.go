package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"psar/app"
	"psar/app/apptest"
	"psar/pos"
	"psar/pos/postest"
)

// TestMain lets the test binary run as the program, so that tests can start it as a
// process and kill it; or as the program of the scripts.
func TestMain(m *testing.M) {
	app.Version, app.Commit = "test", "test" // a Z report names its program
	w := testEnvironment()
	if at, err := time.Parse(time.RFC3339, os.Getenv(atEnv)); err == nil {
		w.clock = stoppedClock(at)
	}
	switch os.Getenv(apptest.MainEnv) {
	case "1":
		os.Exit(start(w))
	case tillEnv:
		openTill()
	case eachEnv:
		os.Exit(runEach(w))
	}
	if err := apptest.SetEnv(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitFailed)
	}
	// Not the test binary: it can't be run from memory on every machine.
	postest.InMemory()
	// Most of a test's time it waits: for a process, a gateway, a customer.
	if err := flag.Set("test.parallel", strconv.Itoa(3*runtime.GOMAXPROCS(0))); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitFailed)
	}
	os.Exit(m.Run())
}

// testEnvironment is the released program's, with the mark of each shop beside its folder:
// many tests' shops are copies of one.
func testEnvironment() environment {
	w := systemEnvironment()
	w.state = func(dir string) string { return dir + ".state" }
	return w
}

// testPlace is where such a shop is, without a keyring.
func testPlace(dir string) app.Place { return app.Place{Dir: dir, State: testEnvironment().state(dir)} }

// psar runs commands in the test's own process. Tests of what only a process has take
// apptest.Process: signals, kills, a lock, a terminal, its environment. TestInAProcess
// compares the two ways.
var psar = psarAt(app.SystemClock{})

// psarAt is psar with a clock.
func psarAt(clock pos.Clock) apptest.Function {
	return func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
		w := testEnvironment()
		w.streams, w.clock = streams{in, out, errs}, clock
		return run(ctx, args, w)
	}
}

// tillEnv is apptest.MainEnv's value for the till of a script.
const tillEnv = "till"

// atEnv stops the program's clock at a time.
const atEnv = "PSAR_TEST_AT"

type stoppedClock time.Time

func (c stoppedClock) Now() time.Time { return time.Time(c).Local() } // local, as the machine's clock
