package model

import (
	"fmt"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
	"psar/ui/view"
)

// ownForm is done in somebody's own name: whose PIN is asked for where no manager's is.
type ownForm struct {
	plainForm
	as dayTask
	in string // who has signed in: it is in their name, and no line asks for one
}

// ownForm is such a form for who stands at the till.
func (s Model) ownForm(as dayTask) ownForm {
	if s.Snap.SignedIn.ID == 0 {
		return ownForm{as: as}
	}
	return ownForm{as: as, in: s.Snap.SignedIn.Name}
}

// withOwn are the lines of such a form: where nobody has signed in, one asks for a name, which
// is that of whose shift it is as long as nobody types another.
func (s Model) withOwn(lines ...field) []field {
	if s.Snap.SignedIn.ID != 0 {
		return lines
	}
	return append(lines, field{fieldBy, s.Snap.Shift.By})
}

// by is in whose name it is done.
func (k ownForm) by(f form) string {
	if k.in != "" {
		return k.in
	}
	return f.value(fieldBy)
}

func (k ownForm) lacks(f form, of fieldKind) fault.Code {
	if of == fieldPIN && k.by(f) == "" && f.index(fieldManager) < 0 { // nobody's
		return ""
	}
	return of.spec().empty
}

func (ownForm) labels(s Model, f form, v *view.Desk) {
	if f.index(fieldManager) < 0 {
		f.relabel(v, fieldPIN, s.word(words.FieldOwnPIN))
	}
	s.approverKeys(f, v)
}

// who says in whose name it is done, where no line does.
func (k ownForm) who(s Model, f form, v *view.Desk) {
	if k.in != "" && f.value(fieldManager) == "" {
		v.Past[0] = s.word(words.ByName, k.in)
	}
}

// whose says the same over the form's lines.
func (k ownForm) whose(s Model) string {
	if k.in == "" {
		return ""
	}
	return s.word(words.ByName, k.in)
}

func (k ownForm) title(s Model) string { return s.dayName(k.as) }

// word is that of whoever's name a count or a movement of cash has, once their
// PIN was asked for, or the manager's. A name alone gives none.
func (k ownForm) word(f form) staff.Approval {
	word := f.word()
	if word.By == "" {
		word.By = k.by(f)
	}
	if word.By == "" || f.index(fieldPIN) < 0 {
		return staff.Approval{Shown: word.Shown}
	}
	return word
}

// takersPIN reports that the till wants the PIN of who takes the drawer over, which has a line
// of its own. Of a wrong one it does not say whose it is.
func (f form) takersPIN(failure *fault.Error) bool {
	k, ok := f.of.(countForm)
	switch to := text.Fold(f.value(fieldTo)); {
	case !ok, f.index(fieldToPIN) < 0:
		return false
	case failure.Code == fault.PINMissing:
		return to != text.Fold(k.by(f)) && len(failure.Args) == 1 && to == text.Fold(fmt.Sprint(failure.Args[0]))
	case failure.Code == fault.PINWrong, failure.Code == fault.PINLocked:
		return f.index(fieldPIN) < 0
	}
	return false
}

// moveForm takes notes in or out without a sale.
type moveForm struct{ ownForm }

func (moveForm) task() task { return taskMove }

func (k moveForm) about(s Model, f form, v *view.Desk, _ time.Time) {
	v.Amount = f.amount.display()
	v.Facts[0] = s.word(words.MoveHint)
	if v.Page == view.PageForm {
		v.Facts[1] = k.whose(s)
	}
}

func (k moveForm) review(s Model, f form, v *view.Desk) {
	key := words.WillOut
	if k.as == dayIn {
		key = words.WillIn
	}
	v.Text = s.word(key, f.Money().Display(), f.value(fieldReason))
	k.who(s, f, v)
}

func (k moveForm) command(_ Model, f form) Command {
	move := pos.MoveRequest{Kind: moveKinds[k.as], Amount: f.Money(), Reason: f.value(fieldReason), By: k.by(f), Approval: k.word(f)}
	if move.Approval.By != "" {
		move.Approval.Shown = staff.FiguresOf(move.Amount)
	}
	return MoveCommand{move}
}

func (moveForm) back(s Model, _ form, now time.Time) (Model, Command) { return s.openDay(now), nil }

// countForm says who counted the drawer.
type countForm struct {
	ownForm
	count countPage
}

func (countForm) task() task { return taskCount }

func (countForm) wordLater() bool { return true }

func (countForm) figures(s Model) staff.Figures { return s.Snap.Shift.Figures() }

func (k countForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	sums, shift := k.count.sums(), s.Snap.Shift
	v.Amount = money.Displayed(sums)
	if v.Page == view.PageForm {
		v.Facts[0] = k.whose(s)
	}
	// Whoever counts blind hears what is over or short when the count is kept, and not while
	// it can still be typed otherwise.
	if v.Page != view.PageReview || k.as == dayOpen && len(shift.Left) == 0 || !s.Snap.May(staff.ActionXReport) {
		return
	}
	v.Facts[0] = s.word(words.CountExpected, money.Displayed(shift.Drawer))
	right := true
	for i, m := range sums {
		over := money.SumIn(m.Currency, m, money.SumIn(m.Currency, shift.Drawer...).Negative())
		switch {
		case over.Minor > 0:
			v.Facts[1+i] = s.word(words.OverBy, over.Display())
		case over.Minor < 0:
			v.Facts[1+i] = s.word(words.ShortBy, over.Negative().Display())
		default:
			continue
		}
		right = false
	}
	if right {
		v.Facts[1] = s.word(words.CountRight)
	} else {
		v.Status = view.StatusAttention
	}
}

func (k countForm) review(s Model, f form, v *view.Desk) {
	switch k.as {
	case dayOpen:
		v.Text = s.word(words.WillOpen, money.Displayed(k.count.sums()))
	case dayHandover:
		will := words.WillHandover
		if k.passesOn(f) {
			will = words.WillPassOn
		}
		v.Text = s.word(will, f.value(fieldTo))
	default:
		v.Text = s.word(words.WillClose, strconv.Itoa(s.Snap.Shift.Z))
	}
	k.who(s, f, v)
}

func (k countForm) command(_ Model, f form) Command {
	count := k.count.request()
	count.Approval = k.word(f)
	count.By, count.Reason = k.by(f), f.value(fieldWhy)
	count.To, count.ToPIN = f.value(fieldTo), f.value(fieldToPIN)
	return CountCommand{k.as, &count}
}

// passesOn reports that the till signs who takes the drawer in, in place of who hands it over.
func (k countForm) passesOn(f form) bool {
	return k.as == dayHandover && k.in != "" && text.Fold(f.value(fieldTo)) != text.Fold(k.in)
}

// done closes the form. Who took the drawer has signed in by that.
func (k countForm) done(s Model) Model {
	passed := k.passesOn(s.Form())
	if s = s.closePage(); passed {
		s = s.offerRecovery().askSignInRule()
	}
	return s
}

func (k countForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.open(k.count), nil }
