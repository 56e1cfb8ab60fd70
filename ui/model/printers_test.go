package model

import (
	"fmt"
	"reflect"
	"testing"

	"psar/assets/words"
	"psar/pos/fault"
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

// What comes of one command of the printers closes no form of another, and takes nothing
// of what is being typed there.
func TestPrinterAnswersLeaveOtherForms(t *testing.T) {
	t.Parallel()
	at := uitest.Noon
	key := func(s Model, digit string) (Model, Command) {
		return s.page.update(s, view.Action{Verb: view.DoDigits, Text: digit}, at)
	}
	for _, tt := range []struct{ name, asks, opens string }{
		{"a test page, and the drawer's form", "1", "5"},
		{"another kind of printer, and the drawer's form", "2", "5"},
		{"another width, and the link's form", "3", "4"},
		{"a test page, and the link's form", "1", "4"},
	} {
		for _, err := range []error{nil, fault.New(fault.ManagerNeeded), fault.New(fault.SettingInvalid)} {
			t.Run(fmt.Sprint(tt.name, " ", err), func(t *testing.T) {
				t.Parallel()
				s, late := key(atPrinterDesk(New(uitest.Snapshot(), words.English, nil, false)), tt.asks)
				s, _ = key(s, tt.opens)
				s, _ = s.page.update(s, view.Action{Verb: view.DoField, Text: "small change"}, at)
				typed := s.Form()
				s = done(s, late, told{}, err, at)
				if s.Page() != view.PageForm || !reflect.DeepEqual(s.Form(), typed) {
					t.Errorf("page %d, %+v", s.Page(), s.Form())
				}
				if err != nil && s.Said.Code == "" {
					t.Error("nothing says that it was refused")
				}
			})
		}
	}
}
