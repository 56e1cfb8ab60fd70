package model

import (
	"time"

	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// staffed is a shop with three people.
func staffed(s Model) Model {
	s.Snap.Staffed = true
	s.Snap.StaffList = []staff.Person{{ID: 1, Name: "Sokha", Role: staff.Owner}, {ID: 2, Name: "Dara", Role: staff.Manager}, {ID: 3, Name: "Srey", Role: staff.Cashier}}
	return s
}

// someLeft is such a shop, where somebody left.
func someLeft(s Model) Model {
	s = staffed(s)
	s.Snap.StaffLeft = []staff.Person{{ID: 7, Name: "ចាន់ សុភា", Role: staff.Cashier}}
	return s
}

// unrecovered is such a shop without a recovery code.
func unrecovered(s Model) Model {
	s = staffed(s)
	s.Snap.NoRecovery = true
	return s
}

// signInAs is the model after a person of that shop has signed in.
func signInAs(s Model, i int) Model {
	s, _ = s.lock(uitest.Noon)
	s = afterKeys(s, digit(string(rune('1'+i))), typed(0, "918273"), ask(view.DoCharge))
	p := s.Snap.StaffList[i]
	s.Snap.SignedIn = staff.SignedIn{ID: p.ID, Name: p.Name, Role: p.Role}
	return done(s, s.Form().asked, told{}, nil, uitest.Noon)
}

// staffScenes are who works here, who is at the till, and what asks for a manager.
func staffScenes() []scene {
	return []scene{
		{"staff", func(s Model) Model { return afterKeys(staffed(s), ask(view.DoStaff), ask(view.DoDown)) }},
		{"staff-form", func(s Model) Model {
			s = afterKeys(staffed(s), ask(view.DoStaff), digit("3"), typed(1, " "), typed(2, "2468"), typed(3, "2468"), typed(5, "99"))
			return editedForm(s, func(f *form) { f.Focus, f.Problem = 5, Said{Code: fault.PINWrong} })
		}},
		{"staff-leaves", func(s Model) Model {
			return afterKeys(staffed(s), ask(view.DoStaff), digit("2"), ask(view.DoNextSale), typed(1, "1234"), ask(view.DoCharge), ask(view.DoCharge))
		}},
		{"staff-left", func(s Model) Model { return afterKeys(someLeft(s), ask(view.DoStaff), ask(view.DoDown)) }},
		{"staff-number", func(s Model) Model { return afterKeys(someLeft(s), ask(view.DoStaff), digit("4"), typed(1, "12")) }},
		{"staff-number-review", func(s Model) Model {
			return afterKeys(someLeft(s), ask(view.DoStaff), digit("4"), typed(1, "123456"), ask(view.DoCharge), ask(view.DoCharge))
		}},
		{"staff-number-did", func(s Model) Model {
			s = afterKeys(someLeft(s), ask(view.DoStaff), digit("4"), typed(1, "123456"), ask(view.DoCharge), ask(view.DoCharge), ask(view.DoConfirm))
			s.Snap.StaffLeft = nil
			return done(s, s.Form().asked, told{}, nil, uitest.Noon)
		}},
		{"mark-form", func(s Model) Model {
			s = afterKeys(withFront(uitest.Shown("0126112300000017", uitest.USD(350), 70*time.Second))(staffed(s)), ask(view.DoMark))
			s = done(s, ManagerCommand{s.Form().turn}, told{pin: true}, nil, uitest.Noon)
			return afterKeys(s, typed(0, "FT26327HX81"), typed(1, "Dara"))
		}},
		{"lock", func(s Model) Model { s, _ = staffed(s).lock(uitest.Noon); return s.open(lockPage{row: 1}) }},
		{"lock-lost", func(s Model) Model {
			s = staffed(s)
			s.Snap.NobodySignsIn = true
			s, _ = s.lock(uitest.Noon)
			return s
		}},
		{"lock-pin", func(s Model) Model {
			s, _ = staffed(s).lock(uitest.Noon)
			return afterKeys(s, digit("2"), typed(0, "22"))
		}},
		{"recovery-offer", func(s Model) Model {
			return signInAs(unrecovered(s), 0)
		}},
		{"sign-in-rule", func(s Model) Model {
			s = staffed(s)
			s.Snap.AsksSignIn = true
			return signInAs(s, 0)
		}},
		{"recovery-renew", func(s Model) Model {
			return afterKeys(staffed(s), ask(view.DoStaff), ask(view.DoCheckNow), typed(1, "12"))
		}},
		{"recovery-code", func(s Model) Model {
			s = afterKeys(staffed(s), ask(view.DoStaff), ask(view.DoCheckNow), typed(1, "918273"), ask(view.DoCharge), ask(view.DoCharge))
			return done(s, s.Form().asked, told{code: "0123-4567-89AB-CDEF"}, nil, uitest.Noon)
		}},
		{"recovery-lost", func(s Model) Model {
			s, _ = staffed(s).lock(uitest.Noon)
			s = afterKeys(s, digit("1"), ask(view.DoNextSale), typed(0, "0123 4567 89ab cdef"), typed(1, "729418"), typed(2, "729418"), ask(view.DoDown), ask(view.DoDown), ask(view.DoCharge))
			return done(s, s.Form().asked, told{}, fault.New(fault.RecoveryWrong), uitest.Noon)
		}},
		{"owner-bar", func(s Model) Model { s.AsksOwner = true; return s }},
		{"owner", func(s Model) Model {
			s.AsksOwner = true
			return afterKeys(s, ask(view.DoOwner), typed(0, "Sokha"), typed(1, "729418"), typed(2, "729481"), ask(view.DoDown), ask(view.DoDown), ask(view.DoCharge))
		}},
	}
}
