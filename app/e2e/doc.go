// Package e2e is the program in real windows on a virtual display: keys go in by
// the window system, and what came of them is read off the screen, off the paper
// and beside the open till. It is tests alone, behind the tag e2e: make window
// runs them.
package e2e
