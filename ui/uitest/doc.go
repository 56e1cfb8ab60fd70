// Package uitest is what tests of the windows' packages share: a shop with its settings
// and payments, pictures of what is drawn, and what can be seen of a tree. It imports
// nothing of ui but its values, so that the tests of every part can import it.
package uitest
