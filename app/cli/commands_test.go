package cli

import (
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
)

func TestKHQRCheckAndMake(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	code := strings.TrimSpace(apptest.Psar(t, psar, dir, "khqr", "make", "--account", "sok_dara@aclb", "--name", "Sok Dara",
		"--city", "Siem Reap", "--currency", "USD", "--amount", "5.00", "--expires", "10m"))
	check := func(args ...string) (jsonout.KHQR, int) {
		out, _, exit := apptest.Run(t, psar, dir, code, append([]string{"khqr", "check", "-", "--json"}, args...)...)
		var v jsonout.KHQR
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return v, exit
	}
	if v, exit := check("--amount", "5", "--currency", "USD", "--account", "sok_dara@aclb"); !v.OK || exit != exitOK || v.Fields.Account != "sok_dara@aclb" {
		t.Errorf("verdict %+v, exit %d", v, exit)
	}
	for _, c := range []struct {
		class string
		args  []string
	}{
		{"mismatch", []string{"--amount", "5.01", "--currency", "USD"}},
		{"mismatch", []string{"--account", "mallory@aclb"}},
		{"expired", []string{"--at", "4102444800000"}},
	} {
		if v, exit := check(c.args...); v.OK || v.Class != c.class || exit != exitRefused {
			t.Errorf("%v: verdict %+v, exit %d, want class %s", c.args, v, exit, c.class)
		}
	}
	// A code made by the national bank's SDK, with one character changed.
	out, _, exit := apptest.Run(t, psar, dir, "", "khqr", "check", "--static-ok",
		"00020101021129170013sok_dara@aclb5204599953031165802KH5908Sok Dara6009Siem Reap63047224")
	if exit != exitRefused || !strings.Contains(out, "crc") {
		t.Errorf("exit %d: %s", exit, out)
	}
}

func TestSettingsKeepSecrets(t *testing.T) {
	t.Parallel()
	const key = "d0c5f00ddeadbeef0123456789abcdef"
	dir := t.TempDir()
	if _, errs, exit := apptest.Run(t, psar, dir, "", "settings", "set", "gateway.usd.profile_key", key); exit == exitOK || !strings.Contains(errs, "standard input") {
		t.Errorf("a secret as an argument: exit %d, %s", exit, errs)
	}
	if out, errs, exit := apptest.Run(t, psar, dir, key+"\n", "settings", "set", "gateway.usd.profile_key"); exit != exitOK || strings.Contains(out+errs, key) {
		t.Fatalf("exit %d: %s%s", exit, out, errs)
	}
	if got := strings.TrimSpace(apptest.Psar(t, psar, dir, "settings", "get", "gateway.usd.profile_key")); got != "(set)" {
		t.Errorf("get prints %q", got)
	}
	if list := apptest.Psar(t, psar, dir, "settings", "list"); strings.Contains(list, key) {
		t.Error("list prints the secret")
	}
	database, err := os.ReadFile(filepath.Join(dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(database), key) {
		t.Error("the database holds the secret")
	}
	file, err := os.Stat(filepath.Join(dir, "secrets.json"))
	if err != nil || file.Mode().Perm() != 0o600 {
		t.Errorf("secrets file: %v %v", file, err)
	}
}

func TestSettingsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range [][]string{
		{"till.number", "0"}, {"till.number", "100"}, {"till.number", "one"},
		{"rate.khr_per_usd", "41"}, {"rate.khr_per_usd", "4100.5"}, {"day.cutoff_hour", "24"},
		{"gateway.base_url", "http://mail.raksmeypay.com"}, {"gateway.base_url", "mail.raksmeypay.com"},
		{"gateway.usd.account", "nobank"}, {"printer.link", "lpt1"}, {"shop.name", "two\nlines"},
		{"no.such.key", "x"},
	} {
		if _, errs, exit := apptest.Run(t, psar, dir, "", "settings", "set", c[0], c[1]); exit != exitFailed || !strings.Contains(errs, c[0]) {
			t.Errorf("%v: exit %d\n%s", c, exit, errs)
		}
	}
}

