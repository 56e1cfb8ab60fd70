package pos_test

import (
	"slices"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// A removed line of $50 is in the journal under the name of who stood there, on the Z report
// and in the audit.
func TestRemovedLineLeavesATrace(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	rice := sale.BillLine{Name: "Rice", Quantity: 2, Price: money.Cents(2500)}
	if err := s.till.Trace(t.Context(), []sale.Trace{{Kind: sale.TraceLineRemoved, Lines: []sale.BillLine{rice}, Seen: true}}, nil); err != nil {
		t.Fatal(err)
	}
	told := s.facts(facts.BillLineRemoved)
	want := `{"lines":[{"name":"Rice","quantity":2,"price":{"amount":"25.00","currency":"USD"}}],"seen":true,"by":"Sok"}`
	if len(told) != 1 || told[0] != want {
		t.Fatalf("told %q, want %q", told, want)
	}
	s.sellFor(money.Cents(100))
	audit := s.audit()
	if len(audit.Events) == 0 {
		t.Fatal("nothing in the audit")
	}
	last := audit.Events[len(audit.Events)-1]
	if last.Kind != facts.BillLineRemoved || last.By != "Sok" || last.What != "Rice" || last.Quantity != 2 || last.Amount != money.Cents(2500) || !last.Seen {
		t.Errorf("the audit tells %+v", last)
	}
	if n := audited(audit, "Sok", s.till.Snapshot().Day, facts.BillLineRemoved); n != 1 {
		t.Errorf("%d removed lines of Sok in %+v", n, audit.People)
	}
	z, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: "Dara", Approval: daraMan})
	if err != nil || counted(z, facts.BillLineRemoved) != 1 {
		t.Errorf("the Z report counts %+v, %v", z.Traces, err)
	}
	checkRemade(t, s.disk.DB, z.Z.Number)
	next, err := s.disk.PeriodReport(t.Context(), z.Z.Number+1)
	if err != nil || counted(next, facts.BillLineRemoved) != 0 {
		t.Errorf("the next period counts %+v, %v", next.Traces, err)
	}
	s.wantJournal()
}

// audit returns the audit of the till's day.
func (s *testShop) audit() report.Audit {
	s.t.Helper()
	day := s.till.Snapshot().Day
	r, err := s.disk.Audit(s.t.Context(), day, day)
	if err != nil {
		s.t.Fatal(err)
	}
	return *r.Audit
}

func audited(a report.Audit, by string, day money.Day, kind journal.Kind) int {
	for _, c := range a.People {
		if c.By == by && c.Day == day && c.Kind == kind {
			return c.Count
		}
	}
	return 0
}

func counted(r report.Report, kind journal.Kind) int {
	for _, c := range r.Traces {
		if c.Kind == kind {
			return c.Count
		}
	}
	return 0
}

// Each kind of trace of a bill is a fact of its own, in one commit.
func TestEveryTraceOfABill(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	var all []sale.Trace
	for _, kind := range sale.TraceKinds() {
		all = append(all, sale.Trace{Kind: kind, Lines: []sale.BillLine{{Quantity: 1, Price: money.Cents(500)}}})
	}
	before := s.head()
	if err := s.till.Trace(t.Context(), all, nil); err != nil {
		t.Fatal(err)
	}
	if got := s.head(); got.Seq != before.Seq+int64(len(all)) {
		t.Errorf("%d facts, want %d", got.Seq-before.Seq, len(all))
	}
	for _, kind := range []journal.Kind{
		facts.BillLineRemoved, facts.BillCleared, facts.BillHeldCleared, facts.BillGivenUp,
		facts.BillPriceChanged, facts.BillQuantityLowered, facts.BillQuantityRaised, facts.BillDiscountChanged,
	} {
		if n := len(s.facts(kind)); n != 1 {
			t.Errorf("%d facts of the kind %s", n, kind)
		}
	}
	r, err := s.disk.PeriodReport(t.Context(), 1)
	if err != nil || counted(r, facts.BillGivenUp) != 1 || counted(r, facts.BillQuantityRaised) != 1 {
		t.Errorf("counted %+v, %v", r.Traces, err)
	}
	s.wantJournal()
}

