package model

import (
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/ui/view"
)

// sheetsView tells of the sheet that stands there, also while another one is on
// its way: the words never belong to another picture.
func (s Model) sheetsView(now time.Time) view.Sheets {
	p := s.Sheets
	if !p.Open {
		return view.Sheets{}
	}
	v := view.Sheets{Open: true, Title: s.word(words.SheetsTitle), Picture: p.picture}
	v.Buttons[0] = keyed(s.word(words.Close), view.DoSheets)
	switch {
	case !p.known:
		return v
	case p.fault == words.SheetsUnread:
		v.Status, v.Sentence, v.Hint = view.StatusAttention, s.word(p.fault), s.word(words.SheetsUnreadBy)
		return v
	case p.fault != "":
		v.Status, v.Sentence, v.Hint = view.StatusAttention, s.word(p.fault), s.word(words.SheetUnreadWhy)
	case len(p.List) == 0:
		v.Sentence, v.Hint = s.word(words.SheetNone), s.word(words.SheetNoneHint)
		return v
	}
	if i := slices.IndexFunc(p.List, func(i SheetInfo) bool { return i.Name == p.shown }); i >= 0 {
		v.Printed = s.word(words.SheetPrinted, printedAt(p.List[i].Printed, now))
		v.Count = s.word(words.PageOf, strconv.Itoa(i+1), strconv.Itoa(len(p.List)))
	}
	i := p.Wanted()
	v.Buttons[1] = keyed(s.word(words.SheetOlder), view.DoOlder).OffIf(i <= 0)
	v.Buttons[2] = keyed(s.word(words.SheetNewer), view.DoNewer).OffIf(i == len(p.List)-1)
	v.Arrows = hint(view.DoUp) + " " + hint(view.DoDown)
	if s.Page() != view.PageClosed { // the keys belong to the page beside it
		v.Buttons[1].Hint, v.Buttons[2].Hint, v.Arrows = "", "", ""
	}
	return v
}

// printedAt is told to the second: two receipts of one minute are two sales.
func printedAt(t, now time.Time) string {
	if text := stamp(t, now); text != hourMinute(t) {
		return text
	}
	return hourMinuteSecond(t)
}
