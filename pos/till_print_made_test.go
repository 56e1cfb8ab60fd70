package pos_test

import (
	"testing"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/queue"
)

// A report is printed as it was read on the screen; a Z report only as it is stored, marked
// as a copy.
func TestPrintMade(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	s.sellFor(money.Cents(350))
	for job := s.take("paper:"); job.Kind != queue.KindReceipt; job = s.take("paper:") {
	}
	x, err := s.disk.PeriodReport(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	s.sellFor(money.Cents(100))
	for job := s.take("paper:"); job.Kind != queue.KindReceipt; job = s.take("paper:") {
	}
	if err := s.till.PrintMade(ctx, x); err != nil {
		t.Fatal(err)
	}
	if job := s.take("paper:"); job.Report == nil || job.Report.Copy || job.Report.Sales[0].Count != 1 {
		t.Errorf("the X on paper: %+v", job.Report)
	}
	z, err := s.till.CloseShift(ctx, drawer.CountRequest{By: "Sok", Counted: []money.Money{money.Cents(450)}})
	if err != nil {
		t.Fatal(err)
	}
	s.take("paper:")
	if err := s.till.PrintMade(ctx, z); err != nil {
		t.Fatal(err)
	}
	if job := s.take("paper:"); job.Report == nil || !job.Report.Copy || job.Report.Z.Hash != z.Z.Hash {
		t.Errorf("the Z on paper: %+v", job.Report)
	}
	z.Totals[0].Total.Minor += 100
	if err := s.till.PrintMade(ctx, z); fault.CodeOf(err) != fault.ZUnknown {
		t.Errorf("another Z than was stored: %v", err)
	}
}
