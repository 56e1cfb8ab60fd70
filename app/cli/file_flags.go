package cli

import (
	"image"
	"image/png"
	"io"
	"path/filepath"
	"strings"

	"psar/app"
	"psar/assets/words"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/printer"
	"psar/printer/layout"
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
func (s *session) writePNG(to app.File, picture image.Image) error {
	return s.files().writeWhole(s, to, func(w io.Writer) error { return png.Encode(w, picture) })
}

// printedInto is the file that a person names to print into; whole is false for anything else.
func (s *session) printedInto(f forceFlag, to printer.Target) (file app.File, whole bool) {
	kind, path, _ := strings.Cut(to.Link, ":")
	file = app.File{Path: s.from(path), Kind: app.Print, Force: f.Force, Append: true}
	return file, kind == "file" && path != "" && to.Folder == "" && !s.files().direct(file)
}

// canPrintOn returns the error with which printOn would refuse a file, before anybody is told that
// it was printed.
func (s *session) canPrintOn(f forceFlag, to printer.Target) error {
	if file, whole := s.printedInto(f, to); whole {
		return s.files().canWrite(file)
	}
	return nil
}

// printOn prints at once on a printer. A file that a person names is written whole, behind
// what was printed into it before; the shop's own is appended to by its link.
func (s *session) printOn(f forceFlag, to printer.Target, values settings.Values, job queue.Job) (queue.Result, error) {
	if file, whole := s.printedInto(f, to); whole {
		data, err := layout.Encode(values, job)
		if err == nil {
			err = s.files().writeWhole(s, file, func(w io.Writer) error { _, err := w.Write(data); return err })
		}
		return queue.Result{State: queue.Unverified}, err
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return queue.Result{}, err
	}
	to.PaperDir, to.Now = filepath.Join(dir, "paper"), s.clock.Now()
	defer s.waiting().until(words.CLIWaitsPrinter, to.Link)()
	result, err := printer.PrintTo(s, to, values, job)
	return result, notPrinted(err)
}
