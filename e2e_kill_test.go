//go:build e2e

package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWindowKilled kills the till with a code on the customer's screen. The
// customer pays while it is off; the next start finds the money by itself.
func TestWindowKilled(t *testing.T) {
	bin := os.Getenv("PSAR_BIN")
	if bin == "" || os.Getenv("DISPLAY") == "" {
		t.Fatal("PSAR_BIN and DISPLAY are not set: run make window")
	}
	gw := startGateway(t, bin)
	dir := t.TempDir()
	setUp(t, bin, dir, gw)

	log := filepath.Join(t.TempDir(), "till.log")
	killed := startTill(t, bin, dir, log)
	cashier, customer := window(t, "^Psar$"), window(t, "Customer$")
	xdo(t, "windowmove", "--sync", customer, "1440", "0")
	xdo(t, "windowactivate", "--sync", cashier)
	xdo(t, "key", "--delay", "60", "4", "2", "0", "Return")
	eventually(t, "the code on the customer's screen", func() bool { return scan(picture(t, customer)) != "" })
	if err := killed.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-killed.done
	gw.pay(t, gw.waitIssued(t, "4.20").TransactionID)

	again := startTill(t, bin, dir, log)
	eventually(t, "the sale", func() bool { return len(sales(t, bin, dir)) == 1 })
	psar(t, bin, dir, "journal", "verify")
	cashier = window(t, "^Psar$")
	xdo(t, "windowactivate", "--sync", cashier, "key", "alt+F4")
	again.ends(t)
}
