package pos_test

import (
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
)

// The catalogue decides an item's price and tax: a bill with other values needs a manager's
// approval, whatever list price it claims.
func TestCatalogueDecidesPriceAndTax(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.TaxMode, string(money.TaxIncluded))
	s.hire()
	rice, err := s.till.PutItem(t.Context(), catalogue.Item{Name: "Rice", Price: money.Cents(620), Tax: catalogue.TaxStandard}, daraMan)
	if err != nil {
		t.Fatal(err)
	}
	line := func(change func(*sale.BillLine)) sale.Bill {
		l := sale.LineOf(rice, 1)
		change(&l)
		return sale.Bill{Currency: money.USD, Lines: []sale.BillLine{l}}
	}
	for name, c := range map[string]struct {
		bill  sale.Bill
		needs bool
	}{
		"as listed":         {line(func(*sale.BillLine) {}), false},
		"listed otherwise":  {line(func(l *sale.BillLine) { l.List = money.Cents(900) }), false},
		"another price":     {line(func(l *sale.BillLine) { l.Price = money.Cents(1) }), true},
		"and the same list": {line(func(l *sale.BillLine) { l.Price, l.List = money.Cents(1), money.Cents(1) }), true},
		"without tax":       {line(func(l *sale.BillLine) { l.Exempt = true }), false},
	} {
		want := fault.Code("")
		if c.needs {
			want = fault.ManagerNeeded
		}
		if _, err := s.till.Charge(t.Context(), pos.ChargeRequest{Bill: c.bill}); fault.CodeOf(err) != want {
			t.Errorf("%s, by KHQR: %v, want %q", name, err, want)
		}
		if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Bill: c.bill}); fault.CodeOf(err) != want {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
		sale, err := s.till.PayCash(t.Context(), pos.CashRequest{Bill: c.bill, Approval: daraMan})
		if err != nil {
			t.Fatalf("%s by a manager: %v", name, err)
		}
		if sale, err = s.disk.Sale(t.Context(), sale.ID); err != nil {
			t.Fatal(err)
		}
		// Of eleven parts, ten are goods and one is tax.
		tax := money.Cents(56)
		if l := sale.Lines[0]; c.needs {
			if l.List != money.Cents(620) {
				t.Errorf("%s: the sale says that the list had %v", name, l.List)
			}
		} else if l.List != (money.Money{}) || sale.Tax != tax {
			t.Errorf("%s: list %v, tax %v, want none and %v", name, l.List, sale.Tax, tax)
		}
	}
	unknown := line(func(l *sale.BillLine) { l.Item = "01993b5e-7a00-7000-8000-999999999999" })
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Bill: unknown}); fault.CodeOf(err) != fault.ItemUnknown {
		t.Errorf("an item that nobody knows: %v", err)
	}
	s.wantJournal()
}