// A bill that the customer saw when the till went off is told of when it is opened again, by
// the name of who had it; a sold or a held one is not.
func TestBillThatBrokeOffLeavesATrace(t *testing.T) {
	t.Parallel()
	bill := sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Name: "Rice", Quantity: 1, Price: money.Cents(5000)}}}
	standing := &sale.Standing{Bill: bill, Total: money.Cents(5000)}
	for name, c := range map[string]struct {
		then func(s *testShop) error
		want int
	}{
		"the till goes off": {func(*testShop) error { return nil }, 1},
		"cleared before":    {func(s *testShop) error { return s.till.Trace(t.Context(), nil, &sale.Standing{}) }, 0},
		"paid before":       {func(s *testShop) error { return second(s.till.PayCash(t.Context(), pos.CashRequest{Bill: bill})) }, 0},
		"charged before":    {func(s *testShop) error { return second(s.till.Charge(t.Context(), pos.ChargeRequest{Bill: bill})) }, 0},
		"held before":       {func(s *testShop) error { return second(s.till.Hold(t.Context(), bill)) }, 0},
		"sold elsewhere": {func(s *testShop) error {
			elsewhere := pos.WithOwnSignIn(s.t.Context())
			if _, err := s.till.SignIn(elsewhere, daraMan.By, daraMan.PIN); err != nil {
				return err
			}
			if _, err := s.till.Charge(elsewhere, pos.ChargeRequest{Amount: money.Cents(200)}); err != nil {
				return err
			}
			return second(s.till.PayCash(elsewhere, pos.CashRequest{Bill: sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: money.Cents(100)}}}}))
		}, 1},
		"refused": {func(s *testShop) error {
			if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Bill: bill, Shown: money.Cents(1)}); fault.CodeOf(err) != fault.TotalChanged {
				t.Errorf("paid: %v", err)
			}
			return nil
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := staffedShop(t)
			s.signIn(sokCashier)
			if err := s.till.Trace(t.Context(), nil, standing); err != nil {
				t.Fatal(err)
			}
			if err := c.then(s); err != nil {
				t.Fatal(err)
			}
			s.close()
			s.open()
			told := s.facts(facts.BillGivenUp)
			if len(told) != c.want {
				t.Fatalf("%d facts: %q", len(told), told)
			}
			if c.want > 0 {
				f := into[facts.BillTrace](t, []byte(told[0]))
				if f.By != "Sok" || !f.Broken || f.Total != money.Cents(5000) || len(f.Lines) != 1 {
					t.Errorf("told %+v", f)
				}
			}
			s.close()
			s.open()
			if again := s.facts(facts.BillGivenUp); len(again) != c.want {
				t.Errorf("told again: %q", again)
			}
			s.wantJournal()
		})
	}
}

