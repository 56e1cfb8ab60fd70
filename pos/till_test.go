package pos_test

import (
	"errors"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/settings"
)

func TestTillSellsOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for n, amount := range []money.Money{money.Cents(350), money.Riel(20000)} {
		a := s.shown(amount.Minor, amount.Currency)
		paid := s.happened(a.ID, payment.VerifiedPaid{Received: amount})
		if paid.State != payment.Paid || paid.Watched {
			t.Fatalf("attempt = %+v", paid)
		}
		s.happened(a.ID, payment.VerifiedPaid{Received: amount}) // reported twice: one sale
		sales := s.sales()
		if len(sales) != n+1 {
			t.Fatalf("%d sales, want %d", len(sales), n+1)
		}
		last := sales[n]
		if want := (id.Receipt{Till: 1, Year: 2026, Sequence: n + 1}); last.Receipt != want || last.Total != amount {
			t.Errorf("sale = %+v, want receipt %v over %v", last, want, amount)
		}
		if len(last.Tenders) != 1 || last.Tenders[0].PaymentID != a.ID || last.Tenders[0].Amount != amount {
			t.Errorf("tenders = %+v", last.Tenders)
		}
	}
	today := s.till.Snapshot().Today
	for _, tally := range today {
		if tally.Count != 1 {
			t.Errorf("today = %+v", today)
		}
	}
	s.wantJournal()
}

func TestTillRefusesCharge(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.KHRProfileID, "")
	for _, c := range []struct {
		amount money.Money
		remark string
		code   fault.Code
	}{
		{money.Cents(0), "", fault.AmountZero},
		{money.Cents(-5), "", fault.AmountInvalid},
		{money.Riel(99), "", fault.AmountBelowMinimum},
		{money.Cents(1_000_000_000), "", fault.AmountTooLarge},
		{money.Of(500, "EUR"), "", fault.CurrencyUnknown},
		{money.Riel(500), "", fault.ProfileMissing},
		{money.Cents(500), "two\nlines", fault.TextInvalid},
	} {
		_, err := s.till.Charge(t.Context(), pos.ChargeRequest{Amount: c.amount, Remark: c.remark})
		if fault.CodeOf(err) != c.code {
			t.Errorf("%v: %v, want %s", c.amount, err, c.code)
		}
	}
	if n := len(s.till.Snapshot().Watching); n != 0 {
		t.Errorf("%d attempts are watched", n)
	}
}

func TestTillLateMoneyIsUnmatched(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	cancelled := s.shown(350, money.USD)
	s.happened(cancelled.ID, payment.CancelledByCashier{})
	expired := s.shown(450, money.USD)
	s.clock.Add(6 * time.Minute)
	if a := s.happened(expired.ID, payment.VerifiedUnpaid{Known: true, Asked: s.clock.Now()}); a.State != payment.Expired {
		t.Fatalf("state %s, want expired", a.State)
	}
	wrong := s.shown(550, money.USD)
	for id, received := range map[id.Payment]int64{cancelled.ID: 350, expired.ID: 450, wrong.ID: 500} {
		a := s.happened(id, payment.VerifiedPaid{Received: money.Cents(received)})
		if a.State != payment.Unmatched {
			t.Errorf("%s: state %s, want unclaimed", id, a.State)
		}
	}
	if n := len(s.sales()); n != 0 {
		t.Errorf("%d sales", n)
	}
	list, err := s.disk.Attempts(t.Context(), payment.Filter{Unmatched: true})
	if err != nil || len(list) != 3 || len(s.till.Snapshot().Unmatched) != 3 {
		t.Errorf("unclaimed: %d stored, %d counted, %v", len(list), len(s.till.Snapshot().Unmatched), err)
	}
	s.wantJournal()
}

func TestTillPinsPayee(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.shown(350, money.USD)
	if got := s.till.Snapshot().Settings.Get(settings.USDAccount); got != "sok_dara@aclb" {
		t.Fatalf("pinned %q", got)
	}
	a := s.charge(450, money.USD)
	s.happened(a.ID, payment.Sending{})
	other := s.accepted()
	other.Payee.Account = "mallory@aclb"
	got := s.happened(a.ID, other)
	if got.State != payment.Refused || got.Problem != fault.QRAccount || got.QR != "" {
		t.Errorf("attempt = %+v, want refused for its account", got)
	}
}

func TestTillCommitFails(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(350, money.USD)
	s.disk.full.Store(true)
	paid := payment.VerifiedPaid{Received: a.Amount}
	if _, err := s.till.Happened(t.Context(), a.ID, paid); fault.CodeOf(err) != fault.DiskFull {
		t.Fatalf("error %v", err)
	}
	if now, _ := s.till.Snapshot().Attempt(a.ID); now.State != payment.Shown {
		t.Fatalf("shown as %s before it was durable", now.State)
	}
	if _, err := s.till.Charge(t.Context(), pos.ChargeRequest{Amount: a.Amount}); fault.CodeOf(err) != fault.DiskFull {
		t.Fatalf("error %v", err)
	}
	s.disk.full.Store(false)
	s.happened(a.ID, paid)
	if sales := s.sales(); len(sales) != 1 || sales[0].Receipt.Sequence != 1 {
		t.Errorf("sales = %+v", sales)
	}
}

