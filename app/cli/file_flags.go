package cli

import (
	"image"
	"image/png"
	"io"

	"psar/app"
)

// forceFlag lets a command replace a file of another kind.
type forceFlag struct {
	Force bool `help:"Replace the file even if it holds something else."`
}

// picture is a picture's file that a person named.
func (f forceFlag) picture(path string) app.File {
	return app.File{Path: path, Kind: app.Picture, Force: f.Force}
}

// writePNG writes a picture's whole file or nothing. The errors are those of app.WriteWhole.
func writePNG(to app.File, picture image.Image) error {
	return app.WriteWhole(to, func(w io.Writer) error { return png.Encode(w, picture) })
}
