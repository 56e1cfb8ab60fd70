package model

import (
	"testing"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// Who has signed in is in a form about the drawer as text: no line asks for a name that would
// not count, and the first letter stands in the first line that does.
func TestSignedInNameIsText(t *testing.T) {
	t.Parallel()
	s := openShift(cashiers(canned()))
	for _, c := range []struct {
		name  string
		keys  []view.Action
		first fieldKind
	}{
		{"pay in", []view.Action{ask(view.DoDay), digit("2")}, fieldAmount},
		{"close", []view.Action{ask(view.DoDay), digit("1"), ask(view.DoNextSale)}, fieldWhy},
		{"hand over", []view.Action{ask(view.DoDay), digit("5"), ask(view.DoNextSale)}, fieldTo},
	} {
		s := afterKeys(s, c.keys...)
		f, v := s.Form(), s.Cashier(uitest.Noon).Desk
		if f.index(fieldBy) >= 0 || f.Fields[f.Focus].Kind != c.first {
			t.Errorf("%s: the lines are %+v, typed is into %d", c.name, f.Fields, f.Focus)
		}
		if v.Facts[0] != "By Srey" && v.Facts[1] != "By Srey" {
			t.Errorf("%s: the form says %q", c.name, v.Facts)
		}
	}
	s.Snap.Shift.Open = false
	s = afterKeys(s, ask(view.DoDay), digit("1"), digit("4"), ask(view.DoNextSale))
	if v := s.Cashier(uitest.Noon).Desk; s.Page() != view.PageReview || v.Past[0] != "By Srey" {
		t.Fatalf("page %d says %q", s.Page(), v.Past)
	}
	s = afterKeys(s, ask(view.DoConfirm))
	c := s.Form().asked.(CountCommand)
	if c.Request.By != "Srey" {
		t.Errorf("opened by %q", c.Request.By)
	}
	if s = answered(s, c, told{}, fault.New(fault.ClockBack, "12:00"), uitest.Noon); s.Page() != view.PageReview || s.Said.Code != fault.ClockBack {
		t.Errorf("turned down: page %d says %+v", s.Page(), s.Said)
	}
	if s, _ = s.Act(ask(view.DoEscape), uitest.Noon.Add(SettleFor)); s.Page() != view.PageCount {
		t.Errorf("Esc leads to page %d", s.Page())
	}
}

// A name that stands in a line, because it is the shift's or because it was refused, is
// replaced by the first letter typed, and by a button that has a name.
func TestTypedNameReplacesOneThatStands(t *testing.T) {
	t.Parallel()
	s := openShift(staffed(canned()))
	s = afterKeys(s, ask(view.DoDay), digit("1"), ask(view.DoNextSale))
	if by := s.Form().value(fieldBy); by != "Sok" {
		t.Fatalf("in the name of %q", by)
	}
	if s = afterKeys(s, typed(0, "SokL")); s.Form().value(fieldBy) != "L" {
		t.Errorf("the line says %q", s.Form().value(fieldBy))
	}
	s = s.withForm(s.Form().withManager())
	at := s.Form().index(fieldManager)
	s = s.withForm(s.Form().with(at, "Sok").atFault(fault.PermissionMissing))
	refused := s
	if s = afterKeys(s, typed(at, "SokD")); s.Form().value(fieldManager) != "D" {
		t.Errorf("behind a refused name: %q", s.Form().value(fieldManager))
	}
	if s = afterKeys(refused, typed(at, "So")); s.Form().value(fieldManager) != "So" {
		t.Errorf("a letter taken back: %q", s.Form().value(fieldManager))
	}
	if s = afterKeys(refused, view.Action{Verb: view.DoApprover, Index: 0}); s.Form().value(fieldManager) != "Sokha" {
		t.Errorf("by a button: %q", s.Form().value(fieldManager))
	}
}

// Where only an owner's word counts, the lines and the buttons are an owner's.
func TestOwnersWordIsAskedOfOwners(t *testing.T) {
	t.Parallel()
	person := staff.Person{ID: 7, Name: "Chan"}
	alert := func(k payment.AlertKind) formKind { return alertForm{alert: payment.Alert{Kind: k}} }
	for name, c := range map[string]struct {
		of     formKind
		owners bool
	}{
		"records put back": {alert(payment.AlertJournalBehind), true}, "wrong PINs": {alert(payment.AlertWrongPINs), false},
		"a person leaves": {leavesForm{person: person}, true}, "a person as a number": {numberForm{person: person}, true},
		"a recovery code": {recoveryForm{}, true}, "a bill": {approveForm{waiting: GiveCommand{Request: &pos.CashRequest{}}}, false},
	} {
		s, _ := staffed(canned()).openForm(form{of: c.of}.withManager())
		v := s.Cashier(uitest.Noon).Desk
		var offered []string
		for _, b := range v.Buttons[2:] {
			if b.Action.Verb == view.DoApprover {
				offered = append(offered, b.Label)
			}
		}
		want, names := [2]string{"Manager’s name", "Manager’s PIN"}, 2
		if c.owners {
			want, names = [2]string{"Owner’s name", "Owner’s PIN"}, 1
		}
		if got := [2]string{v.Fields[0].Label, v.Fields[1].Label}; got != want || len(offered) != names || offered[0] != "Sokha" {
			t.Errorf("%s: lines %q, offered %q", name, got, offered)
		}
	}
}
