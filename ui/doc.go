// Package ui is the till's two windows: the cashier's and the customer's.
//
// What they show is read from a value: state takes snapshots of the till, keys
// and time, and gives one view for each window, with every sentence ready to
// read. Screens draw views and know no rules. A key does the same in both
// windows and on the touch keypad, and whatever can't be done now says why.
//
// What needs a manager lies on a desk over the large panel: whom codes pay,
// alarms, unclaimed money. Each thing is typed, read once more and done by a
// second key; the payment in front and the tray go on beside it.
//
// What the virtual printer has printed lies on the keypad's place while V shows
// it. A goroutine of its own reads it, and no sale waits for a picture.
//
// The package promises that nothing is shown before the till has committed it,
// that no handler waits for a disk or a network, and that an amount is never
// changed while its code is live. It keeps nothing, opens no file and calls no
// bank: it knows pos and assets only.
package ui
