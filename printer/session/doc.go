// Package session is one conversation with a receipt printer over an open link:
// ask how it is, send a job, and find out whether it is on paper.
//
// What it promises: Printed is said only where the printer itself answered that
// it has carried out everything that was sent; a job that could not be begun is
// told from one that may have come out in part; every call returns within a
// second of its context's end; a printer that waits for paper is waited for, and
// what it says of itself is told as it changes.
//
// What it does not promise: that a printer which answers nothing has printed
// anything. It lays out nothing, repeats nothing, and knows no queue.
package session
