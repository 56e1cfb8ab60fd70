package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/view"
)

// task tells the forms apart.
type task int

const (
	noTask          task = iota
	taskSale             // the payment's own sale is completed
	taskReceipt          // it belongs to another receipt
	taskRefund           // it was sent back at the bank
	taskNote             // something to know of it
	taskConfirm          // the account is the shop's
	taskDeny             // it is not
	taskAlert            // an alert was read
	taskPrinter          // where a printer is
	taskDrawer           // the drawer opens without a sale
	taskMove             // notes come in or go out without one
	taskCount            // the drawer was counted
	taskRefundOf         // which receipt something goes back for
	taskGive             // and that it does
	taskSignIn           // somebody stands at the till
	taskOwner            // the shop gets its first owner
	taskApprove          // a bill needs a manager
	taskItem             // an item of the catalogue is new or changes
	taskArchive          // it leaves the catalogue
	taskRate             // the exchange rate
	taskLine             // a line of the bill
	taskMark             // a payment came, whatever the bank says
	taskStaff            // a person is taken in or changes
	taskStaffLeaves      // and works here no more
	taskStaffNumber      // who left is shown as a number
	taskReport           // which report is meant
	taskPaper            // the code of an old paper
	taskRecovery         // a recovery code is made
	taskLost             // and used
)

// formKind is what a form is for, and what it is about: a value of its own for each
// task, in the file of the feature that it belongs to. Those that a form seldom has are
// in plainForm.
type formKind interface {
	task() task
	// title names the form, and what came of it.
	title(s Model) string
	// about says what the form, or its review, is about.
	about(s Model, f form, v *view.Desk, now time.Time)
	// figures are those of what it is about, as they stand on the screen when it opens.
	figures(s Model) staff.Figures
	// asks adds the lines of a manager's word where one is wanted. The command says
	// whether a PIN is.
	asks(s Model, f form) (form, Command)
	// lacks is what is wrong with an empty line, "" for nothing.
	lacks(f form, k fieldKind) fault.Code
	// key takes a key that is the form's own; false: it has no such key.
	key(s Model, f form, a view.Action, now time.Time) (Model, Command, bool)
	// labels puts its own names to the lines, and buttons beside Continue and Back.
	labels(s Model, f form, v *view.Desk)
	// typed goes on from a form that lacks nothing.
	typed(s Model, f form, now time.Time) (Model, Command)
	// review says what the second key does.
	review(s Model, f form, v *view.Desk)
	// command is what the till is asked to do with a finished form.
	command(s Model, f form) Command
	// back is where Esc goes.
	back(s Model, f form, now time.Time) (Model, Command)
	// again shows what the form was about as it stands now: its figures have changed.
	again(s Model) Model
	// wordLater reports that a manager's word is asked for only when the till wants it.
	wordLater() bool
	// follow keeps to the shop: what the form is about may have gone meanwhile.
	follow(s Model, now time.Time) Model
	// done leaves the page that says what came of the form.
	done(s Model) Model
	// problem is why the till turned the form down.
	problem(f form, failure *fault.Error) Said
}

// plainForm is a form that asks nobody for a word and is done without a review.
type plainForm struct{}

func (plainForm) figures(Model) staff.Figures { return "" }

func (plainForm) asks(_ Model, f form) (form, Command) { return f, nil }

// ownersForm is a kind of form that may ask for a word that only an owner gives.
type ownersForm interface{ ofOwner() bool }

// ownersWord reports that the form asks for a word that only an owner gives.
func (f form) ownersWord() bool {
	k, ok := f.of.(ownersForm)
	return ok && k.ofOwner()
}

func (plainForm) lacks(_ form, k fieldKind) fault.Code { return k.spec().empty }

func (plainForm) key(s Model, _ form, _ view.Action, _ time.Time) (Model, Command, bool) {
	return s, nil, false
}

func (plainForm) labels(s Model, f form, v *view.Desk) { s.approverKeys(f, v) }

func (plainForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	return s.open(reviewPage{form: f}), nil
}

func (plainForm) review(Model, form, *view.Desk) {}

func (plainForm) command(Model, form) Command { return nil }

func (plainForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.closePage(), nil }

func (plainForm) again(s Model) Model { return s.closePage() }

func (plainForm) follow(s Model, _ time.Time) Model { return s }

func (plainForm) done(s Model) Model { return s.closePage() }

func (plainForm) wordLater() bool { return false }

func (plainForm) problem(_ form, failure *fault.Error) Said {
	return Said{Code: failure.Code, args: failure.Args}
}

// wordForm is a form to which a manager gives their word.
type wordForm struct{ plainForm }

func (wordForm) asks(_ Model, f form) (form, Command) {
	f.Fields = append(f.Fields, field{Kind: fieldManager})
	return f, ManagerCommand{f.turn}
}

// relabel gives the line of a kind another name.
func (f form) relabel(v *view.Desk, k fieldKind, label string) {
	if i := f.index(k); i >= 0 {
		v.Fields[i].Label = label
	}
}

// approverKeys offers the names of those whose word counts there.
func (s Model) approverKeys(f form, v *view.Desk) {
	if f.index(fieldManager) < 0 {
		return
	}
	for i, name := range s.approvers(f) {
		v.Buttons[2+i] = view.Button{Label: name, Action: view.Action{Verb: view.DoApprover, Index: i}}
	}
}

// saveKey names the first button for what is kept, and offers that it goes.
func (s Model) saveKey(v *view.Desk, kept bool) {
	v.Buttons[0].Label = s.word(words.ItemSave)
	if kept {
		v.Buttons[2] = s.own(view.DoNextSale)
	}
}
