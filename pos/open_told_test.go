package pos_test

import (
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/staff"
)

// partOf50 is a sale of $50 of which $10 are paid.
func (s *testShop) partOf50() sale.Sale {
	s.t.Helper()
	part, err := s.till.PayCash(s.t.Context(), pos.CashRequest{Amount: money.Cents(5000), Received: []money.Money{money.Cents(1000)}, Part: true})
	if err != nil {
		s.t.Fatal(err)
	}
	return part
}

// What somebody writes into the rows of a part-paid sale of the closed till is put back: the customer
// pays the rest, or gets back what was paid, whatever they say.
func TestAlteredPartsAreAsTold(t *testing.T) {
	t.Parallel()
	for name, sql := range map[string]string{
		"as it was":     "SELECT 1",
		"cheaper":       "UPDATE sales SET total_minor = 1100; UPDATE sale_lines SET price_minor = 1100, total_minor = 1100",
		"more was paid": "UPDATE tenders SET amount_minor = 4500",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.getsKey()
			sold, back := s.partOf50(), s.partOf50()
			s.whileClosed(strings.Split(sql, "; ")...)
			if n := len(s.alertsOf(payment.AlertSaleRows)); n != 0 != (name != "as it was") {
				t.Errorf("%d alerts", n)
			}
			if cash := s.till.Snapshot().Shift.Drawer; cash[0] != money.Cents(2000) {
				t.Errorf("the drawer holds %v", cash)
			}
			s.clearRecords(dara)
			s.wantJournal() // put back
			_, err := s.till.PayCash(t.Context(), pos.CashRequest{Sale: sold.ID, Received: []money.Money{money.Cents(100)}})
			if fault.CodeOf(err) != fault.CashShort {
				t.Errorf("for a dollar: %v", err)
			}
			if sold, err = s.till.PayCash(t.Context(), pos.CashRequest{Sale: sold.ID, Shown: money.Cents(4000)}); err != nil || sold.Total != money.Cents(5000) {
				t.Errorf("%+v %v", sold, err)
			}
			back, err = s.till.GiveBack(t.Context(), back.ID, staff.Approval{By: dara.By, PIN: dara.PIN, Shown: back.Figures()})
			if err != nil || len(back.Tenders) != 1 || back.Tenders[0].Amount != money.Cents(1000) {
				t.Errorf("given back: %+v %v", back, err)
			}
			s.wantJournal()
		})
	}
}

// With a fact behind it that nobody signed nobody knows what it is: the sale waits until the owner has
// looked, and cash of other sales goes on.
func TestForgedPartsWait(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.getsKey()
	part := s.partOf50()
	forgedPart := part
	forgedPart.Tenders = []sale.Tender{part.Tenders[0]}
	forgedPart.Tenders[0].Amount = money.Cents(4500)
	s.ends(false)
	s.forge("NULL", forged{[]journal.Fact{{Kind: facts.SalePart, Payload: forgedPart}}, []string{"UPDATE tenders SET amount_minor = 4500"}})
	s.open()
	if n := len(s.alertsOf(payment.AlertSaleRows)); n != 1 {
		t.Errorf("%d alerts", n)
	}
	pay := pos.CashRequest{Sale: part.ID, Received: []money.Money{money.Cents(500)}}
	if _, err := s.till.PayCash(t.Context(), pay); fault.CodeOf(err) != fault.OpenSaleDoubted {
		t.Errorf("completed: %v", err)
	}
	if _, err := s.till.GiveBack(t.Context(), part.ID, dara); fault.CodeOf(err) != fault.OpenSaleDoubted {
		t.Errorf("given back: %v", err)
	}
	s.sellFor(money.Cents(100))
	s.clearRecords(dara)
	if _, err := s.till.PayCash(t.Context(), pay); err != nil {
		t.Errorf("the owner has looked: %v", err)
	}
}
