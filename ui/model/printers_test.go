package model

import (
	"testing"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// A role without a printer of its own is given a place before anything else.
func TestRoleWithoutAPrinterOfItsOwn(t *testing.T) {
	s := atPrinterDesk(New(uitest.Snapshot(), words.English, nil, false))
	s, _ = s.Act(view.Action{Verb: view.DoDown}, uitest.Noon)
	if p, _ := as[printerPage](s); p.role != settings.RoleSlip {
		t.Fatal(p.role)
	}
	for _, key := range []string{"1", "2", "3", "6"} {
		next, c := s.Act(view.Action{Verb: view.DoDigits, Text: key}, uitest.Noon)
		if c != nil || next.Said.Key != words.PrinterStandsIn {
			t.Errorf("key %s: %T, %+v", key, c, next.Said)
		}
	}
	next, _ := s.Act(view.Action{Verb: view.DoDigits, Text: "4"}, uitest.Noon)
	next = next.withForm(next.Form().with(0, "tcp:192.0.2.11"))
	_, c := next.Act(view.Action{Verb: view.DoCharge}, uitest.Noon)
	if set, ok := c.(PrinterCommand); !ok || set.Role != settings.RoleSlip || (*set.Parts)[settings.PartLink] != "tcp:192.0.2.11" {
		t.Errorf("%+v", c)
	}
}
