package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"psar/app"
	"psar/assets/words"
	"psar/pos/fault"
	posreport "psar/pos/report"
	"psar/printer/export"
	"psar/printer/report"
)

// file is the file to write and its format; "" if none was asked for.
func (c *reportCommand) file(lang words.Language, r posreport.Report) (path string, write func(io.Writer) error) {
	doc := report.Of(lang, r)
	switch {
	case c.CSV != "":
		return c.CSV, func(w io.Writer) error { return export.CSV(w, lang, doc) }
	case c.XLSX != "":
		return c.XLSX, func(w io.Writer) error { return export.XLSX(w, lang, doc) }
	case c.PDF != "":
		return c.PDF, func(w io.Writer) error { return export.PDF(w, lang, doc, r.Made) }
	}
	return "", nil
}

// writeFile writes a whole file or none, and says whether it replaced one. "-" is
// standard output.
func (s *session) writeFile(path string, write func(io.Writer) error) error {
	if path == "-" {
		return write(s.out)
	}
	said := words.CLIFileWritten
	if info, err := os.Stat(path); err == nil {
		if info.Mode().IsRegular() {
			said = words.CLIFileReplaced
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.FileUnwritable, path).Because(err)
	}
	if err := app.WriteWhole(path, write); err != nil {
		return fault.New(fault.FileUnwritable, path).Because(err)
	}
	fmt.Fprintln(s.err, words.Text(s.lang, said, path))
	return nil
}
