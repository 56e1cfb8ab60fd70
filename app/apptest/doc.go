// Package apptest runs the program under test: commands, a shop that is set up, and the
// training gateway and the virtual printer. Tests of several packages share it; nothing
// else may import it.
package apptest
