package cli

import (
	"fmt"
	"io"
)

// showProgress shows how much of something long is done, and never holds it up: of what a
// terminal that stands still does not take, the newest is kept. end waits until the line is
// empty again.
func showProgress(w io.Writer) (show func(done, of int), end func()) {
	newest, ended := make(chan int, 1), make(chan struct{})
	go func() {
		defer close(ended)
		for percent := range newest {
			fmt.Fprintf(w, "\r%3d %%", percent)
		}
		fmt.Fprint(w, "\r     \r")
	}()
	show = func(done, of int) {
		select {
		case <-newest:
		default:
		}
		newest <- 100 * done / max(of, 1)
	}
	return show, func() { close(newest); <-ended }
}
