package cli

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"psar/app/apptest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// order is one line from a script to the till: keys to press, a text to wait for, or a
// new time; an empty order closes the till.
type order struct {
	Keys   []string      `json:"keys,omitempty"`
	Pace   time.Duration `json:"pace,omitempty"`   // between keys, by the shop's clock
	Window string        `json:"window,omitempty"` // cashier or customer
	Says   string        `json:"says,omitempty"`   // a regular expression for the window's text
	Gone   bool          `json:"gone,omitempty"`   // wait until it no longer matches
	Ahead  time.Duration `json:"ahead,omitempty"`
}

// answer is the till's line in answer to an order.
type answer struct {
	Window string        `json:"window,omitempty"` // the window's text
	Wrong  string        `json:"wrong,omitempty"`
	Ahead  time.Duration `json:"ahead"`
}

// deskApp is a toolkit without a screen, worked by a script. What belongs to the
// toolkit's goroutine is done in Run, as in the real one.
type deskApp struct {
	fyne.App
	clock  *shiftedClock
	orders chan order
	say    *json.Encoder
	todo   chan func()
	end    func()
	ended  chan struct{}
}

// openDesk is the toolkit of a test's till. Its orders come from in, one per line.
func openDesk(clock *shiftedClock, in io.Reader, out io.Writer) *deskApp {
	a := &deskApp{
		App: test.NewApp(), clock: clock, orders: make(chan order), say: json.NewEncoder(out),
		todo: make(chan func(), 256), ended: make(chan struct{}),
	}
	a.end = sync.OnceFunc(func() { close(a.ended) })
	fyne.SetCurrentApp(a)
	go a.read(in)
	return a
}

// read passes the orders on, and closes the till at the end of in.
func (a *deskApp) read(in io.Reader) {
	defer close(a.orders)
	for lines := bufio.NewScanner(in); lines.Scan(); {
		var o order
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return
		}
		select {
		case a.orders <- o:
		case <-a.ended:
			return
		}
	}
}

func (a *deskApp) Driver() fyne.Driver { return deskDriver{a.App.Driver(), a} }

// Run is the toolkit's goroutine. It returns when the script closes the till.
func (a *deskApp) Run() {
	defer a.end()
	a.reply(answer{})
	var waiting *order
	patient := time.NewTimer(apptest.Patience)
	defer patient.Stop()
	for {
		orders := a.orders
		if waiting != nil {
			orders = nil
		}
		select {
		case f := <-a.todo:
			f()
		case <-a.ended:
			return
		case <-patient.C:
			if waiting != nil {
				a.reply(answer{Wrong: "no sign of it", Window: "cashier:\n" + a.reads("cashier") + "\ncustomer:\n" + a.reads("customer")})
				waiting = nil
			}
		case o, open := <-orders:
			if !open {
				return
			}
			patient.Reset(apptest.Patience)
			if waiting = a.obey(o); waiting == nil {
				a.reply(answer{})
			}
		}
		if waiting != nil && regexp.MustCompile(waiting.Says).MatchString(a.reads(waiting.Window)) != waiting.Gone {
			a.clock.ahead.Add(int64(reading))
			a.reply(answer{Window: a.reads(waiting.Window)})
			waiting = nil
		}
	}
}

// reading is how long a person needs to read a page before the next key.
const reading = 500 * time.Millisecond

// obey executes an order. If it has to wait for a text, it returns the order.
func (a *deskApp) obey(o order) *order {
	a.clock.set(o.Ahead)
	for _, k := range o.Keys {
		a.clock.ahead.Add(int64(o.Pace))
		if o.Pace >= pace {
			a.turns(3) // a typed key is for what the key before has painted
		}
		a.press(k)
		for len(a.todo) > 0 {
			(<-a.todo)()
		}
	}
	if len(o.Keys) > 0 {
		a.quiet()
	}
	if o.Says != "" {
		return &o
	}
	return nil
}

// quiet advances the clock past the scanner's pause, and waits until the windows have
// noticed: they check it on each of their ticks.
func (a *deskApp) quiet() {
	a.clock.ahead.Add(int64(500 * time.Millisecond))
	a.turns(3)
}

// turns lets the windows' loop run n functions. Their ticks are among them, and a turn of
// the loop paints what it has drawn. A window that stands in for the till has no ticks.
func (a *deskApp) turns(n int) {
	if a.window("customer") == nil {
		return
	}
	for range n {
		select {
		case f := <-a.todo:
			f()
		case <-a.ended:
			return
		}
	}
}

func (a *deskApp) reply(r answer) {
	r.Ahead = time.Duration(a.clock.ahead.Load())
	if err := a.say.Encode(r); err != nil {
		fmt.Fprintln(os.Stderr, err)
		a.end()
	}
}

// press presses a key as a keyboard does: a key that types a character comes as a key
// and as a rune, to the focused entry or else to the window.
func (a *deskApp) press(k string) {
	c := a.window("cashier").Canvas()
	key, char := c.OnTypedKey(), c.OnTypedRune()
	if f := c.Focused(); f != nil {
		key, char = f.TypedKey, f.TypedRune
	}
	if r := []rune(k); len(r) == 1 {
		key(&fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(k))})
		char(r[0])
		return
	}
	key(&fyne.KeyEvent{Name: fyne.KeyName(k)})
}

// window is the cashier's or the customer's window, found by its title; nil where it is not open.
func (a *deskApp) window(name string) fyne.Window {
	title := map[string]string{"cashier": "Psar", "customer": "Psar – Customer"}[name]
	for _, w := range a.App.Driver().AllWindows() {
		if w.Title() == title {
			return w
		}
	}
	return nil
}

// reads is the text of a window, from top to bottom.
func (a *deskApp) reads(name string) string {
	w := a.window(name)
	if w == nil {
		return ""
	}
	var all []standing
	collect(w.Canvas().Content(), fyne.Position{}, &all)
	slices.SortStableFunc(all, func(l, r standing) int { return cmp.Or(cmp.Compare(l.at.Y, r.at.Y), cmp.Compare(l.at.X, r.at.X)) })
	lines := make([]string, len(all))
	for i, s := range all {
		lines[i] = s.text
	}
	return strings.Join(lines, "\n")
}

// standing is a text and its position in the window.
type standing struct {
	at   fyne.Position
	text string
}

func collect(o fyne.CanvasObject, from fyne.Position, into *[]standing) {
	if o == nil || !o.Visible() {
		return
	}
	at := from.Add(o.Position())
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *canvas.Text:
		if o.Text != "" {
			*into = append(*into, standing{at, o.Text})
		}
	case *fyne.Container:
		parts = o.Objects
	case fyne.Widget:
		parts = test.WidgetRenderer(o).Objects()
	}
	for _, p := range parts {
		collect(p, at, into)
	}
}

// deskDriver passes functions of other goroutines to Run.
type deskDriver struct {
	fyne.Driver
	app *deskApp
}

func (d deskDriver) Quit() { d.app.end() }

func (d deskDriver) DoFromGoroutine(f func(), wait bool) {
	done := make(chan struct{})
	select {
	case d.app.todo <- func() { defer close(done); f() }:
	case <-d.app.ended:
		return
	}
	if !wait {
		return
	}
	select {
	case <-done:
	case <-d.app.ended:
	}
}
