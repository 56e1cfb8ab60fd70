package ui

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos/settings"
)

// paperFolder is paper that a test prints on.
type paperFolder struct {
	mu       sync.Mutex
	list     []SheetInfo
	pictures map[string]image.Image
	broken   map[string]bool
	shut     bool
	read     []string
	looks    int
}

func (f *paperFolder) print(name string, at time.Time, picture image.Image) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.pictures == nil {
		f.pictures = map[string]image.Image{}
	}
	f.list = append(f.list, SheetInfo{name, at})
	f.pictures[name] = picture
}

func (f *paperFolder) Sheets(context.Context) ([]SheetInfo, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.looks++
	if f.shut {
		return nil, errors.New("no such folder")
	}
	return slices.Clone(f.list), nil
}

func (f *paperFolder) Sheet(_ context.Context, name string) (image.Image, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.read = append(f.read, name)
	if f.broken[name] {
		return nil, errors.New("half a picture")
	}
	return f.pictures[name], nil
}

// blank is a white paper of so many dots, of which the first row is black.
func blank(w, h int) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, w, h))
	for i := range g.Pix {
		g.Pix[i] = 255
	}
	for x := range w {
		g.SetGray(x, 0, color.Gray{})
	}
	return g
}

// withSheets is a shop whose paper lies in view.
func withSheets(s state, list []SheetInfo, at int, picture image.Image) state {
	s.canSheets = true
	s = s.showSheets()
	s, q, _ := s.wantsSheets(noon)
	a := sheetsAnswer{list: list}
	if at >= 0 {
		a.name, a.picture = list[at].Name, grayOf(picture)
		q.at = a.name
		s.sheets.at = a.name
		if at == len(list)-1 {
			s.sheets.at, q.at = "", ""
		}
	}
	return s.sheetsRead(q, a)
}

func printedSheets(n int) []SheetInfo {
	var list []SheetInfo
	for i := range n {
		list = append(list, SheetInfo{fmt.Sprint("sheet ", i), noon.Add(time.Duration(i+1-n) * 7 * time.Minute)})
	}
	return list
}

func sheetScenes() []scene {
	inTraining := func(s state) state {
		s.snap.Training, s.canPay = true, true
		return s
	}
	return []scene{
		{"sheet", func(s state) state { // a code is live
			s = withFront(shownAttempt("20", usd(1230), 108*time.Second))(inTraining(waitingTray(s)))
			return withSheets(s, printedSheets(12), 11, paperPicture("receipt-80.png"))
		}},
		{"sheet-older", func(s state) state {
			s.entry.digits = "350"
			list := printedSheets(3)
			list[0].Printed = noon.Add(-26 * time.Hour)
			return withSheets(inTraining(s), list, 0, paperPicture("slip-58.png"))
		}},
		{"sheet-none", func(s state) state { return withSheets(inTraining(s), nil, -1, nil) }},
		{"sheet-unread", func(s state) state {
			s = withSheets(inTraining(s), printedSheets(3), 2, blank(600, 100))
			s, q, _ := s.sheetsFollow().wantsSheets(noon)
			return s.sheetsRead(q, sheetsAnswer{list: printedSheets(3), name: "sheet 2", fault: words.SheetUnread})
		}},
		{"sheet-help", func(s state) state {
			s.canSheets, s.canPay, s.help = true, true, true
			return s
		}},
	}
}

// The paper panel, as pictures.
func TestPaperLooksAsDesigned(t *testing.T) {
	for _, sc := range sheetScenes() {
		for _, look := range looks {
			if look.dark && sc.name != "sheet" {
				continue
			}
			t.Run(sc.name+"-"+look.name, func(t *testing.T) {
				cashier, _ := drawBoth(t, sc.in(look.language, look.dark), fyne.NewSize(1366, 768), fyne.NewSize(1280, 800))
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+look.name+".png"), cashier)
			})
		}
		sizes := map[string]fyne.Size{"1024x768": fyne.NewSize(1024, 768), "1920x1080": fyne.NewSize(1920, 1080)}
		for name, size := range sizes {
			if sc.name == "sheet-help" {
				continue
			}
			t.Run(sc.name+"-"+name, func(t *testing.T) {
				cashier, _ := drawBoth(t, sc.in(words.Khmer, false), size, size)
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+name+".png"), cashier)
			})
		}
	}
}

