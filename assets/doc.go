// Package assets holds what Psar carries inside its program file: fonts,
// sounds and the icon.
//
// It promises the bytes as their makers shipped them (the fonts, under the SIL
// Open Font License, see fonts/OFL-*.txt) or as the generators beside them
// write them (sounds, icon): `go generate ./assets` makes them again, byte for
// byte. It does not decode, patch or play anything; the packages that use the
// bytes do. The returned slices are shared: callers must not write to them.
package assets

//go:generate go run ./sounds/gen -dir sounds
//go:generate go run ./icon/gen -out icon.png -size 512
