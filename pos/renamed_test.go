package pos_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"psar/pos/drawer"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/staff"
)

// renamed gives a person another name.
func (s *testShop) renamed(name, as string) {
	s.t.Helper()
	s.clock.Add(time.Minute)
	for _, p := range s.till.people() {
		if p.Name == name {
			p.Name = as
			if _, err := s.till.ChangeStaff(s.t.Context(), p, "", sreyOwner); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	s.clock.Add(time.Minute)
}

// soldBy are the sales of each line by cashier.
func soldBy(r report.Report) map[string]int64 {
	found := map[string]int64{}
	for _, g := range r.ByCashier {
		found[g.Name] += g.Count
		found["lines"]++
	}
	return found
}

// Who was renamed, twice even, is in one line of each report, with the name of when it is made; who
// has had their old name since is another one.
func TestRenamedPeopleAreInOneLine(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.hire()
	sell := func(by staff.Approval) {
		t.Helper()
		s.signIn(by)
		s.sellFor(money.Cents(100))
	}
	sell(sokCashier)
	s.renamed("Sok", "Sok Dara")
	sell(staff.Approval{By: "Sok Dara", PIN: sokCashier.PIN})
	s.renamed("Sok Dara", "Sokha")
	sell(staff.Approval{By: "Sokha", PIN: sokCashier.PIN})
	newcomer := staff.Approval{By: "Sok", PIN: "772841"}
	if _, err := s.till.AddStaff(t.Context(), newcomer.By, staff.Cashier, newcomer.PIN, sreyOwner); err != nil {
		t.Fatal(err)
	}
	sell(newcomer)
	if err := s.till.OpenDrawer(t.Context(), "change", daraMan); err != nil {
		t.Fatal(err)
	}
	s.renamed("Dara", "Dara Chan")
	dara := staff.Approval{By: "Dara Chan", PIN: daraMan.PIN}
	if err := s.till.OpenDrawer(t.Context(), "change again", dara); err != nil {
		t.Fatal(err)
	}

	day := s.till.Snapshot().Day
	x, err := s.disk.PeriodReport(t.Context(), 1)
	daily, err2 := s.disk.Report(t.Context(), day, day)
	audit, err3 := s.disk.Audit(t.Context(), day, day)
	if err != nil || err2 != nil || err3 != nil {
		t.Fatal(err, err2, err3)
	}
	z, err := s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(400)}, Approval: dara})
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]report.Report{"X": x, "day": daily, "Z": z} {
		if got := soldBy(r); got["Sokha"] != 3 || got["Sok"] != 1 || got["lines"] != 2 {
			t.Errorf("%s: %v", name, got)
		}
		if !slices.ContainsFunc(r.Approvals, func(a staff.ApprovalCount) bool { return a.By == "Dara Chan" && a.Count >= 2 }) ||
			slices.ContainsFunc(r.Approvals, func(a staff.ApprovalCount) bool { return a.By == "Dara" }) {
			t.Errorf("%s: %v", name, r.Approvals)
		}
	}
	for _, c := range audit.Audit.People {
		if c.By == "Dara" || c.By == "Sok Dara" {
			t.Errorf("the audit: %+v", c)
		}
	}
	if slices.ContainsFunc(audit.Audit.Events, func(e report.AuditEvent) bool { return e.By == "Dara" }) {
		t.Errorf("the audit: %+v", audit.Audit.Events)
	}

	// A Z keeps the names of then, and can be made again.
	s.renamed("Sokha", "Sokha Chan")
	stored, err := s.disk.ZReport(t.Context(), 1)
	made, err2 := s.disk.RemakeZ(t.Context(), 1)
	if err != nil || err2 != nil || !bytes.Equal(made.Text, stored.Text) {
		t.Errorf("%v, %v: made again\n%s\nwas stored as\n%s", err, err2, made.Text, stored.Text)
	}
	daily, err = s.disk.Report(t.Context(), day, day)
	if got := soldBy(daily); err != nil || got["Sokha Chan"] != 3 || got["lines"] != 2 {
		t.Errorf("%v, %v", got, err)
	}
	s.wantJournal()
}
