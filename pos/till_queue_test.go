package pos_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/pos/staff"
)

// take returns a link's next job, which must exist.
func (s *testShop) take(link string) queue.Job {
	s.t.Helper()
	job, ok, err := s.till.TakePrintJob(s.t.Context(), link)
	if err != nil || !ok {
		s.t.Fatalf("no job for %s: %v", link, err)
	}
	return job
}

func (s *testShop) ended(job queue.Job, r queue.Result) {
	s.t.Helper()
	if err := s.till.PrintEnded(s.t.Context(), job.ID, r); err != nil {
		s.t.Fatal(err)
	}
}

// Each role has its own printer, or else the receipt printer; a job goes to no other.
func TestPrintersByRole(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.PrinterKey(settings.RoleSlip, settings.PartLink), "tcp:192.0.2.10")
	a := s.shown(350, money.USD)
	if err := s.till.PrintSlip(t.Context(), a.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.till.PrintReport(t.Context(), "2026-11-22", "2026-11-22"); err != nil {
		t.Fatal(err)
	}
	want := []queue.PrinterStatus{
		{Link: "paper:", Roles: []settings.PrintRole{settings.RoleReceipt, settings.RoleReport}, Next: queue.Next{Kind: queue.KindReport, Role: settings.RoleReport}, Waiting: 1},
		{Link: "tcp:192.0.2.10", Roles: []settings.PrintRole{settings.RoleSlip}, Next: queue.Next{Kind: queue.KindSlip, Role: settings.RoleSlip}, Waiting: 1},
	}
	if diff := cmp.Diff(want, s.till.Snapshot().Printers); diff != "" {
		t.Error(diff)
	}
	report := s.take("paper:")
	if report.Report == nil || report.Report.First != "2026-11-22" {
		t.Errorf("%+v", report)
	}
	if job, ok, err := s.till.TakePrintJob(t.Context(), "paper:"); ok || err != nil {
		t.Errorf("the slip went to the receipts' printer: %+v %v", job, err)
	}
	if job := s.take("tcp:192.0.2.10"); job.Slip == nil {
		t.Errorf("%+v", job)
	}
	if err := s.till.SetPrinterState(t.Context(), "tcp:192.0.2.10", queue.PrinterState{Known: true, Problem: fault.PrinterPaperOut}); err != nil {
		t.Fatal(err)
	}
	slips, _ := s.till.Snapshot().Printer(settings.RoleSlip)
	receipts, _ := s.till.Snapshot().Printer(settings.RoleReceipt)
	if slips.Problem != fault.PrinterPaperOut || receipts.Problem != "" {
		t.Errorf("slips %+v, receipts %+v", slips, receipts)
	}
}

// The content of a job survives a restart, also a report's.
func TestQueuedReportIsKeptWhole(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	paid := s.shown(350, money.USD)
	s.happened(paid.ID, payment.VerifiedPaid{Received: paid.Amount})
	if err := s.till.PrintReport(t.Context(), "2026-11-22", "2026-11-22"); err != nil {
		t.Fatal(err)
	}
	s.take("paper:") // the receipt
	want := s.take("paper:")
	s.ended(want, queue.Result{State: queue.Queued, Problem: fault.PrinterUnreachable})
	s.close()
	s.open()
	got := s.take("paper:")
	if diff := cmp.Diff(want.Report, got.Report); diff != "" || got.Report.Sales[0].Count != 1 {
		t.Error(diff)
	}
}

// A job of which nothing was sent waits again, until it is too old.
func TestUnsentJobWaitsAgain(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(350, money.USD)
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	job := s.take("paper:")
	s.ended(job, queue.Result{State: queue.Queued, Problem: fault.PrinterUnreachable})
	if again := s.take("paper:"); again.ID != job.ID {
		t.Errorf("job %d, want %d", again.ID, job.ID)
	}
	s.ended(job, queue.Result{State: queue.Queued, Problem: fault.PrinterUnreachable})
	s.clock.Add(queue.MaxAge + time.Second)
	if err := s.till.DropOldPrints(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p, _ := s.till.Snapshot().Printer(settings.RoleReceipt); p.Waiting != 0 {
		t.Errorf("%d jobs wait for a printer that never came back", p.Waiting)
	}
	if old, err := s.disk.PrintJobs(t.Context(), queue.TooOld); err != nil || len(old) != 1 {
		t.Errorf("too old: %+v %v", old, err)
	}
}

// The drawer opens as the settings say, before the receipt, and once.
func TestDrawerOpensOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.DrawerOpens, "sale")
	a := s.shown(350, money.USD)
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	drawer := s.take("paper:")
	number := id.Receipt{Till: 1, Year: 2026, Sequence: 1}
	if drawer.Kind != queue.KindDrawer || drawer.Opening == nil || drawer.Opening.Receipt != number {
		t.Fatalf("%+v", drawer)
	}
	// The outcome is unknown: nobody is asked, and it is not sent again.
	s.ended(drawer, queue.Result{State: queue.Unknown, Problem: fault.PrinterUnknown})
	if asking := s.till.Snapshot().UnknownPrints; len(asking) != 0 {
		t.Errorf("asked about %+v", asking)
	}
	if err := s.till.AnswerPrint(t.Context(), drawer.ID, false); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("answered about the drawer: %v", err)
	}
	if receipt := s.take("paper:"); receipt.Kind != queue.KindReceipt {
		t.Errorf("%+v", receipt)
	}
	// A second report that the payment is paid opens nothing.
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	if job, ok, err := s.till.TakePrintJob(t.Context(), "paper:"); ok || err != nil {
		t.Errorf("%+v %v", job, err)
	}
	s.wantJournal()
}

