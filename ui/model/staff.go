package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/staff"
	"psar/ui/view"
)

type (
	// StaffCommand takes a person into the shop or, with an ID, changes one.
	StaffCommand struct {
		Person staff.Person
		PIN    string // "": it stays
		Word   staff.Approval
	}
)

func (StaffCommand) command() {}

// openStaff lists who works here. Before there is an owner it asks for one.
func (s Model) openStaff(now time.Time) (Model, Command) {
	switch {
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing), nil
	case !s.Snap.Staffed:
		return s.openOwner(now)
	}
	s.Confirm, s.Said = false, Said{}
	s.Desk = desk{Page: view.PageStaff}
	return s, nil
}

// atStaff chooses a person.
func (s Model) atStaff(a view.Action, now time.Time) (Model, Command) {
	if to, chosen, mine := overList(a, s.Desk.row, len(s.Snap.StaffList)); mine {
		if chosen {
			s.Said, s.Desk.row = Said{}, to
			return s.editStaff(s.Snap.StaffList[to])
		}
		s.Desk.row, s.Said = to, Said{}
		return s, nil
	}
	switch a.Verb {
	case view.DoBringFront:
		if a.Payment != "" {
			return s.closeDesk().bringFront(a.Payment, now), nil
		}
		return s.editStaff(staff.Person{Role: staff.Cashier, Active: true})
	case view.DoStaff: // it opened the page
		return s, nil
	case view.DoEscape:
		return s.closeDesk(), nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// editStaff opens the form of a person; one without an ID is new. An owner's word
// is part of it: the only owner there is needs no typing.
func (s Model) editStaff(p staff.Person) (Model, Command) {
	f := form{Task: taskStaff, staff: p, Fields: []field{
		{fieldName, p.Name}, {FieldRole, string(p.Role)}, {Kind: fieldNewPIN}, {Kind: FieldAgain},
	}}
	return s.openForm(s.withOwner(f))
}

// withOwner adds the lines of an owner's word.
func (s Model) withOwner(f form) form {
	f = f.withManager()
	if owners := s.owners(); len(owners) == 1 {
		f = f.with(f.Index(FieldManager), owners[0])
	}
	return f
}

// owners are the names of those who work here.
func (s Model) owners() (names []string) {
	for _, p := range s.Snap.StaffList {
		if p.Role == staff.Owner {
			names = append(names, p.Name)
		}
	}
	return names
}

// staffTyped hands a finished form to the till.
func (s Model) staffTyped(f form) (Model, Command) {
	if f.Value(fieldNewPIN) != f.Value(FieldAgain) {
		return s.pinsDiffer(f), nil
	}
	p := f.staff
	p.Name, p.Role = f.Value(fieldName), staff.Role(f.Value(FieldRole))
	f.Busy = true
	s.Desk.Form = f
	return s, StaffCommand{p, f.Value(fieldNewPIN), f.word()}
}

// pinsDiffer asks for the second of two PINs once more.
func (s Model) pinsDiffer(f form) Model {
	at := f.Index(FieldAgain)
	f = f.with(at, "")
	f.Focus, f.Problem = at, Said{Key: words.PINsDiffer}
	s.Desk.Form = f
	return s
}

// staffLeaves asks for an owner's word that a person's work here ends.
func (s Model) staffLeaves(now time.Time) (Model, Command) {
	p := s.Desk.Form.staff
	if p.ID == 0 {
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	return s.openForm(s.withOwner(form{Task: taskStaffLeaves, staff: p}))
}

// staffChanged takes what came of it.
func (s Model) staffChanged(c StaffCommand, err error, now time.Time) Model {
	if t := s.Desk.Form.Task; t != taskStaff && t != taskStaffLeaves {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.Desk.Form.Busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	s.Desk = desk{Page: view.PageStaff, row: min(s.Desk.row, max(0, len(s.Snap.StaffList)-1))}
	if !c.Person.Active {
		return s.Say(now, view.StatusGood, words.StaffDidLeave, c.Person.Name)
	}
	return s.Say(now, view.StatusGood, words.StaffSaved, c.Person.Name, s.roleName(c.Person.Role))
}

// staffView lists who works here.
func (s Model) staffView() view.Desk {
	v := view.Desk{Page: view.PageStaff, Title: s.word(words.StaffTitle), Foot: s.word(words.StaffHint)}
	v.Buttons[0] = s.back()
	v.Buttons[0].Label = s.word(words.Close)
	v.Buttons[1] = view.Button{Label: s.word(words.StaffNew), Hint: "F3", Action: view.Action{Verb: view.DoBringFront}}
	v.Rows = s.peopleRows()
	return v
}

// peopleRows is the page of the people on which the chosen one stands.
func (s Model) peopleRows() (rows [view.DeskRows]view.DeskRow) {
	list, top := s.Snap.StaffList, s.Desk.row/view.DeskRows*view.DeskRows
	for i := range rows {
		if top+i < len(list) {
			p := list[top+i]
			rows[i] = view.DeskRow{
				Key: string(rune('1' + i)), Amount: p.Name, Line: s.roleName(p.Role),
				Chosen: top+i == s.Desk.row, Plain: true, Action: view.Action{Verb: view.DoRow, Index: top + i},
			}
		}
	}
	return rows
}

// aboutStaff is what the form of a person, or its review, is about.
func (s Model) aboutStaff(v view.Desk) view.Desk {
	f := s.Desk.Form
	v.Title = s.word(words.StaffNew)
	switch {
	case f.Task == taskStaffLeaves:
		v.Title, v.Amount, v.Facts[0] = s.word(words.StaffLeaves), f.staff.Name, s.roleName(f.staff.Role)
	case f.staff.ID != 0:
		v.Title = s.word(words.StaffChange)
	}
	return v
}
