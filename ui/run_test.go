package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// endingApp is a toolkit whose loop has ended, or is about to, when the word comes to end it.
type endingApp struct {
	fyne.App
	sent func(func()) // what the driver does with what is sent to its goroutine
	run  func()
	quit int
}

func (a *endingApp) Driver() fyne.Driver { return endingDriver{a.App.Driver(), a} }
func (a *endingApp) Run()                { a.run() }
func (a *endingApp) Quit()               { panic("glfw: The GLFW library is not initialized") } // it closes windows that are gone

type endingDriver struct {
	fyne.Driver
	app *endingApp
}

func (d endingDriver) DoFromGoroutine(f func(), _ bool) { d.app.sent(f) }
func (d endingDriver) Quit()                            { d.app.quit++ }

// The loop ends with the context, also with one that ended before, and whatever the toolkit is at
// by then. What was sent is done with when Run returns.
func TestRunEndsWithItsContext(t *testing.T) {
	for name, c := range map[string]struct {
		sent func(queue chan func(), f func())
		quit int
	}{
		"it runs":         {func(queue chan func(), f func()) { queue <- f }, 1},
		"it has ended":    {func(queue chan func(), f func()) { queue <- func() {}; f() }, 1},
		"it ends as sent": {func(queue chan func(), f func()) { queue <- func() {}; panic("send on closed channel") }, 0},
	} {
		for _, before := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				queue := make(chan func())
				a := &endingApp{App: test.NewTempApp(t)}
				a.sent = func(f func()) { c.sent(queue, f) }
				a.run = func() {
					if !before {
						stop()
					}
					(<-queue)()
				}
				fyne.SetCurrentApp(a)
				if before {
					stop()
				}
				Run(ctx, a)
				stop()
				if a.quit != c.quit {
					t.Errorf("the driver quit %d times", a.quit)
				}
			})
		}
	}
}
