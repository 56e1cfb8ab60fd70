package pos_test

import (
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Each approval carries the figures shown, and is refused when they have changed: then
// nothing is done and nothing is journalled. After another look the same approval works.
func TestFiguresChanged(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		// shows prepares a thing and returns its figures; changes changes them.
		shows   func(s *testShop) staff.Figures
		changes func(s *testShop)
		do      func(s *testShop, approval staff.Approval) error
	}{
		// The money of one $5.00 is resolved while a second $5.00 arrives: $10.00
		// would be resolved as sent back, with the reference of five.
		"money sent back": {
			func(s *testShop) staff.Figures { s.unmatched(500, 500); return s.unmatchedPayment().Figures() },
			func(s *testShop) {
				s.happened(s.unmatchedPayment().ID, payment.VerifiedPaid{Received: money.Cents(1000)})
			},
			func(s *testShop, approval staff.Approval) error {
				return second(s.till.Resolve(s.t.Context(), pos.ResolveRequest{Payment: s.unmatchedPayment().ID, Kind: payment.ResolveRefund, Reference: "FT5", Approval: approval}))
			},
		},
		"money of its sale": {
			func(s *testShop) staff.Figures { s.unmatched(500, 500); return s.unmatchedPayment().Figures() },
			func(s *testShop) {
				s.happened(s.unmatchedPayment().ID, payment.VerifiedPaid{Received: money.Cents(1000)})
			},
			func(s *testShop, approval staff.Approval) error {
				return second(s.till.Resolve(s.t.Context(), pos.ResolveRequest{Payment: s.unmatchedPayment().ID, Kind: payment.ResolveSale, Approval: approval}))
			},
		},
		"money of a receipt": {
			func(s *testShop) staff.Figures {
				s.soldForCash(5000)
				s.unmatched(500, 500)
				return s.unmatchedPayment().Figures()
			},
			func(s *testShop) {
				s.happened(s.unmatchedPayment().ID, payment.VerifiedPaid{Received: money.Cents(1000)})
			},
			func(s *testShop, approval staff.Approval) error {
				number := id.Receipt{Till: 1, Year: 2026, Sequence: 900}
				return second(s.till.Resolve(s.t.Context(), pos.ResolveRequest{Payment: s.unmatchedPayment().ID, Kind: payment.ResolveReceipt, Receipt: number, Approval: approval}))
			},
		},
		"a note on money": {
			func(s *testShop) staff.Figures { s.unmatched(500, 500); return s.unmatchedPayment().Figures() },
			func(s *testShop) {
				s.happened(s.unmatchedPayment().ID, payment.VerifiedPaid{Received: money.Cents(1000)})
			},
			func(s *testShop, approval staff.Approval) error {
				return second(s.till.Resolve(s.t.Context(), pos.ResolveRequest{Payment: s.unmatchedPayment().ID, Kind: payment.ResolveNote, Note: "asked", Approval: approval}))
			},
		},
		"whom codes pay": {
			func(s *testShop) staff.Figures { s.asked(); return s.till.Snapshot().Questions[0].Figures() },
			func(s *testShop) { // the same account under another name
				s.happened(s.till.Snapshot().Questions[0].Payment, payment.CancelledByCashier{})
				s.askedBy("Mallory")
			},
			func(s *testShop, approval staff.Approval) error {
				return s.till.ConfirmPayee(s.t.Context(), money.KHR, "shop_riel@aclb", approval)
			},
		},
		"whom they don't": {
			func(s *testShop) staff.Figures { s.asked(); return s.till.Snapshot().Questions[0].Figures() },
			func(s *testShop) {
				s.happened(s.till.Snapshot().Questions[0].Payment, payment.CancelledByCashier{})
				s.askedBy("Mallory")
			},
			func(s *testShop, approval staff.Approval) error {
				return s.till.DenyPayee(s.t.Context(), money.KHR, "shop_riel@aclb", approval)
			},
		},
		"an alarm": {
			func(s *testShop) staff.Figures {
				s.heldCode(350, "mallory@aclb")
				return s.till.Snapshot().Alerts[0].Figures()
			},
			func(s *testShop) { s.heldCode(99_900, "mallory@aclb") },
			func(s *testShop, approval staff.Approval) error {
				return s.till.ReadAlert(s.t.Context(), s.till.Snapshot().Alerts[0].ID, "", approval)
			},
		},
		"a refund of all that is left": {
			func(s *testShop) staff.Figures { s.twoRice(); return staff.FiguresOf(money.Cents(1000)) },
			func(s *testShop) {
				r := pos.RefundRequest{Receipt: s.till.Snapshot().Recent[0].Receipt, Lines: map[int]int64{1: 1}, Reason: "sour", Approval: daraMan}
				if _, err := s.till.Refund(s.t.Context(), r); err != nil {
					s.t.Fatal(err)
				}
			},
			func(s *testShop, approval staff.Approval) error {
				return second(s.till.Refund(s.t.Context(), pos.RefundRequest{Receipt: s.till.Snapshot().Recent[0].Receipt, Reason: "sour", Approval: approval}))
			},
		},
		"cash that goes back": {
			func(s *testShop) staff.Figures {
				if _, err := s.till.PayCash(s.t.Context(), pos.CashRequest{Amount: money.Cents(500), Received: []money.Money{money.Cents(100)}, Part: true}); err != nil {
					s.t.Fatal(err)
				}
				return s.till.Snapshot().PartPaid[0].Figures()
			},
			func(s *testShop) {
				if _, err := s.till.PayCash(s.t.Context(), pos.CashRequest{Sale: s.till.Snapshot().PartPaid[0].ID, Received: []money.Money{money.Cents(100)}, Part: true}); err != nil {
					s.t.Fatal(err)
				}
			},
			func(s *testShop, approval staff.Approval) error {
				return second(s.till.GiveBack(s.t.Context(), s.till.Snapshot().PartPaid[0].ID, approval))
			},
		},
		"another's drawer": {
			func(s *testShop) staff.Figures { s.openForAnother(); return s.till.Snapshot().Shift.Figures() },
			func(s *testShop) { s.sellFor(money.Cents(100)) },
			func(s *testShop, approval staff.Approval) error {
				return second(s.till.CloseShift(s.t.Context(), drawer.CountRequest{Approval: approval}))
			},
		},
		"a drawer handed over": {
			func(s *testShop) staff.Figures { s.openForAnother(); return s.till.Snapshot().Shift.Figures() },
			func(s *testShop) { s.sellFor(money.Cents(100)) },
			func(s *testShop, approval staff.Approval) error {
				return second(s.till.HandOver(s.t.Context(), drawer.CountRequest{To: "Sok", ToPIN: sokCashier.PIN, Approval: approval}))
			},
		},
		"today's rate": {
			func(s *testShop) staff.Figures { return s.till.Snapshot().Settings.Figures(settings.Rate) },
			func(s *testShop) { s.setOwned(settings.Rate, "4200") },
			func(s *testShop, approval staff.Approval) error { return s.till.ConfirmRate(s.t.Context(), approval) },
		},
		"another rate": {
			func(s *testShop) staff.Figures { return s.till.Snapshot().Settings.Figures(settings.Rate) },
			func(s *testShop) { s.setOwned(settings.Rate, "4200") },
			func(s *testShop, approval staff.Approval) error {
				return s.till.SetSettingBy(s.t.Context(), settings.Rate, "4150", approval)
			},
		},
		"a clock that was wrong": {
			func(s *testShop) staff.Figures { return s.till.Snapshot().Settings.Figures(settings.ClockWrongZ) },
			func(s *testShop) { s.setOwned(settings.ClockWrongZ, "7") },
			func(s *testShop, approval staff.Approval) error {
				approval.By, approval.PIN = sreyOwner.By, sreyOwner.PIN
				return s.till.SetSettingBy(s.t.Context(), settings.ClockWrongZ, "1", approval)
			},
		},
		"a printer": {
			func(s *testShop) staff.Figures { return s.till.Snapshot().Settings.Figures("printer.width_mm") },
			func(s *testShop) { s.setOwned("printer.width_mm", "58") },
			func(s *testShop, approval staff.Approval) error {
				return s.till.ChangePrinter(s.t.Context(), settings.RoleReceipt, map[settings.PrinterPart]string{settings.PartWidth: "80"}, approval)
			},
		},
		"a person": {
			func(s *testShop) staff.Figures { return s.person(3).Figures() },
			func(s *testShop) {
				if _, err := s.till.ChangeStaff(s.t.Context(), staff.Person{ID: 3, Name: "Sok", Role: staff.Manager, Active: true}, "", sreyOwner); err != nil {
					s.t.Fatal(err)
				}
			},
			func(s *testShop, approval staff.Approval) error {
				approval.By, approval.PIN = sreyOwner.By, sreyOwner.PIN
				return second(s.till.ChangeStaff(s.t.Context(), staff.Person{ID: 3, Name: "Sok Dara", Role: staff.Cashier, Active: true}, "", approval))
			},
		},
		"a person's PIN": {
			func(s *testShop) staff.Figures { return s.person(3).Figures() },
			func(s *testShop) {
				if _, err := s.till.ChangeStaff(s.t.Context(), staff.Person{ID: 3, Name: "Sok", Role: staff.Owner, Active: true}, "", sreyOwner); err != nil {
					s.t.Fatal(err)
				}
			},
			func(s *testShop, approval staff.Approval) error {
				approval.By, approval.PIN = sreyOwner.By, sreyOwner.PIN
				return s.till.SetPIN(s.t.Context(), "Sok", "778921", approval)
			},
		},
		"an item": {
			func(s *testShop) staff.Figures { return s.rice().Figures() },
			func(s *testShop) { s.dearer() },
			func(s *testShop, approval staff.Approval) error {
				item := s.rice()
				item.Price = money.Cents(640)
				return second(s.till.PutItem(s.t.Context(), item, approval))
			},
		},
		"an item that goes": {
			func(s *testShop) staff.Figures { return s.rice().Figures() },
			func(s *testShop) { s.dearer() },
			func(s *testShop, approval staff.Approval) error {
				return s.till.ArchiveItem(s.t.Context(), s.rice().ID, approval)
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := readyShop(t)
			s.hire()
			approval := daraMan
			approval.Shown = c.shows(s)
			c.changes(s)
			before := s.head()
			if err := c.do(s, approval); fault.CodeOf(err) != fault.FiguresChanged {
				t.Fatalf("%v, want %s", err, fault.FiguresChanged)
			}
			if got := s.head(); got != before {
				t.Errorf("refused, and the journal went from %d to %d", before.Seq, got.Seq)
			}
			approval.Shown = "" // looks again
			if err := c.do(s, approval); err != nil {
				t.Errorf("after another look: %v", err)
			}
			s.wantJournal()
		})
	}
}

