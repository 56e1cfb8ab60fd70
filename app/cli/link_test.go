package cli

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/payment"
)

// linkHash is the hash in a payment link.
func linkHash(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil || u.Query().Get("hash") == "" {
		t.Fatalf("no payment link: %s (%v)", link, err)
	}
	return u.Query().Get("hash")
}

func TestLink(t *testing.T) {
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "settings", "set", "printer.link", "paper:")
	file := filepath.Join(t.TempDir(), "link.png")
	const back = "https://shop.example/thanks?order=7~1"
	out, errs, code := apptest.Run(t, psar, dir, "", "link", "5.00", "USD", "--success-url", back, "--remark", "Order 7",
		"--qr-file", file, "--print", "--json")
	var result jsonout.Link
	if err := json.Unmarshal([]byte(out), &result); err != nil || code != exitOK {
		t.Fatalf("exit %d, %v\n%s%s", code, err, out, errs)
	}
	if result.State != payment.Shown || result.Channel != "link" || !result.Watched || result.Money.Decimal() != "5.00" || result.Expires.IsZero() {
		t.Errorf("result %+v", result)
	}
	// psar hash is tested against the vendor's own code, and tests the link's hash here.
	profile := gw.Profiles[0]
	t.Setenv(profileKeyEnv, profile.ProfileKey)
	want, _, _ := apptest.Run(t, psar, "", "", "hash", "link", "--base-url", gw.URL, "--profile", profile.ProfileID,
		"--transaction-id", string(result.TransactionID), "--amount", "5.00", "--remark", "Order 7", "--success-url", back)
	if lines := strings.Split(strings.TrimSpace(want), "\n"); result.Link != lines[len(lines)-1] {
		t.Errorf("link\n got %s\nwant %s", result.Link, lines[len(lines)-1])
	}
	if got := apptest.Scan(file); got != result.Link {
		t.Errorf("the picture's link is %q", got)
	}
	slips, _ := filepath.Glob(filepath.Join(dir, "paper", "*slip*.png"))
	if len(slips) != 1 || apptest.Scan(slips[0]) != result.Link {
		t.Errorf("the slip does not carry the link: %v", slips)
	}
	if strings.Contains(errs, linkHash(t, result.Link)) {
		t.Error("the link stands among the words for people, which are logged")
	}
	open := apptest.Payments(t, psar, dir, "--open")
	if len(open) != 1 || open[0].Channel != "link" || open[0].TransactionID != result.TransactionID {
		t.Errorf("it is not watched: %+v", open)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestLinkKeepsItsHashToItself(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "settings", "set", "link.success_url", "https://shop.example/thanks")
	out := apptest.Psar(t, psar, dir, "link", "20000", "KHR")
	hash := linkHash(t, strings.TrimSpace(out)) // standard output is the link only
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, name := range files {
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), hash) {
			t.Errorf("%s holds the link's hash", filepath.Base(name))
		}
	}
}

// TestLinkNamesItsPayment: the success URL contains the payment's id, as the command's
// help says.
func TestLinkNamesItsPayment(t *testing.T) {
	t.Parallel()
	const page = "https://shop.example/thanks?payment="
	dir := t.TempDir()
	help := apptest.Psar(t, psar, dir, "link", "--help")
	if !strings.Contains(strings.Join(strings.Fields(help), " "), page+"{id}") {
		t.Errorf("the help does not say it:\n%s", help)
	}
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "settings", "set", "link.success_url", page+"{id}")
	out := apptest.Psar(t, psar, dir, "link", "5.00", "USD")
	u, err := url.Parse(strings.TrimSpace(out))
	if err != nil {
		t.Fatal(err)
	}
	// The vendor's links contain the success URL escaped twice.
	back, err := url.QueryUnescape(u.Query().Get("success_url"))
	if err != nil || back != page+string(apptest.Payments(t, psar, dir)[0].TransactionID) {
		t.Errorf("the customer returns to %q\n%s", back, out)
	}
}

func TestLinkNotPaid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	out, errs, code := apptest.Run(t, psar, dir, "", "link", "5.00", "USD", "--success-url", "https://shop.example/", "--wait", "1s", "--json")
	var result jsonout.Link
	if err := json.Unmarshal([]byte(out), &result); err != nil || code != exitNotPaid || result.State != payment.Shown || !result.Watched {
		t.Errorf("exit %d, %v\n%s%s", code, err, out, errs)
	}
}

func TestLinkRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	for _, c := range []struct {
		name, dir, says string
		args            []string
	}{
		{"nowhere to return", dir, "link_no_return", []string{"5.00", "USD"}},
		{"no address", dir, "link_no_return", []string{"5.00", "USD", "--success-url", "shop.example"}},
		{"no web page", dir, "link_no_return", []string{"5.00", "USD", "--success-url", "javascript:alert(1)"}},
		{"an address without end", dir, "link_no_return", []string{"5.00", "USD", "--success-url", "https://shop.example/" + strings.Repeat("a", 300)}},
		{"a remark of two lines", dir, "text_invalid", []string{"5.00", "USD", "--success-url", "https://shop.example/", "--remark", "a\nb"}},
		{"zero", dir, "amount_zero", []string{"0", "USD", "--success-url", "https://shop.example/"}},
		{"below 100 riel", dir, "amount_below_minimum", []string{"99", "KHR", "--success-url", "https://shop.example/"}},
		{"no printer", dir, "printer_missing", []string{"5.00", "USD", "--success-url", "https://shop.example/", "--print"}},
		{"no place for the picture", dir, "file_unwritable", []string{"5.00", "USD", "--success-url", "https://shop.example/", "--qr-file", filepath.Join(dir, "no", "link.png")}},
		{"no shop there", t.TempDir(), "data_missing", []string{"5.00", "USD", "--success-url", "https://shop.example/"}},
	} {
		out, errs, code := apptest.Run(t, psar, c.dir, "", append([]string{"link", "--json"}, c.args...)...)
		if e := errorOf(t, out); code != exitFailed || e.Code != c.says || !strings.Contains(errs, e.Message) {
			t.Errorf("%s: exit %d\n%s%s", c.name, code, out, errs)
		}
	}
	if list := apptest.Payments(t, psar, dir); len(list) != 0 {
		t.Errorf("what was refused left %+v", list)
	}
}
