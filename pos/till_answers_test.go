package pos_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// paperKinds are all jobs but the drawer's.
var paperKinds = []queue.Kind{queue.KindReceipt, queue.KindReport, queue.KindTest}

// unsure takes the next job and has its printer not know what became of it.
func (s *testShop) unsure() queue.Job {
	s.t.Helper()
	job, ok, err := s.till.TakePrintJob(s.t.Context(), "paper:", paperKinds...)
	if err != nil || !ok {
		s.t.Fatalf("no job: %v", err)
	}
	if err := s.till.PrintEnded(s.t.Context(), job.ID, queue.Result{State: queue.Unknown, Problem: fault.PrinterUnknown}); err != nil {
		s.t.Fatal(err)
	}
	return job
}

// A copy of a Z report on paper is in the audit, by whom, and counted, whichever way it is asked for.
func TestCopiesOfZReports(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(daraMan)
	s.sellFor(money.Cents(350))
	z := s.closeShift()
	if err := s.till.ReprintZ(t.Context(), z.Z.Number); err != nil {
		t.Fatal(err)
	}
	stored, err := s.disk.Z(t.Context(), z.Z.Number)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.till.PrintMade(t.Context(), stored); err != nil {
		t.Fatal(err)
	}
	if err := s.till.PrintPeriod(t.Context()); err != nil { // no copy of anything
		t.Fatal(err)
	}
	wanted := []string{`{"z":1,"by":"Dara"}`, `{"z":1,"by":"Dara"}`}
	if got := s.facts(facts.ReceiptReprinted); !slices.Equal(got, wanted) {
		t.Errorf("printed again: %q", got)
	}
	if n := audited(s.audit(), "Dara", z.Last, facts.ReceiptReprinted); n != 2 {
		t.Errorf("the audit has %d", n)
	}
	if r, err := s.disk.PeriodReport(t.Context(), 2); err != nil || r.Corrections.Reprints != 2 {
		t.Errorf("counted %+v, %v", r.Corrections, err)
	}
	s.wantJournal()
}

// Whoever looks at a Z report, or has it written into a file, is in the audit, and it is counted; of a
// Z that there is not, or to whom may not see it, nothing is told.
func TestLooksAtZReportsAreTold(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(daraMan)
	s.sellFor(money.Cents(350))
	z := s.closeShift()
	if err := s.till.ViewZ(t.Context(), z.Z.Number); err != nil {
		t.Fatal(err)
	}
	if err := s.till.CopyZ(t.Context(), z.Z.Number, filepath.Join(t.TempDir(), "z.pdf")); err != nil {
		t.Fatal(err)
	}
	before := s.head()
	if err := s.till.ViewZ(t.Context(), 9); fault.CodeOf(err) != fault.ZUnknown || s.head() != before {
		t.Errorf("a Z that there is not: %v, after %d rows", err, s.head().Seq-before.Seq)
	}
	s.signIn(sokCashier)
	before = s.head()
	if err := s.till.CopyZ(t.Context(), z.Z.Number, "z.pdf"); fault.CodeOf(err) != fault.PermissionMissing {
		t.Errorf("a cashier: %v", err)
	}
	if got := s.head(); got != before {
		t.Errorf("refused, and %d rows", got.Seq-before.Seq)
	}
	if got := s.facts(facts.ReceiptViewed); !slices.Equal(got, []string{`{"z":1,"by":"Dara"}`}) {
		t.Errorf("looked at: %q", got)
	}
	audit := s.audit()
	for _, kind := range []journal.Kind{facts.ReceiptViewed, facts.ReceiptCopied} {
		if n := audited(audit, "Dara", z.Last, kind); n != 1 {
			t.Errorf("the audit has %d of %s", n, kind)
		}
	}
	if e := audit.Events[slices.IndexFunc(audit.Events, func(e report.AuditEvent) bool { return e.Kind == facts.ReceiptCopied })]; e.What != "Z 1" || e.To != "z.pdf" || e.By != "Dara" {
		t.Errorf("the audit tells %+v", e)
	}
	if r, err := s.disk.PeriodReport(t.Context(), 2); err != nil || counted(r, facts.ReceiptViewed) != 1 || counted(r, facts.ReceiptCopied) != 1 || r.Corrections.Reprints != 0 {
		t.Errorf("counted %+v, %+v, %v", r.Traces, r.Corrections, err)
	}
	s.wantJournal()
}

// Whoever says that a paper did not come out gets another one, which is no copy: a receipt's, a
// refund's and a Z report's are in the audit under their name, and counted by the report.
func TestPaperThatDidNotComeOutIsTold(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	sold := s.sellFor(money.Cents(350), sale.BillLine{Name: "Tea", Quantity: 2, Price: money.Cents(175)})
	again := func(cameOut bool) {
		t.Helper()
		job := s.unsure()
		if err := s.till.AnswerPrint(t.Context(), job.ID, cameOut); err != nil {
			t.Fatal(err)
		}
		if cameOut {
			return
		}
		if next, ok, err := s.till.TakePrintJob(t.Context(), "paper:", paperKinds...); err != nil || !ok || next.ID != job.ID {
			t.Fatalf("%+v, %v, %v", next, ok, err)
		}
		if err := s.till.PrintEnded(t.Context(), job.ID, queue.Result{State: queue.Printed}); err != nil {
			t.Fatal(err)
		}
	}
	again(false)
	if _, err := s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sold.Receipt, Reason: "torn", Lines: map[int]int64{1: 1}, Approval: daraMan}); err != nil {
		t.Fatal(err)
	}
	again(false)
	if err := s.till.PrintTest(t.Context(), settings.RoleReceipt); err != nil {
		t.Fatal(err)
	}
	again(false)
	s.sellFor(money.Cents(100))
	again(true)
	if got := s.facts(facts.PrinterTested); len(got) != 2 || got[0] != got[1] {
		t.Errorf("test pages: %q", got)
	}
	s.signIn(daraMan)
	z := s.closeShift()
	again(false)
	wanted := []string{
		`{"receipt_number":"01/2026/000001","by":"Sok","not_out":true}`, `{"receipt_number":"01/2026/000002","by":"Sok","not_out":true}`,
		`{"z":1,"by":"Dara","not_out":true}`,
	}
	if got := s.facts(facts.ReceiptReprinted); !slices.Equal(got, wanted) {
		t.Errorf("printed again: %q", got)
	}
	if got := s.facts(facts.PrintEnded); !slices.ContainsFunc(got, func(fact string) bool {
		return strings.HasPrefix(fact, `{"kind":"receipt","state":"printed","receipt_number":"01/2026/000003","by":"Sok",`)
	}) {
		t.Errorf("the answer that it came out: %q", got)
	}
	if z.Corrections.Reprints != 2 {
		t.Errorf("the Z counts %+v", z.Corrections)
	}
	if r, err := s.disk.PeriodReport(t.Context(), 2); err != nil || r.Corrections.Reprints != 1 {
		t.Errorf("the next period counts %+v, %v", r.Corrections, err)
	}
	told := s.audit()
	if sok, dara := audited(told, "Sok", z.Last, facts.ReceiptReprinted), audited(told, "Dara", z.Last, facts.ReceiptReprinted); sok != 2 || dara != 1 {
		t.Errorf("the audit has %d of Sok, %d of Dara", sok, dara)
	}
	for _, e := range told.Events {
		if e.Kind == facts.ReceiptReprinted && (!e.NotOut || e.What == "") {
			t.Errorf("%+v", e)
		}
	}
	s.wantJournal()
}
