package model

import (
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// openShift is a shop in the middle of its day.
func openShift(s Model) Model {
	s.Snap.Shift = drawer.Shift{
		Z: 41, Open: true, Since: uitest.Noon.Add(-7 * time.Hour), By: "Sok", Day: s.Snap.Day, Drawer: []money.Money{uitest.USD(12600), uitest.KHR(150500)},
	}
	return s
}

// cashiers is a shop with staff, at which a cashier has signed in.
func cashiers(s Model) Model {
	s = staffed(s)
	s.Snap.SignedIn = staff.SignedIn{ID: 3, Name: "Srey", Role: staff.Cashier}
	return s
}

// countedDrawer is a drawer as its notes are counted.
func countedDrawer(s Model) Model {
	down := ask(view.DoDown)
	s = afterKeys(openShift(s), ask(view.DoDay), digit("1"), down, digit("1"), down, down, digit("7"), down, down, down, digit("6"))
	return afterKeys(s, ask(view.DoFlip), down, down, digit("2"), down, down, down, down, digit("5"))
}

// reviewedDrawer is what the count comes to, before the shift is closed.
func reviewedDrawer(s Model) Model {
	s = afterKeys(countedDrawer(s), ask(view.DoNextSale))
	why := s.Form().index(fieldWhy)
	return afterKeys(s, view.Action{Verb: view.DoFocus, Index: why}, typed(why, "a note of 500 was torn"), ask(view.DoCharge))
}

// handsOver is a drawer that whoever has signed in gives away.
func handsOver(s Model) Model {
	return afterKeys(openShift(cashiers(s)), ask(view.DoDay), digit("5"), ask(view.DoNextSale), typed(0, "Dara"), ask(view.DoCharge), ask(view.DoCharge))
}

// dayScenes are the drawer, the shift and the rate.
func dayScenes() []scene {
	return []scene{
		{"day", func(s Model) Model { return afterKeys(openShift(s), ask(view.DoDay), ask(view.DoDown)) }},
		{"day-closed", func(s Model) Model {
			s.Snap.Shift = drawer.Shift{Z: 42, LastZ: uitest.Noon.Add(-12 * time.Hour), Left: []money.Money{uitest.USD(5000), uitest.KHR(100000)}, Drawer: []money.Money{uitest.USD(5000), uitest.KHR(100000)}}
			return afterKeys(s, ask(view.DoDay))
		}},
		{"day-count", countedDrawer},
		{"day-review", reviewedDrawer},
		{"day-review-blind", func(s Model) Model { return reviewedDrawer(cashiers(s)) }},
		{"day-handover", func(s Model) Model {
			s = afterKeys(handsOver(s), ask(view.DoConfirm))
			command := s.Form().asked.(CountCommand)
			return answered(s, command, told{}, fault.New(fault.PINMissing, "Dara"), uitest.Noon)
		}},
		{"day-handover-review", handsOver},
		{"day-handover-done", func(s Model) Model {
			s = afterKeys(handsOver(s), ask(view.DoConfirm))
			return answered(s, s.Form().asked.(CountCommand), told{}, nil, uitest.Noon)
		}},
		{"day-move-blind", func(s Model) Model {
			s = afterKeys(openShift(cashiers(s)), ask(view.DoDay), digit("2"), typed(0, "8000/"), typed(1, "change"), ask(view.DoCharge), ask(view.DoCharge), ask(view.DoConfirm))
			return answered(s, s.Form().asked.(MoveCommand), told{}, nil, uitest.Noon)
		}},
		{"day-done", func(s Model) Model {
			s = afterKeys(reviewedDrawer(s), ask(view.DoConfirm))
			z := report.Report{Z: &report.ZHead{Number: 41}, Drawer: []report.Drawer{{Currency: money.USD}, {Currency: money.KHR, Over: uitest.KHR(-500)}}}
			return answered(s, CountCommand{Task: dayClose, Request: &drawer.CountRequest{}}, told{report: z}, nil, uitest.Noon)
		}},
		{"day-move-signed", func(s Model) Model {
			return afterKeys(openShift(cashiers(s)), ask(view.DoDay), digit("3"), typed(0, "8000/"))
		}},
		{"day-open-signed", func(s Model) Model {
			return afterKeys(cashiers(s), ask(view.DoDay), digit("1"), digit("4"), ask(view.DoNextSale))
		}},
		{"day-move", func(s Model) Model {
			return afterKeys(openShift(s), ask(view.DoDay), digit("3"), typed(0, "8000/"), typed(1, "ice"))
		}},
		{"day-left-open", func(s Model) Model {
			s = openShift(s)
			s.Snap.Shift.Day = "2026-11-21"
			return s
		}},
		{"rate-bar", func(s Model) Model { s.Snap.RateOld = true; return s }},
		{"rate", func(s Model) Model {
			s = afterKeys(staffed(s), ask(view.DoRate), typed(1, "Dara"))
			rates := []facts.RateConfirmation{{Rate: 4100, By: "Dara", At: uitest.Noon.Add(-24 * time.Hour)}, {Rate: 4080, By: "Sokha", At: uitest.Noon.Add(-50 * time.Hour)}}
			return editedForm(s, func(f *form) { f.of = rateForm{rates: rates} })
		}},
		{"rate-review", func(s Model) Model { return afterKeys(s, ask(view.DoRate), typed(0, "4050"), ask(view.DoCharge)) }},
	}
}
