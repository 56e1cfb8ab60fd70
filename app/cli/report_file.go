package cli

import (
	"fmt"
	"io"

	"psar/app"
	"psar/assets/words"
	"psar/pos/fault"
	posreport "psar/pos/report"
	"psar/printer/export"
	"psar/printer/report"
)

// named is the file to write; without a path if none was asked for.
func (c *reportCommand) named() app.File {
	switch {
	case c.CSV != "":
		return app.File{Path: c.CSV, Kind: app.Table, Force: c.Force}
	case c.XLSX != "":
		return app.File{Path: c.XLSX, Kind: app.Workbook, Force: c.Force}
	case c.PDF != "":
		return app.File{Path: c.PDF, Kind: app.Pages, Force: c.Force}
	}
	return app.File{}
}

// file is that file and its format.
func (c *reportCommand) file(lang words.Language, r posreport.Report) (to app.File, write func(io.Writer) error) {
	doc := report.Of(lang, r)
	switch to = c.named(); to.Kind {
	case app.Table:
		write = func(w io.Writer) error { return export.CSV(w, lang, doc) }
	case app.Workbook:
		write = func(w io.Writer) error { return export.XLSX(w, lang, doc) }
	case app.Pages:
		write = func(w io.Writer) error { return export.PDF(w, lang, doc, r.Made) }
	}
	return to, write
}

// absolute is the whole path of a file that is named, as traces tell it.
func (s *session) absolute(path string) (string, error) {
	whole, err := s.files().absolute(path)
	if err != nil {
		return "", fault.New(fault.FileUnwritable, path).Because(err)
	}
	return whole, nil
}

// writeFile writes a whole file or none, and says whether it replaced one. "-" is
// standard output.
func (s *session) writeFile(to app.File, write func(io.Writer) error) error {
	if to.Path == "-" {
		return write(s.out)
	}
	said := words.CLIFileWritten
	if s.files().replaces(to) {
		said = words.CLIFileReplaced
	}
	if err := s.files().writeWhole(s, to, write); err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, said, to.Path))
	return nil
}