func TestTillRecoversAfterARestart(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	reserved := s.charge(100, money.USD)
	requested := s.charge(200, money.USD)
	s.happened(requested.ID, payment.Sending{})
	shown := s.shown(300, money.USD)
	if err := s.till.PrintSlip(t.Context(), shown.ID); err != nil {
		t.Fatal(err)
	}
	job, ok, err := s.till.TakePrintJob(t.Context(), "paper:")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	s.close()
	s.clock.Add(-time.Hour) // and the clock is set back
	s.open()

	for id, want := range map[id.Payment]payment.State{
		reserved.ID: payment.Cancelled, requested.ID: payment.Requested, shown.ID: payment.Shown,
	} {
		a, err := s.disk.Attempt(t.Context(), id)
		if err != nil || a.State != want {
			t.Errorf("%s: %s %v, want %s", id, a.State, err, want)
		}
	}
	asking := s.till.Snapshot().UnknownPrints
	if len(asking) != 1 || asking[0].ID != job.ID {
		t.Errorf("asking about %+v, want job %d", asking, job.ID)
	}
	for _, id := range []id.Payment{requested.ID, shown.ID} {
		a, err := s.disk.Attempt(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		s.happened(id, payment.VerifiedPaid{Received: a.Amount})
	}
	if n := len(s.sales()); n != 2 {
		t.Errorf("%d sales, want 2", n)
	}
	if next := s.charge(400, money.USD); next.ID <= shown.ID {
		t.Errorf("id %s after %s", next.ID, shown.ID)
	}
	s.wantJournal()
}

func TestTillPrintQueue(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(350, money.USD)
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	if err := s.till.PrintSlip(t.Context(), a.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("a slip of a paid sale: %v", err)
	}
	job, ok, err := s.till.TakePrintJob(t.Context(), "paper:")
	if err != nil || !ok || job.Receipt == nil || job.Slip != nil || job.Receipt.Total != a.Amount {
		t.Fatalf("job %+v %v %v", job, ok, err)
	}
	if _, ok, _ := s.till.TakePrintJob(t.Context(), "paper:"); ok {
		t.Error("the job was given out twice")
	}
	if err := s.till.PrintEnded(t.Context(), job.ID, queue.Result{State: queue.Unknown, Problem: fault.PrinterUnknown}); err != nil {
		t.Fatal(err)
	}
	if err := s.till.AnswerPrint(t.Context(), job.ID, false); err != nil {
		t.Fatal(err)
	}
	s.clock.Add(queue.MaxAge + time.Second)
	if again, ok, err := s.till.TakePrintJob(t.Context(), "paper:"); ok || err != nil {
		t.Errorf("a job that is too old was given out: %+v %v", again, err)
	}
	number := id.Receipt{Till: 1, Year: 2026, Sequence: 1}
	if err := s.till.Reprint(t.Context(), number); err != nil {
		t.Fatal(err)
	}
	if job, ok, err = s.till.TakePrintJob(t.Context(), "paper:"); err != nil || !ok || !job.Receipt.Copy {
		t.Errorf("reprint: %+v %v %v", job, ok, err)
	}
	if err := s.till.Reprint(t.Context(), id.Receipt{Till: 1, Year: 2026, Sequence: 9}); fault.CodeOf(err) != fault.ReceiptUnknown {
		t.Errorf("reprint of nothing: %v", err)
	}
}

// A slip whose sale was paid, cancelled or expired while it waited must not be printed:
// somebody would pay twice.
func TestTillDropsStaleSlips(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testShop, payment.Attempt){
		"paid":      func(s *testShop, a payment.Attempt) { s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount}) },
		"cancelled": func(s *testShop, a payment.Attempt) { s.happened(a.ID, payment.CancelledByCashier{}) },
		"run out":   func(s *testShop, _ payment.Attempt) { s.clock.Add(5 * time.Minute) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			asked, queued := s.shown(350, money.USD), s.shown(450, money.USD)
			if err := s.till.PrintSlip(t.Context(), asked.ID); err != nil {
				t.Fatal(err)
			}
			job, ok, err := s.till.TakePrintJob(t.Context(), "paper:")
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			if err := s.till.PrintEnded(t.Context(), job.ID, queue.Result{State: queue.Unknown, Problem: fault.PrinterUnknown}); err != nil {
				t.Fatal(err)
			}
			if err := s.till.PrintSlip(t.Context(), queued.ID); err != nil {
				t.Fatal(err)
			}
			end(s, asked)
			end(s, queued)
			if err := s.till.AnswerPrint(t.Context(), job.ID, false); err != nil {
				t.Fatal(err)
			}
			for {
				job, ok, err := s.till.TakePrintJob(t.Context(), "paper:")
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					break
				}
				if job.Slip != nil {
					t.Errorf("the slip of %s came out", job.Slip.Payment)
				}
			}
		})
	}
}

func TestTillClosed(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.till.Close()
	_, err := s.till.Charge(t.Context(), pos.ChargeRequest{Amount: money.Cents(1)})
	var e *fault.Error
	if !errors.As(err, &e) || e.Code != fault.Stopped {
		t.Errorf("error %v", err)
	}
}
