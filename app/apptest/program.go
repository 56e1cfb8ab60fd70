package apptest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Program is the program under test. A Function is what most tests of commands take: the
// start of a process costs more than what a command does. A Binary is for tests of what a
// process is: signals, kills, its environment, a terminal, its exit code.
type Program interface {
	// begin starts a command and sets the rest of r.
	begin(r *Running, in io.Reader, args []string) error
}

// Binary is the path of the program, whose commands run in processes of their own.
type Binary string

// Function is the program in the test's process. It returns the command's exit code. An
// interrupt cancels ctx.
type Function func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int

// Process is the test binary itself, which runs as the program if MainEnv is set (see
// TestMain of app/cli).
func Process(t *testing.T) Binary {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Binary(path)
}

// MainEnv is the environment variable that makes a test binary run as the program.
const MainEnv = "PSAR_TEST_MAIN"

// surroundings are English messages, and no keyring except the one in the data folder.
func surroundings() []string { return []string{"PSAR_LANG=en", "DBUS_SESSION_BUS_ADDRESS="} }

// Env is the environment of the program's processes.
func Env() []string { return append(append(os.Environ(), surroundings()...), MainEnv+"=1") }

// Outside keeps the mark of a data folder, which args name, beside that folder.
func Outside(args []string) []string {
	if i := slices.Index(args, "--data"); i >= 0 && i+1 < len(args) {
		return []string{"XDG_STATE_HOME=" + args[i+1] + ".state"}
	}
	return nil
}

// SetEnv gives the test's process what a Function needs of Env. It is for TestMain, before
// the tests.
func SetEnv() error {
	var failed error
	for _, line := range surroundings() {
		name, value, _ := strings.Cut(line, "=")
		failed = errors.Join(failed, os.Setenv(name, value))
	}
	return failed
}

// Running is a command that was started. Its output can be read while it runs.
type Running struct {
	Out, Errs Text

	interrupt func() error
	kill      func() error // nil in the test's process
	ended     chan struct{}
	code      int // once ended is closed
}

// Text is a buffer for one writing and several reading goroutines.
type Text struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (x *Text) Write(b []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.text.Write(b)
}

// String is what was written until now.
func (x *Text) String() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.text.String()
}

func (path Binary) begin(r *Running, in io.Reader, args []string) error {
	cmd := exec.Command(string(path), args...)
	cmd.Env = append(Env(), Outside(args)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, &r.Out, &r.Errs
	if err := cmd.Start(); err != nil {
		return err
	}
	r.interrupt, r.kill = func() error { return cmd.Process.Signal(os.Interrupt) }, cmd.Process.Kill
	go func() {
		defer close(r.ended)
		_ = cmd.Wait() // the error only repeats the code
		r.code = cmd.ProcessState.ExitCode()
	}()
	return nil
}

func (run Function) begin(r *Running, in io.Reader, args []string) error {
	ctx, cancel := context.WithCancel(context.Background())
	r.interrupt = func() error { cancel(); return nil }
	go func() {
		defer close(r.ended)
		defer cancel()
		r.code = run(ctx, args, in, &r.Out, &r.Errs)
	}()
	return nil
}

// Start starts a command on a data folder, "" for none. It ends with the test: a process
// is killed. A failed test logs what the command said.
func Start(t *testing.T, psar Program, dir, stdin string, args ...string) *Running {
	t.Helper()
	r := start(t, psar, dir, stdin, args)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("psar %v said\n%s", args, r.Errs.String())
		}
	})
	return r
}

func start(t *testing.T, psar Program, dir, stdin string, args []string) *Running {
	t.Helper()
	if dir != "" {
		args = append([]string{"--data", dir}, args...)
	}
	r := &Running{ended: make(chan struct{})}
	if err := psar.begin(r, strings.NewReader(stdin), args); err != nil {
		t.Fatalf("psar %v: %v", args, err)
	}
	t.Cleanup(func() {
		if r.kill != nil {
			_ = r.kill() // it may have ended
		} else {
			_ = r.interrupt()
		}
		if r.Exit() == stillRuns {
			t.Errorf("psar %v has not ended", args)
		}
	})
	return r
}

// Interrupt is Ctrl+C.
func (r *Running) Interrupt(t *testing.T) {
	t.Helper()
	if err := r.interrupt(); err != nil {
		t.Fatal(err)
	}
}

// Kill kills the process of a Binary, like a power cut.
func (r *Running) Kill(t *testing.T) {
	t.Helper()
	if r.kill == nil {
		t.Fatal("only a process can be killed")
	}
	_ = r.kill() // it may have ended
	<-r.ended
}

// stillRuns is no exit code: a command has not ended while tests are patient.
const stillRuns = -1000

// Exit waits for the end and returns the exit code.
func (r *Running) Exit() int {
	select {
	case <-r.ended:
		return r.code
	case <-time.After(Patience):
		return stillRuns
	}
}

// Says waits until standard error contains a text.
func (r *Running) Says(t *testing.T, text string) {
	t.Helper()
	Eventually(t, text, func() bool { return strings.Contains(r.Errs.String(), text) })
}

// serve starts a command that serves until the test ends, and decodes its first line,
// which is JSON, into first.
func serve(t *testing.T, first any, psar Program, args ...string) *Running {
	t.Helper()
	r := Start(t, psar, "", "", args...)
	var line string
	Eventually(t, "the first line of "+strings.Join(args, " "), func() (found bool) {
		select {
		case <-r.ended:
			t.Fatalf("psar %v: exit %d\n%s", args, r.code, r.Errs.String())
		default:
		}
		line, _, found = strings.Cut(r.Out.String(), "\n")
		return found
	})
	if err := json.Unmarshal([]byte(line), first); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	return r
}
