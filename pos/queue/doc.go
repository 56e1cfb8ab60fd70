// Package queue is the print queue: jobs, their results, and what is known of the
// printers.
//
// A job's content is fixed when it is queued, so that paper says what was true then. A
// slip requests a payment and a receipt confirms one: they are never mixed. When the
// outcome of a job is unknown, a person is asked, and it is never repeated by itself. A
// job that waited too long is given up; a drawer opening after seconds.
//
// It prints nothing: psar/printer takes the jobs and reports their results.
package queue
