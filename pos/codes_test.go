package pos_test

import (
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/storage"
)

// everyJob returns all print jobs, whatever became of them.
func everyJob(t *testing.T, db *storage.DB) []queue.Job {
	t.Helper()
	jobs, err := db.PrintJobs(t.Context(), queue.Queued, queue.Printing, queue.Printed, queue.Unverified, queue.Failed, queue.Unknown, queue.TooOld)
	if err != nil {
		t.Fatal(err)
	}
	return jobs
}

// genuine returns what the journal says of a code that it must know.
func genuine(t *testing.T, db *storage.DB, code id.Code, kind journal.Kind) pos.Paper {
	t.Helper()
	paper, err := db.Paper(t.Context(), code)
	if err != nil || paper.Verdict != pos.PaperGenuine || paper.Kind != kind {
		t.Errorf("%q: %+v, %v, want a genuine %s", code, paper, err, kind)
	}
	return paper
}

// wantCodes checks that every completed sale and every Z report of a shop has a code, and
// that it says what they are.
func wantCodes(t *testing.T, db *storage.DB, zs int) {
	t.Helper()
	sales, err := db.LastSales(t.Context(), 1, 10_000)
	if err != nil || len(sales) == 0 {
		t.Fatalf("%d sales, %v", len(sales), err)
	}
	for _, s := range sales {
		code, err := db.SaleCode(t.Context(), s.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p := genuine(t, db, code, facts.SaleCompleted); p.Receipt != s.Receipt || p.Total != s.Total || !p.At.Equal(s.Completed) {
			t.Errorf("%+v, want %v of %v", p, s.Receipt, s.Total)
		}
	}
	for n := 1; n <= zs; n++ {
		z, err := db.Z(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		if p := genuine(t, db, z.Z.Code, facts.ShiftClosed); p.Z != n || !p.At.Equal(z.Z.Closed) {
			t.Errorf("%+v, want Z %d of %v", p, n, z.Z.Closed)
		}
	}
}

// checkPapers checks the code of every paper that was queued: receipts, refunds, copies
// and Z reports.
func (w *walk) checkPapers() {
	w.t.Helper()
	copied := 0
	for _, n := range w.receipts {
		if w.coin(5) && w.checked(w.till.Reprint(w.t.Context(), n)) {
			copied++
		}
	}
	codes, refunds := map[id.Receipt]id.Code{}, 0
	for _, j := range everyJob(w.t, w.disk.DB) {
		switch {
		case j.Receipt != nil:
			kind := facts.SaleCompleted
			if j.Receipt.Refund != nil {
				kind = facts.Refunded
				refunds++
			}
			if before, ok := codes[j.Receipt.Number]; ok && (before != j.Receipt.Code || !j.Receipt.Copy) {
				w.t.Errorf("the copy of %v has the code %v, the original %v", j.Receipt.Number, j.Receipt.Code, before)
			}
			codes[j.Receipt.Number] = j.Receipt.Code
			if p := genuine(w.t, w.disk.DB, j.Receipt.Code, kind); p.Receipt != j.Receipt.Number || p.Total != j.Receipt.Total {
				w.t.Errorf("%+v, want %v", p, j.Receipt.Number)
			}
		case j.Report != nil && j.Report.IsZ():
			if p := genuine(w.t, w.disk.DB, j.Report.Z.Code, facts.ShiftClosed); p.Z != j.Report.Z.Number {
				w.t.Errorf("%+v, want Z %d", p, j.Report.Z.Number)
			}
		}
	}
	if copied == 0 || refunds == 0 {
		w.t.Errorf("%d copies, %d refunds: this proves little", copied, refunds)
	}
	wantCodes(w.t, w.disk.DB, w.zs)
}

// takeKind takes the next job of a kind, as the printer does.
func (s *testShop) takeKind(kind queue.Kind) queue.Job {
	s.t.Helper()
	job := s.take("paper:")
	for job.Kind != kind {
		job = s.take("paper:")
	}
	return job
}

// A paper has the code from the commit on: what the worker takes, what a restart reads and
// what the close returns say the same, and so does each copy.
func TestPapersKeepTheirCode(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	a := s.shown(350, money.USD)
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	original := *s.takeKind(queue.KindReceipt).Receipt
	if p := genuine(t, s.disk.DB, original.Code, facts.SaleCompleted); p.Receipt != original.Number || p.Total != original.Total {
		t.Errorf("%+v", p)
	}
	if err := s.till.Reprint(ctx, original.Number); err != nil {
		t.Fatal(err)
	}
	s.close() // before the copy is printed
	s.open()
	if again := *s.takeKind(queue.KindReceipt).Receipt; !again.Copy || again.Code != original.Code {
		t.Errorf("the copy has %v, the original %v", again.Code, original.Code)
	}
	z, err := s.till.CloseShift(ctx, drawer.CountRequest{By: "Sok", Counted: []money.Money{money.Cents(0)}})
	if err != nil {
		t.Fatal(err)
	}
	genuine(t, s.disk.DB, z.Z.Code, facts.ShiftClosed)
	onPaper := *s.takeKind(queue.KindReport).Report
	if err := s.till.ReprintZ(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if again := *s.takeKind(queue.KindReport).Report; onPaper.Z.Code != z.Z.Code || again.Z.Code != z.Z.Code || !again.Copy {
		t.Errorf("closed with %v, printed with %v, copied with %v", z.Z.Code, onPaper.Z.Code, again.Z.Code)
	}
}

// Papers and facts know each other by their numbers, and the batch itself stays as it is.
func TestCodesOfAreByNumber(t *testing.T) {
	t.Parallel()
	number := func(n int) id.Receipt { return id.Receipt{Till: 1, Year: 2026, Sequence: n} }
	place := func(seq int64) journal.Head { return journal.Head{Seq: seq, Hash: journal.GenesisHash} }
	codes := pos.CodesOf([]journal.Fact{
		{Kind: facts.SaleOpened, Payload: sale.Sale{Receipt: number(1)}},
		{Kind: facts.SaleCompleted, Payload: sale.Sale{Receipt: number(1)}},
		{Kind: facts.Refunded, Payload: sale.Refund{Number: number(2)}},
		{Kind: facts.ShiftClosed, Payload: facts.Closed{Number: 7}},
	}, []journal.Head{place(1), place(2), place(3), place(4)})
	given := []queue.Job{
		{Receipt: &sale.Receipt{Number: number(1)}}, {Receipt: &sale.Receipt{Number: number(2)}},
		{Receipt: &sale.Receipt{Number: number(3), Code: id.CodeOf(9, journal.GenesisHash)}},
		{Report: &report.Report{Z: &report.ZHead{Number: 7}}}, {Report: &report.Report{}}, {Kind: queue.KindTest},
	}
	jobs := codes.OnJobs(given)
	got := []int64{jobs[0].Receipt.Code.Seq, jobs[1].Receipt.Code.Seq, jobs[2].Receipt.Code.Seq, jobs[3].Report.Z.Code.Seq}
	if want := [4]int64{2, 3, 9, 4}; [4]int64(got) != want {
		t.Errorf("rows %v, want %v", got, want)
	}
	if given[0].Receipt.Code != (id.Code{}) || given[3].Report.Z.Code != (id.Code{}) {
		t.Error("the batch itself was changed: a commit that fails must leave it")
	}
}
