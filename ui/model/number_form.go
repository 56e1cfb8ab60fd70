package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos/id"
	"psar/pos/staff"
	"psar/ui/view"
)

// numberForm has somebody who left shown as a number.
type numberForm struct {
	plainForm
	list   staffPage
	person staff.Person
}

func (numberForm) task() task { return taskStaffNumber }

func (numberForm) title(s Model) string { return s.word(words.StaffAsNumber) }

func (k numberForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount, v.Facts[0] = k.person.Name, s.word(words.StaffNumberHint)
}

func (k numberForm) figures(Model) staff.Figures { return k.person.Figures() }

func (numberForm) ofOwner() bool { return true }

func (k numberForm) review(s Model, _ form, v *view.Desk) {
	v.Text = s.word(words.WillNumber, k.person.Name, staff.NumberName(k.person.ID))
	v.Facts[0] = ""
}

func (k numberForm) command(_ Model, f form) Command {
	return NumberCommand{k.person.ID, f.word()}
}

func (k numberForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.open(k.list), nil }

func (k numberForm) again(s Model) Model { return k.list.anew(s) }

// NumberCommand has a number stand for somebody's name.
type NumberCommand struct {
	Who  id.Person
	Word staff.Approval
}

func (NumberCommand) Name() string { return "name as a number" }

func (c NumberCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.ShowAsNumber(ctx, c.Who, true, c.Word))
}

func (c NumberCommand) done(s Model, err error, now time.Time) Model {
	list, _ := s.Form().people()
	s, done := s.formDone(c, err, now)
	if !done {
		return s
	}
	return list.anew(s).Say(now, view.StatusGood, words.StaffDidNumber, staff.NumberName(c.Who))
}
