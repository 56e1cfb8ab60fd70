// Package queue is what waits to be printed: jobs, what came of them, and what is
// known of the printers.
//
// What a job prints is fixed when it is queued, so that paper says what was true
// then. A slip asks for payment and a receipt confirms one: they are never mixed. A
// job of unknown outcome is asked about, never repeated by itself; one that waited
// too long is given up, and a drawer after seconds.
//
// It sends nothing: psar/printer takes the jobs and says what became of them.
package queue
