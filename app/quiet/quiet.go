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

// Into sends the standard log, into which the toolkit writes, to a file until end is
// called.
func Into(to io.Writer) (end func()) {
	log.SetFlags(0) // the file's log adds its own times
	log.SetOutput(to)
	return func() { log.SetOutput(io.Discard) }
}
