package ui

import (
	"context"
	"image"
	"image/draw"
	"slices"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/settings"
)

// Paper is what a virtual printer has printed. Both methods may wait for a disk.
type Paper interface {
	// Sheets lists the sheets, the oldest first.
	Sheets(context.Context) ([]SheetInfo, error)
	// Sheet is the picture of one of them, 8 dots to a millimetre.
	Sheet(ctx context.Context, name string) (image.Image, error)
}

// SheetInfo is one printed sheet.
type SheetInfo struct {
	Name    string
	Printed time.Time
}

// sheetsEvery is how often the paper is looked at while it is in view, beside
// every change of the shop.
const sheetsEvery = time.Second

// sheetsPane is the paper panel of the cashier's window.
type sheetsPane struct {
	open    bool
	turn    int         // counts the openings: an answer to an earlier one is worth nothing
	known   bool        // the list was read since it was opened
	list    []SheetInfo // the oldest first
	at      string      // the sheet that was asked for; "": the newest, whichever that is
	shown   string      // whose picture or fault stands there
	picture *image.Gray
	fault   words.Key // why there is no picture
	busy    bool      // an answer is on its way
	asked   time.Time // zero: the shop has changed since
}

// sheetsQuery asks for the list, and for a picture where that is another one
// than is there already.
type sheetsQuery struct {
	turn int
	at   string // "": the newest
	have string
}

// sheetsAnswer is what came of it.
type sheetsAnswer struct {
	list    []SheetInfo
	name    string      // of the sheet that is meant; "": there is none
	picture *image.Gray // nil: it was there already, or can't be read
	fault   words.Key
}

// scrollCommand moves the sheet by steps; done by the windows themselves.
type scrollCommand struct{ steps int }

func (scrollCommand) command() {}

// hasSheets reports that the shop's receipts come out on pictures.
func (s state) hasSheets() bool {
	return s.canSheets && strings.HasPrefix(s.snap.Settings.Printer(settings.RoleReceipt).Link, "paper:")
}

// showSheets opens the panel with the newest sheet, or closes it.
func (s state) showSheets() state {
	if s.sheets.open || !s.hasSheets() {
		s.sheets = sheetsPane{turn: s.sheets.turn}
		return s
	}
	s.sheets = sheetsPane{open: true, turn: s.sheets.turn + 1}
	return s
}

// sheetsFollow has the paper looked at again, and lets it go where the printer
// became another one.
func (s state) sheetsFollow() state {
	s.sheets.asked = time.Time{}
	if s.sheets.open && !s.hasSheets() {
		return s.showSheets()
	}
	return s
}

// wanted is the place of the sheet that was asked for; -1 where there is none.
func (p sheetsPane) wanted() int {
	if i := slices.IndexFunc(p.list, func(i SheetInfo) bool { return i.Name == p.at }); i >= 0 {
		return i
	}
	return len(p.list) - 1
}

// turnTo shows the sheet at a place of the list. At the last one the panel goes
// on with whatever is printed next.
func (s state) turnTo(i int, now time.Time) state {
	last := len(s.sheets.list) - 1
	switch {
	case !s.sheets.open || last < 0:
		return s
	case i < 0:
		return s.say(now, statusNone, words.SheetOldest)
	case i > last:
		return s.say(now, statusNone, words.SheetNewest)
	case i == last:
		s.sheets.at = ""
	default:
		s.sheets.at = s.sheets.list[i].Name
	}
	return s
}

// atSheets takes the keys that belong to the panel alone.
func (s state) atSheets(a action, now time.Time) (state, command) {
	if !s.sheets.open {
		return s, nil
	}
	switch i := s.sheets.wanted(); a.verb {
	case doOlder, doPageUp:
		return s.turnTo(i-1, now), nil
	case doNewer, doPageDown:
		return s.turnTo(i+1, now), nil
	case doFirst:
		return s.turnTo(0, now), nil
	case doLast:
		return s.turnTo(len(s.sheets.list)-1, now), nil
	case doUp:
		return s, scrollCommand{-1}
	case doDown:
		return s, scrollCommand{1}
	}
	return s, nil
}

// wantsSheets asks for what the panel does not show yet.
func (s state) wantsSheets(now time.Time) (state, sheetsQuery, bool) {
	p := s.sheets
	if !p.open || p.busy {
		return s, sheetsQuery{}, false
	}
	i := p.wanted()
	if now.Sub(p.asked) < sheetsEvery && (i < 0 || p.list[i].Name == p.shown) {
		return s, sheetsQuery{}, false
	}
	q := sheetsQuery{turn: p.turn, at: p.at}
	if p.picture != nil {
		q.have = p.shown
	}
	s.sheets.busy, s.sheets.asked = true, now
	return s, q, true
}

// sheetsRead takes what came of a query.
func (s state) sheetsRead(q sheetsQuery, a sheetsAnswer) state {
	p := &s.sheets
	if q.turn != p.turn || !p.open {
		return s
	}
	p.busy, p.known = false, true
	p.list, p.fault = a.list, a.fault
	if q.at == p.at && a.name != q.at {
		p.at = "" // it is gone
	}
	if a.fault != "" || a.picture != nil || a.name == "" {
		p.picture = a.picture
	}
	p.shown = a.name
	return s
}

// askSheets hands the panel's question over; it never waits.
func (u *UI) askSheets() {
	next, q, ok := u.state.wantsSheets(u.now())
	if !ok {
		return
	}
	select {
	case u.sheets <- q:
		u.state = next
	default: // asked again by the next tick
	}
}

// readSheets looks at the paper for the windows, beside all other work: no sale
// waits for a picture.
func (u *UI) readSheets() {
	defer u.work.Done()
	told := ""
	for {
		select {
		case q := <-u.sheets:
			a, err := readSheet(u.ctx, u.deps.Paper, q)
			if u.ctx.Err() != nil {
				return
			}
			switch { // a fault that lasts fills no disk
			case err == nil:
				told = ""
			case told != err.Error():
				told = err.Error()
				u.deps.Log("paper not read", "error", err)
			}
			u.later(func() {
				u.guard("paper", func() {
					u.state = u.state.sheetsRead(q, a)
					u.askSheets()
					u.draw()
				})
			})
		case <-u.ctx.Done():
			return
		}
	}
}

func readSheet(ctx context.Context, paper Paper, q sheetsQuery) (sheetsAnswer, error) {
	list, err := paper.Sheets(ctx)
	if err != nil {
		return sheetsAnswer{fault: words.SheetsUnread}, err
	}
	i := sheetsPane{list: list, at: q.at}.wanted()
	if i < 0 {
		return sheetsAnswer{}, nil
	}
	a := sheetsAnswer{list: list, name: list[i].Name}
	if a.name == q.have {
		return a, nil
	}
	picture, err := paper.Sheet(ctx, a.name)
	if err != nil {
		a.fault = words.SheetUnread
		return a, err
	}
	a.picture = grayOf(picture)
	return a, nil
}

// grayOf makes a picture cheap to shrink again and again.
func grayOf(src image.Image) *image.Gray {
	if g, ok := src.(*image.Gray); ok && g.Rect.Min == (image.Point{}) {
		return g
	}
	b := src.Bounds()
	g := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(g, g.Rect, src, b.Min, draw.Src)
	return g
}