// A bill that is put aside is told of with its total and whether the customer had seen it, also
// after a restart. One that was taken up again and that nobody saw is told of where the till goes
// off with it.
func TestHeldBillsAreTold(t *testing.T) {
	t.Parallel()
	bill := sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Name: "Rice", Quantity: 2, Price: money.Cents(2500)}, {Quantity: 1, Price: money.Cents(100)}}}
	for name, seen := range map[string]bool{"seen": true, "unseen": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := staffedShop(t)
			s.signIn(sokCashier)
			if seen {
				if err := s.till.Trace(t.Context(), nil, &sale.Standing{Bill: bill, Total: money.Cents(5100)}); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := s.till.Hold(t.Context(), bill); err != nil {
				t.Fatal(err)
			}
			s.close()
			s.open()
			s.signIn(sokCashier)
			held := s.till.Snapshot().Held
			if len(held) != 1 || held[0].Seen != seen {
				t.Fatalf("held %+v", held)
			}
			audit := s.audit()
			i := slices.IndexFunc(audit.Events, func(e report.AuditEvent) bool { return e.Kind == facts.BillHeld })
			if i < 0 || audit.Events[i].By != "Sok" || audit.Events[i].Amount != money.Cents(5100) || audit.Events[i].Quantity != 2 || audit.Events[i].Seen != seen {
				t.Errorf("the audit tells %+v", audit.Events)
			}
			if _, err := s.till.Recall(t.Context(), held[0].ID); err != nil {
				t.Fatal(err)
			}
			if err := s.till.Trace(t.Context(), nil, &sale.Standing{Bill: bill, Total: money.Cents(5100), Held: held[0].ID, Unseen: !seen}); err != nil {
				t.Fatal(err)
			}
			s.close()
			s.open()
			want := map[bool]journal.Kind{true: facts.BillGivenUp, false: facts.BillHeldCleared}[seen]
			if told := s.facts(want); len(told) != 1 || len(s.facts(facts.BillGivenUp))+len(s.facts(facts.BillHeldCleared)) != 1 {
				t.Errorf("told %q", told)
			} else if f := into[facts.BillTrace](t, []byte(told[0])); !f.Broken || f.Seen != seen || f.Held != held[0].ID || f.By != "Sok" {
				t.Errorf("told %+v", f)
			}
			s.wantJournal()
		})
	}
}

// A trace is told under the name of who pressed the key, also where another has signed in before
// it is written.
func TestTraceKeepsItsName(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	sok := s.till.Snapshot().SignedIn.ID
	s.signIn(daraMan)
	if err := s.till.Trace(t.Context(), []sale.Trace{{Kind: sale.TraceCleared, Who: sok}}, nil); err != nil {
		t.Fatal(err)
	}
	if told := s.facts(facts.BillCleared); len(told) != 1 || told[0] != `{"by":"Sok"}` {
		t.Errorf("told %q", told)
	}
}

// A trace that can't be written is refused as every other commit, and leaves nothing.
func TestTraceOnAFullDisk(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	before := s.head()
	s.disk.full.Store(true)
	err := s.till.Trace(t.Context(), []sale.Trace{{Kind: sale.TraceCleared}}, &sale.Standing{Bill: sale.Bill{Lines: make([]sale.BillLine, 1)}})
	if fault.CodeOf(err) != fault.DiskFull {
		t.Errorf("%v", err)
	}
	s.disk.full.Store(false)
	if got := s.head(); got != before {
		t.Errorf("the journal went from %d to %d", before.Seq, got.Seq)
	}
	if standing, err := s.disk.Standing(t.Context()); err != nil || len(standing.Bill.Lines) > 0 {
		t.Errorf("a bill stands: %+v, %v", standing, err)
	}
}

