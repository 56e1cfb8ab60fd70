// Package assets holds the files that are embedded in the program: fonts, sounds and
// the icon.
//
// It promises the fonts as their makers published them (under the SIL Open Font
// License, see fonts/OFL-*.txt), and the sounds and the icon as the generators beside
// them write them: `go generate ./assets` makes them again, byte for byte.
//
// It does not decode, change or play anything. The returned slices are shared: do not
// write to them.
package assets

//go:generate go run ./sounds/gen -dir sounds
//go:generate go run ./icon/gen -out icon.png -size 512
