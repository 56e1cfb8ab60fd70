// Package screen lays the two windows out: Cashier with its bar, panes, keypad and pages,
// and Customer.
//
// A screen is set to a view, draws what differs from the one before, and says whether
// anything does. Touches come back as actions, by the function it was made with. It
// holds nothing but what it shows and how far that is scrolled: which page is open, what
// is charged and which key works is the model's to say. It belongs to the toolkit's
// goroutine, and fits from 1024 by 768 pixels on.
package screen
