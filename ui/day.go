package ui

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
	counts [2][]int64 // so many of each of money.Notes, dollars and riel
	column int
	row    int
	fresh  bool // the next digit begins the row's count anew
	move   pos.MoveRequest
	count  drawer.CountRequest
}

type (
	// countCommand hands a count to the till: a shift opens, is handed over or
	// closed by it.
	countCommand struct {
		task    dayTask
		request drawer.CountRequest
	}
	moveCommand  struct{ request pos.MoveRequest }
	printCommand struct{} // the X report of the shift
)

func (countCommand) command() {}
func (moveCommand) command()  {}
func (printCommand) command() {}

// moveKinds are the movements of cash by their tasks.
var moveKinds = map[dayTask]drawer.MoveKind{dayIn: drawer.CashIn, dayOut: drawer.CashOut, dayDrop: drawer.CashDrop}

// dayTasks are what can be done now, in the order of their keys.
func (s state) dayTasks() []dayTask {
	if !s.snap.Shift.Open {
		return []dayTask{dayOpen, dayClose}
	}
	return []dayTask{dayClose, dayIn, dayOut, dayDrop, dayHandover}
}

// openDay shows the shift and what can be done with it.
func (s state) openDay(now time.Time) state {
	if s.charging {
		return s.say(now, statusNone, words.Preparing)
	}
	s.confirm, s.said = false, said{}
	s.desk = desk{page: deskDay}
	return s
}

