// Package ui is the two windows of a till: it brings keys, touches and scans to the
// model, the model's commands to the till, and what comes of them to the screens.
//
// Its parts are packages: ui/view, the values that are shown; ui/look, what everything
// is drawn with; ui/screen, the two layouts; ui/model, the rules. Here are the windows
// themselves, the toolkit's goroutine, the monitors, and what tells a scanner from a hand.
//
// Everything that is shown belongs to the toolkit's goroutine; commands are done beside
// it, so that no key waits for the till: what decides or writes one after the other, and
// what only reads beside that. A command that was begun is taken to its end, also when
// the windows close. The package opens no window system: that
// is the wiring's.
package ui
