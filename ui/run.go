package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// Run is the toolkit's loop: it returns once the last window is closed, or the context has ended,
// however long before that was.
func Run(ctx context.Context, app fyne.App) {
	asked := make(chan struct{})
	stay := context.AfterFunc(ctx, func() {
		defer close(asked)
		quit(app)
	})
	last := takeLast(app.Lifecycle())
	app.Run()
	last()
	if !stay() {
		<-asked // whoever closes what the windows were made of must not meet it
	}
}

// ending is what the toolkit keeps to be done behind its loop.
type ending interface {
	OnStopped() func()
	SetOnStopped(func())
	SetOnStoppedHookExecuted(func())
}

// takeLast takes from the toolkit what it would do behind its loop, for us to do. It queues that in
// a loop that takes no more, and waits for it: where the word comes between the loop's last look
// into the queue and its end, it waits for ever, and the shop stays locked by a till without windows.
func takeLast(l fyne.Lifecycle) (last func()) {
	e, ok := l.(ending)
	if !ok {
		return func() {}
	}
	if last = e.OnStopped(); last == nil {
		return func() {}
	}
	e.SetOnStopped(nil)
	e.SetOnStoppedHookExecuted(nil)
	return last
}

// quit ends the toolkit's loop, from any other goroutine. The toolkit itself ends by the signals
// that end the context, and by its windows: a loop that has just ended runs what it is sent here
// and now, or panics because it takes no more. So it is the driver that quits: the app would first
// close windows that are gone, and panic.
func quit(app fyne.App) {
	defer func() { _ = recover() }() // nothing is left to end
	fyne.Do(app.Driver().Quit)
}
