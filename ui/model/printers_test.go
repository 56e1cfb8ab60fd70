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

// 7 does what its button says, and where it can't, the button is pale and the key says why.
func TestReceiptsFromHere(t *testing.T) {
	t.Parallel()
	type links = map[settings.PrintRole]string
	all := links{settings.RoleReceipt: "paper:", settings.RoleSlip: "cups:Bar"}
	for _, tt := range []struct {
		name   string
		page   settings.PrintRole
		links  links
		on     settings.PrintRole
		button words.Key
		sets   settings.PrintRole
		says   words.Key
	}{
		{"theirs already", settings.RoleReceipt, all, "", "", "", ""},
		{"on the slips' printer", settings.RoleSlip, all, "", words.PrinterReceiptsHere, settings.RoleSlip, ""},
		{"back from there", settings.RoleSlip, all, settings.RoleSlip, words.PrinterReceiptsBack, settings.RoleReceipt, ""},
		{"back on their page", settings.RoleReceipt, all, settings.RoleSlip, words.PrinterReceiptsHere, settings.RoleReceipt, ""},
		{"a role without a printer", settings.RoleReport, all, "", words.PrinterReceiptsHere, "", words.PrinterStandsIn},
		{"back, and theirs is gone", settings.RoleSlip, links{settings.RoleSlip: "cups:Bar"}, settings.RoleSlip, words.PrinterReceiptsBack, "", words.PrinterReceiptsNone},
		{"on their page, and theirs is gone", settings.RoleReceipt, links{settings.RoleSlip: "cups:Bar"}, settings.RoleSlip, words.PrinterReceiptsHere, "", words.PrinterReceiptsNone},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := New(uitest.Snapshot(), words.English, nil, false)
			for _, role := range settings.PrintRoles() {
				s.Snap.Settings[settings.PrinterKey(role, settings.PartLink)] = tt.links[role]
			}
			s.Snap.Settings[settings.ReceiptsOn] = string(tt.on)
			s = s.openPrinter(tt.page, uitest.Noon)
			b := s.Cashier(uitest.Noon).Printer.Buttons[8]
			if label := b.Label; tt.button == "" && label != "" || tt.button != "" && label != words.Text(words.English, tt.button) || b.Off != (tt.says != "") {
				t.Errorf("the button %+v", b)
			}
			next, c := s.Act(view.Action{Verb: view.DoDigits, Text: "7"}, uitest.Noon)
			var want Command
			if tt.sets != "" {
				want = SettingCommand{settings.ReceiptsOn, string(tt.sets)}
			}
			if c != want || next.Said.Key != tt.says {
				t.Errorf("%#v, %q; want %#v, %q", c, next.Said.Key, want, tt.says)
			}
		})
	}
}
