package pos_test

import (
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Once the shop has staff, a count or cash movement is recorded under the name of who has
// signed in or typed a PIN, even where the till needs no sign-in: a typed name alone is
// refused, and no name is allowed.
func TestTypedNameAloneIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		open bool // a shift that belongs to nobody
		do   func(s *testShop, by string, who staff.Approval) (string, error)
	}{
		"OpenShift": {false, func(s *testShop, by string, who staff.Approval) (string, error) {
			shift, err := s.till.OpenShift(s.t.Context(), drawer.CountRequest{By: by, Approval: who})
			return shift.By, err
		}},
		"HandOver": {true, func(s *testShop, by string, who staff.Approval) (string, error) {
			_, err := s.till.HandOver(s.t.Context(), drawer.CountRequest{By: by, To: "Dara", ToPIN: daraMan.PIN, Approval: who})
			if err != nil {
				return "", err
			}
			report, err := s.disk.PeriodReport(s.t.Context(), s.till.Snapshot().Shift.Z)
			return report.Z.Counts[len(report.Z.Counts)-1].By, err
		}},
		"CloseShift": {true, func(s *testShop, by string, who staff.Approval) (string, error) {
			r, err := s.till.CloseShift(s.t.Context(), drawer.CountRequest{By: by, Approval: who})
			if err != nil {
				return "", err
			}
			return r.Z.ClosedBy, nil
		}},
		"MoveCash in": {false, func(s *testShop, by string, who staff.Approval) (string, error) {
			m, err := s.till.MoveCash(s.t.Context(), pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(1000), Reason: "change", By: by, Approval: who})
			return m.By, err
		}},
		"MoveCash out": {true, func(s *testShop, by string, who staff.Approval) (string, error) {
			m, err := s.till.MoveCash(s.t.Context(), pos.MoveRequest{Kind: drawer.CashOut, Amount: money.Cents(1000), Reason: "ice", By: by, Approval: who})
			return m.By, err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, c2 := range []struct {
				by       string
				who      staff.Approval
				signed   staff.Approval
				want     fault.Code
				recorded string
			}{
				{by: "Srey", want: fault.PINMissing}, // the owner's name, without a PIN
				{by: "Nobody here", want: fault.PINMissing},
				{by: "Srey", who: staff.Approval{By: "Srey", PIN: "99999"}, want: fault.PINWrong},
				{by: "Srey", who: sokCashier, recorded: "Sok"}, // the PIN says who it was
				{by: " srey ", who: sreyOwner, recorded: "Srey"},
				{by: "", recorded: ""},
				{by: "Srey", signed: sokCashier, recorded: "Sok"},
			} {
				s := staffedShop(t)
				s.sellFor(money.Cents(1500))
				if c.open {
					if _, err := s.till.OpenShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(1500)}}); err != nil {
						t.Fatal(err)
					}
				}
				if c2.signed.By != "" {
					s.signIn(c2.signed)
				}
				before := s.till.Snapshot().Shift
				by, err := c.do(s, c2.by, c2.who)
				if fault.CodeOf(err) != c2.want || by != c2.recorded {
					t.Errorf("%q by %q, %q signed in: recorded under %q, %v; want %q, %q", c2.by, c2.who.By, c2.signed.By, by, err, c2.recorded, c2.want)
				}
				if after := s.till.Snapshot().Shift; err != nil && after.Figures() != before.Figures() {
					t.Errorf("%q: the shift went from %+v to %+v", c2.by, before, after)
				}
				s.sellFor(money.Cents(100)) // selling goes on
				s.wantJournal()
			}
		})
	}
}

// One's own PIN is enough to count one's own drawer.
func TestOwnDrawerIsCountedByOwnPIN(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	if _, err := s.till.OpenShift(t.Context(), drawer.CountRequest{By: "Sok", Approval: sokCashier}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: "Sok"}); fault.CodeOf(err) != fault.ManagerNeeded {
		t.Errorf("by the name alone: %v", err)
	}
	wrong := staff.Approval{By: "Sok", PIN: "99999"}
	if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: "Sok", Approval: wrong}); fault.CodeOf(err) != fault.PINWrong {
		t.Errorf("by a wrong PIN: %v", err)
	}
	if z, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: "Sok", Approval: sokCashier}); err != nil || z.Z.ClosedBy != "Sok" || slices.ContainsFunc(z.Approvals, func(a staff.ApprovalCount) bool { return a.By == "Sok" }) {
		t.Errorf("by %q, approvals %v: %v", z.Z.ClosedBy, z.Approvals, err)
	}
	s.wantJournal()
}

// At a till that needs a sign-in, the shift is closed by who has signed in or by a right
// PIN; a typed name alone closes nothing.
func TestTypedNameClosesNoShift(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.setOwned(settings.SignIn, "true")
	s.signIn(daraMan)
	s.sellFor(money.Cents(100))
	if err := s.till.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	closeBy := func(a staff.Approval) (report.Report, fault.Code) {
		r, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: a.By, Approval: a})
		return r, fault.CodeOf(err)
	}
	for _, c := range []struct {
		who  staff.Approval
		want fault.Code
	}{
		{staff.Approval{}, fault.SignInFirst},
		{staff.Approval{By: "x"}, fault.PINWrong},
		{staff.Approval{By: "Dara"}, fault.PINWrong},
		{staff.Approval{By: "Dara", PIN: "99999"}, fault.PINWrong},
	} {
		if _, code := closeBy(c.who); code != c.want {
			t.Errorf("closed by %+v: %q, want %q", c.who, code, c.want)
		}
	}
	if r, code := closeBy(daraMan); code != "" || r.Z.ClosedBy != "Dara" {
		t.Errorf("by a manager's PIN: %q, by %+v", code, r.Z)
	}
	s.wantJournal()
}
