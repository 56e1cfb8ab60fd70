package cli

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
)

// TestWatchOnceStopped: the first payment is resolved, the second one's answer
// does not come, and Ctrl+C ends the wait. What was learnt is said all the same.
func TestWatchOnceStopped(t *testing.T) {
	t.Parallel()
	for _, flags := range [][]string{{"--json"}, nil} {
		t.Run(strings.Join(append(flags, "."), " "), func(t *testing.T) {
			t.Parallel()
			bin, dir := apptest.Program(t), t.TempDir()
			gw := apptest.StartGateway(t, bin)
			apptest.SetUp(t, bin, dir, gw)
			for _, amount := range []string{"5.00", "6.00"} {
				if _, errs, exit := apptest.Run(t, bin, dir, "", "sell", amount, "USD", "--wait", "0s"); exit != exitNotPaid {
					t.Fatalf("exit %d\n%s", exit, errs)
				}
			}
			first, second := gw.WaitIssued(t, "5.00").TransactionID, gw.WaitIssued(t, "6.00").TransactionID
			gw.Pay(t, first)
			gw.Post(t, "fault", map[string]any{"step": "verify", "kind": "hang", "transaction_id": second})
			p := startPsar(t, bin, dir, append([]string{"watch", "--once"}, flags...)...)
			apptest.Eventually(t, "the call that hangs", func() bool { return gw.Faults(t) == 0 })
			p.interrupt(t)
			exit := exitOf(p.cmd)
			said, out := p.errs.String(), p.out.String()
			if exit != exitFailed || !strings.Contains(said, "psar: stopped") || strings.Contains(said, "context canceled") {
				t.Errorf("exit %d\n%s", exit, said)
			}
			if flags == nil {
				if !strings.Contains(out, first+" paid") || !strings.Contains(out, second+" shown") || !strings.Contains(said, "2 watched: 1 paid now") {
					t.Errorf("said\n%s%s", out, said)
				}
				return
			}
			var result struct {
				Watched, Paid, Skipped int
				Attempts               []jsonout.Attempt
				Error                  saidError
			}
			if err := json.Unmarshal([]byte(out), &result); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if result.Watched != 2 || result.Paid != 1 || result.Skipped != 1 || len(result.Attempts) != 2 || result.Error.Code != "stopped" || result.Error.Message == "" {
				t.Fatalf("result %+v", result)
			}
			if result.Attempts[0].Receipt.Sequence != 1 || !strings.Contains(out, `"receipt_number"`) {
				t.Errorf("the receipt is not said:\n%s", out)
			}
		})
	}
}

// TestSecondInterruptEndsAHang: nobody reads the command's result, so its end
// hangs. Whoever presses Ctrl+C again means it.
func TestSecondInterruptEndsAHang(t *testing.T) {
	t.Parallel()
	bin, dir := apptest.Program(t), t.TempDir()
	gw := apptest.StartGateway(t, bin)
	apptest.SetUp(t, bin, dir, gw)
	p := &running{cmd: exec.Command(bin, "--data", dir, "sell", "5.00", "USD", "--wait", "30s", "--json")}
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = apptest.Env(), cloggedPipe(t), &p.errs
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	p.says(t, "Scan to pay")
	ended := make(chan struct{})
	go func() {
		_ = p.cmd.Wait()
		close(ended)
	}()
	apptest.Eventually(t, "the end", func() bool {
		_ = p.cmd.Process.Signal(os.Interrupt) // the next one may come before the first was seen
		select {
		case <-ended:
			return true
		default:
			return false
		}
	})
	if status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGINT {
		t.Errorf("it ended by %v: nothing hung\n%s", p.cmd.ProcessState, p.errs.String())
	}
}

// cloggedPipe takes no byte any more, for nobody reads what it holds.
func cloggedPipe(t *testing.T) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = w.Close()
		_ = r.Close()
	})
	if err := w.SetWriteDeadline(time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{4 << 20, 1} { // a whole page may not fit where a byte does
		if _, err := w.Write(make([]byte, size)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("the pipe took all: %v", err)
		}
	}
	return w
}
