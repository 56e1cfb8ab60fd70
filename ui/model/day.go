package model

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos"
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

// dayDesk is the part of the desk where the drawer is counted and shifts end.
type dayDesk struct {
	task   dayTask
	Counts [2][]int64 // so many of each of money.Denominations, dollars and riel
	column int
	row    int
	fresh  bool // the next digit begins the row's count anew
	move   pos.MoveRequest
	count  drawer.CountRequest
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
	s.Confirm, s.Said = false, Said{}
	s.Desk = desk{Page: view.PageDay}
	return s
}

func (s Model) atDay(a view.Action, now time.Time) (Model, Command) {
	tasks := s.dayTasks()
	switch a.Verb {
	case view.DoDay: // it opened the page
		return s, nil
	case view.DoEscape:
		return s.closeDesk(), nil
	case view.DoUp:
		s.Desk.row = max(0, s.Desk.row-1)
		return s, nil
	case view.DoDown:
		s.Desk.row = min(len(tasks)-1, s.Desk.row+1)
		return s, nil
	case view.DoCharge:
		return s.beginDay(tasks[min(s.Desk.row, len(tasks)-1)], now)
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
		return s.closeDesk().bringFront(a.Payment, now), nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// beginDay opens what a task needs: the notes to be counted, or a form.
func (s Model) beginDay(t dayTask, now time.Time) (Model, Command) {
	s.Said = Said{}
	if kind, ok := moveKinds[t]; ok {
		s.Desk = desk{Page: view.PageDay, Day: dayDesk{task: t, move: pos.MoveRequest{Kind: kind, Amount: money.Money{Currency: money.USD}}}}
		return s.openForm(form{of: moveForm{}, Fields: []field{{Kind: FieldAmount}, {Kind: fieldReason}, {fieldName, s.atTill()}}})
	}
	if n := s.Snap.Unfinished(); t == dayClose && n > 0 {
		return s.SayError(now, fault.ShiftBusy, strconv.Itoa(n)), nil
	}
	d := dayDesk{task: t, fresh: true}
	for i, c := range money.Currencies() {
		d.Counts[i] = make([]int64, len(money.Denominations(c)))
	}
	s.Desk = desk{Page: view.PageCount, Day: d}
	return s, nil
}

// maxCounted is how many notes of a value can be typed.
const maxCounted = 99_999

// atCount types how many notes there are.
func (s Model) atCount(a view.Action, now time.Time) (Model, Command) {
	d := s.Desk.Day
	d.Counts[d.column] = slices.Clone(d.Counts[d.column])
	cell := &d.Counts[d.column][d.row]
	last := len(d.Counts[d.column]) - 1
	s.Said = Said{}
	switch a.Verb {
	case view.DoDigits:
		n := counted(*cell, a.Text, d.fresh)
		if n > maxCounted {
			return s.Say(now, view.StatusNone, words.CountTooMany), nil
		}
		*cell, d.fresh = n, false
	case view.DoPoint:
		return s.wholeOnly(now), nil
	case view.DoBackspace:
		*cell, d.fresh = *cell/10, false
	case view.DoUp:
		d.row, d.fresh = max(0, d.row-1), true
	case view.DoDown:
		d.row, d.fresh = min(last, d.row+1), true
	case view.DoFlip, view.DoTab:
		d.column, d.row, d.fresh = 1-d.column, 0, true
	case view.DoRow: // a touch
		d.column, d.row, d.fresh = a.Index/100, a.Index%100, true
	case view.DoCharge:
		switch {
		case d.row < last:
			d.row++
		case d.column == 0:
			d.column, d.row = 1, 0
		default:
			return s.whoCounted(d)
		}
		d.fresh = true
	case view.DoNextSale: // all is counted
		return s.whoCounted(d)
	case view.DoEscape, view.DoDay:
		return s.openDay(now), nil
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	s.Desk.Day = d
	return s, nil
}

// counted is a number of things with digits typed behind it, or anew. What nobody
// can have is the most that there is.
func counted(before int64, digits string, fresh bool) int64 {
	if fresh {
		before = 0
	}
	n, err := strconv.ParseInt(strconv.FormatInt(before, 10)+digits, 10, 64)
	if err != nil {
		return math.MaxInt64
	}
	return n
}

// whoCounted goes on to who counted.
func (s Model) whoCounted(d dayDesk) (Model, Command) {
	d.count = drawer.CountRequest{Counted: d.sums()}
	for i, c := range money.Currencies() {
		for j, note := range money.Denominations(c) {
			if n := d.Counts[i][j]; n > 0 {
				d.count.Notes = append(d.count.Notes, money.DenominationCount{Note: note, Count: n})
			}
		}
	}
	s.Desk.Day = d
	fields := []field{{fieldName, s.atTill()}}
	if d.task == dayHandover {
		fields = append(fields, field{Kind: fieldTo})
	}
	if d.task == dayClose {
		fields = append(fields, field{Kind: fieldWhy})
	}
	return s.openForm(form{of: countForm{}, Fields: fields})
}

// atTill is who stands at the till, as far as it knows: who has signed in, in whose
// name it is then, or else whose shift it is.
func (s Model) atTill() string {
	if in := s.Snap.SignedIn; in.ID != 0 {
		return in.Name
	}
	return s.Snap.Shift.By
}

// sums are the counted notes: dollars, then riel.
func (d dayDesk) sums() []money.Money {
	all := make([]money.Money, 2)
	for i, c := range money.Currencies() {
		all[i].Currency = c
		for j, note := range money.Denominations(c) {
			all[i] = money.SumIn(c, all[i], note.Times(d.Counts[i][j]))
		}
	}
	return all
}

// expected is what should have been counted: what is in the drawer or, before a
// shift, what the last one left.
func (s Model) expected() []money.Money {
	shift := s.Snap.Shift
	if s.Desk.Day.task == dayOpen {
		return shift.Left
	}
	return shift.Drawer
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

// ShiftBar says loudly that a shift was left open over the end of its day.
func (s Model) ShiftBar() (view.Notice, bool) {
	shift := s.Snap.Shift
	if !shift.Open || shift.Day == s.Snap.Day || s.Page() != view.PageClosed {
		return view.Notice{}, false
	}
	return view.Notice{Status: view.StatusAttention, Text: s.word(words.ShiftLeftOpen, strconv.Itoa(shift.Z), string(shift.Day)), Buttons: [2]view.Button{
		keyed(s.word(words.Reports), view.DoDay),
	}}, true
}
