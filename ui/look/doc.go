// Package look is what everything on the windows is made of: the theme with its colours
// and sizes, the fonts, text that is measured and cut between letters, and the widgets
// (keys, chips, marks, rings, the payment card, ledgers, charts, sheets of paper, lines
// to type into).
//
// A widget is set to a value and draws it; the same value again costs nothing. It never
// shortens an amount: that shrinks. The package knows no screen, no page and no rule of
// the shop, and no widget takes the keyboard but Field.
package look
