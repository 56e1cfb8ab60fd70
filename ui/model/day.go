package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/ui/view"
)

// dayTask is something that is done with the drawer or the shift.
type dayTask int

const (
	dayNone dayTask = iota
	dayOpen
	dayClose
	dayIn
	dayOut
	dayDrop
	dayHandover
)

// dayPage shows the shift and what can be done with it.
type dayPage struct {
	plainPage
	row int // the chosen task
}

// moveKinds are the movements of cash by their tasks.
var moveKinds = map[dayTask]drawer.MoveKind{dayIn: drawer.CashIn, dayOut: drawer.CashOut, dayDrop: drawer.CashDrop}

// dayTasks are what can be done now, in the order of their keys.
func (s Model) dayTasks() []dayTask {
	if !s.Snap.Shift.Open {
		return []dayTask{dayOpen, dayClose}
	}
	return []dayTask{dayClose, dayIn, dayOut, dayDrop, dayHandover}
}

// openDay shows the shift and what can be done with it.
func (s Model) openDay(now time.Time) Model {
	if s.Charging {
		return s.Say(now, view.StatusNone, words.Preparing)
	}
	return s.over(dayPage{})
}

func (dayPage) name() view.Page { return view.PageDay }

func (p dayPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	tasks := s.dayTasks()
	switch a.Verb {
	case view.DoDay: // it opened the page
		return s, nil
	case view.DoEscape:
		return s.closePage(), nil
	case view.DoUp:
		p.row = max(0, p.row-1)
		return s.open(p), nil
	case view.DoDown:
		p.row = min(len(tasks)-1, p.row+1)
		return s.open(p), nil
	case view.DoCharge:
		return s.beginDay(tasks[min(p.row, len(tasks)-1)], now)
	case view.DoRow:
		return s.beginDay(tasks[a.Index], now)
	case view.DoDigits:
		if i := int(a.Text[0] - '1'); len(a.Text) == 1 && i >= 0 && i < len(tasks) {
			return s.beginDay(tasks[i], now)
		}
		return s, nil
	case view.DoPrint:
		if !s.hasPrinter(settings.RoleReport) {
			return s.SayError(now, fault.PrinterMissing), nil
		}
		return s, PrintCommand{}
	case view.DoReports:
		return s.openReports(now)
	case view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	}
	return s.finishFirst(now)
}

// beginDay opens what a task needs: the notes to be counted, or a form.
func (s Model) beginDay(t dayTask, now time.Time) (Model, Command) {
	s.Said = Said{}
	if _, ok := moveKinds[t]; ok {
		return s.openForm(form{of: moveForm{s.ownForm(t)}, Fields: s.withOwn(field{Kind: fieldAmount}, field{Kind: fieldReason})})
	}
	if n := s.Snap.Unfinished(); t == dayClose && n > 0 {
		return s.SayError(now, fault.ShiftBusy, strconv.Itoa(n)), nil
	}
	p := countPage{task: t, fresh: true}
	for i, c := range money.Currencies() {
		p.Counts[i] = make([]int64, len(money.Denominations(c)))
	}
	return s.open(p), nil
}

// overText says what a closed drawer is over or short.
func overText(lang words.Language, r report.Report) string {
	var parts []string
	for _, d := range r.Drawer {
		switch {
		case d.Over.Minor > 0:
			parts = append(parts, words.Text(lang, words.OverBy, d.Over.Display()))
		case d.Over.Minor < 0:
			parts = append(parts, words.Text(lang, words.ShortBy, d.Over.Negative().Display()))
		}
	}
	if len(parts) == 0 {
		return words.Text(lang, words.CountRight)
	}
	return strings.Join(parts, " · ")
}

// shiftBar says loudly that a shift was left open over the end of its day.
func (s Model) shiftBar() (view.Notice, bool) {
	shift := s.Snap.Shift
	if !shift.Open || shift.Day == s.Snap.Day || s.Page() != view.PageClosed {
		return view.Notice{}, false
	}
	return view.Notice{Status: view.StatusAttention, Text: s.word(words.ShiftLeftOpen, strconv.Itoa(shift.Z), string(shift.Day)), Buttons: [2]view.Button{
		keyed(s.word(words.Reports), view.DoDay),
	}}, true
}
