package ui

import (
	"context"
	"slices"
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

// The toolkit has nothing left to do behind its loop, where it would wait for ever for what came
// between the loop's last look into its queue and the queue's end. It is done behind it by us.
func TestNothingIsLeftBehindTheLoop(t *testing.T) {
	app := test.NewTempApp(t)
	l, ok := app.Lifecycle().(ending)
	if !ok {
		t.Fatalf("the toolkit's lifecycle is %T", app.Lifecycle())
	}
	var done []string
	l.SetOnStopped(func() { done = append(done, "ours") })
	l.SetOnStoppedHookExecuted(func() { done = append(done, "the toolkit's") })
	a := &endingApp{App: app, run: func() {
		if l.OnStopped() != nil || len(done) > 0 {
			t.Error("the toolkit ends by itself")
		}
	}}
	Run(t.Context(), a)
	if want := []string{"ours", "the toolkit's"}; !slices.Equal(done, want) {
		t.Errorf("done: %q, want %q", done, want)
	}
}
