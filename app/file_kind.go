package app

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/printer/export"
)

// FileKind is what a file holds. It is told by the content, because a name is only a name.
type FileKind int

// The kinds of files that Psar writes where a person says.
const (
	Picture   FileKind = iota + 1 // PNG
	Pages                         // PDF
	Workbook                      // XLSX
	Table                         // a report as CSV
	Catalogue                     // the items as CSV
	Print                         // what a printer gets: ESC/POS
)

// fileHeads are the first bytes of the kinds.
var fileHeads = map[FileKind]string{
	Picture:  "\x89PNG\r\n\x1a\n",
	Pages:    "%PDF-",
	Workbook: "PK\x03\x04",
	Print:    "\x1b@", // reset, with which each job begins
}

// headLine is the longest header of a table that is read, in bytes.
const headLine = 4 << 10

// is reports whether a file is of a kind. An empty one is of every kind.
func (k FileKind) is(f *os.File) (bool, error) {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return err == nil, err
	}
	in := bufio.NewReaderSize(f, headLine)
	begins, err := in.Peek(headLine)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	switch k {
	case Picture, Pages, Print:
		return bytes.HasPrefix(begins, []byte(fileHeads[k])), nil
	case Workbook:
		return bytes.HasPrefix(begins, []byte(fileHeads[k])) && isWorkbook(f, info.Size()), nil
	case Table:
		return isTable(begins, export.Header(words.English), export.Header(words.Khmer)), nil
	case Catalogue:
		var columns []string
		for _, c := range catalogue.Columns() {
			columns = append(columns, string(c))
		}
		return isTable(begins, columns), nil
	}
	return false, fmt.Errorf("file of kind %d", k)
}

// isWorkbook reports whether a ZIP archive is a workbook of a spreadsheet.
func isWorkbook(f io.ReaderAt, size int64) bool {
	archive, err := zip.NewReader(f, size)
	return err == nil && slices.ContainsFunc(archive.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" })
}

// isTable reports whether a text begins with a header of which every cell is known, whatever
// separator a spreadsheet has put between them.
func isTable(text []byte, headers ...[]string) bool {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(text, []byte("\uFEFF")), []byte("\n"))
	if !utf8.Valid(line) {
		return false
	}
	for _, comma := range []string{",", ";", "\t"} {
		cells := strings.Split(strings.TrimRight(string(line), "\r"), comma)
		if len(cells) < 2 {
			continue
		}
		for _, header := range headers {
			if !slices.ContainsFunc(cells, func(cell string) bool { return !slices.Contains(header, strings.Trim(cell, `" `)) }) {
				return true
			}
		}
	}
	return false
}
