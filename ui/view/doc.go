// Package view holds what the windows show and what is asked of them, as values:
// Cashier and Customer with a type for each of their parts, every sentence ready to
// read and in the language it is read in; and Action, what a key, a button or a touch
// asks for.
//
// Views are compared to find what changed, so a view keeps no pointer to anything that
// changes. The package decides nothing: it knows no rule of the shop, no words and no
// toolkit.
package view
