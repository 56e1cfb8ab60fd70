package ui

import (
	"context"
	"errors"
	"image"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// paperFolder is paper that a test prints on.
type paperFolder struct {
	mu       sync.Mutex
	list     []model.SheetInfo
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
	f.list = append(f.list, model.SheetInfo{Name: name, Printed: at})
	f.pictures[name] = picture
}

func (f *paperFolder) Sheets(context.Context) ([]model.SheetInfo, error) {
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

// reads are the pictures that were read so far, in order.
func (f *paperFolder) reads() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.read)
}

// looked is how often the folder was listed.
func (f *paperFolder) looked() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.looks
}

// What is printed while the panel is open comes into view by itself; an older
// sheet that is being read stays.
func TestPaperByKeys(t *testing.T) {
	folder := &paperFolder{}
	c := openCounter(t, Deps{Paper: folder})
	w := c.ui.cashier
	view := func() view.Sheets { return c.cashier().Sheets }
	c.press(w, "V")
	c.settle()
	if v := view(); v.Sentence != words.Text(words.English, words.SheetNone) || !c.cashier().Sheets.Open {
		t.Fatalf("nothing printed: %+v", v)
	}
	if c.shows("000") {
		t.Error("touches go through to the keypad")
	}

	first, second, third := uitest.Blank(600, 1000), uitest.Blank(408, 900), uitest.Blank(600, 5000)
	folder.print("a", uitest.Noon.Add(-time.Minute), first)
	c.ui.apply(c.till.Snapshot()) // the shop says that something was printed
	c.settle()
	if v := view(); v.Picture != first || v.Count != "1 of 1" || v.Printed != "Printed: 14:31:00" {
		t.Fatalf("one: %+v", v)
	}
	folder.print("b", uitest.Noon, second)
	c.ui.tick() // too soon to look
	c.clock.Add(time.Second)
	c.ui.tick()
	c.settle()
	if v := view(); v.Picture != second || v.Count != "2 of 2" {
		t.Fatalf("two: %+v", v)
	}

	c.press(w, string(fyne.KeyPageUp))
	c.settle()
	folder.print("c", uitest.Noon.Add(time.Second), third)
	c.ui.apply(c.till.Snapshot())
	c.settle()
	if v := view(); v.Picture != first || v.Count != "1 of 3" {
		t.Errorf("an older sheet does not stay: %+v", v)
	}
	c.press(w, string(fyne.KeyPageUp))
	if c.ui.state.Said.Key != words.SheetOldest {
		t.Errorf("before the oldest: %+v", c.ui.state.Said)
	}
	c.tap(c.cashier().Sheets.Buttons[2].Label)
	c.settle()
	if v := view(); v.Picture != second || v.Count != "2 of 3" {
		t.Errorf("newer: %+v", v)
	}
	c.press(w, "End")
	c.settle()
	if v := view(); v.Picture != third || v.Count != "3 of 3" {
		t.Errorf("the newest: %+v", v)
	}
	c.press(w, string(fyne.KeyPageDown))
	if c.ui.state.Said.Key != words.SheetNewest {
		t.Errorf("said %q", c.ui.state.Said.Key)
	}
	top := w.Canvas().Capture()
	c.press(w, "Down")
	moved := w.Canvas().Capture()
	c.press(w, "Down", "Up")
	if reflect.DeepEqual(top, moved) || !reflect.DeepEqual(moved, w.Canvas().Capture()) {
		t.Error("the paper does not move by the steps of its keys")
	}
	if want := []string{"a", "b", "a", "b", "c"}; !slices.Equal(folder.reads(), want) {
		t.Errorf("read %v, want each picture once while it stands: %v", folder.reads(), want)
	}
	c.press(w, "V")
	if c.cashier().Sheets.Open || !c.shows("000") {
		t.Error("V does not close it")
	}
	looks := folder.looked()
	c.clock.Add(time.Minute)
	c.ui.tick()
	c.ui.apply(c.till.Snapshot())
	if len(c.ui.sheets) != 0 || folder.looked() != looks {
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
	if got := c.cashier().Amount.Amount; got != "$0.00" || !c.ui.state.Sheets.Open {
		t.Fatalf("Esc cleared to %q, open %v", got, c.ui.state.Sheets.Open)
	}
	c.press(w, "3", "5", "0", "Return")
	for c.ui.state.Front == "" { // the paper is looked at meanwhile
		c.settle()
	}
	c.accept()
	c.settle() // the shop has changed: the paper is looked at
	if a, ok := c.ui.state.Attempt(); !ok || a.Amount != uitest.USD(350) || !c.ui.state.Sheets.Open {
		t.Fatalf("charged %+v", a)
	}
	place, size := c.card()
	c.press(w, "Escape")
	if c.ui.state.Sheets.Open || c.ui.state.Confirm {
		t.Error("Esc asks about the sale before it closes the paper")
	}
	if p, s := c.card(); p != place || s != size {
		t.Error("the code moved")
	}
	c.press(w, "Escape", "V", "Escape")
	if c.ui.state.Confirm || !c.ui.state.Sheets.Open {
		t.Error("Esc closes the paper before it answers the question")
	}
}

// Where the printer is none of ours there is no paper to look at.
func TestPaperOfARealPrinter(t *testing.T) {
	c := openCounter(t, Deps{Paper: &paperFolder{}})
	if !c.shows(words.Text(words.English, words.SheetsChip)) {
		t.Fatal("no way to the paper by touch")
	}
	c.tap(c.cashier().Head.Paper)
	c.settle()
	if !c.cashier().Sheets.Open {
		t.Fatal("not opened by touch")
	}
	if err := c.till.SetSetting(t.Context(), settings.PrinterLink, "tcp:192.0.2.10:9100"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	if c.cashier().Sheets.Open || c.shows(words.Text(words.English, words.SheetsChip)) {
		t.Error("still in view after the printer became another one")
	}
}

// A sheet or a folder that can't be read is told in a sentence, logged once, and
// read as soon as it can be.
func TestPaperThatCannotBeRead(t *testing.T) {
	folder := &paperFolder{broken: map[string]bool{"b": true}}
	folder.print("a", uitest.Noon, uitest.Blank(600, 800))
	folder.print("b", uitest.Noon, uitest.Blank(600, 800))
	c := openCounter(t, Deps{Paper: folder})
	view := func() view.Sheets { return c.cashier().Sheets }
	again := func() {
		c.clock.Add(time.Second)
		c.ui.tick()
		c.settle()
	}
	c.press(c.ui.cashier, "v")
	c.settle()
	again()
	if v := view(); v.Sentence != words.Text(words.English, words.SheetUnread) || v.Count != "2 of 2" || v.Picture != nil {
		t.Errorf("a broken sheet: %+v", v)
	}
	c.press(c.ui.cashier, "Home")
	c.settle()
	if v := view(); v.Sentence != "" || v.Picture == nil || v.Count != "1 of 2" {
		t.Errorf("the sheet before it: %+v", v)
	}
	folder.mu.Lock()
	folder.shut = true
	folder.mu.Unlock()
	again()
	again()
	if v := view(); v.Sentence != words.Text(words.English, words.SheetsUnread) || v.Buttons[1].Label != "" {
		t.Errorf("no folder: %+v", v)
	}
	folder.mu.Lock()
	folder.shut, folder.broken = false, nil
	folder.mu.Unlock()
	again()
	if v := view(); v.Sentence != "" || v.Picture == nil {
		t.Errorf("readable again: %+v", v)
	}
	if len(c.logged) != 2 {
		t.Errorf("logged %q", c.logged)
	}
}
