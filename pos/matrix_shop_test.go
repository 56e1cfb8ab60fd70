package pos_test

import (
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// otherNo is the other value by which nobody has to sign in.
func (s *testShop) otherNo() string {
	if s.till.Snapshot().Settings[settings.SignIn] == "" {
		return "false"
	}
	return ""
}

// asked brings a riel code as far as the owner's question about its payee.
func (s *testShop) asked() payment.Attempt {
	s.t.Helper()
	a := s.charge(20_000, money.KHR)
	s.happened(a.ID, payment.Sending{})
	code := s.accepted()
	code.Payee.Account = "shop_riel@aclb"
	return s.happened(a.ID, code)
}

// giveUp ends a payment in progress.
func (s *testShop) giveUp(a payment.Attempt) {
	s.t.Helper()
	if s.stored(a.ID).InProgress() {
		s.happened(a.ID, payment.CancelledByCashier{})
	}
}

// openForAnother opens the shift of a cashier who is away.
func (s *testShop) openForAnother() {
	s.t.Helper()
	who := staff.Approval{}
	if s.till.Snapshot().Staffed {
		who = staff.Approval{By: "Bopha", PIN: "44445"}
		if _, err := s.till.StaffNamed(s.t.Context(), who.By); err != nil {
			if _, err := s.till.AddStaff(s.t.Context(), who.By, staff.Cashier, who.PIN, sreyOwner); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	command := pos.WithOwnSignIn(s.t.Context()) // it is hers, whoever has signed in at the windows
	if _, err := s.till.OpenShift(command, drawer.CountRequest{By: "Bopha", Counted: []money.Money{money.Cents(2000)}, Approval: who}); err != nil {
		s.t.Fatal(err)
	}
}

// closeAnyShift closes the shift if one is open, so that the next can be opened.
func (s *testShop) closeAnyShift() {
	s.t.Helper()
	if !s.till.Snapshot().Shift.Open {
		return
	}
	who := staff.Approval{}
	if s.till.Snapshot().Staffed {
		who = sreyOwner
	}
	if _, err := s.till.CloseShift(s.t.Context(), drawer.CountRequest{Approval: who}); err != nil {
		s.t.Fatal(err)
	}
}

// readyShop returns a shop with what the matrix needs: a rate, an item, a confirmed account
// in dollars, a question about the one in riel, and a Z report.
func readyShop(t *testing.T) *testShop {
	t.Helper()
	s := newShop(t)
	s.set(settings.Rate, "4000")
	s.set(settings.USDAccount, "sok_dara@aclb")
	s.set(settings.ConfirmPayee, "always")
	s.put(catalogue.Item{Name: "Rice", Price: money.Cents(620), Tax: catalogue.TaxStandard})
	s.sellFor(money.Cents(100))
	if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{}); err != nil {
		t.Fatal(err)
	}
	return s
}