func TestBadPlaces(t *testing.T) {
	t.Parallel()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = busy.Close() })
	file := filepath.Join(t.TempDir(), "file")
	foreign, damaged := t.TempDir(), t.TempDir()
	for path, text := range map[string]string{
		file:                              "not a folder",
		filepath.Join(foreign, "psar.db"): "this is somebody's text, not a database",
		filepath.Join(damaged, "psar.db"): "SQLite format 3\x00 and then nothing that SQLite wrote",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, dir, says string
		args            []string
	}{
		{"port in use", t.TempDir(), "Another program uses this port", []string{"gateway", "--listen", busy.Addr().String()}},
		{"not a folder", filepath.Join(file, "below"), "can’t write", []string{"settings", "set", "till.number", "1"}},
		{"not ours", foreign, "not a Psar database", []string{"sell", "5", "USD"}},
		{"not ours, read", foreign, "not a Psar database", []string{"sales"}},
		{"no shop", t.TempDir(), "no shop", []string{"sales"}},
		{"bad day", t.TempDir(), "", []string{"report", "--day", "22/11/2026"}},
		{"not set up", t.TempDir(), "no shop", []string{"receipt", "01/2026/000001", "--png", "x.png"}},
		{"half a database", damaged, "", []string{"sales"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, errs, exit := apptest.Run(t, psar, c.dir, "", c.args...)
			lines := strings.Split(strings.TrimSpace(errs), "\n")
			if exit != exitFailed || !strings.Contains(errs, c.says) || !strings.Contains(errs, "psar: ") || len(lines) < 2 {
				t.Errorf("exit %d\n%s", exit, errs)
			}
		})
	}
	if b, err := os.ReadFile(filepath.Join(foreign, "psar.db")); err != nil || string(b) != "this is somebody's text, not a database" {
		t.Errorf("the foreign file was touched: %q %v", b, err)
	}
}

func TestOneInstance(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Start(t, apptest.Process(t), dir, "", "sell", "5.00", "USD", "--wait", "30s")
	gw.WaitIssued(t, "5.00")
	if _, errs, exit := apptest.Run(t, psar, dir, "", "sell", "1.00", "USD", "--wait", "1s"); exit != exitFailed || !strings.Contains(errs, "Another Psar") {
		t.Errorf("a second writer: exit %d\n%s", exit, errs)
	}
	// Reading still works beside it.
	if list := apptest.Payments(t, psar, dir); len(list) != 1 {
		t.Errorf("payments = %+v", list)
	}
}

func TestPaperThatCannotBe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	if _, errs, exit := apptest.Run(t, psar, dir, "", "sell", "1.00", "USD", "--qr-file", filepath.Join(dir, "no", "code.png")); exit != exitFailed || !strings.Contains(errs, "can’t be written") {
		t.Errorf("exit %d\n%s", exit, errs)
	}
	if list := apptest.Payments(t, psar, dir); len(list) != 0 {
		t.Fatalf("a code was asked for that nobody could have seen: %+v", list)
	}
	sell := apptest.Start(t, psar, dir, "", "sell", "1.00", "USD", "--wait", "30s")
	gw.Pay(t, gw.WaitIssued(t, "1.00").TransactionID)
	if exit := sell.Exit(); exit != exitOK {
		t.Fatalf("exit %d", exit)
	}
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	number := apptest.Sales(t, psar, dir)[0].Receipt
	if _, errs, exit := apptest.Run(t, psar, dir, "", "receipt", number, "--to", "tcp:"+closed.Addr().String()); exit != exitPrinter || !strings.Contains(errs, "printer") {
		t.Errorf("a printer that is off: exit %d\n%s", exit, errs)
	}
	apptest.Psar(t, psar, dir, "receipt", number, "--to", "paper:")
	if files, _ := filepath.Glob(filepath.Join(dir, "paper", "*receipt*.png")); len(files) != 1 {
		t.Errorf("the virtual printer kept %v", files)
	}
	file := filepath.Join(t.TempDir(), "receipt.png")
	apptest.Psar(t, psar, dir, "receipt", number, "--png", file)
	if got := apptest.Scan(file); got != number {
		t.Errorf("the receipt's code is %q, want %q", got, number)
	}
}

func TestReportAddsUp(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	for _, amount := range []string{"1.25", "2.50"} {
		sell := apptest.Start(t, psar, dir, "", "sell", amount, "USD", "--wait", "30s")
		gw.Pay(t, gw.WaitIssued(t, amount).TransactionID)
		if exit := sell.Exit(); exit != exitOK {
			t.Fatalf("exit %d", exit)
		}
	}
	var report struct {
		Sales []struct {
			Count int
			Sum   struct{ Amount, Currency string }
		}
		Tenders []struct {
			Tender string
			Count  int
			Sum    struct{ Amount string }
		}
	}
	out := apptest.Psar(t, psar, dir, "report", "--json")
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if s := report.Sales[0]; s.Count != 2 || s.Sum.Amount != "3.75" || s.Sum.Currency != "USD" {
		t.Errorf("sales = %+v", report.Sales)
	}
	if s := report.Tenders[0]; s.Tender != "khqr_usd" || s.Count != 2 || s.Sum.Amount != "3.75" {
		t.Errorf("tenders = %+v", report.Tenders)
	}
	text := apptest.Psar(t, psar, dir, "report")
	for _, line := range strings.Split(text, "\n") {
		if columns(line) > reportWidth {
			t.Errorf("a line of %d columns: %s", columns(line), line)
		}
	}
	if !strings.Contains(text, "$3.75") {
		t.Errorf("the text does not name the sum:\n%s", text)
	}
}
