package cli

import (
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/storage"
)

// printerOff is the link of a printer that is switched off.
func printerOff(t *testing.T) string {
	t.Helper()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	return "tcp:" + closed.Addr().String()
}

// TestPaidWhilePaperIsWaitedFor: the customer pays after the wait for the payment has
// ended and while the print job is waited for. The result is paid, with its receipt.
func TestPaidWhilePaperIsWaitedFor(t *testing.T) {
	t.Parallel()
	shop := func(t *testing.T) (string, *apptest.Gateway) {
		dir := t.TempDir()
		gw := apptest.StartGateway(t, psar)
		apptest.SetUp(t, psar, dir, gw)
		apptest.Psar(t, psar, dir, "settings", "set", "poll.link_ms", "200")
		apptest.Psar(t, psar, dir, "settings", "set", "printer.link", printerOff(t))
		return dir, gw
	}
	t.Run("sell", func(t *testing.T) {
		t.Parallel()
		dir, gw := shop(t)
		p := apptest.Start(t, psar, dir, "", "sell", "5.00", "USD", "--slip", "--wait", "0s", "--json")
		p.Says(t, "Scan to pay")
		gw.Pay(t, gw.WaitIssued(t, "5.00").TransactionID)
		exit := p.Exit()
		var result jsonout.Sell
		if err := json.Unmarshal([]byte(p.Out.String()), &result); err != nil {
			t.Fatalf("%v\n%s", err, p.Out.String())
		}
		if exit != exitOK || result.State != payment.Paid || result.Receipt.Sequence != 1 {
			t.Errorf("exit %d, result %+v\n%s", exit, result, p.Errs.String())
		}
	})
	t.Run("link", func(t *testing.T) {
		t.Parallel()
		dir, gw := shop(t)
		p := apptest.Start(t, psar, dir, "", "link", "5.00", "USD", "--success-url", "https://shop.example/", "--print")
		p.Says(t, "The customer pays")
		page, err := http.Get(strings.TrimSpace(p.Out.String()))
		if err != nil {
			t.Fatal(err)
		}
		_ = page.Body.Close()
		gw.Pay(t, gw.WaitIssued(t, "5.00").TransactionID)
		if exit := p.Exit(); exit != exitOK || !strings.Contains(p.Errs.String(), "Paid $5.00. Receipt") {
			t.Errorf("exit %d\n%s", exit, p.Errs.String())
		}
	})
}

// waitQueued waits until a job is in the print queue.
func waitQueued(t *testing.T, dir string) {
	t.Helper()
	db, err := storage.OpenReadOnly(t.Context(), storage.Options{Dir: dir, Clock: app.SystemClock{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	apptest.Eventually(t, "the paper in the queue", func() bool {
		jobs, err := db.PrintJobs(t.Context(), queue.Queued, queue.Printing)
		return err == nil && len(jobs) == 1
	})
}

// TestInterruptedBeforePaper: Ctrl+C is not reported as the printer's fault.
func TestInterruptedBeforePaper(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "settings", "set", "printer.link", printerOff(t))
	p := apptest.Start(t, apptest.Process(t), dir, "", "sell", "5.00", "USD", "--slip", "--wait", "30s")
	p.Says(t, "Scan to pay")
	waitQueued(t, dir)
	p.Interrupt(t)
	exit := p.Exit()
	if said := p.Errs.String(); exit != exitNotPaid || strings.Contains(said, "can’t be reached") || !strings.Contains(said, "still in the queue: 1") {
		t.Errorf("exit %d\n%s", exit, said)
	}
}

// TestCodeThatCannotBeGiven: the picture can't be written when the code is made.
// Nobody saw the code, so the attempt is cancelled, and the error names it.
func TestCodeThatCannotBeGiven(t *testing.T) {
	t.Parallel()
	for _, c := range [][]string{
		{"sell", "5.00", "USD"},
		{"link", "5.00", "USD", "--success-url", "https://shop.example/"},
	} {
		t.Run(c[0], func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			gw := apptest.StartGateway(t, psar)
			apptest.SetUp(t, psar, dir, gw)
			// /dev/full can be opened, and every write fails.
			out, errs, exit := apptest.Run(t, psar, dir, "", append(slices.Clone(c), "--json", "--wait", "30s", "--qr-file", "/dev/full")...)
			list := apptest.Payments(t, psar, dir)
			if len(list) != 1 {
				t.Fatalf("payments %+v", list)
			}
			var doc struct {
				Error struct {
					Code, Message string
					TransactionID id.Payment `json:"transaction_id"`
				}
			}
			if err := json.Unmarshal([]byte(out), &doc); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			a := list[0]
			if exit != exitFailed || doc.Error.Code != "file_unwritable" || doc.Error.TransactionID != a.TransactionID {
				t.Errorf("exit %d\n%s", exit, out)
			}
			if a.State != payment.Cancelled || !a.Watched {
				t.Errorf("attempt %+v", a)
			}
			if !strings.Contains(errs, string(a.TransactionID)) {
				t.Errorf("the payment is not named:\n%s", errs)
			}
		})
	}
}
