package cli

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/payment"
)

// listenerOf waits until psar watch prints where it listens.
func listenerOf(t *testing.T, watch *apptest.Running) string {
	t.Helper()
	var found string
	apptest.Eventually(t, "the listener's address", func() bool {
		_, after, ok := strings.Cut(watch.Errs.String(), "Webhooks are taken at ")
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
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "settings", "set", "webhook.listen", "127.0.0.1:0")
	apptest.SetSecret(t, psar, dir, "webhook.api_key", apiKey)
	if _, errs, code := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD", "--wait", "1s"); code != exitNotPaid {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	id := gw.WaitIssued(t, "5.00").TransactionID
	for _, slow := range []string{"poll.fresh_ms", "poll.live_ms", "poll.grace_ms"} {
		value := "600000"
		if slow == "poll.fresh_ms" {
			value = "60000"
		}
		apptest.Psar(t, psar, dir, "settings", "set", slow, value)
	}
	// The watch polls once at its start; the customer pays after that.
	gw.Post(t, "fault", map[string]any{"step": "verify", "kind": "not-found"})
	watch := apptest.Start(t, apptest.Process(t), dir, "", "watch")
	address := listenerOf(t, watch)
	apptest.Eventually(t, "the first look", func() bool { return gw.Faults(t) == 0 })
	gw.Post(t, "webhook", map[string]any{"profile_id": gw.Profiles[0].ProfileID, "url": "http://" + address + "/webhook", "api_key": apiKey})
	gw.Pay(t, id)
	apptest.Eventually(t, "the sale", func() bool { return len(apptest.Sales(t, psar, dir)) == 1 })
	if f := checksOf(t, dir)["webhook"]; f.Detail == "off" {
		t.Errorf("doctor: %+v", f)
	}
	watch.Interrupt(t)
	if exit := watch.Exit(); exit != exitOK {
		t.Errorf("exit %d\n%s", exit, watch.Errs.String())
	}
	if strings.Contains(watch.Errs.String(), apiKey) {
		t.Error("the API key is said")
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// A customer opens the payment page of a link and pays there.
func TestLinkPaid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "settings", "set", "poll.link_ms", "200")
	out := apptest.Psar(t, psar, dir, "link", "5.00", "USD", "--success-url", "https://shop.example/thanks")
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
	apptest.Psar(t, psar, dir, "watch", "--once")
	list := apptest.Payments(t, psar, dir)
	if len(list) != 1 || list[0].State != payment.Paid || list[0].Channel != "link" || list[0].Receipt.Sequence != 1 {
		t.Errorf("payments = %+v", list)
	}
}

func TestGatewayFlags(t *testing.T) {
	t.Parallel()
	for _, bad := range [][]string{
		{"--webhook-usd", "http://shop.example/webhook"}, {"--webhook-khr", "https://127.0.0.1:1/"}, {"--webhook-usd", "x"}, {"--lifetime", "0s"},
	} {
		if out, errs, code := apptest.Run(t, psar, t.TempDir(), "", append([]string{"gateway"}, bad...)...); code != exitUsage || out != "" {
			t.Errorf("%v: exit %d\n%s%s", bad, code, out, errs)
		}
	}
	const address = "http://127.0.0.1:9/webhook"
	gw := apptest.StartGateway(t, apptest.Process(t), "--webhook-khr", address, "--lifetime", "90s")
	if p := gw.Profiles; p[0].WebhookURL != "" || p[1].WebhookURL != address || p[1].APIKey != trainingAPIKey {
		t.Errorf("profiles %+v", p)
	}
	dir := t.TempDir()
	apptest.SetUp(t, psar, dir, gw)
	out, _, _ := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD", "--wait", "1s", "--json")
	var result jsonout.Sell
	if err := json.Unmarshal([]byte(out), &result); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if life := result.Expires.Sub(result.Created).Seconds(); life < 80 || life > 91 {
		t.Errorf("a code is good for %v s, want about 90", life)
	}
}
