package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos/staff"
)

type (
	// staffCommand takes a person into the shop or, with an ID, changes one.
	staffCommand struct {
		person staff.Person
		pin    string // "": it stays
		word   staff.Approval
	}
)

func (staffCommand) command() {}

// openStaff lists who works here. Before there is an owner it asks for one.
func (s state) openStaff(now time.Time) (state, command) {
	switch {
	case s.charging:
		return s.say(now, statusNone, words.Preparing), nil
	case !s.snap.Staffed:
		return s.openOwner(now)
	}
	s.confirm, s.said = false, said{}
	s.desk = desk{page: deskStaff}
	return s, nil
}

// atStaff chooses a person.
func (s state) atStaff(a action, now time.Time) (state, command) {
	if to, chosen, mine := overList(a, s.desk.row, len(s.snap.StaffList)); mine {
		if chosen {
			s.said, s.desk.row = said{}, to
			return s.editStaff(s.snap.StaffList[to])
		}
		s.desk.row, s.said = to, said{}
		return s, nil
	}
	switch a.verb {
	case doBringFront:
		if a.payment != "" {
			return s.closeDesk().bringFront(a.payment, now), nil
		}
		return s.editStaff(staff.Person{Role: staff.Cashier, Active: true})
	case doStaff: // it opened the page
		return s, nil
	case doEscape:
		return s.closeDesk(), nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

// editStaff opens the form of a person; one without an ID is new. An owner's word
// is part of it: the only owner there is needs no typing.
func (s state) editStaff(p staff.Person) (state, command) {
	f := form{task: taskStaff, staff: p, fields: []field{
		{fieldName, p.Name}, {fieldRole, string(p.Role)}, {kind: fieldNewPIN}, {kind: fieldAgain},
	}}
	return s.openForm(s.withOwner(f))
}

// withOwner adds the lines of an owner's word.
func (s state) withOwner(f form) form {
	f = f.withManager()
	if owners := s.owners(); len(owners) == 1 {
		f = f.with(f.index(fieldManager), owners[0])
	}
	return f
}

// owners are the names of those who work here.
func (s state) owners() (names []string) {
	for _, p := range s.snap.StaffList {
		if p.Role == staff.Owner {
			names = append(names, p.Name)
		}
	}
	return names
}

// staffTyped hands a finished form to the till.
func (s state) staffTyped(f form) (state, command) {
	if f.value(fieldNewPIN) != f.value(fieldAgain) {
		return s.pinsDiffer(f), nil
	}
	p := f.staff
	p.Name, p.Role = f.value(fieldName), staff.Role(f.value(fieldRole))
	f.busy = true
	s.desk.form = f
	return s, staffCommand{p, f.value(fieldNewPIN), f.word()}
}

// pinsDiffer asks for the second of two PINs once more.
func (s state) pinsDiffer(f form) state {
	at := f.index(fieldAgain)
	f = f.with(at, "")
	f.focus, f.problem = at, said{key: words.PINsDiffer}
	s.desk.form = f
	return s
}

// staffLeaves asks for an owner's word that a person's work here ends.
func (s state) staffLeaves(now time.Time) (state, command) {
	p := s.desk.form.staff
	if p.ID == 0 {
		return s.say(now, statusNone, words.NotNow), nil
	}
	return s.openForm(s.withOwner(form{task: taskStaffLeaves, staff: p}))
}

// staffChanged takes what came of it.
func (s state) staffChanged(c staffCommand, err error, now time.Time) state {
	if t := s.desk.form.task; t != taskStaff && t != taskStaffLeaves {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.desk.form.busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	s.desk = desk{page: deskStaff, row: min(s.desk.row, max(0, len(s.snap.StaffList)-1))}
	if !c.person.Active {
		return s.say(now, statusGood, words.StaffDidLeave, c.person.Name)
	}
	return s.say(now, statusGood, words.StaffSaved, c.person.Name, s.roleName(c.person.Role))
}

// staffView lists who works here.
func (s state) staffView() deskView {
	v := deskView{page: deskStaff, title: s.word(words.StaffTitle), foot: s.word(words.StaffHint)}
	v.buttons[0] = s.back()
	v.buttons[0].label = s.word(words.Close)
	v.buttons[1] = buttonView{label: s.word(words.StaffNew), hint: "F3", action: action{verb: doBringFront}}
	v.rows = s.peopleRows()
	return v
}

// peopleRows is the page of the people on which the chosen one stands.
func (s state) peopleRows() (rows [deskRows]deskRow) {
	list, top := s.snap.StaffList, s.desk.row/deskRows*deskRows
	for i := range rows {
		if top+i < len(list) {
			p := list[top+i]
			rows[i] = deskRow{
				key: string(rune('1' + i)), amount: p.Name, line: s.roleName(p.Role),
				chosen: top+i == s.desk.row, plain: true, action: action{verb: doRow, index: top + i},
			}
		}
	}
	return rows
}

// aboutStaff is what the form of a person, or its review, is about.
func (s state) aboutStaff(v deskView) deskView {
	f := s.desk.form
	v.title = s.word(words.StaffNew)
	switch {
	case f.task == taskStaffLeaves:
		v.title, v.amount, v.facts[0] = s.word(words.StaffLeaves), f.staff.Name, s.roleName(f.staff.Role)
	case f.staff.ID != 0:
		v.title = s.word(words.StaffChange)
	}
	return v
}