// An approval without figures is refused.
func TestApprovalWithoutFiguresIsRefused(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	a := s.unmatched(500, 500)
	for name, err := range map[string]error{
		"money":  second(s.till.Till.Resolve(t.Context(), pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveRefund, Reference: "FT5", Approval: daraMan})),
		"refund": second(s.till.Till.Refund(t.Context(), pos.RefundRequest{Receipt: s.sellFor(money.Cents(100)).Receipt, Reason: "torn", Approval: daraMan})),
		"a bill": second(s.till.Till.PayCash(t.Context(), pos.CashRequest{Bill: billOf(func(b *sale.Bill) { b.Discount.Part = 5000 }), Approval: daraMan})),
	} {
		if fault.CodeOf(err) != fault.FiguresChanged {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.wantJournal()
}

// A bill whose total changed since the manager saw it is neither sold nor charged.
func TestChangedBillIsRefused(t *testing.T) {
	t.Parallel()
	s := readyShop(t)
	s.hire()
	bill := billOf(func(b *sale.Bill) { b.Discount.Part = 5000 })
	shown := money.Cents(1500)
	s.setOwned(settings.TaxMode, "added")
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Bill: bill, Shown: shown, Approval: daraMan}); fault.CodeOf(err) != fault.TotalChanged {
		t.Errorf("in cash: %v", err)
	}
	if _, err := s.till.Charge(t.Context(), pos.ChargeRequest{Bill: bill, Shown: shown, Approval: daraMan}); fault.CodeOf(err) != fault.TotalChanged {
		t.Errorf("by KHQR: %v", err)
	}
	s.wantJournal()
}