// What is printed while the panel is open comes into view by itself; an older
// sheet that is being read stays.
func TestPaperByKeys(t *testing.T) {
	folder := &paperFolder{}
	c := openCounter(t, Deps{Paper: folder})
	w := c.ui.cashier
	view := func() sheetsView { return c.cashier().sheets }
	c.press(w, "V")
	c.settle()
	if v := view(); v.sentence != words.Text(words.English, words.SheetNone) || !c.cashier().sheets.open {
		t.Fatalf("nothing printed: %+v", v)
	}
	if c.shows("000") {
		t.Error("touches go through to the keypad")
	}

	first, second, third := blank(600, 1000), blank(408, 900), blank(600, 5000)
	folder.print("a", noon.Add(-time.Minute), first)
	c.ui.apply(c.till.Snapshot()) // the shop says that something was printed
	c.settle()
	if v := view(); v.picture != first || v.count != "1 of 1" || v.printed != "Printed: 14:31:00" {
		t.Fatalf("one: %+v", v)
	}
	folder.print("b", noon, second)
	c.ui.tick() // too soon to look
	c.clock.advance(sheetsEvery)
	c.ui.tick()
	c.settle()
	if v := view(); v.picture != second || v.count != "2 of 2" {
		t.Fatalf("two: %+v", v)
	}

	c.press(w, string(fyne.KeyPageUp))
	c.settle()
	folder.print("c", noon.Add(time.Second), third)
	c.ui.apply(c.till.Snapshot())
	c.settle()
	if v := view(); v.picture != first || v.count != "1 of 3" {
		t.Errorf("an older sheet does not stay: %+v", v)
	}
	c.press(w, string(fyne.KeyPageUp))
	if c.ui.state.said.key != words.SheetOldest {
		t.Errorf("before the oldest: %+v", c.ui.state.said)
	}
	c.tap(c.cashier().sheets.buttons[2].label)
	c.settle()
	if v := view(); v.picture != second || v.count != "2 of 3" {
		t.Errorf("newer: %+v", v)
	}
	c.press(w, "End")
	c.settle()
	if v := view(); v.picture != third || v.count != "3 of 3" {
		t.Errorf("the newest: %+v", v)
	}
	c.press(w, string(fyne.KeyPageDown))
	if c.ui.state.said.key != words.SheetNewest {
		t.Errorf("said %q", c.ui.state.said.key)
	}
	top := w.Canvas().Capture()
	c.press(w, "Down")
	moved := w.Canvas().Capture()
	c.press(w, "Down", "Up")
	if reflect.DeepEqual(top, moved) || !reflect.DeepEqual(moved, w.Canvas().Capture()) {
		t.Error("the paper does not move by the steps of its keys")
	}
	if want := []string{"a", "b", "a", "b", "c"}; !slices.Equal(folder.read, want) {
		t.Errorf("read %v, want each picture once while it stands: %v", folder.read, want)
	}
	c.press(w, "V")
	if c.cashier().sheets.open || !c.shows("000") {
		t.Error("V does not close it")
	}
	looks := folder.looks
	c.clock.advance(time.Minute)
	c.ui.tick()
	c.ui.apply(c.till.Snapshot())
	if len(c.ui.sheets) != 0 || folder.looks != looks {
		t.Error("a closed panel looks at the paper")
	}
}