func (s state) atDay(a action, now time.Time) (state, command) {
	tasks := s.dayTasks()
	switch a.verb {
	case doDay: // it opened the page
		return s, nil
	case doEscape:
		return s.closeDesk(), nil
	case doUp:
		s.desk.row = max(0, s.desk.row-1)
		return s, nil
	case doDown:
		s.desk.row = min(len(tasks)-1, s.desk.row+1)
		return s, nil
	case doCharge:
		return s.beginDay(tasks[min(s.desk.row, len(tasks)-1)], now)
	case doRow:
		return s.beginDay(tasks[a.index], now)
	case doDigits:
		if i := int(a.text[0] - '1'); len(a.text) == 1 && i >= 0 && i < len(tasks) {
			return s.beginDay(tasks[i], now)
		}
		return s, nil
	case doPrint:
		if !s.hasPrinter(settings.RoleReport) {
			return s.sayError(now, fault.PrinterMissing), nil
		}
		return s, printCommand{}
	case doReports:
		return s.openReports(now)
	case doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

// beginDay opens what a task needs: the notes to be counted, or a form.
func (s state) beginDay(t dayTask, now time.Time) (state, command) {
	s.said = said{}
	if kind, ok := moveKinds[t]; ok {
		s.desk = desk{page: deskDay, day: dayDesk{task: t, move: pos.MoveRequest{Kind: kind, Amount: money.Money{Currency: money.USD}}}}
		return s.openForm(form{task: taskMove, fields: []field{{kind: fieldAmount}, {kind: fieldReason}, {fieldName, s.snap.Shift.By}}})
	}
	if n := s.snap.Unfinished(); t == dayClose && n > 0 {
		return s.sayError(now, fault.ShiftBusy, strconv.Itoa(n)), nil
	}
	d := dayDesk{task: t, fresh: true}
	for i, c := range money.Currencies() {
		d.counts[i] = make([]int64, len(money.Notes(c)))
	}
	s.desk = desk{page: deskCount, day: d}
	return s, nil
}

// maxCounted is how many notes of a value can be typed.
const maxCounted = 99_999

// atCount types how many notes there are.
func (s state) atCount(a action, now time.Time) (state, command) {
	d := s.desk.day
	d.counts[d.column] = slices.Clone(d.counts[d.column])
	cell := &d.counts[d.column][d.row]
	last := len(d.counts[d.column]) - 1
	s.said = said{}
	switch a.verb {
	case doDigits:
		n := counted(*cell, a.text, d.fresh)
		if n > maxCounted {
			return s.say(now, statusNone, words.CountTooMany), nil
		}
		*cell, d.fresh = n, false
	case doPoint:
		return s.wholeOnly(now), nil
	case doBackspace:
		*cell, d.fresh = *cell/10, false
	case doUp:
		d.row, d.fresh = max(0, d.row-1), true
	case doDown:
		d.row, d.fresh = min(last, d.row+1), true
	case doFlip, doTab:
		d.column, d.row, d.fresh = 1-d.column, 0, true
	case doRow: // a touch
		d.column, d.row, d.fresh = a.index/100, a.index%100, true
	case doCharge:
		switch {
		case d.row < last:
			d.row++
		case d.column == 0:
			d.column, d.row = 1, 0
		default:
			return s.whoCounted(d)
		}
		d.fresh = true
	case doNextSale: // all is counted
		return s.whoCounted(d)
	case doEscape, doDay:
		return s.openDay(now), nil
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
	}
	s.desk.day = d
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
func (s state) whoCounted(d dayDesk) (state, command) {
	d.count = drawer.CountRequest{Counted: d.sums()}
	for i, c := range money.Currencies() {
		for j, note := range money.Notes(c) {
			if n := d.counts[i][j]; n > 0 {
				d.count.Notes = append(d.count.Notes, money.NoteCount{Note: note, Count: n})
			}
		}
	}
	s.desk.day = d
	fields := []field{{fieldName, s.snap.Shift.By}}
	if d.task == dayHandover {
		fields = append(fields, field{kind: fieldTo})
	}
	if d.task == dayClose {
		fields = append(fields, field{kind: fieldWhy})
	}
	return s.openForm(form{task: taskCount, fields: fields})
}

// sums are the counted notes: dollars, then riel.
func (d dayDesk) sums() []money.Money {
	all := make([]money.Money, 2)
	for i, c := range money.Currencies() {
		all[i].Currency = c
		for j, note := range money.Notes(c) {
			all[i] = money.SumIn(c, all[i], note.Times(d.counts[i][j]))
		}
	}
	return all
}

// expected is what should have been counted: what is in the drawer or, before a
// shift, what the last one left.
func (s state) expected() []money.Money {
	shift := s.snap.Shift
	if s.desk.day.task == dayOpen {
		return shift.Left
	}
	return shift.Drawer
}

// dayCommand is what the till is asked to do with a finished form.
func (s state) dayCommand(f form) command {
	d := s.desk.day
	if f.task == taskMove {
		d.move.Amount, d.move.Reason, d.move.By = f.money(), f.value(fieldReason), f.value(fieldName)
		return moveCommand{d.move}
	}
	d.count.Approval = f.word()
	d.count.By, d.count.To, d.count.Reason = f.value(fieldName), f.value(fieldTo), f.value(fieldWhy)
	return countCommand{d.task, d.count}
}

// dayDone takes what came of it.
func (s state) dayDone(c command, o outcome, err error, now time.Time) state {
	if _, ok := c.(printCommand); ok {
		if err != nil {
			return s.refuse(err, now)
		}
		return s.say(now, statusGood, words.PrintSent)
	}
	if s.desk.page != deskReview {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.desk.form.busy = false
	if err != nil {
		return s.turnedDown(err, now)
	}
	result := said{status: statusGood}
	switch c := c.(type) {
	case moveCommand:
		result.key, result.args = words.DidMove, []any{c.request.Amount.Display(), sums(s.snap.Shift.Drawer)}
	case countCommand:
		switch c.task {
		case dayOpen:
			result.key, result.args = words.DidOpen, []any{strconv.Itoa(s.snap.Shift.Z), sums(c.request.Counted)}
		case dayHandover:
			result.key, result.args = words.DidHandover, []any{c.request.To}
		default:
			result.key, result.args = words.DidClose, []any{strconv.Itoa(o.report.Z.Number), overText(s.language, o.report)}
			if slices.ContainsFunc(o.report.Drawer, func(d report.Drawer) bool { return d.Over.Minor < 0 }) {
				result.status = statusAttention
			}
		}
	}
	s.desk.page, s.desk.result = deskDone, result
	return s
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
func (s state) shiftBar() (noticeView, bool) {
	shift := s.snap.Shift
	if !shift.Open || shift.Day == s.snap.Day || s.desk.page != deskClosed {
		return noticeView{}, false
	}
	return noticeView{status: statusAttention, text: s.word(words.ShiftLeftOpen, strconv.Itoa(shift.Z), string(shift.Day)), buttons: [2]buttonView{
		{label: s.word(words.Reports), hint: "F12", action: action{verb: doDay}},
	}}, true
}