// A PIN that is replaced while a try is hashed makes the try wrong: the row is read again.
func TestPINChangedWhileHashedIsWrong(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.disk.afterPIN = func() {
		s.disk.afterPIN = nil
		if err := s.till.SetPIN(t.Context(), "Dara", "998123", sreyOwner); err != nil {
			t.Error(err)
		}
	}
	if err := s.till.OpenDrawer(t.Context(), "change", daraMan); fault.CodeOf(err) != fault.PINWrong {
		t.Errorf("by the PIN of before: %v", err)
	}
	daraNow := staff.Approval{By: "Dara", PIN: "998123"}
	if err := s.till.OpenDrawer(t.Context(), "change", daraNow); err != nil {
		t.Errorf("by the new one: %v", err)
	}
	s.wantJournal()
}

// unmatchedPayment returns the payment with unmatched money.
func (s *testShop) unmatchedPayment() payment.Attempt {
	s.t.Helper()
	list := s.till.Snapshot().Unmatched
	if len(list) != 1 {
		s.t.Fatalf("%d unmatched payments", len(list))
	}
	return list[0]
}

// askedBy charges a code that gives another name for the same account.
func (s *testShop) askedBy(name string) {
	s.t.Helper()
	a := s.charge(20_000, money.KHR)
	s.happened(a.ID, payment.Sending{})
	code := s.accepted()
	code.Payee.Account, code.Payee.Name = "shop_riel@aclb", name
	s.happened(a.ID, code)
}

func (s *testShop) twoRice() {
	s.t.Helper()
	s.sellFor(money.Cents(1000), sale.BillLine{Name: "Rice", Quantity: 2, Price: money.Cents(500)})
}

func (s *testShop) setOwned(key settings.Key, value string) {
	s.t.Helper()
	if err := s.till.SetSettingBy(s.t.Context(), key, value, sreyOwner); err != nil {
		s.t.Fatal(err)
	}
}

func (s *testShop) rice() catalogue.Item {
	s.t.Helper()
	items, err := s.till.Items(s.t.Context(), catalogue.Filter{})
	if err != nil || len(items) != 1 {
		s.t.Fatalf("%v %v", items, err)
	}
	return items[0]
}

func (s *testShop) dearer() {
	s.t.Helper()
	item := s.rice()
	item.Price = money.Cents(999)
	if _, err := s.till.PutItem(s.t.Context(), item, daraMan); err != nil {
		s.t.Fatal(err)
	}
}
