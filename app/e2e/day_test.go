//go:build e2e

package e2e

import (
	"testing"

	"psar/app/apptest"
	"psar/pos/staff"
)

// TestWindowDay is a shop's whole day in real windows, by keys alone: the owner's PIN, the
// float counted note by note, a sale by scanner and numpad paid in cash, a sale paid half
// in cash and half by KHQR, a refund approved by the owner's PIN, and the Z report.
func TestWindowDay(t *testing.T) {
	st := openStage(t, func(st *stage) {
		st.items("Jasmine rice,អង្ករ,8847100010018,6.20,USD")
		st.set("till.sign_in", "false")
	})
	keys, shift := st.keys, st.shift

	st.changes("o")
	st.fill("Sokha", "471128", "471128")
	st.until("the owner", func() bool {
		people := apptest.ReadJSON[[]staff.Person](t, st.bin, st.dir, "staff", "list")
		return len(people) == 1 && people[0].Role == staff.Owner
	})
	st.changes("F4") // the recovery code is on paper
	st.reader = []string{"Sokha", "471128"}

	st.changes("F12")
	st.changes("1")
	keys("Down", "Down", "Down", "5") // five notes of ten dollars
	st.changes("F2")
	keys("Return", "F4") // the count needs a PIN: without a name it is refused
	st.until("the shift", func() bool { s := shift(); return s.Open && s.By == "" && s.Drawer[0].Minor == 5000 })
	keys("Return")

	st.scan("8847100010018")
	keys("2", "asterisk", "1", "5", "0", "plus", "F9", "1", "0", "0", "0", "Return") // and 2 × $1.50
	first := st.sold(0)
	if first.Total.Minor != 920 || len(first.Lines) != 2 || first.Lines[0].Name != "Jasmine rice" {
		t.Fatalf("sold %+v", first)
	}
	keys("0")

	keys("8", "0", "0", "F10", "3", "0", "0")
	st.changes("F10")
	keys("Return") // $3.00 of $8.00 in notes
	st.pay(st.shown("5.00"))
	st.sold(1)

	st.changes("F7")
	st.write("1")
	st.changes("Return")
	keys("minus")
	st.changes("Return") // the rice stays sold, the rest is refunded
	st.fill("sour", "Sokha", "471128")
	keys("F4")
	st.until("the refund", func() bool { return shift().Drawer[0].Minor == 5000+1000+300-300 })
	keys("Return")

	st.changes("F12")
	st.changes("1")
	keys("Down", "Down", "Down", "6") // sixty dollars
	st.changes("F2")
	keys("Return", "Return")
	st.changes("F4") // nobody has signed in; the drawer is Srey's
	st.fill("Sokha", "471128")
	keys("F4")
	st.until("the next period", func() bool { return shift().Z == 2 })
	z := st.report("--z", "1")
	if z.Sales[0].Count != 2 || z.Sales[0].Sum.Minor != 1720 || z.Refunds[0].Sum.Minor != 300 || z.Drawer[0].Over.Minor != 0 || z.QR.Paid != 1 {
		t.Errorf("the Z report: %+v", z)
	}
	keys("Return")
	st.close()
}
