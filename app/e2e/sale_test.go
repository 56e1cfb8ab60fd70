//go:build e2e

package e2e

import (
	"net/http"
	"path/filepath"
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
)

// TestWindowKHQR plays a cashier's work with KHQR, by keys alone.
func TestWindowKHQR(t *testing.T) {
	st := openStage(t, func(st *stage) { st.set("printer.link", "paper:") })
	st.scene("riel, and an amount that stays while its code is live", func(st *stage) {
		st.keys("slash", "1", "4", "0", "0", "0", "Return")
		code := st.shown("14000")
		st.xdo("key", "--delay", "90", "9", "9", "Return", "Return") // not taken
		st.settled()
		if n := len(apptest.Payments(st.t, st.bin, st.dir)); n != 1 {
			st.t.Errorf("%d payments after a second Enter", n)
		}
		st.pay(code)
		if sale := st.sold(0); sale.Total != money.Riel(14000) {
			st.t.Errorf("sold %+v", sale.Total)
		}
	})
	st.scene("two customers at once: F2 sends a payment to the tray, F3 brings it back", func(st *stage) {
		st.keys("2", "0", "0", "Return")
		first := st.shown("2.00")
		st.keys("F2", "3", "0", "0", "Return")
		second := st.shown("3.00")
		st.keys("F3")
		st.shown("2.00")
		st.gw.Pay(st.t, second.TransactionID)
		st.until("the sale of the tray", func() bool { return len(st.sales()) == 2 })
		st.shown("2.00")
		st.pay(first)
		st.until("the sale in front", func() bool { return len(st.sales()) == 3 })
	})
	st.scene("cancel takes a second, different key; Enter asks anew for the same sale", func(st *stage) {
		st.keys("1", "1", "0", "Return")
		code := st.shown("1.10")
		st.keys("Escape", "Escape", "F4")
		if s := st.payment(id.Payment(code.TransactionID)).State; s != payment.Shown {
			st.t.Fatalf("Esc and Esc again, and the payment is %s", s)
		}
		st.keys("Escape", "F4")
		st.until("the cancel", func() bool { return st.payment(id.Payment(code.TransactionID)).State == payment.Cancelled })
		st.keys("F3", "1", "1", "0", "Return")
		var again apptest.Issued
		st.until("another code", func() bool {
			again = st.gw.WaitIssued(st.t, "1.10")
			return again.TransactionID != code.TransactionID
		})
		st.shown("1.10")
		st.pay(again)
		st.until("the sale", func() bool { return len(st.sales()) == 4 })
	})
	st.scene("a manager marks as paid what the bank says nothing of", func(st *stage) {
		st.keys("4", "4", "0", "Return")
		code := st.shown("4.40")
		st.changes("b")
		st.fill("FT26327HX81", "Dara")
		st.keys("F4")
		if sale := st.sold(4); sale.Tenders[0].ByHand != "Dara" || sale.Tenders[0].Reference != "FT26327HX81" {
			st.t.Errorf("sold %+v", sale.Tenders)
		}
		st.gw.Pay(st.t, code.TransactionID) // now it is paid
		st.until("the bank's word", func() bool { return st.payment(id.Payment(code.TransactionID)).Received != nil })
		if n := len(st.sales()); n != 5 {
			st.t.Errorf("%d sales of a payment that was marked", n)
		}
	})
	st.scene("a copy of the receipt while paid is on the screen", func(st *stage) {
		papers := func() int {
			files, _ := filepath.Glob(filepath.Join(st.dir, "paper", "*receipt*.png"))
			return len(files)
		}
		st.keys("6", "0", "0", "Return")
		code := st.shown("6.00")
		st.pay(code)
		st.until("the receipt", func() bool { return papers() == 6 })
		st.keys("p")
		st.until("its copy", func() bool { return papers() == 7 })
		st.keys("Return")
	})
	st.scene("what a command sells waits in the tray, until the cashier brings it to the front", func(st *stage) {
		st.keys("8", "0", "0", "Return")
		own := st.shown("8.00")
		sell := apptest.Start(st.t, st.bin, st.dir, "", "sell", "9.00", "USD", "--wait", "10m")
		theirs := st.gw.WaitIssued(st.t, "9.00")
		sell.Says(st.t, "Scan to pay")
		st.shown("8.00")
		st.keys("F3")
		st.shown("9.00")
		st.pay(theirs)
		if exit := sell.Exit(); exit != 0 {
			st.t.Errorf("the command ended with %d\n%s", exit, sell.Errs.String())
		}
		st.keys("Return", "F3")
		st.shown("8.00")
		st.pay(own)
		st.until("both sales", func() bool { return len(st.sales()) == 8 })
	})
	st.scene("an old sale is found by its amount, and its receipt printed again", func(st *stage) {
		st.changes("t")
		st.write("14000")
		st.changes("Return")
		st.writes("p")
		st.keys("Escape", "Escape")
		if r := st.report(); r.Corrections.Reprints != 2 {
			st.t.Errorf("%d copies", r.Corrections.Reprints)
		}
	})
	st.close()
}

// TestWindowSlow polls once a minute: F5 verifies at once. The same shop sells by payment
// link.
func TestWindowSlow(t *testing.T) {
	st := openStage(t, func(st *stage) {
		for _, key := range []string{"poll.fresh_ms", "poll.live_ms", "poll.link_ms"} {
			st.set(key, "60000")
		}
		st.set("link.success_url", "https://shop.example/thanks")
	})
	st.scene("F5 asks the bank now", func(st *stage) {
		st.keys("7", "5", "0", "Return")
		code := st.shown("7.50")
		st.gw.Pay(st.t, code.TransactionID)
		st.changes("F5")
		st.sold(0)
	})
	st.scene("a payment link", func(st *stage) {
		st.keys("5", "5", "0", "l")
		var link jsonout.Attempt
		st.until("the link", func() bool {
			for _, a := range apptest.Payments(st.t, st.bin, st.dir) {
				if a.State == payment.Shown {
					link = a
				}
			}
			return link.TransactionID != ""
		})
		var address string
		st.until("the link on the screen", func() bool {
			address = st.code(st.cashier)
			return address != ""
		})
		page, err := http.Get(address) // the customer's browser
		if err != nil {
			st.t.Fatal(err)
		}
		page.Body.Close()
		st.gw.Pay(st.t, string(link.TransactionID))
		st.keys("F5")
		st.sold(1)
	})
	st.close()
}

// TestWindowOffline sells while the gateway is unreachable: the code is refused with a
// reason, and the same bill is paid in cash.
func TestWindowOffline(t *testing.T) {
	st := openStage(t, func(st *stage) { st.set("gateway.base_url", "http://127.0.0.1:9") })
	defer st.keepPicture()
	st.keys("3", "2", "5", "Return")
	st.until("the failure", func() bool {
		all := apptest.Payments(st.t, st.bin, st.dir)
		return len(all) == 1 && all[0].Problem != ""
	})
	st.keys("Escape", "F4")
	st.until("the cancel", func() bool { return apptest.Payments(st.t, st.bin, st.dir)[0].State == payment.Cancelled })
	st.changes("F9")
	st.keys("Return")
	if s := st.sold(0); s.Total.Minor != 325 || s.Tenders[0].Kind != sale.TenderCashUSD {
		t.Errorf("sold %+v", s)
	}
	st.keys("Return")
	st.close()
}
