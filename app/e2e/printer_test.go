//go:build e2e

package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// TestWindowPrinter sets a network printer up in real windows, by keys alone, tests it, and
// sells: the receipt is printed, and one that waits for paper is printed when there is
// some.
func TestWindowPrinter(t *testing.T) {
	sheets := filepath.Join(t.TempDir(), "sheets")
	st := openStage(t, func(st *stage) { st.set("printer.link", "") })
	bin, setting, cashier := st.bin, st.setting, st.cashier
	printer := apptest.StartPrinter(t, bin, "--png", sheets)
	came := func() []string {
		names, _ := filepath.Glob(filepath.Join(sheets, "[0-9]*.png")) // without temporary files
		return names
	}
	st.settled()
	idle := st.picture(cashier)
	st.keys("r")
	st.until("the printer's desk", func() bool { return differs(idle, st.picture(cashier)) })
	st.changes("4")
	st.write(printer.Link)
	st.settled()
	form := st.picture(cashier)
	st.keys("Return")
	st.until("the link", func() bool {
		return setting("printer.link") == printer.Link && differs(form, st.picture(cashier))
	})
	st.keys("1")
	st.until("the test page", func() bool { return len(came()) == 1 })
	st.keys("y", "y", "y", "n")
	st.until("what was seen of it", func() bool { return setting("printer.cutter") == "no" && setting("printer.native_qr") == "yes" })
	receipts := st.picture(cashier)
	st.keys("Down")
	st.until("the slips' printer", func() bool { return differs(receipts, st.picture(cashier)) })
	st.keys("Escape")

	sell := func(n int, dollars string) { // a different amount each time, to find it at the gateway
		t.Helper()
		st.keys(dollars, "5", "0", "Return")
		st.pay(st.shown(dollars + ".50"))
		st.sold(n - 1)
	}
	sell(1, "3")
	st.until("the receipt", func() bool { return len(came()) == 2 })
	if code := apptest.Scan(came()[1]); !strings.HasSuffix(code, "/000001") {
		t.Errorf("the receipt's code is %q", code)
	}

	// Without paper the sale is made all the same, and its receipt waits.
	address := strings.TrimPrefix(printer.Link, "tcp:")
	printer.Stop(t)
	empty := apptest.StartPrinter(t, bin, "--listen", address, "--paper-out")
	ready := st.picture(cashier)
	sell(2, "4")
	st.until("the word that the paper is out", func() bool {
		return differs(ready, st.picture(cashier))
	})
	if n := len(came()); n != 2 {
		t.Fatalf("%d papers from a printer without any", n)
	}
	empty.Stop(t)
	apptest.StartPrinter(t, bin, "--listen", address, "--png", sheets)
	st.until("the receipt that waited", func() bool { return len(came()) == 3 })
	if code := apptest.Scan(came()[2]); !strings.HasSuffix(code, "/000002") {
		t.Errorf("the receipt's code is %q", code)
	}
	st.close()
}
