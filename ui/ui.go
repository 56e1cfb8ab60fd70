package ui

import (
	"context"
	"fmt"
	"image"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/look"
	"psar/ui/model"
	"psar/ui/screen"
	"psar/ui/view"
)

// Deps is what the windows are made of.
type Deps struct {
	App   fyne.App
	Till  *pos.Till
	Clock pos.Clock

	CheckNow     func(id.Payment)       // asks the watcher to verify now
	CustomerPays func(id.Payment) error // training only: the customer's button; else nil
	Chime        func(model.Sound)      // nil: silence; must not wait

	// These are called beside the windows and may wait.
	PaymentLink func(payment.Attempt) (string, error) // nil: no payment links are offered
	Resolutions func(context.Context, id.Payment) ([]payment.Resolution, error)
	ManagerPIN  func() bool // a manager's word needs a PIN; nil: it needs none
	// Items finds items by name or barcode, those with a quick key for an empty
	// query; Barcode finds that of a code, or all that share it. nil: there is no
	// catalogue. SharedBarcodes finds those that share a barcode, nil: it is not
	// asked.
	Items          func(ctx context.Context, query string) ([]catalogue.Item, error)
	Barcode        func(ctx context.Context, code string) ([]catalogue.Item, error)
	SharedBarcodes func(context.Context) ([]catalogue.Item, error)
	// History finds sales of the past, SaleDetails tells all of one. nil: there is no
	// history.
	History     func(context.Context, pos.HistoryFilter) ([]pos.PastSale, error)
	SaleDetails func(context.Context, id.Sale) (pos.SaleDetails, error)
	// CheckPaper says what the journal knows of the code of an old paper. nil: it knows none.
	CheckPaper func(context.Context, id.Code) (pos.Paper, error)
	// Reports makes reports, nil: there are none on the screen.
	Reports Reports
	// Preview draws a sample of a role's paper, or the test page as it should be.
	Preview func(s settings.Values, role settings.PrintRole, test bool) (image.Image, error)
	// Paper is looked at while the receipts' printer is the virtual one; nil: never.
	Paper Paper

	AsksOwner bool // a shop without an owner is asked for one

	Verified func() model.Verification     // how the journal's verification stands; nil: there is none. Must not wait
	Listener func() *fault.Error           // what keeps webhooks out; nil: nothing does. Must not wait
	Notices  []*fault.Error                // shown as bars at the start, until they are closed
	Later    func() []*fault.Error         // those that hold by now; nil: not known. Must not wait
	Log      func(msg string, args ...any) // of what went wrong
	Warn     func(msg string, args ...any) // of what may go wrong

	Language words.Language // "": as the shop has set it
	Windowed bool           // the customer's window stays a window
}

// UI is the two windows of a till. Its state belongs to the toolkit's
// goroutine; everything else reaches it through later.
type UI struct {
	deps         Deps
	cashier      fyne.Window
	customer     fyne.Window // nil when the shop wants none
	screen       *screen.Cashier
	facing       *screen.Customer
	state        model.Model
	router       router
	dark         bool
	keys         heldKeys
	hearsKeys    bool      // when keys are pressed still has to be asked of the window system
	facesMonitor bool      // the customer's window still has to find its monitor
	notTaken     time.Time // until when the last sentence stands that keys were not taken
	defect       string    // the last panic, so that one of every tick is logged once

	lanes      lanes
	reportStop context.CancelFunc // ends the report that is being made; nil: none is
	sheets     chan model.SheetsQuery
	later      func(func()) // runs a func on the toolkit's goroutine
	ahead      func(func()) // the same, before all that waits
	aside      func(func()) // the same, for the answers to what nobody asked for by a key
	machine    func() time.Time
	ctx        context.Context
	stop       context.CancelFunc
	work       sync.WaitGroup
}

const tickEvery = 250 * time.Millisecond

