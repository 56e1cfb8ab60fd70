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

// TestWindowManager plays a manager at the real windows, by keys alone: the
// first code waits until a name stands for its account; money that comes after a
// cancel is found in the list and given to its sale.
func TestWindowManager(t *testing.T) {
	st := openStage(t, func(st *stage) { st.set("gateway.confirm_payee", "always") })
	bin, dir, gw, cashier, customer := st.bin, st.dir, st.gw, st.cashier, st.customer

	// Held: made, checked, and seen by nobody.
	st.keys("3", "5", "0", "Return")
	issued := gw.WaitIssued(t, "3.50")
	id := id.Payment(issued.TransactionID)
	st.until("the question whom the code pays", func() bool {
		return attempt(t, bin, dir, id).Problem == fault.PayeeUnconfirmed
	})
	asked := picture(t, cashier)
	if seen := apptest.Scan(picture(t, customer)); seen != "" {
		t.Fatalf("a code of an account that nobody confirmed is on the customer's screen: %s", seen)
	}
	st.keys("y")
	st.until("the form", func() bool { return differs(t, asked, picture(t, cashier)) })
	st.write("Dara")
	st.keys("Return")
	st.keys("F4")
	st.until("the code on the customer's screen", func() bool { return apptest.Scan(picture(t, customer)) == issued.QR })

	// Cancelled, and paid all the same.
	st.keys("Escape")
	st.keys("F4")
	st.until("the cancel", func() bool { return attempt(t, bin, dir, id).State == payment.Cancelled })
	gw.Pay(t, issued.TransactionID)
	st.until("unclaimed money", func() bool { return attempt(t, bin, dir, id).State == payment.Unmatched })
	if n := len(apptest.Sales(t, bin, dir)); n != 0 {
		t.Fatalf("%d sales of a cancelled payment", n)
	}

	// The list, its first row, its own sale, a manager's name, and the second key.
	st.keys("Escape") // what became of the payment
	before := picture(t, cashier)
	st.keys("u")
	st.until("the list", func() bool { return differs(t, before, picture(t, cashier)) })
	st.changes("1") // pressed twice at once, the second one would choose unseen
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

// attempt is a payment as the program lists it beside the open till.
func attempt(t *testing.T, bin, dir string, id id.Payment) jsonout.Attempt {
	t.Helper()
	for _, a := range apptest.Payments(t, bin, dir) {
		if a.TransactionID == id {
			return a
		}
	}
	return jsonout.Attempt{}
}
