package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
)

// TestWatchOnceStopped: the first payment is recorded, the answer about the second one
// does not come, and Ctrl+C ends the wait. The report still has the first.
func TestWatchOnceStopped(t *testing.T) {
	t.Parallel()
	for _, flags := range [][]string{{"--json"}, nil} {
		t.Run(strings.Join(append(flags, "."), " "), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			gw := apptest.StartGateway(t, psar)
			apptest.SetUp(t, psar, dir, gw)
			for _, amount := range []string{"5.00", "6.00"} {
				if _, errs, exit := apptest.Run(t, psar, dir, "", "sell", amount, "USD", "--wait", "0s"); exit != exitNotPaid {
					t.Fatalf("exit %d\n%s", exit, errs)
				}
			}
			first, second := gw.WaitIssued(t, "5.00").TransactionID, gw.WaitIssued(t, "6.00").TransactionID
			gw.Pay(t, first)
			gw.Post(t, "fault", map[string]any{"step": "verify", "kind": "hang", "transaction_id": second})
			p := apptest.Start(t, apptest.Process(t), dir, "", append([]string{"watch", "--once"}, flags...)...)
			apptest.Eventually(t, "the call that hangs", func() bool { return gw.Faults(t) == 0 })
			p.Interrupt(t)
			exit := p.Exit()
			said, out := p.Errs.String(), p.Out.String()
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
