package pos_test

import (
	"testing"

	"psar/pos/drawer"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
)

// While the gateway is on this machine every paper of a real shop is marked. A sale that it
// confirmed stays marked on each copy when the bank's is set again; others don't.
func TestTestGatewayIsMarked(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	receipts := func() (all []sale.Receipt) {
		t.Helper()
		jobs, err := s.disk.PrintJobs(t.Context(), queue.Queued)
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range jobs {
			if j.Kind == queue.KindReceipt && j.Receipt != nil {
				all = append(all, *j.Receipt)
			}
		}
		return all
	}
	a := s.shown(350, money.USD)
	s.happened(a.ID, payment.VerifiedPaid{Received: money.Cents(350)})
	confirmed := s.sales()[0]
	if got := receipts(); len(got) != 1 || !got[0].Shop.TestGateway {
		t.Fatalf("the receipt: %+v", got)
	}
	s.set(settings.BaseURL, "https://gateway.example")
	cash := s.sellFor(money.Cents(200))
	for _, c := range []struct {
		of   sale.Sale
		want bool
	}{{confirmed, true}, {cash, false}} {
		before := len(receipts())
		if err := s.till.Reprint(t.Context(), c.of.Receipt); err != nil {
			t.Fatal(err)
		}
		if got := receipts(); len(got) != before+1 || got[before].Number != c.of.Receipt || got[before].Shop.TestGateway != c.want {
			t.Errorf("a copy of %s: %+v", c.of.Receipt, got[len(got)-1].Shop)
		}
	}
	s.set(settings.BaseURL, "http://127.0.0.1:1")
	z, err := s.till.CloseShift(t.Context(), drawer.CountRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if !z.Shop.TestGateway {
		t.Error("the Z is not marked")
	}
	s.set(settings.BaseURL, "https://gateway.example")
	if kept, err := s.disk.Z(t.Context(), z.Z.Number); err != nil || !kept.Shop.TestGateway {
		t.Errorf("the stored Z is not marked: %v", err)
	}
}
