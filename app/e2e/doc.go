// Package e2e tests the program in real windows on a virtual display: keys are sent by the
// window system; the results are read from the screen, from the paper, and by commands
// beside the open till. It has tests only, behind the tag e2e: make window runs them.
package e2e
