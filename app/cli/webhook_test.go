package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/payment"
)

// watchProcess is psar watch with its listener.
type watchProcess struct {
	cmd *exec.Cmd

	mu   sync.Mutex
	errs bytes.Buffer
}

func (p *watchProcess) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.errs.Write(b)
}

func (p *watchProcess) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.errs.String()
}

func startWatch(t *testing.T, bin, dir string) *watchProcess {
	t.Helper()
	p := &watchProcess{cmd: exec.Command(bin, "--data", dir, "watch")}
	p.cmd.Env = apptest.Env()
	p.cmd.Stderr = p
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	return p
}

// address waits until the process prints where it listens.
func (p *watchProcess) address(t *testing.T) string {
	t.Helper()
	var found string
	apptest.Eventually(t, "the listener's address", func() bool {
		_, after, ok := strings.Cut(p.text(), "Webhooks are taken at ")
		if ok {
			found, _, ok = strings.Cut(after, ".\n")
		}
		return ok
	})
	return found
}

// TestWatchTakesWebhooks: a webhook makes watch find a payment ten minutes before the
// next poll.
func TestWatchTakesWebhooks(t *testing.T) {
	t.Parallel()
	const apiKey = "a-key-of-the-shop-itself"
	bin, dir := apptest.Program(t), t.TempDir()
	gw := apptest.StartGateway(t, bin)
	apptest.SetUp(t, bin, dir, gw)
	apptest.Psar(t, bin, dir, "settings", "set", "webhook.listen", "127.0.0.1:0")
	apptest.SetSecret(t, bin, dir, "webhook.api_key", apiKey)
	if _, errs, code := apptest.Run(t, bin, dir, "", "sell", "5.00", "USD", "--wait", "1s"); code != exitNotPaid {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	id := gw.WaitIssued(t, "5.00").TransactionID
	for _, slow := range []string{"poll.fresh_ms", "poll.live_ms", "poll.grace_ms"} {
		value := "600000"
		if slow == "poll.fresh_ms" {
			value = "60000"
		}
		apptest.Psar(t, bin, dir, "settings", "set", slow, value)
	}
	// The watch polls once at its start; the customer pays after that.
	gw.Post(t, "fault", map[string]any{"step": "verify", "kind": "not-found"})
	watch := startWatch(t, bin, dir)
	address := watch.address(t)
	apptest.Eventually(t, "the first look", func() bool { return gw.Faults(t) == 0 })
	gw.Post(t, "webhook", map[string]any{"profile_id": gw.Profiles[0].ProfileID, "url": "http://" + address + "/webhook", "api_key": apiKey})
	gw.Pay(t, id)
	apptest.Eventually(t, "the sale", func() bool { return len(apptest.Sales(t, bin, dir)) == 1 })
	if f := checksOf(t, bin, dir)["webhook"]; f.Detail == "off" {
		t.Errorf("doctor: %+v", f)
	}
	if err := watch.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if exit := exitOf(watch.cmd); exit != exitOK {
		t.Errorf("exit %d\n%s", exit, watch.text())
	}
	if strings.Contains(watch.text(), apiKey) {
		t.Error("the API key is said")
	}
	apptest.Psar(t, bin, dir, "journal", "verify")
}

// A customer opens the payment page of a link and pays there.
func TestLinkPaid(t *testing.T) {
	t.Parallel()
	bin, dir := apptest.Program(t), t.TempDir()
	gw := apptest.StartGateway(t, bin)
	apptest.SetUp(t, bin, dir, gw)
	apptest.Psar(t, bin, dir, "settings", "set", "poll.link_ms", "200")
	out := apptest.Psar(t, bin, dir, "link", "5.00", "USD", "--success-url", "https://shop.example/thanks")
	page, err := http.Get(strings.TrimSpace(out))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(page.Body)
	_ = page.Body.Close()
	if err != nil || page.StatusCode != http.StatusOK {
		t.Fatalf("the payment page: %s, %v\n%s", page.Status, err, text)
	}
	gw.Pay(t, gw.WaitIssued(t, "5.00").TransactionID)
	apptest.Psar(t, bin, dir, "watch", "--once")
	list := apptest.Payments(t, bin, dir)
	if len(list) != 1 || list[0].State != payment.Paid || list[0].Channel != "link" || list[0].Receipt.Sequence != 1 {
		t.Errorf("payments = %+v", list)
	}
}

func TestGatewayFlags(t *testing.T) {
	t.Parallel()
	bin := apptest.Program(t)
	for _, bad := range [][]string{
		{"--webhook-usd", "http://shop.example/webhook"}, {"--webhook-khr", "https://127.0.0.1:1/"}, {"--webhook-usd", "x"}, {"--lifetime", "0s"},
	} {
		if out, errs, code := apptest.Run(t, bin, t.TempDir(), "", append([]string{"gateway"}, bad...)...); code != exitUsage || out != "" {
			t.Errorf("%v: exit %d\n%s%s", bad, code, out, errs)
		}
	}
	const address = "http://127.0.0.1:9/webhook"
	gw := apptest.StartGateway(t, bin, "--webhook-khr", address, "--lifetime", "90s")
	if p := gw.Profiles; p[0].WebhookURL != "" || p[1].WebhookURL != address || p[1].APIKey != trainingAPIKey {
		t.Errorf("profiles %+v", p)
	}
	dir := t.TempDir()
	apptest.SetUp(t, bin, dir, gw)
	out, _, _ := apptest.Run(t, bin, dir, "", "sell", "5.00", "USD", "--wait", "1s", "--json")
	var result jsonout.Sell
	if err := json.Unmarshal([]byte(out), &result); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if life := result.Expires.Sub(result.Created).Seconds(); life < 80 || life > 91 {
		t.Errorf("a code is good for %v s, want about 90", life)
	}
}
