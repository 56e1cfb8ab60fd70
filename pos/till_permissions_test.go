package pos_test

import (
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// billOf returns a bill of three lines of rice at $10.00 each, changed by change.
func billOf(change func(*sale.Bill)) sale.Bill {
	line := sale.BillLine{Name: "Rice", Quantity: 1, Price: money.Cents(1000)}
	b := sale.Bill{Currency: money.USD, Lines: []sale.BillLine{line, line, line}}
	change(&b)
	return b
}

// approvals returns the approvals of the current period, by name.
func (s *testShop) approvals() map[string]int {
	s.t.Helper()
	report, err := s.disk.PeriodReport(s.t.Context(), s.till.Snapshot().Shift.Z)
	if err != nil {
		s.t.Fatal(err)
	}
	all := map[string]int{}
	for _, a := range report.Approvals {
		all[a.By] = a.Count
	}
	return all
}

// Prices and discounts that need a manager: the limit is 20 per cent of a line and of the
// whole.
func TestBillNeedsAManager(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.set(settings.TillTheme, "dark")
	for name, c := range map[string]struct {
		bill  sale.Bill
		needs bool
	}{
		"plain":                {billOf(func(*sale.Bill) {}), false},
		"a line by a fifth":    {billOf(func(b *sale.Bill) { b.Lines[0].Discount.Part = 2000 }), false},
		"a line by more":       {billOf(func(b *sale.Bill) { b.Lines[0].Discount.Part = 2010 }), true},
		"$2 off a line":        {billOf(func(b *sale.Bill) { b.Lines[0].Discount.Amount = money.Cents(200) }), false},
		"$2.01 off a line":     {billOf(func(b *sale.Bill) { b.Lines[0].Discount.Amount = money.Cents(201) }), true},
		"all by a fifth":       {billOf(func(b *sale.Bill) { b.Discount.Part = 2000 }), false},
		"$6.01 off all":        {billOf(func(b *sale.Bill) { b.Discount.Amount = money.Cents(601) }), true},
		"a line, then all":     {billOf(func(b *sale.Bill) { b.Lines[0].Discount.Part, b.Discount.Part = 2000, 2000 }), true},
		"three cents, rounded": {sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: money.Cents(3), Discount: sale.Discount{Part: 2000}}, {Quantity: 1, Price: money.Cents(100)}}}, false},
		"the list's price":     {billOf(func(b *sale.Bill) { b.Lines[0].List = money.Cents(1000) }), false},
		"another price":        {billOf(func(b *sale.Bill) { b.Lines[0].List = money.Cents(1100) }), true},
	} {
		sell := func(by staff.Approval) fault.Code {
			_, err := s.till.PayCash(t.Context(), pos.CashRequest{Bill: c.bill, Approval: by})
			return fault.CodeOf(err)
		}
		want := func(missing fault.Code) fault.Code {
			if c.needs {
				return missing
			}
			return ""
		}
		if code := sell(staff.Approval{}); code != want(fault.ManagerNeeded) {
			t.Errorf("%s by nobody: %q", name, code)
		}
		if code := sell(sokCashier); code != want(fault.PermissionMissing) {
			t.Errorf("%s by a cashier: %q", name, code)
		}
		if code := sell(daraMan); code != "" {
			t.Errorf("%s by a manager: %q", name, code)
		}
		_, err := s.till.Charge(t.Context(), pos.ChargeRequest{Bill: c.bill})
		if code := fault.CodeOf(err); code != want(fault.ManagerNeeded) {
			t.Errorf("%s by KHQR: %q", name, code)
		}
		_, err = s.till.Charge(t.Context(), pos.ChargeRequest{Bill: c.bill, Approval: daraMan})
		if code := fault.CodeOf(err); code != "" {
			t.Errorf("%s by KHQR with a manager: %q", name, code)
		}
	}
	// Five bills needed an approval, each once in cash and once by KHQR.
	if n := s.approvals()["Dara"]; n != 10 {
		t.Errorf("%d approvals, want 10", n)
	}
	s.signIn(daraMan)
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Bill: billOf(func(b *sale.Bill) { b.Discount.Part = 5000 })}); err != nil {
		t.Errorf("half off, by a manager who has signed in: %v", err)
	}
	if n := s.approvals()["Dara"]; n != 10 {
		t.Errorf("%d approvals: his own bill needs no approval", n)
	}
	s.wantJournal()
}

