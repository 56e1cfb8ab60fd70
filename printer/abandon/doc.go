// Package abandon leaves calls that the kernel may hold for ever: a pipe that nobody reads, a
// device that is off.
//
// It promises that the caller goes on when its context ends. The call itself can't be ended: it
// keeps its goroutine, and what it waits for, until the kernel lets it return.
package abandon
