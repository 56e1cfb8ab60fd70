package model

import (
	"testing"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/uitest"
)

// The line of a new PIN says how many digits it takes, by the role that is chosen; in training
// a cashier's are enough.
func TestNewPINHintByRole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		open     func(s Model) Model
		training bool
		want     string
	}{
		"a cashier": {func(s Model) Model { return personOf(s, staff.Cashier) }, false, "PIN, 4 to 12 digits"},
		"a manager": {func(s Model) Model { return personOf(s, staff.Manager) }, false, "PIN, 6 to 12 digits"},
		"an owner":  {func(s Model) Model { return personOf(s, staff.Owner) }, false, "PIN, 6 to 12 digits"},
		"the first": {func(s Model) Model {
			s, _ = s.openForm(form{of: ownerForm{}, Fields: []field{{Kind: fieldName}, {Kind: fieldNewPIN}, {Kind: fieldAgain}}})
			return s
		}, false, "PIN, 6 to 12 digits"},
		"in training": {func(s Model) Model { return personOf(s, staff.Owner) }, true, "PIN, 4 to 12 digits"},
	} {
		s := canned()
		s.Language, s.Snap.Training = words.English, c.training
		s = c.open(s)
		f := s.Form()
		if got := s.Cashier(uitest.Noon).Desk.Fields[f.index(fieldNewPIN)].Label; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A new PIN that is turned down, by the form or by the till, goes with what said it again: what is
// typed next is the PIN, and not what is typed behind the one before.
func TestRefusedPINIsTypedAnew(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(s Model) Model{
		"somebody new": func(s Model) Model { return personOf(s, staff.Owner) },
		"the first owner": func(s Model) Model {
			s, _ = s.openForm(form{of: ownerForm{}, Fields: []field{{Kind: fieldName}, {Kind: fieldNewPIN}, {Kind: fieldAgain}}})
			return s
		},
		"a lost PIN": func(s Model) Model {
			s, _ = s.openForm(form{of: lostForm{}, Fields: []field{{Kind: fieldCode}, {Kind: fieldNewPIN}, {Kind: fieldAgain}}})
			return s
		},
	} {
		for _, code := range []fault.Code{fault.PINShort, fault.PINRun, fault.PINRepeated, fault.PINDate, fault.PINKeypad, fault.PINInvalid} {
			s := open(canned())
			f := s.Form()
			s = s.withForm(f.with(f.index(fieldNewPIN), "123456").with(f.index(fieldAgain), "123456"))
			f = s.turnedDown(fault.New(code), uitest.Noon).Form()
			if f.value(fieldNewPIN) != "" || f.value(fieldAgain) != "" || f.Focus != f.index(fieldNewPIN) || f.Problem.Code != code {
				t.Errorf("%s, %s: %q and %q stand, line %d, %+v", name, code, f.value(fieldNewPIN), f.value(fieldAgain), f.Focus, f.Problem)
			}
		}
	}
}

// personOf opens the form of somebody new with a role.
func personOf(s Model, role staff.Role) Model {
	s, _ = staffPage{}.edit(s, staff.Person{Role: role})
	return s
}
