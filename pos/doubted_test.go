package pos_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/staff"
)

// attack runs SQL on the shop's file, as somebody with a tool for databases does.
func (s *testShop) attack(statements ...string) {
	s.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "psar.db")+"?_pragma=busy_timeout(60000)") // the till may be at a commit
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range append([]string{"DROP TRIGGER IF EXISTS staff_stay", "DROP TRIGGER IF EXISTS staff_pins_stay", "PRAGMA foreign_keys = OFF"}, statements...) {
		if _, err := db.ExecContext(s.t.Context(), statement); err != nil {
			s.t.Fatalf("%s: %v", statement, err)
		}
	}
}

// refundBy tries to refund a sale of a dollar.
func (s *testShop) refundBy(who staff.Approval) fault.Code {
	s.t.Helper()
	sold := s.sellFor(money.Cents(100))
	_, err := s.till.Refund(s.t.Context(), pos.RefundRequest{Receipt: sold.Receipt, Reason: "torn", Approval: who})
	return fault.CodeOf(err)
}

func (s *testShop) alertsOf(kind payment.AlertKind) (all []payment.Alert) {
	for _, a := range s.till.Snapshot().Alerts {
		if a.Kind == kind {
			all = append(all, a)
		}
	}
	return all
}

// What somebody writes into the tables of people while the till is closed gives nobody a
// right: the journal decides. Cash sells at once, and the alert is raised once.
func TestRowsOfPeopleGiveNoRights(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql    []string
		who    staff.Approval
		want   fault.Code
		rows   int  // alerts about the staff
		pins   int  // alerts about PINs
		listed bool // the rows are as the journal tells afterwards
	}{
		"everybody away": {[]string{"DELETE FROM staff_pins", "DELETE FROM staff"}, staff.Approval{By: "Srey"}, fault.PINDoubted, 1, 3, true},
		"without a name": {[]string{"DELETE FROM staff_pins", "DELETE FROM staff"}, staff.Approval{}, fault.ManagerNeeded, 1, 3, true},
		"people away, PINs left": {
			[]string{"DELETE FROM staff"}, sreyOwner, "", 1, 0, true, // the owner is the owner still
		},
		"owners away":   {[]string{"UPDATE staff SET role = 'cashier', active = 0"}, staff.Approval{By: "Anybody", PIN: "1"}, fault.PINWrong, 1, 0, true},
		"role raised":   {[]string{"UPDATE staff SET role = 'owner' WHERE name = 'Sok'"}, sokCashier, fault.PermissionMissing, 1, 0, true},
		"PIN copied":    {[]string{"UPDATE staff_pins SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 3) WHERE staff_id = 1"}, staff.Approval{By: "Srey", PIN: sokCashier.PIN}, fault.PINDoubted, 0, 1, true},
		"PIN away":      {[]string{"DELETE FROM staff_pins WHERE staff_id = 1"}, sreyOwner, fault.PINDoubted, 0, 1, true},
		"names changed": {[]string{"UPDATE staff SET name = 'x' WHERE id = 1", "UPDATE staff SET name = 'Srey' WHERE id = 3"}, staff.Approval{By: "Srey", PIN: sokCashier.PIN}, fault.PINWrong, 1, 0, false},
		"slipped in": {
			[]string{"INSERT INTO staff VALUES (9, 'Mallory', 'owner', 1)", "INSERT INTO staff_pins SELECT 9, hash FROM staff_pins WHERE staff_id = 3"},
			staff.Approval{By: "Mallory", PIN: sokCashier.PIN}, fault.PINWrong, 1, 0, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := staffedShop(t)
			s.till.Close()
			if err := s.disk.Close(); err != nil {
				t.Fatal(err)
			}
			s.attack(c.sql...)
			for opening := 1; opening <= 2; opening++ {
				s.open()
				if !s.till.Snapshot().Staffed {
					t.Fatal("nobody is asked for a PIN any more")
				}
				if got := s.refundBy(c.who); got != c.want { // and cash was sold
					t.Errorf("opening %d: a refund by %+v: %q, want %q", opening, c.who, got, c.want)
				}
				if _, err := s.till.AddStaff(t.Context(), "Mallory Owner", staff.Owner, "918273", staff.Approval{}); fault.CodeOf(err) != fault.ManagerNeeded {
					t.Errorf("opening %d: a new first owner: %v", opening, err)
				}
				if rows, pins := len(s.alertsOf(payment.AlertStaffRows)), len(s.alertsOf(payment.AlertPINRow)); rows != c.rows || pins != c.pins {
					t.Errorf("opening %d: %d alerts about the staff and %d about PINs, want %d and %d", opening, rows, pins, c.rows, c.pins)
				}
				if opening == 1 {
					s.close()
				}
			}
			told := strings.Join(s.facts(facts.StaffDoubted), "\n")
			if n := len(s.facts(facts.StaffDoubted)); n != c.rows || c.rows > 0 && strings.Contains(told, `"restored":true`) != c.listed {
				t.Errorf("%d facts: %s", n, told)
			}
		})
	}
}

