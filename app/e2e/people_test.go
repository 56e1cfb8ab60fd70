//go:build e2e

package e2e

import (
	"testing"

	"psar/app/apptest"
	"psar/pos/staff"
)

// TestWindowPeople tests who may do what at the till, by keys alone.
func TestWindowPeople(t *testing.T) {
	st := openStage(t, func(st *stage) {
		st.set("discount.limit_percent", "10")
		st.staff("Sokha", "owner", "471147", "Dara", "manager", "228814", "Srey", "cashier", "347182")
	})
	st.scene("a sale carries the name of who has signed in", func(st *stage) {
		st.changes("ctrl+l")
		st.changes("3")
		for _, pin := range []string{"347181", "347182"} { // a wrong PIN, then the right one
			st.write(pin)
			st.writes("Return")
		}
		st.keys("3", "5", "0", "F9", "Return")
		if sale := st.sold(0); sale.Cashier != "Srey" {
			st.t.Errorf("sold by %q", sale.Cashier)
		}
		st.keys("0")
	})
	st.scene("a large discount takes a manager's PIN", func(st *stage) {
		st.keys("1", "0", "0", "0", "plus", "3", "0", "minus", "2", "F9") // 30 % off
		st.changes("Return")
		if n := len(st.sales()); n != 1 {
			st.t.Fatalf("%d sales without a manager", n)
		}
		st.fill("Dara", "228814")
		sale := st.sold(1)
		if sale.Total.Minor != 700 || sale.Cashier != "Srey" {
			st.t.Errorf("sold %+v", sale)
		}
		st.keys("0")
	})
	st.scene("the rate is changed by a manager's word", func(st *stage) {
		st.changes("k")
		for range 4 {
			st.keys("BackSpace")
		}
		st.fill("4050", "Dara", "228814")
		st.keys("F4")
		st.until("the rate", func() bool { return st.setting("rate.khr_per_usd") == "4050" })
	})
	st.scene("a refund by the bank, by hand; a second one is refused", func(st *stage) {
		st.changes("F7")
		st.write("1")
		st.changes("Return")
		st.keys("slash")
		st.changes("Return")
		st.fill("FT26327HX81", "sour milk", "Dara", "228814")
		st.keys("F4")
		st.until("the refund", func() bool {
			x := st.report()
			return len(x.Refunds) > 0 && x.Refunds[0].Sum.Minor == 350
		})
		st.keys("Return")
		st.changes("F7")
		st.write("1")
		st.changes("Return")
		st.keys("Escape")
		if x := st.report(); x.Refunds[0].Count != 1 {
			st.t.Errorf("refunded %+v", x.Refunds)
		}
	})
	st.scene("an owner takes a new cashier in", func(st *stage) {
		st.changes("s")
		st.changes("F3")
		st.fill("Vanna", "", "448213", "448213", "", "471147")
		st.until("the cashier", func() bool { return len(apptest.ReadJSON[[]staff.Person](st.t, st.bin, st.dir, "staff", "list")) == 4 })
		st.keys("Escape")
	})
	st.scene("after five wrong PINs the right one has to wait", func(st *stage) {
		st.changes("ctrl+l")
		st.changes("2")
		for range 5 {
			st.write("1111")
			st.writes("Return")
		}
		st.fill("228814")
		st.keys("Escape")
		st.changes("1")
		st.write("471147") // another person is not locked out
		st.writes("Return")
		st.keys("1", "2", "5", "F9", "Return")
		if sale := st.sold(2); sale.Cashier != "Sokha" {
			st.t.Errorf("sold by %q", sale.Cashier)
		}
		st.keys("0")
	})
	st.close()
}
