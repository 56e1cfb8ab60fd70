//go:build e2e

package main

import (
	"os"
	"path/filepath"
	"testing"

	"psar/pos"
)

// TestWindowDay plays a shop's whole day at the real windows, by keys alone: the
// owner's PIN, the float counted note by note, a bill by scanner and numpad paid in
// notes, a sale paid half in notes and half by KHQR, a refund by the owner's PIN, and
// the Z report.
func TestWindowDay(t *testing.T) {
	bin := os.Getenv("PSAR_BIN")
	if bin == "" || os.Getenv("DISPLAY") == "" {
		t.Fatal("PSAR_BIN and DISPLAY are not set: run make window")
	}
	gw := startGateway(t, bin)
	dir := t.TempDir()
	setUp(t, bin, dir, gw)
	psar(t, bin, dir, "settings", "set", "till.language", "en")
	psar(t, bin, dir, "settings", "set", "rate.khr_per_usd", "4000")
	list := filepath.Join(t.TempDir(), "items.csv")
	if err := os.WriteFile(list, []byte("name,name_km,barcode,price,currency\nJasmine rice,អង្ករ,8847100010018,6.20,USD\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	psar(t, bin, dir, "import", "items", list)

	till := startTill(t, bin, dir, filepath.Join(t.TempDir(), "till.log"))
	cashier, customer := window(t, "^Psar$"), window(t, "Customer$")
	xdo(t, "windowmove", "--sync", cashier, "0", "0")
	xdo(t, "windowmove", "--sync", customer, "1440", "0")
	xdo(t, "windowactivate", "--sync", cashier)
	keys := func(names ...string) {
		t.Helper()
		xdo(t, append([]string{"key", "--delay", "250"}, names...)...)
	}
	write := func(text string) { xdo(t, "type", "--delay", "40", text) }
	shift := func() pos.Shift { return readJSON[pos.Shift](t, bin, dir, "shift") }

	keys("o")
	write("Sokha")
	keys("Return")
	write("4711")
	keys("Return")
	write("4711")
	keys("Return")
	eventually(t, "the owner", func() bool {
		people := readJSON[[]pos.Staff](t, bin, dir, "staff", "list")
		return len(people) == 1 && people[0].Role == pos.RoleOwner
	})

	keys("F12", "1", "Down", "Down", "Down", "5", "F2") // five of ten dollars
	write("Srey")
	keys("Return", "F4")
	eventually(t, "the shift", func() bool { s := shift(); return s.Open && s.By == "Srey" && s.Drawer[0].Minor == 5000 })
	keys("Return")

	xdo(t, "type", "--delay", "4", "--args", "1", "8847100010018", "key", "Return") // the scanner
	scanned := picture(t, cashier)
	keys("2", "asterisk", "1", "5", "0", "plus", "F9", "1", "0", "0", "0", "Return") // and 2 × $1.50
	eventually(t, "the sale in notes", func() bool { return len(sales(t, bin, dir)) == 1 })
	first := readJSON[[]pos.Sale](t, bin, dir, "sales")[0]
	if first.Total.Minor != 920 || len(first.Lines) != 2 || first.Lines[0].Name != "Jasmine rice" {
		t.Fatalf("sold %+v; after the scan the window was %s", first, scanned)
	}
	keys("Return")

	keys("8", "0", "0", "F10", "3", "0", "0", "F10", "Return") // $3.00 of $8.00 in notes
	issued := gw.waitIssued(t, "5.00")
	eventually(t, "the code for the rest", func() bool { return scan(picture(t, customer)) == issued.QR })
	gw.pay(t, issued.TransactionID)
	eventually(t, "the sale in two parts", func() bool { return len(sales(t, bin, dir)) == 2 })

	keys("F7")
	write("1")
	keys("Return", "minus", "Return") // the rice stays, the rest goes back
	write("sour")
	keys("Return")
	write("Sokha")
	keys("Return")
	write("4711")
	keys("Return", "F4")
	eventually(t, "the refund", func() bool { return shift().Drawer[0].Minor == 5000+1000+300-300 })
	keys("Return")

	keys("F12", "1", "Down", "Down", "Down", "6", "F2") // sixty dollars
	keys("Return", "Return", "F4")                      // nobody has signed in, and the drawer is Srey's
	write("Sokha")
	keys("Return")
	write("4711")
	keys("Return", "F4")
	eventually(t, "the next period", func() bool { return shift().Z == 2 })
	z := readJSON[pos.Report](t, bin, dir, "report", "--z", "1")
	if z.Sales[0].Count != 2 || z.Sales[0].Sum.Minor != 1720 || z.Refunds[0].Sum.Minor != 300 || z.Drawer[0].Over.Minor != 0 || z.QR.Paid != 1 {
		t.Errorf("the Z report: %+v", z)
	}
	psar(t, bin, dir, "journal", "verify")
	keys("Return")
	xdo(t, "windowactivate", "--sync", cashier, "key", "alt+F4")
	till.ends(t)
}
