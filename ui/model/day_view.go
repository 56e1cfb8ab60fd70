package model

import (
	"strconv"
	"time"

	"psar/assets/words"
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

func (p dayPage) show(s Model, c *view.Cashier, _ time.Time) {
	shift, v := s.Snap.Shift, &c.Desk
	v.Page, v.Title = view.PageDay, s.word(words.DayTitle)
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
			Chosen: i == p.row, Plain: true, Action: view.Action{Verb: view.DoRow, Index: i},
		}
	}
	v.Buttons[0] = s.closes()
	v.Buttons[1] = s.own(view.DoPrint).OffIf(!s.hasPrinter(settings.RoleReport))
	if s.CanReport {
		v.Buttons[3] = keyed(s.word(words.ReportsTitle), view.DoReports)
	}
}
