//go:build unix

package cli

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"psar/app/apptest"
)

// TestSecondInterruptEndsAHang: the command can't write its result, because nobody
// reads it. The first Ctrl+C asks it to end, and a second one kills it.
func TestSecondInterruptEndsAHang(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	var said apptest.Text
	cmd := exec.Command(string(apptest.Process(t)), "--data", dir, "sell", "5.00", "USD", "--wait", "30s", "--json")
	cmd.Env, cmd.Stdout, cmd.Stderr = apptest.Env(), fullPipe(t), &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	apptest.Eventually(t, "the code", func() bool { return strings.Contains(said.String(), "Scan to pay") })
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(ended)
	}()
	apptest.Eventually(t, "the end", func() bool {
		_ = cmd.Process.Signal(os.Interrupt) // one sent before the first was handled does nothing
		select {
		case <-ended:
			return true
		default:
			return false
		}
	})
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGINT {
		t.Errorf("it ended by %v: nothing hung\n%s", cmd.ProcessState, said.String())
	}
}

// fullPipe is the writing end of a pipe that is full and that nobody reads, so that
// every write blocks. It is filled without a deadline: one that passes before the
// first write, on a busy machine, would leave the pipe empty.
func fullPipe(t *testing.T) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = w.Close()
		_ = r.Close()
	})
	raw, err := w.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var full error
	if err := raw.Control(func(fd uintptr) {
		for _, size := range []int{4 << 10, 1} { // a byte may fit where a page does not
			for full = nil; full == nil || full == syscall.EINTR; {
				_, full = syscall.Write(int(fd), make([]byte, size)) // os.Pipe's ends do not block
			}
		}
	}); err != nil || !errors.Is(full, syscall.EAGAIN) {
		t.Fatalf("the pipe is not full: %v, %v", full, err)
	}
	return w
}
