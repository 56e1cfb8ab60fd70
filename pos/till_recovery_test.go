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
	if err := s.till.UseRecovery(t.Context(), "Srey", code, "918274"); fault.CodeOf(err) != fault.PINLocked {
		t.Errorf("after five wrong ones: %v", err)
	}
	if got := s.alertsOf(payment.AlertWrongPINs); len(got) != 1 {
		t.Errorf("alerts: %+v", got)
	}
	s.clock.Add(pinWaitOwner)
	s.attack("UPDATE recovery SET hash = (SELECT hash FROM staff_pins WHERE staff_id = 3)")
	if err := s.till.UseRecovery(t.Context(), "Srey", code, "918274"); fault.CodeOf(err) != fault.RecoveryNone {
		t.Errorf("a hash of somebody else's making: %v", err)
	}
}
