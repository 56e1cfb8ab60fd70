package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/pos/sale"
)

// A shop without a gateway and a network can sell for cash.
func TestSellCash(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "settings", "set", "rate.khr_per_usd", "4000")
	apptest.Psar(t, psar, dir, "settings", "set", "printer.link", "paper:")
	s := apptest.ReadJSON[sale.Sale](t, psar, dir, "sell", "3.50", "USD", "--cash", "--given-usd", "5.00", "--receipt")
	if s.State != sale.Completed || s.Receipt.Sequence != 1 || len(s.Change) != 2 ||
		s.Change[0].Display() != "$1.00" || s.Change[1].Display() != "2,000 ៛" {
		t.Errorf("%+v", s)
	}
	if papers, _ := filepath.Glob(filepath.Join(dir, "paper", "*receipt*.png")); len(papers) != 1 {
		t.Errorf("papers: %v", papers)
	}
	_, said, exit := apptest.Run(t, psar, dir, "", "sell", "14000", "KHR", "--cash", "--given-usd", "5", "--change", "khr")
	if exit != exitOK || !strings.Contains(said, "14,000 ៛ in cash") || !strings.Contains(said, "Change: 6,000 ៛") {
		t.Errorf("exit %d: %s", exit, said)
	}
	apptest.Psar(t, psar, dir, "sell", "2", "USD", "--cash") // the exact amount
	for _, tt := range []struct {
		args []string
		says string
	}{
		{[]string{"3.50", "USD", "--cash", "--given-usd", "3.00"}, "$0.50 is missing"},
		{[]string{"0", "USD", "--cash"}, "The amount is zero"},
		{[]string{"3.50", "USD", "--given-usd", "5"}, "--cash"},
		{[]string{"3.50", "USD", "--cash", "--given-usd=-5"}, "not an amount"},
		{[]string{"3.50", "USD", "--cash", "--given-khr", "1.5"}, "too many decimals"},
		{[]string{"3.50", "THB", "--cash"}, "currency is not known"},
		{[]string{"3.50", "USD", "--cash", "--change", "thb"}, "change"},
		{[]string{"2", "USD", "--cash", "--given-usd", "2000"}, "The change would be $1,998.00"},
		{[]string{"2", "USD", "--sure"}, "--cash"},
		{[]string{"2", "USD", "--change", "khr"}, "--cash"},
		{[]string{"2", "USD", "--cash", "--slip"}, "--slip"},
		{[]string{"2", "USD", "--cash", "--qr-file", filepath.Join(dir, "code.png")}, "--qr-file"},
	} {
		if _, said, exit := apptest.Run(t, psar, dir, "", append([]string{"sell"}, tt.args...)...); exit == exitOK || !strings.Contains(said, tt.says) {
			t.Errorf("%v: exit %d: %s", tt.args, exit, said)
		}
	}
	if got := apptest.Sales(t, psar, dir); len(got) != 3 {
		t.Errorf("%d sales", len(got))
	}
	if text := apptest.Psar(t, psar, dir, "sales"); !strings.Contains(text, "$3.50") || strings.Contains(text, "$5.00") {
		t.Errorf("the sales:\n%s", text)
	}
	report := apptest.Psar(t, psar, dir, "report")
	for _, want := range []string{"Cash USD", "$12.00", "Change USD", "Change KHR", "8,000 ៛"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report does not say %q:\n%s", want, report)
		}
	}
	sure := apptest.ReadJSON[sale.Sale](t, psar, dir, "sell", "2", "USD", "--cash", "--given-usd", "2000", "--sure")
	if len(sure.Change) != 1 || sure.Change[0].Display() != "$1,998.00" {
		t.Errorf("%+v", sure)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// A receipt is asked for where only the slips' printer was set up, and receipts were chosen to
// come out of it.
func TestSellCashOnTheSlipsPrinter(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "printer.slip.link", "paper:")
	if _, errs, exit := apptest.Run(t, psar, dir, "", "sell", "1", "USD", "--cash", "--receipt"); exit != exitFailed || !strings.Contains(errs, "No printer") {
		t.Errorf("receipts have no printer: exit %d\n%s", exit, errs)
	}
	apptest.Psar(t, psar, dir, "settings", "set", "printer.receipts_on", "slip")
	apptest.Psar(t, psar, dir, "sell", "1", "USD", "--cash", "--receipt")
	if papers, _ := filepath.Glob(filepath.Join(dir, "paper", "*receipt*.png")); len(papers) != 1 {
		t.Errorf("papers: %v", papers)
	}
}
