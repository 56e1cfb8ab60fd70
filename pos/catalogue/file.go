package catalogue

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"psar/pos/fault"
	"psar/pos/text"
)

// File is a catalogue file that is read line by line, as often as somebody needs it: a
// million lines as Items would take more memory than an old till has.
type File struct {
	from    io.ReadSeeker
	names   map[string]string
	comma   rune
	columns []Column          // by cell; "" for a column without a name
	cells   map[Column]string // of the line being read
	missing []Column
	Lines   int // good lines; known once the file was read
}

// OpenFile checks a file's encoding and reads its header. The error's codes are Read's.
func OpenFile(from io.ReadSeeker, names map[string]string) (*File, error) {
	if err := checkEncoding(from); err != nil {
		return nil, err
	}
	f := &File{from: from, names: names, cells: map[Column]string{}}
	start := make([]byte, 64<<10) // a header is shorter
	n, err := f.rewound().Read(start)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fault.New(fault.FileUnreadable).Because(err)
	}
	f.comma = separator(start[:n], names)
	_, err = f.begin()
	return f, err
}

// checkEncoding refuses text that is not UTF-8 and names the encoding that it seems to be.
func checkEncoding(from io.ReadSeeker) error {
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return fault.New(fault.FileUnreadable).Because(err)
	}
	in := bufio.NewReaderSize(io.LimitReader(from, MaxFile+1), 64<<10)
	wide, bad, size := false, false, 0
	if start, _ := in.Peek(2); len(start) == 2 {
		wide = start[0] == 0xff && start[1] == 0xfe || start[0] == 0xfe && start[1] == 0xff
	}
	for {
		r, n, err := in.ReadRune()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fault.New(fault.FileUnreadable).Because(err)
		}
		size += n
		wide = wide || r == 0
		bad = bad || r == utf8.RuneError && n == 1
	}
	switch {
	case size > MaxFile:
		return fault.New(fault.ImportLarge, MaxFile)
	case wide:
		return fault.New(fault.ImportEncoding, "UTF-16")
	case bad:
		return fault.New(fault.ImportEncoding, "Windows-1252")
	}
	return nil
}

// rewound reads the file from its start, behind a byte order mark. What can't be read is the
// reader's error.
func (f *File) rewound() *bufio.Reader {
	_, err := f.from.Seek(0, io.SeekStart)
	in := bufio.NewReaderSize(f.from, 64<<10)
	if start, _ := in.Peek(len(byteOrderMark)); err == nil && string(start) == byteOrderMark {
		_, _ = in.Discard(len(byteOrderMark))
	}
	return in
}

// records are the lines of a file, each as its cells.
type records struct {
	*csv.Reader
	bound *bounded
	file  *File
}

// next returns the next line. Behind a fault.Error nothing more is read.
func (r records) next() ([]string, error) {
	end := r.InputOffset()
	record, err := r.Read()
	r.bound.next()
	switch wrong := (*csv.ParseError)(nil); {
	case errors.Is(err, errLong):
		line, err := r.file.lineAt(end)
		if err == nil {
			return nil, fault.New(fault.ImportLong, line)
		}
		return nil, fault.New(fault.FileUnreadable).Because(err)
	case err == nil, errors.Is(err, io.EOF), errors.As(err, &wrong):
		return record, err
	}
	return nil, fault.New(fault.FileUnreadable).Because(err)
}

// begin reads the header, and returns the lines behind it.
func (f *File) begin() (records, error) {
	bound := &bounded{from: f.rewound()}
	cells := records{csv.NewReader(bound), bound, f}
	cells.Comma = f.comma
	cells.FieldsPerRecord = -1
	cells.ReuseRecord = true
	record, err := cells.next()
	switch wrong := (*csv.ParseError)(nil); {
	case errors.Is(err, io.EOF):
		return cells, fault.New(fault.ImportEmpty)
	case errors.As(err, &wrong):
		return cells, fault.New(fault.ImportQuotes).Because(err)
	case err != nil:
		return cells, err
	}
	f.columns, f.missing = nil, nil
	for _, cell := range record {
		c := column(cell, f.names)
		if c == "" && text.TrimUnseen(cell) != "" || c != "" && slices.Contains(f.columns, c) {
			return cells, fault.New(fault.ImportColumn, cell)
		}
		f.columns = append(f.columns, c)
	}
	for _, c := range Columns() {
		if !f.has(c) {
			f.missing = append(f.missing, c)
		}
	}
	switch {
	case !f.has(ColumnName) && !f.has(ColumnNameKhmer) && !f.has(ColumnBarcode):
		return cells, fault.New(fault.ImportHeader, ColumnName)
	case f.has(ColumnPrice) && !f.has(ColumnCurrency):
		return cells, fault.New(fault.ImportHeader, ColumnCurrency)
	case f.has(ColumnCurrency) && !f.has(ColumnPrice):
		return cells, fault.New(fault.ImportHeader, ColumnPrice)
	}
	return cells, nil
}

func (f *File) has(c Column) bool { return slices.Contains(f.columns, c) }

// each reads everything after the header, and calls do for every line that can be read. The
// error is *BadLines for the others, or has one of Read's codes.
func (f *File) each(do func(line int, item Item)) error {
	cells, err := f.begin()
	if err != nil {
		return err
	}
	var bad BadLines
	f.Lines = 0
	for {
		record, err := cells.next()
		if errors.Is(err, io.EOF) {
			break
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			bad.add(wrong.StartLine, fault.New(fault.ImportQuotes).Because(err))
			continue
		}
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(record, func(cell string) bool { return text.TrimUnseen(cell) != "" }) {
			continue
		}
		line, _ := cells.FieldPos(0)
		item, err := f.item(record)
		if err != nil {
			bad.add(line, err)
			continue
		}
		f.Lines++
		do(line, item)
	}
	switch {
	case bad.Count > 0:
		return &bad
	case f.Lines == 0:
		return fault.New(fault.ImportEmpty)
	}
	return nil
}