// New builds both windows and shows none. Like every method of UI but End and
// Stop it belongs to the toolkit's goroutine.
func New(d Deps) *UI {
	if d.Log == nil {
		d.Log = func(string, ...any) {}
	}
	if d.Warn == nil {
		d.Warn = func(string, ...any) {}
	}
	ctx, stop := context.WithCancel(context.Background())
	toolkit := &mailbox{do: fyne.Do, over: ctx.Done()}
	u := &UI{deps: d, lanes: newLanes(), sheets: make(chan model.SheetsQuery, 2), later: toolkit.post, ahead: toolkit.ahead, aside: toolkit.post, machine: time.Now, ctx: ctx, stop: stop}
	snap := d.Till.Snapshot()
	u.state = model.New(snap, d.Language, d.Notices, d.CustomerPays != nil)
	u.state.CanLink, u.state.CanSheets = d.PaymentLink != nil, d.Paper != nil
	u.state.AsksOwner = d.AsksOwner
	u.state.CanItems = d.Items != nil && d.Barcode != nil
	u.state.CanHistory = d.History != nil && d.SaleDetails != nil
	u.state.CanReport = d.Reports != nil
	u.dark = u.state.Dark()
	d.App.Settings().SetTheme(look.Theme{Dark: u.dark})

	name := words.Text(words.Khmer, words.AppName)
	u.cashier = d.App.NewWindow("Psar")
	u.screen = screen.NewCashier(name, u.do, u.faulty)
	u.screen.TypesTo(lineKeys{u})
	u.open(u.cashier, u.screen.Root, fyne.NewSize(1366, 768))
	u.cashier.SetMaster()
	u.cashier.SetOnClosed(u.End)
	if snap.Settings.Get(settings.CustomerScreen) != "off" {
		u.customer = d.App.NewWindow("Psar – Customer")
		u.facing = screen.NewCustomer(u.faulty)
		u.state.Faces = true
		u.open(u.customer, u.facing.Root, fyne.NewSize(1280, 800))
		// Closed by mistake it would be gone for the day; it goes with the till.
		u.customer.SetCloseIntercept(func() {})
	}
	u.screen.Focus(func(e fyne.Focusable) {
		c := u.cashier.Canvas()
		switch {
		case c.Focused() == e:
		case e == nil:
			c.Unfocus()
		default:
			c.Focus(e)
		}
	})
	u.draw()
	return u
}

// open gives a window its content and the one key router: a key does the same
// whichever window has the focus.
func (u *UI) open(w fyne.Window, content fyne.CanvasObject, size fyne.Size) {
	w.SetPadded(false)
	w.SetContent(content)
	w.Resize(size)
	c := w.Canvas()
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(e *fyne.KeyEvent) {
			u.pressed(e)
			if e.Name == fyne.KeyTab { // the toolkit keeps it from us, to walk the focus
				u.strike(keystroke{key: e.Name, mute: true})
			}
		})
		d.SetOnKeyUp(func(e *fyne.KeyEvent) { u.keys.release(e.Name) })
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		u.typed(e)
		if _, ok := keyOf(e.Name); ok {
			u.strike(u.keyed(e.Name))
		}
	})
	c.SetOnTypedRune(func(r rune) { u.strike(keystroke{char: r}) })
	for k, chord := range chords() {
		if a, ok := model.ActionOf(k); ok {
			c.AddShortcut(chord, func(fyne.Shortcut) { u.do(a) })
		}
	}
}

// Show shows the windows and starts what keeps them up to date.
func (u *UI) Show() {
	if u.customer != nil {
		u.customer.Show()
	}
	u.cashier.Show()
	u.work.Add(3)
	go u.bridge()
	go u.every(pulseEvery, u.ahead, u.beat)
	go u.every(tickEvery, u.later, u.tick)
	u.serve()
	if u.deps.Paper != nil {
		u.work.Add(1)
		go u.readSheets()
	}
	wanted := u.state.Snap.Settings.Get(settings.CustomerScreen)
	u.facesMonitor = u.customer != nil && !u.deps.Windowed && wanted == "auto"
	u.hearsKeys = true
	u.cashier.RequestFocus()
}

// End keeps everything from the windows from now on, from any goroutine: the toolkit is about to
// end, or has ended.
func (u *UI) End() { u.stop() }

// Stop ends the windows' goroutines and waits for them.
func (u *UI) Stop() {
	u.End()
	u.work.Wait()
}

// bridge brings snapshots to the windows.
func (u *UI) bridge() {
	defer u.work.Done()
	snapshots, end := u.deps.Till.Subscribe()
	defer end()
	for {
		select {
		case snap := <-snapshots:
			u.later(func() { u.apply(snap) })
		case <-u.ctx.Done():
			return
		}
	}
}

func (u *UI) apply(snap pos.Snapshot) {
	u.guard("snapshot", func() {
		next, sounds := u.state.Apply(snap, u.now())
		u.state = next
		u.fetch()
		u.draw()
		if u.deps.Chime != nil {
			for _, s := range sounds {
				u.deps.Chime(s)
			}
		}
	})
}

