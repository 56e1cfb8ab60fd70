package pos_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/staff"
)

// The recovery code gives the owner a new PIN once; a renewed code voids the one of before,
// and no file holds a code.
func TestRecoveryCode(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	renew := func() string {
		t.Helper()
		code, err := s.till.MakeRecovery(t.Context(), sreyOwner)
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	use := func(name, code, pin string) fault.Code {
		return fault.CodeOf(s.till.UseRecovery(t.Context(), name, code, pin))
	}
	if got := use("Srey", "0123-4567-89AB-CDEF", "918274"); got != fault.RecoveryNone {
		t.Errorf("before there is a code: %q", got)
	}
	old := renew()
	code := renew()
	for name, c := range map[string]struct {
		name, code, pin string
		want            fault.Code
	}{
		"renewed":     {"Srey", old, "918274", fault.RecoveryWrong},
		"another":     {"Srey", "0123-4567-89AB-CDEF", "918274", fault.RecoveryWrong},
		"cut":         {"Srey", code[:18], "918274", fault.RecoveryInvalid},
		"a weak PIN":  {"Srey", code, "123456", fault.PINRun},
		"a short PIN": {"Srey", code, "9182", fault.PINShort},
		"a manager":   {"Dara", code, "918274", fault.StaffUnknown},
		"nobody":      {"Mallory", code, "918274", fault.StaffUnknown},
	} {
		if got := use(c.name, c.code, c.pin); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	s.close()
	s.open()
	if got := use(" srey ", strings.ToLower(strings.ReplaceAll(code, "-", " ")), "918274"); got != "" {
		t.Fatalf("the code: %q", got)
	}
	if got := s.refundBy(staff.Approval{By: "Srey", PIN: "918274"}); got != "" {
		t.Errorf("by the new PIN: %q", got)
	}
	if got := use("Srey", code, "918275"); got != fault.RecoveryNone {
		t.Errorf("used again: %q", got)
	}
	if told := s.facts(facts.RecoverySet); len(told) != 3 || !strings.Contains(told[2], `"used":true`) {
		t.Errorf("facts: %v", told)
	}
	s.wantJournal()
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(s.dir, e.Name()))
		if err != nil {
			continue // a folder
		}
		for _, c := range []string{code, strings.ReplaceAll(code, "-", "")} {
			if strings.Contains(string(content), c) {
				t.Errorf("%s holds the code", e.Name())
			}
		}
	}
}

// The first owner gets the code in the same commit, without an approval of before; the next one,
// and training, get none.
func TestFirstOwnerGetsARecoveryCode(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if s.till.Snapshot().NoRecovery {
		t.Error("a shop without staff lacks a code")
	}
	before := s.head()
	_, code, err := s.till.AddOwner(t.Context(), "Srey", "918273", staff.Approval{})
	if err != nil || code == "" || s.till.Snapshot().NoRecovery {
		t.Fatalf("%q, %v, lacks one: %t", code, err, s.till.Snapshot().NoRecovery)
	}
	if rows := s.head().Seq - before.Seq; rows != 4 || len(s.facts(facts.Approved)) != 0 { // the person, the PIN, the code, till.sign_in
		t.Errorf("%d rows, approvals %q", rows, s.facts(facts.Approved))
	}
	if told := s.facts(facts.RecoverySet); len(told) != 1 || !strings.Contains(told[0], `"by":"Srey"`) {
		t.Errorf("told %q", told)
	}
	if _, other, err := s.till.AddOwner(t.Context(), "Bopha", "827364", staff.Approval{By: "Srey", PIN: "918273"}); err != nil || other != "" {
		t.Errorf("the next owner: %q, %v", other, err)
	}
	if err := s.till.UseRecovery(t.Context(), "Srey", code, "729418"); err != nil {
		t.Errorf("by the code: %v", err)
	}
	if !s.till.Snapshot().NoRecovery {
		t.Error("a used code is not missed")
	}
	s.wantJournal()
}

// An owner who leaves may have the code's paper: it is void.
func TestOwnerWhoLeavesTakesTheCodeAlong(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(p *staff.Person){
		"leaves":           func(p *staff.Person) { p.Active = false },
		"is a manager now": func(p *staff.Person) { p.Role = staff.Manager },
	} {
		s := staffedShop(t)
		bopha, err := s.till.AddStaff(t.Context(), "Rith", staff.Owner, "827364", sreyOwner)
		if err != nil {
			t.Fatal(err)
		}
		code, err := s.till.MakeRecovery(t.Context(), sreyOwner)
		if err != nil {
			t.Fatal(err)
		}
		word := sreyOwner
		word.Shown = bopha.Figures()
		change(&bopha)
		if _, err := s.till.ChangeStaff(t.Context(), bopha, "", word); err != nil {
			t.Fatal(err)
		}
		if err := s.till.UseRecovery(t.Context(), "Srey", code, "729418"); fault.CodeOf(err) != fault.RecoveryNone || !s.till.Snapshot().NoRecovery {
			t.Errorf("%s: %v", name, err)
		}
		s.wantJournal()
	}
}

// A hash that somebody writes beside the journal is no code's; a run of wrong codes waits
// and is an alert.
func TestRecoveryCodeForged(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	code, err := s.till.MakeRecovery(t.Context(), sreyOwner)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if err := s.till.UseRecovery(t.Context(), "Srey", "0123-4567-89AB-CDEF", "918274"); fault.CodeOf(err) != fault.RecoveryWrong {
			t.Fatal(err)
		}
	}
	for range 4 { // the wait grows, and never past the owner's
		s.clock.Add(pinWaitOwner)
		if err := s.till.UseRecovery(t.Context(), "Srey", "0123-4567-89AB-CDEF", "918274"); fault.CodeOf(err) != fault.RecoveryWrong {
			t.Fatal(err)
		}
	}
	s.close()
	s.open()
	if err := s.till.UseRecovery(t.Context(), "Srey", code, "918274"); fault.CodeOf(err) != fault.PINLocked {
		t.Errorf("after wrong ones, and a restart: %v", err)
	}
	if got := s.alertsOf(payment.AlertWrongPINs); len(got) != 1 {
		t.Errorf("alerts: %+v", got)
	}
	s.clock.Add(pinWaitOwner)
	s.attack("UPDATE recovery SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 3)")
	if err := s.till.UseRecovery(t.Context(), "Srey", code, "918274"); fault.CodeOf(err) != fault.RecoveryNone {
		t.Errorf("a hash of somebody else's making: %v", err)
	}
	s.close()
	s.open()
	whole := func() { // the schema's own alert is right here
		t.Helper()
		if check, err := s.disk.VerifyJournal(t.Context()); err != nil || !check.OK {
			t.Errorf("journal: %+v, %v", check, err)
		}
	}
	for range 2 { // told once
		if got := s.alertsOf(payment.AlertRecoveryRow); len(got) != 1 || !s.till.Snapshot().NoRecovery {
			t.Errorf("alerts: %+v, lacks one: %t", got, s.till.Snapshot().NoRecovery)
		}
		s.close()
		s.open()
	}
	whole()
	if _, err := s.till.MakeRecovery(t.Context(), sreyOwner); err != nil {
		t.Errorf("a new one: %v", err)
	}
	s.close()
	s.attack("DELETE FROM recovery")
	s.open()
	if got := s.alertsOf(payment.AlertRecoveryRow); len(got) != 2 {
		t.Errorf("a code that was taken away: %+v", got)
	}
	whole()
}
