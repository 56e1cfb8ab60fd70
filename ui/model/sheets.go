package model

import (
	"image"
	"slices"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/ui/view"
)

// SheetInfo is one printed sheet.
type SheetInfo struct {
	Name    string
	Printed time.Time
}

// sheetsEvery is how often the paper is looked at while it is in view, beside
// every change of the shop.
const sheetsEvery = time.Second

// SheetsPane is the paper panel of the cashier's window.
type SheetsPane struct {
	Open    bool
	turn    int         // counts the openings: an answer to an earlier one is worth nothing
	known   bool        // the list was read since it was opened
	List    []SheetInfo // the oldest first
	At      string      // the sheet that was asked for; "": the newest, whichever that is
	shown   string      // whose picture or fault stands there
	picture *image.Gray
	fault   words.Key // why there is no picture
	busy    bool      // an answer is on its way
	asked   time.Time // zero: the shop has changed since
}

// SheetsQuery asks for the list, and for a picture where that is another one
// than is there already.
type SheetsQuery struct {
	turn int
	At   string // "": the newest
	Have string
}

// SheetsAnswer is what came of it.
type SheetsAnswer struct {
	List    []SheetInfo
	Name    string      // of the sheet that is meant; "": there is none
	Picture *image.Gray // nil: it was there already, or can't be read
	Fault   words.Key
}

// hasSheets reports that the shop's receipts come out on pictures.
func (s Model) hasSheets() bool {
	return s.CanSheets && strings.HasPrefix(s.Snap.Settings.Printer(settings.RoleReceipt).Link, "paper:")
}

// showSheets opens the panel with the newest sheet, or closes it.
func (s Model) showSheets() Model {
	if s.Sheets.Open || !s.hasSheets() {
		s.Sheets = SheetsPane{turn: s.Sheets.turn}
		return s
	}
	s.Sheets = SheetsPane{Open: true, turn: s.Sheets.turn + 1}
	return s
}

// sheetsFollow has the paper looked at again, and lets it go where the printer
// became another one.
func (s Model) sheetsFollow() Model {
	s.Sheets.asked = time.Time{}
	if s.Sheets.Open && !s.hasSheets() {
		return s.showSheets()
	}
	return s
}

// Wanted is the place of the sheet that was asked for; -1 where there is none.
func (p SheetsPane) Wanted() int {
	if i := slices.IndexFunc(p.List, func(i SheetInfo) bool { return i.Name == p.At }); i >= 0 {
		return i
	}
	return len(p.List) - 1
}

// turnTo shows the sheet at a place of the list. At the last one the panel goes
// on with whatever is printed next.
func (s Model) turnTo(i int, now time.Time) Model {
	last := len(s.Sheets.List) - 1
	switch {
	case !s.Sheets.Open || last < 0:
		return s
	case i < 0:
		return s.Say(now, view.StatusNone, words.SheetOldest)
	case i > last:
		return s.Say(now, view.StatusNone, words.SheetNewest)
	case i == last:
		s.Sheets.At = ""
	default:
		s.Sheets.At = s.Sheets.List[i].Name
	}
	return s
}

// atSheets takes the keys that belong to the panel alone.
func (s Model) atSheets(a view.Action, now time.Time) (Model, Command) {
	if !s.Sheets.Open {
		return s, nil
	}
	switch i := s.Sheets.Wanted(); a.Verb {
	case view.DoOlder, view.DoPageUp:
		return s.turnTo(i-1, now), nil
	case view.DoNewer, view.DoPageDown:
		return s.turnTo(i+1, now), nil
	case view.DoFirst:
		return s.turnTo(0, now), nil
	case view.DoLast:
		return s.turnTo(len(s.Sheets.List)-1, now), nil
	case view.DoUp:
		return does(s, ScrollSheet{-1}), nil
	case view.DoDown:
		return does(s, ScrollSheet{1}), nil
	}
	return s, nil
}

// WantsSheets asks for what the panel does not show yet.
func (s Model) WantsSheets(now time.Time) (Model, SheetsQuery, bool) {
	p := s.Sheets
	if !p.Open || p.busy {
		return s, SheetsQuery{}, false
	}
	i := p.Wanted()
	if now.Sub(p.asked) < sheetsEvery && (i < 0 || p.List[i].Name == p.shown) {
		return s, SheetsQuery{}, false
	}
	q := SheetsQuery{turn: p.turn, At: p.At}
	if p.picture != nil {
		q.Have = p.shown
	}
	s.Sheets.busy, s.Sheets.asked = true, now
	return s, q, true
}

// SheetsRead takes what came of a query.
func (s Model) SheetsRead(q SheetsQuery, a SheetsAnswer) Model {
	p := &s.Sheets
	if q.turn != p.turn || !p.Open {
		return s
	}
	p.busy, p.known = false, true
	p.List, p.fault = a.List, a.Fault
	if q.At == p.At && a.Name != q.At {
		p.At = "" // it is gone
	}
	if a.Fault != "" || a.Picture != nil || a.Name == "" {
		p.picture = a.Picture
	}
	p.shown = a.Name
	return s
}
