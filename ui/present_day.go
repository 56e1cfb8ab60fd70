package ui

import (
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/settings"
)

// countView is the drawer as it is counted: the notes of both currencies.
type countView struct {
	on      bool
	title   string
	columns [2]countColumn
	hint    string
	buttons [2]buttonView
}

type countColumn struct {
	title, sum string
	rows       [13]countRow
}

// countRow is a note's value, how many there are, and what they make. Without a
// note there is none.
type countRow struct {
	note, count, sum string
	chosen           bool
	action           action
}

// dayName names a task.
func (s state) dayName(t dayTask) string {
	return s.word(map[dayTask]words.Key{
		dayOpen: words.DayOpen, dayClose: words.DayClose, dayIn: words.DayIn, dayOut: words.DayOut,
		dayDrop: words.DayDrop, dayHandover: words.DayHandover,
	}[t])
}

// dayView lists what can be done with the shift.
func (s state) dayView() deskView {
	shift := s.snap.Shift
	v := deskView{page: deskDay, title: s.word(words.DayTitle)}
	v.foot = s.word(words.DayNoShift, strconv.Itoa(shift.Z))
	if shift.Open {
		v.foot = s.word(words.DayShift, strconv.Itoa(shift.Z), dateTime(shift.Since), shift.By)
	}
	hints := map[dayTask]words.Key{
		dayOpen: words.DayOpenHint, dayClose: words.DayCloseHint, dayIn: words.DayInHint, dayOut: words.DayOutHint,
		dayDrop: words.DayDropHint, dayHandover: words.DayHandoverHint,
	}
	for i, t := range s.dayTasks() {
		v.rows[i] = deskRow{
			key: strconv.Itoa(i + 1), amount: s.dayName(t), line: s.word(hints[t]),
			chosen: i == s.desk.row, plain: true, action: action{verb: doRow, index: i},
		}
	}
	v.buttons[0] = s.back()
	v.buttons[0].label = s.word(words.Close)
	v.buttons[1] = buttonView{label: s.word(words.DayX), hint: "P", action: action{verb: doPrint}, off: !s.hasPrinter(settings.RoleReport)}
	if s.canReport {
		v.buttons[3] = buttonView{label: s.word(words.ReportsTitle), hint: "X", action: action{verb: doReports}}
	}
	return v
}

func (s state) countView() countView {
	if s.desk.page != deskCount {
		return countView{}
	}
	d := s.desk.day
	v := countView{on: true, title: s.dayName(d.task), hint: s.word(words.CountHint)}
	all := d.sums()
	for i, c := range money.Currencies() {
		col := &v.columns[i]
		col.title, col.sum = string(c), all[i].Display()
		for j, note := range money.Notes(c) {
			r := countRow{
				note: note.Display(), chosen: d.column == i && d.row == j, action: action{verb: doRow, index: i*100 + j},
			}
			if c == money.USD {
				r.note = strings.TrimSuffix(r.note, ".00")
			}
			if n := d.counts[i][j]; n > 0 || r.chosen {
				r.count = "× " + strconv.FormatInt(n, 10)
				r.sum = note.Times(n).Display()
			}
			col.rows[j] = r
		}
	}
	v.buttons[0] = buttonView{label: s.word(words.Continue), hint: "F2", action: action{verb: doNextSale}, primary: true}
	v.buttons[1] = s.back()
	return v
}

// aboutDay is what a form of the day's desk, or its review, is about.
func (s state) aboutDay(v deskView) deskView {
	d, f := s.desk.day, s.desk.form
	v.title = s.dayName(d.task)
	if f.task == taskMove {
		v.amount = f.money().Display()
		v.facts[0] = s.word(words.MoveHint)
		return v
	}
	v.amount = sums(d.sums())
	if s.desk.page != deskReview {
		return v
	}
	if d.task == dayOpen && len(s.expected()) == 0 {
		return v
	}
	v.facts[0] = s.word(words.CountExpected, sums(s.expected()))
	right := true
	for i, m := range d.sums() {
		over := money.SumIn(m.Currency, m, money.SumIn(m.Currency, s.expected()...).Negative())
		switch {
		case over.Minor > 0:
			v.facts[1+i] = s.word(words.OverBy, over.Display())
		case over.Minor < 0:
			v.facts[1+i] = s.word(words.ShortBy, over.Negative().Display())
		default:
			continue
		}
		right = false
	}
	if right {
		v.facts[1] = s.word(words.CountRight)
	} else {
		v.status = statusAttention
	}
	return v
}

// willDay says what the second key does.
func (s state) willDay() string {
	d, f := s.desk.day, s.desk.form
	switch {
	case f.task == taskMove && d.task == dayIn:
		return s.word(words.WillIn, f.money().Display(), f.value(fieldReason))
	case f.task == taskMove:
		return s.word(words.WillOut, f.money().Display(), f.value(fieldReason))
	case d.task == dayOpen:
		return s.word(words.WillOpen, sums(d.sums()))
	case d.task == dayHandover:
		return s.word(words.WillHandover, f.value(fieldTo))
	}
	return s.word(words.WillClose, strconv.Itoa(s.snap.Shift.Z))
}
