// Package ui is what people see and touch: the cashier's and the customer's
// windows, their words, keys and pictures.
//
// It promises that everything on a screen comes from a snapshot that the till
// has committed, that no handler waits for a disk or a network, and that
// nothing moves but rings. It draws with flat shapes and one font, so that the
// software painter of the tests shows what the counter shows.
//
// It decides nothing about money: amounts come as ready texts, and a code that
// it draws has been checked before. It never imports fyne/app, storage,
// payments or printer.
package ui
