package pos_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/sale"
)

// A copy of a refund's paper says what the first one said, its code too, is marked as a copy,
// and is told of as that of a sale's is.
func TestCopiesOfRefunds(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	sold := s.sellFor(money.Cents(350), sale.BillLine{Name: "Tea", Quantity: 2, Price: money.Cents(175)})
	var papers []sale.Receipt // two refunds of one sale: each has a code of its own
	for range 2 {
		if _, err := s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sold.Receipt, Reason: "torn", Lines: map[int]int64{1: 1}, Approval: daraMan}); err != nil {
			t.Fatal(err)
		}
	}
	for _, job := range everyJob(t, s.disk.DB) {
		if job.Receipt != nil && job.Receipt.Refund != nil {
			papers = append(papers, *job.Receipt)
		}
	}
	if len(papers) != 2 {
		t.Fatalf("%d papers", len(papers))
	}
	s.signIn(sokCashier)
	for _, paper := range papers {
		genuine(t, s.disk.DB, paper.Code, facts.Refunded)
		copied, err := s.till.CopyReceipt(t.Context(), paper.Number, "copy.png")
		if err != nil {
			t.Fatal(err)
		}
		paper.Copy = true
		if diff := cmp.Diff(paper, copied); diff != "" {
			t.Errorf("the copy is another\n%s", diff)
		}
		if err := s.till.Reprint(t.Context(), paper.Number); err != nil {
			t.Fatal(err)
		}
		jobs := everyJob(t, s.disk.DB)
		if job := jobs[len(jobs)-1]; job.Kind != queue.KindReceipt || job.Receipt == nil {
			t.Errorf("printed %+v", job)
		} else if diff := cmp.Diff(paper, *job.Receipt); diff != "" {
			t.Errorf("the copy on paper is another\n%s", diff)
		}
	}
	wanted := []string{`{"receipt_number":"01/2026/000002","by":"Sok"}`, `{"receipt_number":"01/2026/000003","by":"Sok"}`}
	if got := s.facts(facts.ReceiptReprinted); !slices.Equal(got, wanted) {
		t.Errorf("printed again: %q", got)
	}
	if got := s.facts(facts.ReceiptCopied); len(got) != 2 || got[1] != `{"receipt_number":"01/2026/000003","to":"copy.png","by":"Sok"}` {
		t.Errorf("copied: %q", got)
	}
	if r, err := s.disk.PeriodReport(t.Context(), 1); err != nil || r.Corrections.Reprints != 2 || counted(r, facts.ReceiptCopied) != 2 {
		t.Errorf("counted %+v, %+v, %v", r.Corrections, r.Traces, err)
	}
	unknown := papers[1].Number
	unknown.Sequence++
	if err := s.till.Reprint(t.Context(), unknown); fault.CodeOf(err) != fault.ReceiptUnknown {
		t.Errorf("a copy of nothing: %v", err)
	}
	s.wantJournal()
}

// Where people sign in before they sell, no paper is copied in nobody's name.
func TestCopiesHaveANameWherePeopleSignIn(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	sold := s.sellFor(money.Cents(350))
	s.asksSignIn()
	copies := func() []error {
		_, err := s.till.CopyReceipt(t.Context(), sold.Receipt, "copy.png")
		return []error{err, s.till.Reprint(t.Context(), sold.Receipt)}
	}
	for _, err := range copies() {
		if fault.CodeOf(err) != fault.SignInFirst {
			t.Errorf("nobody: %v", err)
		}
	}
	s.signIn(sokCashier)
	for _, err := range copies() {
		if err != nil {
			t.Errorf("the cashier: %v", err)
		}
	}
}
