package pos_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// shopState is everything that a shop shows of its state: the snapshot, the X report and the
// journal's head.
type shopState struct {
	Snapshot pos.Snapshot
	Report   report.Report
	Days     report.Report
	Head     journal.Head
	Items    []catalogue.Item
}

func (s *testShop) state() shopState {
	s.t.Helper()
	ctx := s.t.Context()
	all := shopState{Snapshot: s.till.Snapshot(), Head: s.head()}
	all.Snapshot.Version, all.Snapshot.At = 0, time.Time{}
	var err error
	if all.Report, err = s.disk.PeriodReport(ctx, all.Snapshot.Shift.Z); err != nil {
		s.t.Fatal(err)
	}
	if all.Days, err = s.disk.Report(ctx, "2026-01-01", "2026-12-31"); err != nil {
		s.t.Fatal(err)
	}
	all.Report.Made, all.Days.Made = time.Time{}, time.Time{}
	if all.Items, err = s.disk.Items(ctx, catalogue.Filter{}); err != nil {
		s.t.Fatal(err)
	}
	return all
}

// Every wrong input is refused with one code and the figure that explains it, and changes
// nothing.
func TestBadInputChangesNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	s.set(settings.Rate, "4000")
	if _, err := s.till.PutItem(ctx, catalogue.Item{Name: "Rice", Price: money.Cents(620)}, dara); err != nil {
		t.Fatal(err)
	}
	old := s.sellFor(money.Cents(1000))
	if _, err := s.till.CloseShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(1000)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.OpenShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(2000)}}); err != nil {
		t.Fatal(err)
	}
	sold := s.sellFor(money.Cents(1000), sale.BillLine{Name: "Rice", Quantity: 2, Price: money.Cents(500)})
	back, err := s.till.Refund(ctx, pos.RefundRequest{Receipt: sold.Receipt, Reason: "sour", Approval: dara})
	if err != nil {
		t.Fatal(err)
	}
	waits := s.shown(700, money.USD)
	late := s.shown(50_000, money.USD) // paid by bank: the drawer does not hold so much
	s.happened(late.ID, payment.VerifiedPaid{Received: late.Amount})
	part, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(300), Received: []money.Money{money.Cents(100)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}

	bill := func(b sale.Bill, lines ...sale.BillLine) error {
		if b.Currency, b.Lines = money.USD, lines; len(lines) == 0 {
			b.Lines = []sale.BillLine{{Name: "Rice", Quantity: 1, Price: money.Cents(500)}}
		}
		return second(s.till.PayCash(ctx, pos.CashRequest{Bill: b}))
	}
	pay := func(r pos.CashRequest) error { return second(s.till.PayCash(ctx, r)) }
	refund := func(r pos.RefundRequest) error {
		r.Reason, r.Approval = "sour", dara
		return second(s.till.Refund(ctx, r))
	}
	move := func(r pos.MoveRequest) error { return second(s.till.MoveCash(ctx, r)) }
	read := func(text string) error {
		list, err := catalogue.Read(strings.NewReader(text), nil)
		if err != nil {
			return err
		}
		return second(s.till.ImportItems(ctx, list, dara))
	}
	for _, c := range []struct {
		name string
		do   func() error
		code fault.Code
		says string // part of the error's arguments
	}{
		{"a discount over the total", func() error { return bill(sale.Bill{Discount: sale.Discount{Amount: money.Cents(501)}}) }, fault.Discount, "$5.00"},
		{"a line's discount over the line", func() error {
			return bill(sale.Bill{}, sale.BillLine{Quantity: 2, Price: money.Cents(150), Discount: sale.Discount{Amount: money.Riel(12_100)}})
		}, fault.Discount, "$3.00"},
		{"a discount of more than all", func() error { return bill(sale.Bill{Discount: sale.Discount{Part: 10_001}}) }, fault.Discount, "$5.00"},
		{"a discount below zero", func() error { return bill(sale.Bill{Discount: sale.Discount{Amount: money.Cents(-1)}}) }, fault.Discount, "$5.00"},
		{"a discount of everything", func() error { return bill(sale.Bill{Discount: sale.Discount{Part: 10_000}}) }, fault.AmountZero, ""},
		{"a bill of nothing", func() error { return second(s.till.PayCash(ctx, pos.CashRequest{})) }, fault.CurrencyUnknown, ""},
		{"a quantity of 0", func() error { return bill(sale.Bill{}, sale.BillLine{Price: money.Cents(150)}) }, fault.Quantity, "0"},
		{"an item that nobody knows", func() error {
			return bill(sale.Bill{}, sale.BillLine{Item: "01993b5e-7a00-7000-8000-999999999999", Quantity: 1, Price: money.Cents(150)})
		}, fault.ItemUnknown, ""},

		{"notes of 0", func() error {
			return pay(pos.CashRequest{Amount: money.Cents(350), Received: []money.Money{money.Cents(0)}})
		}, fault.AmountZero, ""},
		{"notes below zero", func() error {
			return pay(pos.CashRequest{Amount: money.Cents(350), Received: []money.Money{money.Cents(-500)}})
		}, fault.AmountZero, ""},
		{"too few notes", func() error {
			return pay(pos.CashRequest{Amount: money.Cents(350), Received: []money.Money{money.Cents(300)}})
		}, fault.CashShort, "$0.50"},
		{"notes of millions", func() error {
			return pay(pos.CashRequest{Amount: money.Cents(350), Received: []money.Money{money.Cents(99_999_900)}})
		}, fault.GivenUnusual, "$999,995.00 + 2,000 ៛"},
		{"a part of nothing", func() error { return pay(pos.CashRequest{Amount: money.Cents(350), Part: true}) }, fault.AmountZero, ""},
		{"a tender of nobody's", func() error {
			return pay(pos.CashRequest{Amount: money.Cents(350), Other: []pos.OtherAmount{{Name: "Shells", Amount: money.Cents(350)}}})
		}, fault.TenderUnknown, "Shells"},
		{"the rest of a sale that was paid", func() error { return pay(pos.CashRequest{Sale: sold.ID}) }, fault.SaleState, string(sale.Completed)},
		{"a code for nothing", func() error { return second(s.till.Charge(ctx, pos.ChargeRequest{Amount: money.Cents(0)})) }, fault.AmountZero, ""},
		{"a code for more than what is due", func() error {
			return second(s.till.Charge(ctx, pos.ChargeRequest{Sale: part.ID, Part: money.Cents(201)}))
		}, fault.TenderOver, "$2.00"},

		{"a refund twice", func() error { return refund(pos.RefundRequest{Receipt: sold.Receipt}) }, fault.RefundOver, "$0.00"},
		{"a refund of a line twice", func() error { return refund(pos.RefundRequest{Receipt: sold.Receipt, Lines: map[int]int64{1: 1}}) }, fault.RefundLine, "1 0"},
		{"a refund of a refund", func() error { return refund(pos.RefundRequest{Receipt: back.Number}) }, fault.RefundOfRefund, back.Number.String()},
		{"a refund of nothing", func() error { return refund(pos.RefundRequest{Receipt: old.Receipt, Lines: map[int]int64{1: 0}}) }, fault.RefundLine, "1 1"},
		{"a void after the Z", func() error { return refund(pos.RefundRequest{Receipt: old.Receipt, Kind: sale.RefundVoid}) }, fault.VoidLate, old.Receipt.String()},
		{"a refund of more than the drawer has", func() error { return refund(pos.RefundRequest{Receipt: s.sale(late.Sale).Receipt}) }, fault.DrawerShort, "$21.00"},

		{"a drop of more than the drawer has", func() error {
			return move(pos.MoveRequest{Kind: drawer.CashDrop, Amount: money.Cents(2101), Reason: "safe"})
		}, fault.DrawerShort, "$21.00"},
		{"riel paid out of none", func() error {
			return move(pos.MoveRequest{Kind: drawer.CashOut, Amount: money.Riel(100), Reason: "ice"})
		}, fault.DrawerShort, "0 ៛"},
		{"paid in without a reason", func() error { return move(pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(100), Reason: " "}) }, fault.ReasonMissing, ""},

		{"a rate of 0", func() error { return s.till.SetSettingBy(t.Context(), settings.Rate, "0", dara) }, fault.SettingInvalid, ""},
		{"a rate of a slipped digit", func() error { return s.till.SetSettingBy(t.Context(), settings.Rate, "41000", dara) }, fault.SettingInvalid, ""},

		{"a close with an open payment and a part-paid sale", func() error { return second(s.till.CloseShift(ctx, drawer.CountRequest{})) }, fault.ShiftBusy, "2"},
		{"a second float", func() error { return second(s.till.OpenShift(ctx, drawer.CountRequest{})) }, fault.ShiftOpen, "2"},
		{"a count below zero", func() error {
			return second(s.till.CloseShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(-1)}}))
		}, fault.AmountInvalid, "-0.01"},

		{"a list in UTF-16", func() error { return read("\xff\xfen\x00a\x00m\x00e\x00") }, fault.ImportEncoding, "UTF-16"},
		{"a list in another encoding", func() error { return read("name,price,currency\nCaf\xe9,2.00,USD\n") }, fault.ImportEncoding, ""},
		{"a list with one bad line", func() error { return read("name,price,currency\nTea,1.00,USD\nMilk,a lot,USD\n") }, fault.ImportLines, ""},
	} {
		before := s.state()
		err := c.do()
		if fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
		var fault *fault.Error
		if errors.As(err, &fault) && c.says != "" && !strings.Contains(strings.Trim(fmt.Sprint(fault.Args), "[]"), c.says) {
			t.Errorf("%s says %v, not %q", c.name, fault.Args, c.says)
		}
		if diff := cmp.Diff(before, s.state()); diff != "" {
			t.Errorf("%s changed the shop\n%s", c.name, diff)
		}
	}

	s.clock.Add(-time.Hour)
	if _, err := s.till.CloseShift(ctx, drawer.CountRequest{}); fault.CodeOf(err) != fault.ClockBack {
		t.Errorf("a clock that was set back: %v", err)
	}
	for name, do := range map[string]func() error{
		"notes":     func() error { return pay(pos.CashRequest{Amount: money.Cents(350)}) },
		"the rest":  func() error { return pay(pos.CashRequest{Sale: part.ID}) },
		"the parts": func() error { return second(s.till.GiveBack(ctx, part.ID, staff.Approval{})) },
		"a refund":  func() error { return refund(pos.RefundRequest{Receipt: old.Receipt, Reference: "FT1"}) },
		"a pay-in":  func() error { return move(pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(100), Reason: "x"}) },
		"a code":    func() error { return second(s.till.Charge(ctx, pos.ChargeRequest{Amount: money.Cents(350)})) },
		"a count":   func() error { return second(s.till.HandOver(ctx, drawer.CountRequest{To: "Srey"})) },
	} {
		before := s.state()
		if err := do(); fault.CodeOf(err) != fault.ClockBack {
			t.Errorf("%s with the clock set back: %v", name, err)
		}
		if diff := cmp.Diff(before, s.state()); diff != "" {
			t.Errorf("%s with the clock set back changed the shop\n%s", name, diff)
		}
	}
	if a := s.happened(waits.ID, payment.VerifiedPaid{Received: waits.Amount}); a.State != payment.Paid {
		t.Errorf("money that came: %s", a.State)
	}
	s.wantJournal()
}
