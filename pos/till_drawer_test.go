package pos

import (
	"testing"

	"psar/pos/sale"
	"psar/pos/settings"
)

func TestDrawerRule(t *testing.T) {
	t.Parallel()
	cash := []sale.Tender{{Kind: sale.TenderKHQRUSD}, {Kind: sale.TenderCashKHR}}
	bank := []sale.Tender{{Kind: sale.TenderKHQRUSD}}
	for rule, want := range map[string][2]bool{"": {true, false}, "cash": {true, false}, "sale": {true, true}, "never": {}} {
		s := settings.Values{settings.PrinterLink: "paper:", settings.DrawerOpens: rule}
		if got := [2]bool{opensFor(s, cash), opensFor(s, bank)}; got != want {
			t.Errorf("%q: %v, want %v", rule, got, want)
		}
	}
	if opensFor(settings.Values{}, cash) {
		t.Error("a drawer hangs on a printer")
	}
}
