package cli

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/postest"
)

func TestSellPaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ amount, currency, asked string }{
		{"5.00", "USD", "5.00"},
		{"20000", "KHR", "20000"},
	} {
		t.Run(c.currency, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			gw := apptest.StartGateway(t, psar)
			apptest.SetUp(t, psar, dir, gw)
			file := filepath.Join(t.TempDir(), "code.png")
			sell := apptest.Start(t, psar, dir, "", "sell", c.amount, c.currency, "--json", "--wait", "30s", "--qr-file", file)
			code := gw.WaitIssued(t, c.asked)
			apptest.Eventually(t, "the picture of the code", func() bool { return apptest.Scan(file) != "" })
			if got := apptest.Scan(file); got != code.QR {
				t.Fatalf("the picture's code is not the gateway's:\n picture %s\n gateway %s", got, code.QR)
			}
			gw.Pay(t, code.TransactionID)
			if exit := sell.Exit(); exit != exitOK {
				t.Fatalf("exit %d\n%s", exit, sell.Out.String())
			}
			var result jsonout.Sell
			if err := json.Unmarshal([]byte(sell.Out.String()), &result); err != nil {
				t.Fatalf("%v\n%s", err, sell.Out.String())
			}
			if result.State != "paid" || string(result.TransactionID) != code.TransactionID || result.Receipt.Sequence != 1 {
				t.Errorf("result = %+v", result)
			}
			list := apptest.Sales(t, psar, dir)
			if len(list) != 1 || list[0].Total.Amount != c.asked || list[0].Total.Currency != c.currency {
				t.Errorf("sales = %+v", list)
			}
			apptest.Psar(t, psar, dir, "journal", "verify")
		})
	}
}

func TestSellNotPaid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	_, _, code := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD", "--json", "--wait", "2s")
	if code != exitNotPaid {
		t.Fatalf("exit %d, want %d", code, exitNotPaid)
	}
	if list := apptest.Sales(t, psar, dir); len(list) != 0 {
		t.Fatalf("sales = %+v", list)
	}
	// The customer pays after the command has ended: watch finds the payment.
	gw.Pay(t, gw.WaitIssued(t, "5.00").TransactionID)
	apptest.Psar(t, psar, dir, "watch", "--once")
	if list := apptest.Sales(t, psar, dir); len(list) != 1 {
		t.Fatalf("sales = %+v", list)
	}
	apptest.Psar(t, psar, dir, "watch", "--once")
	if list := apptest.Sales(t, psar, dir); len(list) != 1 {
		t.Fatalf("after a second watch: sales = %+v", list)
	}
}

// TestSellKilled kills the program at many instants of a sale, lets the customer pay
// any code that exists, and opens the shop again: the gateway's payments and the shop's
// sales must agree, each once.
func TestSellKilled(t *testing.T) {
	t.Parallel()
	dir := postest.OnDisk(t)
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	after := func(d time.Duration) func(*testing.T) {
		return func(*testing.T) { time.Sleep(d) }
	}
	const lostAnswer = 7 // the number of the kill for which the answer of create is lost
	kills := []func(*testing.T){
		after(0), after(20 * time.Millisecond), after(40 * time.Millisecond), after(60 * time.Millisecond),
		after(80 * time.Millisecond), after(120 * time.Millisecond), after(200 * time.Millisecond),
		// The gateway made a code that the till never received.
		func(t *testing.T) { gw.WaitUnpaid(t) },
		// The code was made; and again, just after it was paid.
		func(t *testing.T) { gw.WaitUnpaid(t) },
		func(t *testing.T) { gw.Pay(t, gw.WaitUnpaid(t).TransactionID) },
		func(t *testing.T) {
			gw.Pay(t, gw.WaitUnpaid(t).TransactionID)
			time.Sleep(150 * time.Millisecond)
		},
	}
	for i, until := range kills {
		if i == lostAnswer {
			gw.Post(t, "fault", map[string]any{"step": "create", "kind": "lost-answer"})
		}
		sell := apptest.Start(t, apptest.Process(t), dir, "", "sell", "5.00", "USD", "--wait", "30s")
		until(t)
		sell.Kill(t)
		for _, p := range gw.State(t) {
			if !p.Paid() {
				gw.Pay(t, p.TransactionID)
			}
		}
		apptest.Psar(t, psar, dir, "watch", "--once")
	}
	sold := map[string]int{}
	for _, s := range apptest.Sales(t, psar, dir) {
		for _, tender := range s.Tenders {
			sold[tender.TransactionID]++
		}
	}
	paid := gw.State(t)
	for _, p := range paid {
		if sold[p.TransactionID] != 1 {
			t.Errorf("payment %s has %d sales", p.TransactionID, sold[p.TransactionID])
		}
	}
	if len(sold) != len(paid) || len(paid) < 3 {
		t.Errorf("%d payments at the gateway, %d with a sale", len(paid), len(sold))
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestSellBadInput(t *testing.T) {
	t.Parallel()
	ready := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, ready, gw)
	named := t.TempDir()
	apptest.Psar(t, psar, named, "settings", "set", "shop.name", "Sokha Coffee House")
	for _, c := range []struct {
		name, dir string
		args      []string
		says      string
	}{
		{"zero", ready, []string{"0", "USD"}, "amount_zero"},
		{"ten digits", ready, []string{"1234567890", "KHR"}, "amount_too_large"},
		{"below a cent", ready, []string{"0.001", "USD"}, "amount_decimals"},
		{"below 100 riel", ready, []string{"99", "KHR"}, "amount_below_minimum"},
		{"riel with decimals", ready, []string{"100.50", "KHR"}, "amount_decimals"},
		{"euro", ready, []string{"5.00", "EUR"}, "currency_unknown"},
		{"letters", ready, []string{"1e3", "USD"}, "amount_invalid"},
		{"Khmer digits", ready, []string{"៥", "USD"}, "amount_invalid"},
		{"grouped", ready, []string{"1,000", "KHR"}, "amount_invalid"},
		{"no profile", named, []string{"5.00", "USD"}, "profile_missing"},
		{"no shop there", t.TempDir(), []string{"5.00", "USD"}, "data_missing"},
		{"no shop there, for cash", t.TempDir(), []string{"5.00", "USD", "--cash"}, "data_missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, errs, code := apptest.Run(t, psar, c.dir, "", append([]string{"sell", "--json", "--wait", "1s"}, c.args...)...)
			if code == 0 {
				t.Fatal("it was sold")
			}
			var doc struct {
				Error struct{ Code, Message, Hint string }
			}
			if err := json.Unmarshal([]byte(out), &doc); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if doc.Error.Code != c.says || doc.Error.Message == "" || doc.Error.Hint == "" {
				t.Errorf("said %+v, want %s", doc.Error, c.says)
			}
			if !strings.Contains(errs, doc.Error.Message) {
				t.Errorf("standard error does not say %q:\n%s", doc.Error.Message, errs)
			}
		})
	}
	if list := apptest.Payments(t, psar, ready); len(list) != 0 {
		t.Errorf("refused input left %+v", list)
	}
}
