package model

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/view"
)

// openStaff lists who works here. Before there is an owner it asks for one.
func (s Model) openStaff(now time.Time) (Model, Command) {
	switch {
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing), nil
	case !s.Snap.Staffed:
		return s.openOwner(now)
	}
	return s.over(staffPage{}), nil
}

// staffPage lists who works here.
type staffPage struct {
	plainPage
	row int // the chosen one
}

func (staffPage) name() view.Page { return view.PageStaff }

// update chooses a person.
func (p staffPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	people := s.everybody()
	if to, chosen, mine := overList(a, p.row, len(people)); mine {
		p.row, s.Said = to, Said{}
		switch {
		case chosen && to >= len(s.Snap.StaffList):
			return s.openForm(s.withOwner(form{of: numberForm{list: p, person: people[to]}}))
		case chosen:
			return p.edit(s, people[to])
		}
		return s.open(p), nil
	}
	switch a.Verb {
	case view.DoBringFront:
		if a.Payment != "" {
			return s.closePage().bringFront(a.Payment, now), nil
		}
		return p.edit(s, staff.Person{Role: staff.Cashier, Active: true})
	case view.DoCheckNow:
		return s.openForm(s.withOwner(form{of: recoveryForm{list: p}}))
	case view.DoStaff: // it opened the page
		return s, nil
	case view.DoEscape:
		return s.closePage(), nil
	}
	return s.finishFirst(now)
}

func (p staffPage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.Desk
	v.Page, v.Title, v.Foot = view.PageStaff, s.word(words.StaffTitle), s.word(words.StaffHint)
	v.Buttons[0] = s.closes()
	v.Buttons[1] = s.own(view.DoBringFront)
	v.Buttons[3] = s.own(view.DoCheckNow)
	v.Rows = s.peopleRows(s.everybody(), p.row)
}

// everybody is who works here, and then who left and is shown by name.
func (s Model) everybody() []staff.Person { return slices.Concat(s.Snap.StaffList, s.Snap.StaffLeft) }

// edit opens the form of a person; one without an ID is new. An owner's word
// is part of it: the only owner there is needs no typing.
func (p staffPage) edit(s Model, who staff.Person) (Model, Command) {
	f := form{of: personForm{list: p, person: who}, Fields: []field{
		{fieldName, who.Name}, {fieldRole, string(who.Role)}, {Kind: fieldNewPIN}, {Kind: fieldAgain},
	}}
	return s.openForm(s.withOwner(f))
}

// anew is the list after it changed.
func (p staffPage) anew(s Model) Model {
	p.row = min(p.row, max(0, len(s.everybody())-1))
	return s.open(p)
}

// withOwner adds the lines of an owner's word.
func (s Model) withOwner(f form) form {
	f = f.withManager()
	if owners := s.owners(); len(owners) == 1 {
		f = f.with(f.index(fieldManager), owners[0])
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

// pinsDiffer asks for the second of two PINs once more.
func (s Model) pinsDiffer(f form) Model {
	at := f.index(fieldAgain)
	f = f.with(at, "")
	f.Focus, f.Problem = at, Said{Key: words.PINsDiffer}
	return s.withForm(f)
}

// peopleRows is the page of people on which the chosen one stands.
func (s Model) peopleRows(list []staff.Person, row int) (rows [view.DeskRows]view.DeskRow) {
	top := topRow(row)
	for i := range rows {
		if top+i < len(list) {
			p := list[top+i]
			line := s.roleName(p.Role)
			if top+i >= len(s.Snap.StaffList) {
				line = joined(line, s.word(words.StaffLeaves))
			}
			rows[i] = view.DeskRow{
				Key: string(rune('1' + i)), Amount: p.Name, Line: line,
				Chosen: top+i == row, Plain: true, Action: view.Action{Verb: view.DoRow, Index: top + i},
			}
		}
	}
	return rows
}

// personForm takes a person in, or changes one.
type personForm struct {
	plainForm
	list   staffPage
	person staff.Person // as they are kept; without an ID they are new
}

func (personForm) task() task { return taskStaff }

func (k personForm) title(s Model) string {
	if k.person.ID != 0 {
		return s.word(words.StaffChange)
	}
	return s.word(words.StaffNew)
}

func (personForm) about(Model, form, *view.Desk, time.Time) {}

func (k personForm) figures(Model) staff.Figures {
	if k.person.ID == 0 {
		return ""
	}
	return k.person.Figures()
}

func (personForm) ofOwner() bool { return true }

func (k personForm) lacks(_ form, of fieldKind) fault.Code {
	switch {
	case of == fieldName:
		return fault.StaffName
	case of == fieldNewPIN && k.person.ID != 0: // it stays
		return ""
	}
	return of.spec().empty
}

func (k personForm) key(s Model, _ form, a view.Action, now time.Time) (Model, Command, bool) {
	if a.Verb != view.DoNextSale {
		return s, nil, false
	}
	if k.person.ID == 0 {
		return s.Say(now, view.StatusNone, words.NotNow), nil, true
	}
	s, c := s.openForm(s.withOwner(form{of: leavesForm{list: k.list, person: k.person}}))
	return s, c, true
}

func (k personForm) labels(s Model, f form, v *view.Desk) {
	f.relabel(v, fieldName, s.word(words.FieldStaffName))
	s.newPIN(f, v)
	if k.person.ID != 0 {
		f.relabel(v, fieldNewPIN, s.word(words.FieldOtherPIN))
	}
	s.saveKey(v, k.person.ID != 0)
}

// typed hands a finished form to the till.
func (k personForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	if f.value(fieldNewPIN) != f.value(fieldAgain) {
		return s.pinsDiffer(f), nil
	}
	p := k.person
	p.Name, p.Role = f.value(fieldName), staff.Role(f.value(fieldRole))
	return s.hands(f, StaffCommand{p, f.value(fieldNewPIN), f.word()})
}

func (k personForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.open(k.list), nil }

func (k personForm) again(s Model) Model { return k.list.anew(s) }

// leavesForm ends a person's work here.
type leavesForm struct {
	plainForm
	list   staffPage
	person staff.Person
}

func (leavesForm) task() task { return taskStaffLeaves }

func (leavesForm) title(s Model) string { return s.word(words.StaffLeaves) }

func (k leavesForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount, v.Facts[0] = k.person.Name, s.roleName(k.person.Role)
}

func (k leavesForm) figures(Model) staff.Figures { return k.person.Figures() }

func (k leavesForm) review(s Model, _ form, v *view.Desk) {
	v.Text = s.word(words.WillLeave, k.person.Name)
}

func (leavesForm) ofOwner() bool { return true }

func (k leavesForm) command(_ Model, f form) Command {
	p := k.person
	p.Active = false
	return StaffCommand{Person: p, Word: f.word()}
}

func (k leavesForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.open(k.list), nil }

func (k leavesForm) again(s Model) Model { return k.list.anew(s) }

// people is the list that the form of a person belongs to; false where it is another.
func (f form) people() (staffPage, bool) {
	switch k := f.of.(type) {
	case personForm:
		return k.list, true
	case leavesForm:
		return k.list, true
	case numberForm:
		return k.list, true
	}
	return staffPage{}, false
}