// A drawer belongs to its cashier: counting another's needs a manager's approval.
func TestCountingAnothersDrawerNeedsAManager(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	bopha := staff.Approval{By: "Bopha", PIN: "44445"}
	if _, err := s.till.AddStaff(t.Context(), bopha.By, staff.Cashier, bopha.PIN, sreyOwner); err != nil {
		t.Fatal(err)
	}
	closeBy := func(a staff.Approval) (report.Report, fault.Code) {
		r, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: "Somebody", Approval: a})
		return r, fault.CodeOf(err)
	}
	s.signIn(sokCashier)
	shift, err := s.till.OpenShift(t.Context(), drawer.CountRequest{By: "Somebody"})
	if err != nil || shift.By != "Sok" {
		t.Fatalf("opened by %q, %v", shift.By, err)
	}
	if made, err := s.till.MoveCash(t.Context(), pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(100), Reason: "change", By: "Somebody"}); err != nil || made.By != "Sok" {
		t.Errorf("paid in by %q, %v", made.By, err)
	}
	s.signIn(bopha)
	if _, code := closeBy(staff.Approval{}); code != fault.ManagerNeeded {
		t.Errorf("another cashier: %q", code)
	}
	if _, code := closeBy(sokCashier); code != fault.PermissionMissing {
		t.Errorf("by the word of a cashier: %q", code)
	}
	if _, err := s.till.HandOver(t.Context(), drawer.CountRequest{To: "Bopha"}); fault.CodeOf(err) != fault.ManagerNeeded {
		t.Errorf("taken over without a word: %v", err)
	}
	if shift, err = s.till.HandOver(t.Context(), drawer.CountRequest{To: "Bopha", ToPIN: bopha.PIN, Approval: daraMan}); err != nil || shift.By != "Bopha" {
		t.Fatalf("handed to %q, %v", shift.By, err)
	}
	if r, code := closeBy(staff.Approval{}); code != "" || r.Z.ClosedBy != "Bopha" {
		t.Errorf("her own: %q", code)
	}
	// The approval that closes a shift is in its Z report, not in the next one.
	if _, err := s.till.OpenShift(t.Context(), drawer.CountRequest{}); err != nil {
		t.Fatal(err)
	}
	s.signIn(sokCashier)
	if r, code := closeBy(daraMan); code != "" || !slices.Equal(r.Approvals, []staff.ApprovalCount{{By: "Dara", Count: 1}}) {
		t.Errorf("%q, approvals %+v", code, r.Approvals)
	}
	if n := s.approvals(); len(n) != 0 {
		t.Errorf("the next period begins with approvals: %v", n)
	}
	if err := s.till.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.OpenShift(t.Context(), drawer.CountRequest{}); err != nil {
		t.Fatal(err)
	}
	if _, code := closeBy(staff.Approval{}); code != fault.PINMissing {
		t.Errorf("a drawer of nobody by a name alone: %q", code)
	}
	if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{}); err != nil {
		t.Errorf("a drawer of nobody: %v", err)
	}
	s.wantJournal()
}

// Reports are printed only when a manager has signed in.
func TestReportsNeedAManagerSignedIn(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	today := s.till.Snapshot().Day
	for _, c := range []struct {
		who  staff.Approval
		code fault.Code
	}{
		{staff.Approval{}, fault.ManagerNeeded}, {sokCashier, fault.PermissionMissing}, {daraMan, ""}, {sreyOwner, ""},
	} {
		if c.who.By != "" {
			s.signIn(c.who)
		}
		for name, do := range map[string]func() error{
			"X report":     func() error { return s.till.PrintPeriod(t.Context()) },
			"X of the day": func() error { return s.till.PrintReport(t.Context(), today, today) },
		} {
			if code := fault.CodeOf(do()); code != c.code {
				t.Errorf("%s by %q: %q, want %q", name, c.who.By, code, c.code)
			}
		}
		if may := s.till.Snapshot().May(staff.ActionXReport); may != (c.code == "") {
			t.Errorf("the snapshot says %v to %q", may, c.who.By)
		}
		if s.till.Snapshot().May(staff.ActionRefund) {
			t.Errorf("the snapshot lets %q refund without a PIN", c.who.By)
		}
	}
	s.wantJournal()
}

// In training, without a sign-in everything that needs no PIN is allowed; with one, what the
// person's role allows.
func TestMayInTraining(t *testing.T) {
	t.Parallel()
	cashier := staff.SignedIn{ID: 3, Name: "Cashier", Role: staff.Cashier}
	for name, c := range map[string]struct {
		s      pos.Snapshot
		action staff.Action
		want   bool
	}{
		"nobody":               {pos.Snapshot{Staffed: true, Training: true}, staff.ActionCatalogue, true},
		"nobody, a PIN":        {pos.Snapshot{Staffed: true, Training: true}, staff.ActionRefund, false},
		"a cashier":            {pos.Snapshot{Staffed: true, Training: true, SignedIn: cashier}, staff.ActionCatalogue, false},
		"nobody in real":       {pos.Snapshot{Staffed: true}, staff.ActionCatalogue, false},
		"nobody sells in real": {pos.Snapshot{Staffed: true}, staff.ActionSell, true},
		"before the owner":     {pos.Snapshot{}, staff.ActionStaff, true},
	} {
		if got := c.s.May(c.action); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
