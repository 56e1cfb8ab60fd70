package ui

import (
	"image"
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
)

// sheetsView is the paper panel as text and shapes.
type sheetsView struct {
	open     bool
	title    string
	printed  string // when
	count    string // which of how many
	picture  *image.Gray
	status   status // of the sentence
	sentence string // in place of a picture
	hint     string
	buttons  [3]buttonView // close, older, newer
}

// sheetsView tells of the sheet that stands there, also while another one is on
// its way: the words never belong to another picture.
func (s state) sheetsView(now time.Time) sheetsView {
	p := s.sheets
	if !p.open {
		return sheetsView{}
	}
	v := sheetsView{open: true, title: s.word(words.SheetsTitle), picture: p.picture}
	v.buttons[0] = buttonView{label: s.word(words.Close), hint: "V", action: action{verb: doSheets}}
	switch {
	case !p.known:
		return v
	case p.fault == words.SheetsUnread:
		v.status, v.sentence, v.hint = statusAttention, s.word(p.fault), s.word(words.SheetsUnreadBy)
		return v
	case p.fault != "":
		v.status, v.sentence, v.hint = statusAttention, s.word(p.fault), s.word(words.SheetUnreadWhy)
	case len(p.list) == 0:
		v.sentence, v.hint = s.word(words.SheetNone), s.word(words.SheetNoneHint)
		return v
	}
	if i := slices.IndexFunc(p.list, func(i SheetInfo) bool { return i.Name == p.shown }); i >= 0 {
		v.printed = s.word(words.SheetPrinted, printedAt(p.list[i].Printed, now))
		v.count = s.word(words.PageOf, strconv.Itoa(i+1), strconv.Itoa(len(p.list)))
	}
	i := p.wanted()
	v.buttons[1] = buttonView{label: s.word(words.SheetOlder), hint: "PgUp", action: action{verb: doOlder}, off: i <= 0}
	v.buttons[2] = buttonView{label: s.word(words.SheetNewer), hint: "PgDn", action: action{verb: doNewer}, off: i == len(p.list)-1}
	return v
}

// printedAt is told to the second: two receipts of one minute are two sales.
func printedAt(t, now time.Time) string {
	if text := stamp(t, now); text != hourMinute(t) {
		return text
	}
	return hourMinuteSecond(t)
}
