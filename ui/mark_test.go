package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/pos/fault"
	"psar/pos/payment"
	"psar/ui/uitest"
	"psar/ui/view"
)

// A manager marks the payment in front by keys: the sale is complete, and what the
// bank says later is no second payment.
func TestMarkByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "b")
	if c.ui.state.Page() != view.PageClosed || c.ui.state.Said.Key == "" {
		t.Error("something was marked without a payment")
	}
	c.clock.Add(time.Second) // it was read
	c.press(w, "3", "5", "0", "Return")
	c.settle()
	c.press(w, "B") // nobody has seen the code yet
	if c.ui.state.Page() != view.PageClosed {
		t.Error("a code that nobody has seen was marked")
	}
	c.accept()
	id := c.ui.state.Front
	c.press(w, "B")
	c.settle() // whether a PIN is asked for
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.Form(); f.Problem.Code != fault.ReferenceMissing {
		t.Fatalf("%+v", f)
	}
	c.fill("FT26327HX81", "Dara")
	c.enter(fyne.KeyReturn)
	c.press(w, "Return") // not the second key
	c.press(w, "F4")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sales[0].Tenders[0].ByHand != "Dara" || c.ui.state.Page() != view.PageClosed {
		t.Fatalf("%+v, page %d", sales, c.ui.state.Page())
	}
	after, err := c.till.Happened(t.Context(), id, payment.VerifiedPaid{Received: uitest.USD(350)})
	if err != nil || after.State != payment.Paid || len(c.till.Snapshot().Unmatched) != 0 {
		t.Errorf("%+v %v", after, err)
	}
}
