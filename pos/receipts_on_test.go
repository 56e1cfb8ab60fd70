package pos_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/pos/staff"
)

// A cashier has receipts come out of another printer that a manager has set up, and of no
// other one; the audit says who did. The drawer stays where it is connected.
func TestCashierChoosesAmongThePrinters(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.DrawerOpens, "cash")
	s.hire()
	s.signIn(daraMan)
	s.set(settings.PrinterKey(settings.RoleReport, settings.PartLink), "paper:reports")
	s.signIn(sokCashier)
	on := func() settings.PrintRole {
		t.Helper()
		sold := s.sellFor(money.Cents(100))
		jobs, err := s.disk.PrintJobs(t.Context(), queue.Queued)
		if err != nil {
			t.Fatal(err)
		}
		var role settings.PrintRole
		for _, j := range jobs {
			if j.Kind == queue.KindDrawer && j.Role() != settings.RoleReceipt {
				t.Errorf("the drawer opens at the printer of %s", j.Role())
			}
			if j.Kind == queue.KindReceipt && j.Receipt.Number == sold.Receipt {
				role = j.Role()
			}
		}
		return role
	}
	choose := func(role settings.PrintRole) error {
		return s.till.SetSetting(t.Context(), settings.ReceiptsOn, string(role))
	}
	if role := on(); role != settings.RoleReceipt {
		t.Errorf("on %s", role)
	}
	if err := choose(settings.RoleReport); err != nil {
		t.Fatal(err)
	}
	if role := on(); role != settings.RoleReport {
		t.Errorf("chosen, on %s", role)
	}
	var by string
	for _, f := range s.facts(facts.SettingChanged) {
		if told := into[facts.Setting](t, []byte(f)); told.Key == settings.ReceiptsOn {
			by = told.By
		}
	}
	if by != sokCashier.By {
		t.Errorf("chosen by %q", by)
	}
	if err := choose(settings.RoleSlip); fault.CodeOf(err) != fault.PrinterMissing {
		t.Errorf("a printer that is not set up: %v", err)
	}
	if err := choose("tcp:192.0.2.66:9100"); fault.CodeOf(err) != fault.SettingInvalid {
		t.Errorf("a link: %v", err)
	}
	if err := s.till.SetSetting(t.Context(), settings.PrinterLink, "tcp:192.0.2.66:9100"); fault.CodeOf(err) != fault.ManagerNeeded {
		t.Errorf("a new link: %v", err)
	}
	if err := s.till.SetSettingBy(t.Context(), settings.PrinterKey(settings.RoleReport, settings.PartLink), "", staff.Approval{By: daraMan.By, PIN: daraMan.PIN}); err != nil {
		t.Fatal(err)
	}
	if role := on(); role != settings.RoleReceipt { // the chosen one is gone
		t.Errorf("on %s", role)
	}
	s.wantJournal()
}

// A shop whose only printer is that of slips prints receipts there once a cashier chose it, for
// a sale and for a refund; the way back to receipts' own printer stays open though it is gone.
func TestReceiptsOnTheOnlyPrinter(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.PrinterKey(settings.RoleSlip, settings.PartLink), "paper:slips")
	s.set(settings.ReceiptsOn, string(settings.RoleSlip))
	s.set(settings.PrinterLink, "")
	sold := s.sellFor(money.Cents(100))
	back, err := s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sold.Receipt, Reason: "wet", Approval: dara})
	if err != nil {
		t.Fatal(err)
	}
	jobs, err := s.disk.PrintJobs(t.Context(), queue.Queued)
	if err != nil {
		t.Fatal(err)
	}
	printed := map[id.Receipt]settings.PrintRole{}
	for _, j := range jobs {
		if j.Kind == queue.KindReceipt {
			printed[j.Receipt.Number] = j.Role()
		}
	}
	want := map[id.Receipt]settings.PrintRole{sold.Receipt: settings.RoleSlip, back.Number: settings.RoleSlip}
	if diff := cmp.Diff(want, printed); diff != "" {
		t.Error(diff)
	}
	s.set(settings.ReceiptsOn, string(settings.RoleReceipt))
	before := len(jobs)
	s.sellFor(money.Cents(100)) // sells without a paper
	if jobs, err = s.disk.PrintJobs(t.Context(), queue.Queued); err != nil || len(jobs) != before {
		t.Errorf("%d jobs, before %d: %v", len(jobs), before, err)
	}
	s.wantJournal()
}