func (u *UI) tick() {
	u.guard("tick", func() {
		u.state = u.state.Tick(u.now())
		if next, c := u.state.LockIdle(u.now()); c != nil && u.send(c) {
			u.state = next
		}
		if u.deps.Listener != nil {
			u.state = u.state.Heard(u.deps.Listener())
		}
		if u.deps.Later != nil {
			u.state = u.state.Noticed(u.deps.Later())
		}
		if u.deps.Verified != nil {
			u.state.Verified = u.deps.Verified()
		}
		u.askSheets()
		u.draw()
		if u.facesMonitor {
			u.facesMonitor = !u.followMonitors()
		}
		if u.hearsKeys {
			u.hearsKeys = !u.hearKeys()
		}
	})
}

// do is every button and touch.
func (u *UI) do(a view.Action) {
	if line := u.router.line; line != nil && a.Verb == view.DoField { // not told from a scan yet
		line.action = a
		return
	}
	meant := true
	u.guard("typing", func() { meant = u.settlesFor(a) })
	if meant {
		u.enact(a)
	}
}

// enact is everything that somebody asked for, by key, button, touch or scan.
func (u *UI) enact(a view.Action) {
	u.guard("action", func() {
		next, c := u.state.Act(a, u.now())
		next, effect := next.Effect()
		if effect != nil {
			effect.Do(hands{u})
		}
		if c != nil && !u.send(c) {
			next = u.state.Say(u.now(), view.StatusAttention, words.NotNow)
		}
		u.state = next
		u.fetch()
		u.draw()
	})
}

// fetch asks for what the windows are about to show and don't have, and has written down what
// was done to the bill.
func (u *UI) fetch() {
	if next, c := u.state.Wants(); c != nil && u.send(c) {
		u.state = next
	}
	if next, c := u.state.Tells(); c != nil && u.send(c) {
		u.state = next
	}
	u.askSheets()
}

// draw brings both windows to what the state says; parts that say the same
// already are left alone.
func (u *UI) draw() {
	now := u.now()
	u.noteNotTaken()
	if !u.state.Working() {
		u.stopReport()
	}
	seen := u.seen()
	v := seen.Cashier(now)
	u.noteDrawn(drawnOf(v, seen.Place()))
	if u.dark != v.Dark {
		u.dark = v.Dark
		u.deps.App.Settings().SetTheme(look.Theme{Dark: v.Dark})
	}
	if before := u.screen.View; u.screen.Set(v) {
		part := fyne.CanvasObject(u.screen.Ground)
		if before.Panel.Card != v.Panel.Card || before.Panel.Kind != v.Panel.Kind || before.Panel.Link != v.Panel.Link || before.Desk.Page != v.Desk.Page {
			part = u.screen.Root // an old picture of a code must not stay
		}
		wake(u.cashier, part)
	}
	u.screen.KeepFocus()
	if u.facing != nil && u.facing.Set(u.state.Customer(now)) {
		wake(u.customer, u.facing.Root) // all of it: an old picture of a code must not stay
	}
}

// noteNotTaken writes to the log that keys were not taken: a till that often says so is too
// slow for its shop.
func (u *UI) noteNotTaken() {
	if why, until := u.state.Said.NotTaken(); why != "" && until != u.notTaken {
		u.notTaken = until
		u.deps.Warn("keys not taken", "why", why) // app/e2e looks for it
	}
}

func (u *UI) now() time.Time { return u.deps.Clock.Now() }

// faulty notes that a part could not draw what it was given.
func (u *UI) faulty(err error) {
	u.deps.Log("card not drawn", "error", err)
	u.state = u.state.SayError(u.now(), fault.QRMalformed)
}

// guard keeps a defect of one handler from ending the till: it is logged, said,
// and the till goes on.
func (u *UI) guard(where string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			if defect := fmt.Sprint(where, ": ", r); defect != u.defect {
				u.defect = defect
				u.deps.Log("panic in the windows", "panic", defect, "stack", string(debug.Stack()))
			}
			u.state = u.state.SayError(u.now(), fault.Internal)
		}
	}()
	f()
}

// wake has a window painted once more. The window itself is asked, not the part
// that changed: Fyne finds a part's window in a table that a part is not in before
// its first paint, and that forgets what was not refreshed for a minute while the
// window was painted for another reason, such as being uncovered. What is asked of
// a forgotten part is lost, and the customer would look at an old picture.
func wake(window fyne.Window, part fyne.CanvasObject) { window.Canvas().Refresh(part) }
