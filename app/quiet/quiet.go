// Package quiet keeps out of a command's output what is not its own: the toolkit
// reads the locale as the program begins, before any line of ours, and complains
// of C.UTF-8, which cron and containers have, on standard error.
//
// Go initialises packages one after the other: of those whose imports are all
// initialised, the first by its path. This one imports the log alone, and its path
// comes before that of text/template, which the toolkit's language package needs and
// which needs what the log needs: so it is initialised before the toolkit, by the
// rules of the language. Import nothing more here. TestCommandsAreTheSameEverywhere
// runs the program and sees to it. Changing the environment instead would need to
// know every locale that the toolkit does not, and would change the programs that we
// start; starting ourselves anew would change the process that a script waits for.
package quiet

import (
	"io"
	"log"
)

var _ = silenced()

func silenced() struct{} {
	log.SetOutput(io.Discard)
	return struct{}{}
}

// Into sends what others write into the standard log to a file from now on, until
// end is called.
func Into(to io.Writer) (end func()) {
	log.SetFlags(0) // a log has its own times
	log.SetOutput(to)
	return func() { log.SetOutput(io.Discard) }
}