// The panel takes no key of a sale: an amount is typed, cleared and charged
// beside it, and the code stays where it is.
func TestSaleGoesOnBesideThePaper(t *testing.T) {
	c := openCounter(t, Deps{Paper: &paperFolder{}})
	w := c.ui.cashier
	c.press(w, "វ", "9", "9", "BackSpace", "/", "/", "Escape")
	c.settle()
	if got := c.cashier().amount.amount; got != "$0.00" || !c.ui.state.sheets.open {
		t.Fatalf("Esc cleared to %q, open %v", got, c.ui.state.sheets.open)
	}
	c.press(w, "3", "5", "0", "Return")
	for c.ui.state.front == "" { // the paper is looked at meanwhile
		c.settle()
	}
	c.accept()
	c.settle() // the shop has changed: the paper is looked at
	if a, ok := c.ui.state.attempt(); !ok || a.Amount != usd(350) || !c.ui.state.sheets.open {
		t.Fatalf("charged %+v", a)
	}
	place, size := c.card()
	c.press(w, "Escape")
	if c.ui.state.sheets.open || c.ui.state.confirm {
		t.Error("Esc asks about the sale before it closes the paper")
	}
	if p, s := c.card(); p != place || s != size {
		t.Error("the code moved")
	}
	c.press(w, "Escape", "V", "Escape")
	if c.ui.state.confirm || !c.ui.state.sheets.open {
		t.Error("Esc closes the paper before it answers the question")
	}
}