// A row that somebody wrote into the table of people stays, for none is ever deleted, but the owner can
// hire a person by that name.
func TestRowsOfNobodyKeepNoName(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.close()
	s.attack("INSERT INTO staff VALUES (9, 'Vann', 'owner', 1)")
	s.open()
	if _, err := s.till.AddStaff(t.Context(), "Vann", staff.Cashier, "33445", sreyOwner); err != nil {
		t.Fatal(err)
	}
	s.close()
	s.open()
	if got := s.alertsOf(payment.AlertStaffRows); len(got) != 1 || got[0].Times != 1 {
		t.Errorf("%+v", got)
	}
}

// A PIN that is replaced while the till is open counts no more at once, and a new one by an
// owner ends that.
func TestPINReplacedWhileOpen(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.attack("UPDATE staff_pins SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 3) WHERE staff_id = 2")
	dara := staff.Approval{By: "Dara", PIN: sokCashier.PIN}
	for range 2 {
		if got := s.refundBy(dara); got != fault.PINDoubted {
			t.Errorf("by the copied PIN: %q", got)
		}
	}
	if got := s.alertsOf(payment.AlertPINRow); len(got) != 1 || got[0].Expected != "Dara" {
		t.Errorf("alerts: %+v", got)
	}
	if err := s.till.SetPIN(t.Context(), "Dara", "918273", sreyOwner); err != nil {
		t.Fatal(err)
	}
	if got := s.refundBy(staff.Approval{By: "Dara", PIN: "918273"}); got != "" {
		t.Errorf("by the new PIN: %q", got)
	}
	s.clearedByTheOwnerAlone(payment.AlertPINRow)
	s.wantJournal()
}

// clearedByTheOwnerAlone clears the alert of a kind: a manager, who may be
// whom it is about, can't, and the owner says why.
func (s *testShop) clearedByTheOwnerAlone(kind payment.AlertKind) {
	s.t.Helper()
	alerts := s.alertsOf(kind)
	if len(alerts) != 1 {
		s.t.Fatalf("%s: %+v", kind, alerts)
	}
	for _, c := range []struct {
		by     staff.Approval
		reason string
		want   fault.Code
	}{
		{staff.Approval{By: "Dara", PIN: "918273"}, "looked at the staff", fault.PermissionMissing},
		{sreyOwner, "", fault.ReasonMissing},
		{sreyOwner, "looked at the staff", ""},
	} {
		c.by.Shown = alerts[0].Figures()
		if got := fault.CodeOf(s.till.Till.ReadAlert(s.t.Context(), alerts[0].ID, c.reason, c.by)); got != c.want {
			s.t.Errorf("%s is cleared by %s because %q: %q, want %q", kind, c.by.By, c.reason, got, c.want)
		}
	}
}

// What becomes of the rows of people while the till is open, and nobody uses, is told before the
// next Z report, once.
func TestRowsOfPeopleBeforeAZ(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	if _, err := s.till.MakeRecovery(t.Context(), sreyOwner); err != nil {
		t.Fatal(err)
	}
	s.attack("UPDATE staff SET role = 'owner' WHERE name = 'Sok'",
		"UPDATE staff_pins SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 3) WHERE staff_id = 2",
		"UPDATE recovery SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 3)")
	for z := 1; z <= 2; z++ {
		s.sellFor(money.Cents(100))
		made, err := s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(100)}, Approval: sreyOwner})
		if err != nil || made.Z.Number != z {
			t.Fatalf("%+v, %v", made.Z, err)
		}
		for _, kind := range []payment.AlertKind{payment.AlertStaffRows, payment.AlertPINRow, payment.AlertRecoveryRow} {
			if got := s.alertsOf(kind); len(got) != 1 {
				t.Errorf("Z %d: %s: %+v", z, kind, got)
			}
		}
	}
	if found, err := pos.DoubtsOfPeople(t.Context(), s.disk); err != nil || len(found) != 1 || found[0].Kind != payment.AlertPINRow {
		t.Errorf("left: %+v, %v", found, err)
	}
}

// A run of wrong PINs is an alert, once; the owner waits a minute at most.
func TestRunOfWrongPINs(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	for range 40 {
		if got := s.refundBy(staff.Approval{By: "Srey", PIN: "999999"}); got != fault.PINWrong {
			t.Fatalf("a wrong PIN: %q", got)
		}
		s.clock.Add(pinWaitOwner)
	}
	if got := s.alertsOf(payment.AlertWrongPINs); len(got) != 1 || got[0].Expected != "Srey" {
		t.Errorf("alerts: %+v", got)
	}
	if got := s.refundBy(sreyOwner); got != "" {
		t.Errorf("a minute later, by the right PIN: %q", got)
	}
	for range 5 {
		if got := s.refundBy(staff.Approval{By: "Srey", PIN: "999999"}); got != fault.PINWrong {
			t.Fatalf("a wrong PIN: %q", got)
		}
	}
	if got := s.alertsOf(payment.AlertWrongPINs); len(got) != 2 {
		t.Errorf("the second run: %+v", got)
	}
	s.wantJournal()
}

const pinWaitOwner = time.Minute // docs/staff.md
