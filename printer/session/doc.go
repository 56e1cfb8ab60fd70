// Package session is one conversation with a receipt printer over an open link: ask
// for its state, send a job, and find out whether it is on paper.
//
// It promises that Printed is returned only if the printer confirmed that it has
// processed everything that was sent; that a job which could not be begun is told
// apart from one that may have come out in part; that every call returns within a
// second after its context's end; and that it waits for a printer without paper, and
// reports every change of its state.
//
// It does not promise that a printer which answers nothing has printed anything. It
// does not lay out, does not repeat, and knows no queue.
package session