// Notes open the drawer when they are handed over. What the bank or a voucher pays of the same
// sale does not: hours later it would open before nobody.
func TestDrawerOpensForNotesAlone(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.TenderOther, "Voucher")
	sold, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(500), Received: []money.Money{money.Cents(100)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	if part := s.take("paper:"); part.Kind != queue.KindDrawer || part.Opening.Receipt != (id.Receipt{}) {
		t.Fatalf("for the notes: %+v", part)
	}
	voucher := pos.CashRequest{Sale: sold.ID, Part: true, Other: []pos.OtherAmount{{Name: "Voucher", Amount: money.Cents(200), Reference: "V-7"}}}
	if _, err := s.till.PayCash(t.Context(), voucher); err != nil {
		t.Fatal(err)
	}
	a, err := s.till.Charge(t.Context(), pos.ChargeRequest{Sale: sold.ID, Currency: money.USD})
	if err != nil {
		t.Fatal(err)
	}
	s.verified(a)
	if receipt := s.take("paper:"); receipt.Kind != queue.KindReceipt {
		t.Errorf("for a voucher and the bank: %+v", receipt)
	}
	if job, ok, err := s.till.TakePrintJob(t.Context(), "paper:"); ok || err != nil {
		t.Errorf("%+v %v", job, err)
	}
}

// After a power cut between opening the drawer and recording it, it is not opened again.
func TestDrawerIsNotOpenedAfterARestart(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if err := s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: "Sokha"}); err != nil {
		t.Fatal(err)
	}
	s.take("paper:")
	s.close()
	s.open()
	if job, ok, err := s.till.TakePrintJob(t.Context(), "paper:"); ok || err != nil || len(s.till.Snapshot().UnknownPrints) != 0 {
		t.Errorf("%+v, asking %+v (%v)", job, s.till.Snapshot().UnknownPrints, err)
	}
	unknown, err := s.disk.PrintJobs(t.Context(), queue.Unknown)
	if err != nil || len(unknown) != 1 || unknown[0].Opening.Reason != "change" || unknown[0].Opening.By != "Sokha" {
		t.Errorf("%+v %v", unknown, err)
	}
}

func TestDrawerDoesNotWait(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if err := s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: "Sokha"}); err != nil {
		t.Fatal(err)
	}
	s.clock.Add(queue.MaxDrawerAge + time.Second)
	if job, ok, err := s.till.TakePrintJob(t.Context(), "paper:"); ok || err != nil {
		t.Errorf("a drawer that opens when nobody stands there: %+v %v", job, err)
	}
}

func TestDrawerNeedsAReasonAndAManager(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for name, tt := range map[string]struct {
		reason, by string
		want       fault.Code
	}{
		"no reason":  {"  ", "Sokha", fault.TextInvalid},
		"two lines":  {"a\nb", "Sokha", fault.TextInvalid},
		"no manager": {"change", " ", fault.ManagerNeeded},
	} {
		if err := s.till.OpenDrawer(t.Context(), tt.reason, staff.Approval{By: tt.by}); fault.CodeOf(err) != tt.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.set(settings.PrinterLink, "")
	if err := s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: "Sokha"}); fault.CodeOf(err) != fault.DrawerMissing {
		t.Errorf("no printer: %v", err)
	}
	if jobs, err := s.disk.PrintJobs(t.Context(), queue.Queued); err != nil || len(jobs) != 0 {
		t.Errorf("%+v %v", jobs, err)
	}
}

// The test page goes to the printer of its role, also after a restart.
func TestTestPageGoesToItsPrinter(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.PrinterKey(settings.RoleReport, settings.PartLink), "tcp:192.0.2.10")
	if err := s.till.PrintTest(t.Context(), settings.RoleReport); err != nil {
		t.Fatal(err)
	}
	s.close()
	s.open()
	p, _ := s.till.Snapshot().Printer(settings.RoleReport)
	if want := (queue.Next{Kind: queue.KindTest, Role: settings.RoleReport}); p.Next != want || p.Waiting != 1 {
		t.Errorf("waiting: %+v, next %+v", p.Waiting, p.Next)
	}
	if job := s.take("tcp:192.0.2.10"); job.Kind != queue.KindTest || job.On != settings.RoleReport {
		t.Errorf("%+v", job)
	}
	s.set(settings.PrinterLink, "")
	if err := s.till.PrintTest(t.Context(), settings.RoleReceipt); fault.CodeOf(err) != fault.PrinterMissing {
		t.Errorf("without a printer: %v", err)
	}
}

// A job that broke off and is printed again tells its printer's worker so, whatever happens
// in between.
func TestBrokenOffJobStaysMarked(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	paid := s.shown(350, money.USD)
	s.happened(paid.ID, payment.VerifiedPaid{Received: paid.Amount})
	job := s.take("paper:")
	if job.BrokenOff() {
		t.Error("a new job")
	}
	s.ended(job, queue.Result{State: queue.Unknown, Problem: fault.PrinterUnknown})
	if err := s.till.AnswerPrint(t.Context(), job.ID, false); err != nil {
		t.Fatal(err)
	}
	s.ended(s.take("paper:"), queue.Result{State: queue.Queued, Problem: fault.PrinterUnreachable})
	s.close()
	s.open()
	if again := s.take("paper:"); again.ID != job.ID || !again.BrokenOff() {
		t.Errorf("%+v", again)
	}
}