// Whoever looks at a receipt, copies it, prints it again or prints a test page is named.
func TestCopiesAreTold(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	sold := s.sellFor(money.Cents(350))
	s.signIn(sokCashier)
	before := s.head()
	if err := s.till.ViewReceipt(t.Context(), sold.Receipt); err != nil {
		t.Fatal(err)
	}
	copied, err := s.till.CopyReceipt(t.Context(), sold.Receipt, "tcp:192.0.2.10:9100")
	if code, codeErr := s.disk.SaleCode(t.Context(), sold.ID); err != nil || codeErr != nil || !copied.Copy || copied.Number != sold.Receipt || copied.Code != code || code.IsZero() {
		t.Fatalf("%+v, %v, %v", copied, err, codeErr)
	}
	if err := s.till.Reprint(t.Context(), sold.Receipt); err != nil {
		t.Fatal(err)
	}
	if err := s.till.PrintTest(t.Context(), settings.RoleReceipt); err != nil {
		t.Fatal(err)
	}
	if err := s.till.TestedPrinter(t.Context(), settings.RoleSlip, "file:x"); err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[journal.Kind][]string{
		facts.ReceiptViewed:    {`{"receipt_number":"01/2026/000001","by":"Sok"}`},
		facts.ReceiptCopied:    {`{"receipt_number":"01/2026/000001","to":"tcp:192.0.2.10:9100","by":"Sok"}`},
		facts.ReceiptReprinted: {`{"receipt_number":"01/2026/000001","by":"Sok"}`},
		facts.PrinterTested:    {`{"role":"receipt","to":"paper:","by":"Sok"}`, `{"role":"slip","to":"file:x","by":"Sok"}`},
	} {
		if got := s.facts(kind); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
	if err := s.till.ViewReceipt(t.Context(), sold.Receipt); err != nil {
		t.Fatal(err)
	}
	unknown := sold.Receipt
	unknown.Sequence = 99
	if _, err := s.till.CopyReceipt(t.Context(), unknown, "x"); fault.CodeOf(err) != fault.ReceiptUnknown {
		t.Errorf("a copy of nothing: %v", err)
	}
	r, err := s.disk.PeriodReport(t.Context(), 1)
	if err != nil || r.Corrections.Reprints != 1 || counted(r, facts.ReceiptViewed) != 2 || counted(r, facts.ReceiptCopied) != 1 ||
		counted(r, facts.PrinterTested) != 2 || counted(r, facts.ReceiptReprinted) != 0 {
		t.Errorf("counted %+v, %+v, %v", r.Corrections, r.Traces, err)
	}
	if rows := s.head().Seq - before.Seq; rows != 8 { // the six above, and the two prints that were queued
		t.Errorf("%d rows", rows)
	}
	s.wantJournal()
}

// A sale that was charged and given up, an opened drawer, a wrong PIN and a setting are in the
// audit by the facts that they always had. A wrong PIN is under the name of who had signed in, not
// of whose PIN was tried.
func TestAuditReadsOlderFacts(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	a := s.shown(500, money.USD)
	s.happened(a.ID, payment.CancelledByCashier{})
	if err := s.till.OpenDrawer(t.Context(), "change", daraMan); err != nil {
		t.Fatal(err)
	}
	wrong := daraMan
	wrong.PIN = "00000"
	if err := s.till.OpenDrawer(t.Context(), "again", wrong); fault.CodeOf(err) != fault.PINWrong {
		t.Fatal(err)
	}
	s.set(settings.TillTheme, "dark")
	day := s.till.Snapshot().Day
	audit := s.audit()
	for _, c := range []struct {
		by   string
		kind journal.Kind
	}{
		{"Sok", facts.SaleDropped}, {"Dara", facts.DrawerOpened}, {"Sok", facts.ManagerRefused}, {"Sok", facts.SettingChanged}, {"Dara", report.AuditApproval},
	} {
		if n := audited(audit, c.by, day, c.kind); n != 1 {
			t.Errorf("%d of %s by %s: %+v", n, c.kind, c.by, audit.People)
		}
	}
	for _, e := range audit.Events {
		if e.Kind == facts.ManagerRefused && e.What != "Dara" {
			t.Errorf("the name that was tried: %+v", e)
		}
		if e.Kind == facts.SettingChanged && e.What == string(settings.TillTheme) && e.To != "dark" {
			t.Errorf("%+v", e)
		}
	}
}

// The audit of a day holds that day alone.
func TestAuditOfADay(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	first := s.till.Snapshot().Day
	trace := func() {
		t.Helper()
		if err := s.till.Trace(t.Context(), []sale.Trace{{Kind: sale.TraceCleared}}, nil); err != nil {
			t.Fatal(err)
		}
	}
	trace()
	s.clock.Add(13*time.Hour + 27*time.Minute) // 03:59, which is still the first day's
	trace()
	s.clock.Add(time.Minute) // 04:00
	trace()
	second, third := money.Day("2026-11-23"), money.Day("2026-11-24")
	for _, c := range []struct {
		from, to money.Day
		want     int
	}{{first, first, 2}, {second, second, 1}, {first, second, 3}, {third, third, 0}} {
		r, err := s.disk.Audit(t.Context(), c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, p := range r.Audit.People {
			if p.Kind == facts.BillCleared {
				n += p.Count
			}
		}
		if n != c.want {
			t.Errorf("%s to %s: %d, want %d", c.from, c.to, n, c.want)
		}
	}
}
