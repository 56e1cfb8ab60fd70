//go:build e2e

package e2e

import (
	"testing"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// TestWindowManager plays a manager in real windows, by keys alone: the first code is
// held until its account is confirmed; a payment after a cancel is found in the list of
// unmatched payments and recorded for its sale.
func TestWindowManager(t *testing.T) {
	st := openStage(t, func(st *stage) { st.set("gateway.confirm_payee", "always") })
	bin, dir, gw, cashier, customer := st.bin, st.dir, st.gw, st.cashier, st.customer

	// Held: made and checked, and shown to nobody.
	st.keys("3", "5", "0", "Return")
	issued := gw.WaitIssued(t, "3.50")
	id := id.Payment(issued.TransactionID)
	st.until("the question whom the code pays", func() bool {
		return attempt(t, bin, dir, id).Problem == fault.PayeeUnconfirmed
	})
	asked := st.picture(cashier)
	if seen := st.code(customer); seen != "" {
		t.Fatalf("a code of an account that nobody confirmed is on the customer's screen: %s", seen)
	}
	st.keys("y")
	st.until("the form", func() bool { return differs(asked, st.picture(cashier)) })
	st.write("Dara")
	st.keys("Return")
	st.keys("F4")
	st.until("the code on the customer's screen", func() bool { return st.code(customer) == issued.QR })

	// Cancelled, and paid nevertheless.
	st.keys("Escape")
	st.keys("F4")
	st.until("the cancel", func() bool { return attempt(t, bin, dir, id).State == payment.Cancelled })
	gw.Pay(t, issued.TransactionID)
	st.until("unclaimed money", func() bool { return attempt(t, bin, dir, id).State == payment.Unmatched })
	if n := len(apptest.Sales(t, bin, dir)); n != 0 {
		t.Fatalf("%d sales of a cancelled payment", n)
	}

	// The list, its first row, its own sale, a manager's name, and the second key.
	st.keys("Escape") // closes the ended payment's page
	before := st.picture(cashier)
	st.keys("u")
	st.until("the list", func() bool { return differs(before, st.picture(cashier)) })
	st.changes("1") // pressed twice at once, the second key would choose something not seen yet
	st.changes("1")
	st.write("Dara")
	st.keys("Return")
	st.keys("F4")
	st.until("the sale", func() bool { return len(apptest.Sales(t, bin, dir)) == 1 })
	if got := attempt(t, bin, dir, id); got.State != payment.Paid {
		t.Errorf("the payment is %s", got.State)
	}
	st.close()
}

// attempt is an attempt as listed by the program beside the open till.
func attempt(t *testing.T, psar apptest.Program, dir string, id id.Payment) jsonout.Attempt {
	t.Helper()
	for _, a := range apptest.Payments(t, psar, dir) {
		if a.TransactionID == id {
			return a
		}
	}
	return jsonout.Attempt{}
}
