package model

import (
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/ui/view"
)

// dayName names a task.
func (s Model) dayName(t dayTask) string {
	return s.word(map[dayTask]words.Key{
		dayOpen: words.DayOpen, dayClose: words.DayClose, dayIn: words.DayIn, dayOut: words.DayOut,
		dayDrop: words.DayDrop, dayHandover: words.DayHandover,
	}[t])
}

// dayView lists what can be done with the shift.
func (s Model) dayView() view.Desk {
	shift := s.Snap.Shift
	v := view.Desk{Page: view.PageDay, Title: s.word(words.DayTitle)}
	v.Foot = s.word(words.DayNoShift, strconv.Itoa(shift.Z))
	if shift.Open {
		v.Foot = s.word(words.DayShift, strconv.Itoa(shift.Z), dateTime(shift.Since), shift.By)
	}
	hints := map[dayTask]words.Key{
		dayOpen: words.DayOpenHint, dayClose: words.DayCloseHint, dayIn: words.DayInHint, dayOut: words.DayOutHint,
		dayDrop: words.DayDropHint, dayHandover: words.DayHandoverHint,
	}
	for i, t := range s.dayTasks() {
		v.Rows[i] = view.DeskRow{
			Key: strconv.Itoa(i + 1), Amount: s.dayName(t), Line: s.word(hints[t]),
			Chosen: i == s.Desk.row, Plain: true, Action: view.Action{Verb: view.DoRow, Index: i},
		}
	}
	v.Buttons[0] = s.back()
	v.Buttons[0].Label = s.word(words.Close)
	v.Buttons[1] = keyed(s.word(words.DayX), view.DoPrint).OffIf(!s.hasPrinter(settings.RoleReport))
	if s.CanReport {
		v.Buttons[3] = keyed(s.word(words.ReportsTitle), view.DoReports)
	}
	return v
}

func (s Model) countView() view.Count {
	if s.Page() != view.PageCount {
		return view.Count{}
	}
	d := s.Desk.Day
	v := view.Count{On: true, Title: s.dayName(d.task), Hint: s.word(words.CountHint)}
	all := d.sums()
	for i, c := range money.Currencies() {
		col := &v.Columns[i]
		col.Title, col.Sum = string(c), all[i].Display()
		for j, note := range money.Denominations(c) {
			r := view.CountRow{
				Note: note.Display(), Chosen: d.column == i && d.row == j, Action: view.Action{Verb: view.DoRow, Index: i*100 + j},
			}
			if c == money.USD {
				r.Note = strings.TrimSuffix(r.Note, ".00")
			}
			if n := d.Counts[i][j]; n > 0 || r.Chosen {
				r.Count = "× " + strconv.FormatInt(n, 10)
				r.Sum = note.Times(n).Display()
			}
			col.Rows[j] = r
		}
	}
	v.Buttons[0] = keyed(s.word(words.Continue), view.DoNextSale).First()
	v.Buttons[1] = s.back()
	return v
}
