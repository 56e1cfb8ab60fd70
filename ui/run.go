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
	app.Run()
	if !stay() {
		<-asked // whoever closes what the windows were made of must not meet it
	}
}

// quit ends the toolkit's loop, from any other goroutine. The toolkit itself ends by the signals
// that end the context, and by its windows: a loop that has just ended runs what it is sent here
// and now, or panics because it takes no more. So it is the driver that quits: the app would first
// close windows that are gone, and panic.
func quit(app fyne.App) {
	defer func() { _ = recover() }() // nothing is left to end
	fyne.Do(app.Driver().Quit)
}