// Where the printer is none of ours there is no paper to look at.
func TestPaperOfARealPrinter(t *testing.T) {
	c := openCounter(t, Deps{Paper: &paperFolder{}})
	if !c.shows(words.Text(words.English, words.SheetsChip)) {
		t.Fatal("no way to the paper by touch")
	}
	c.tap(c.cashier().head.paper)
	c.settle()
	if !c.cashier().sheets.open {
		t.Fatal("not opened by touch")
	}
	if err := c.till.SetSetting(t.Context(), settings.PrinterLink, "tcp:192.0.2.10:9100"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	if c.cashier().sheets.open || c.shows(words.Text(words.English, words.SheetsChip)) {
		t.Error("still in view after the printer became another one")
	}
}

// Its key does something, and stands in the help, only where there is such paper.
func TestKeyOfThePaper(t *testing.T) {
	t.Parallel()
	none := canned()
	none.canSheets = false
	plugged := canned()
	plugged.canSheets = true
	plugged.snap.Settings[settings.PrinterLink] = "usb:/dev/usb/lp0"
	for name, s := range map[string]state{"no paper": none, "a real printer": plugged} {
		s.help = true
		if next, command := s.act(action{verb: doSheets}, noon); command != nil || next.sheets.open || !next.help {
			t.Errorf("%s: V does something", name)
		}
		if slices.ContainsFunc(s.everyKey(), func(r helpRow) bool { return r.key == "V" }) {
			t.Errorf("%s: the help names V", name)
		}
	}
	plugged.snap.Settings[settings.PrinterLink] = "paper:"
	if !slices.ContainsFunc(plugged.everyKey(), func(r helpRow) bool { return r.key == "V" }) {
		t.Error("the help does not name V")
	}
	if rows := plugged.everyKey(); len(rows) > helpRows {
		t.Errorf("%d keys have no room", len(rows))
	}
}

// A sheet or a folder that can't be read is told in a sentence, logged once, and
// read as soon as it can be.
func TestPaperThatCannotBeRead(t *testing.T) {
	folder := &paperFolder{broken: map[string]bool{"b": true}}
	folder.print("a", noon, blank(600, 800))
	folder.print("b", noon, blank(600, 800))
	c := openCounter(t, Deps{Paper: folder})
	view := func() sheetsView { return c.cashier().sheets }
	again := func() {
		c.clock.advance(sheetsEvery)
		c.ui.tick()
		c.settle()
	}
	c.press(c.ui.cashier, "v")
	c.settle()
	again()
	if v := view(); v.sentence != words.Text(words.English, words.SheetUnread) || v.count != "2 of 2" || v.picture != nil {
		t.Errorf("a broken sheet: %+v", v)
	}
	c.press(c.ui.cashier, "Home")
	c.settle()
	if v := view(); v.sentence != "" || v.picture == nil || v.count != "1 of 2" {
		t.Errorf("the sheet before it: %+v", v)
	}
	folder.mu.Lock()
	folder.shut = true
	folder.mu.Unlock()
	again()
	again()
	if v := view(); v.sentence != words.Text(words.English, words.SheetsUnread) || v.buttons[1].label != "" {
		t.Errorf("no folder: %+v", v)
	}
	folder.mu.Lock()
	folder.shut, folder.broken = false, nil
	folder.mu.Unlock()
	again()
	if v := view(); v.sentence != "" || v.picture == nil {
		t.Errorf("readable again: %+v", v)
	}
	if len(c.logged) != 2 {
		t.Errorf("logged %q", c.logged)
	}
}

// An answer to an opening that is over changes nothing.
func TestLateAnswerIsLeft(t *testing.T) {
	s := canned()
	s.canSheets = true
	s, q, ok := s.showSheets().wantsSheets(noon)
	if !ok {
		t.Fatal("nothing asked")
	}
	if _, _, twice := s.wantsSheets(noon.Add(time.Hour)); twice {
		t.Error("asked twice at once")
	}
	s = s.showSheets().showSheets() // closed, opened
	late := s.sheetsRead(q, sheetsAnswer{list: printedSheets(1), name: "sheet 0", picture: blank(8, 8)})
	if late.sheets.known || late.sheets.picture != nil {
		t.Errorf("%+v", late.sheets)
	}
}

// Every roll has the same scale, its own proportions, and can be read to its end.
func TestPaperKeepsItsProportions(t *testing.T) {
	test.NewTempApp(t)
	for _, dots := range []image.Point{{600, 700}, {600, 9000}, {408, 1100}} {
		s := newSheet()
		s.set(blank(dots.X, dots.Y))
		s.Resize(fyne.NewSize(432, 548))
		test.WidgetRenderer(s).Layout(s.Size())
		if want := float32(dots.X) * 400 / 600; s.paper.Width != want {
			t.Errorf("%v: %v wide, want %v", dots, s.paper.Width, want)
		}
		if got, want := s.paper.Height/s.paper.Width, float32(dots.Y)/float32(dots.X); got < want*.999 || got > want*1.001 {
			t.Errorf("%v: proportion %v", dots, got)
		}
		s.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DY: -40}})
		s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -2}})
		if want := min(42, max(0, s.whole()-548)); s.top != want {
			t.Errorf("%v: moved %v, want %v", dots, s.top, want)
		}
		s.step(1000)
		if end := s.whole() - s.view.Height; s.longer() && s.top != end {
			t.Errorf("%v: its end is at %v, not %v", dots, s.top, end)
		}
		s.step(-1000)
		if s.top != 0 {
			t.Errorf("%v: no way back to its top", dots)
		}
	}
}

// A pixel is the mean of the dots under it.
func TestShrink(t *testing.T) {
	src := image.NewGray(image.Rect(0, 0, 4, 4))
	copy(src.Pix, []uint8{
		0, 0, 200, 200,
		0, 0, 200, 200,
		100, 100, 255, 255,
		100, 100, 255, 0,
	})
	for _, tt := range []struct {
		name string
		top  float64
		w, h int
		want []uint8
	}{
		{"half", 0, 2, 2, []uint8{0, 200, 100, 191}},
		{"from a row", 2, 2, 2, []uint8{100, 191, 255, 255}},
		{"between rows", 1, 2, 1, []uint8{50, 228}},
		{"three of four", 0, 3, 1, []uint8{0, 100, 200}},
		{"as it is", 3, 4, 1, []uint8{100, 100, 255, 0}},
		{"nothing", 0, 0, 0, nil},
	} {
		if got := shrink(src, tt.top, tt.w, tt.h).Pix; !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// What a scrolling step costs the toolkit's goroutine.
func BenchmarkShrink(b *testing.B) {
	src := blank(600, 1100)
	b.ReportAllocs()
	for b.Loop() {
		shrink(src, 120.5, 428, 548)
	}
}
