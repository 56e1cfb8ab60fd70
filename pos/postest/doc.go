// Package postest holds what tests of several packages share and what knows no
// store: where their files lie, and how deep they go. Only tests import it.
package postest
