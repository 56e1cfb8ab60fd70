package ui

import (
	"image"
	"time"

	"fyne.io/fyne/v2/driver"
)

// Fyne has no public call to place a window, and SetFullScreen takes the
// monitor under the window's middle. So the customer's window is moved by its
// native handle, and made full a moment later.

const (
	monitorsEvery = 2 * time.Second
	resolve       = 200 * time.Millisecond // for the window manager to move it
)

// placer moves windows on one kind of desktop. Coordinates are pixels of the
// whole desktop.
type placer interface {
	monitors() ([]image.Rectangle, error)
	frame(window uintptr) (image.Rectangle, error)
	move(window uintptr, to image.Rectangle) error
	close()
}

// followMonitors puts the customer's window on the second monitor while there
// is one, and takes it out of full screen when that is unplugged: else it would
// cover the cashier's. A desktop that can't be asked leaves it a window. It is
// false while the toolkit has not made the windows yet.
func (u *UI) followMonitors() bool {
	mine, ok := u.cashier.(driver.NativeWindow)
	theirs, ok2 := u.customer.(driver.NativeWindow)
	if !ok || !ok2 {
		return true
	}
	var cashier, customer uintptr
	mine.RunNative(func(context any) { cashier = handleOf(context) })
	theirs.RunNative(func(context any) { customer = handleOf(context) })
	if cashier == 0 || customer == 0 {
		return false
	}
	u.work.Add(1)
	go u.watchMonitors(cashier, customer)
	return true
}

func (u *UI) watchMonitors(cashier, customer uintptr) {
	defer u.work.Done()
	p, err := newPlacer()
	if err != nil {
		u.deps.Log("monitors not known", "error", err)
		return
	}
	defer p.close()
	ticker := time.NewTicker(monitorsEvery)
	defer ticker.Stop()
	acted, last := 1, 0 // a change counts when it is seen twice, but for the first
	for first := true; ; first = false {
		all, err := p.monitors()
		if n := len(all); err == nil && n != acted && (first || n == last) {
			u.face(p, cashier, customer, all)
			acted = n
		}
		last = len(all)
		select {
		case <-ticker.C:
		case <-u.ctx.Done():
			return
		}
	}
}

// face shows the customer's window on the first monitor that the cashier's is
// not on, or as a window when there is none.
func (u *UI) face(p placer, cashier, customer uintptr, all []image.Rectangle) {
	own, err := p.frame(cashier)
	if err != nil {
		u.deps.Log("window not found", "error", err)
		return
	}
	to, found := otherMonitor(all, own)
	if !found {
		u.later(func() {
			u.customer.SetFullScreen(false)
			u.cashier.RequestFocus()
		})
		return
	}
	if err := p.move(customer, to); err != nil {
		u.deps.Log("customer's window not moved", "error", err)
		return
	}
	wait := time.NewTimer(resolve)
	defer wait.Stop()
	select {
	case <-wait.C:
	case <-u.ctx.Done():
		return
	}
	u.later(func() {
		u.customer.SetFullScreen(true)
		u.cashier.RequestFocus()
	})
}

// otherMonitor finds a monitor that a window's middle is not on.
func otherMonitor(all []image.Rectangle, window image.Rectangle) (image.Rectangle, bool) {
	middle := window.Min.Add(window.Max).Div(2)
	for _, m := range all {
		if !middle.In(m) {
			return m, true
		}
	}
	return image.Rectangle{}, false
}
