package catalogue

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/text"
)

// Column names a column of a catalogue file, as in its header.
type Column string

// The columns of a catalogue file.
const (
	ColumnName      Column = "name"
	ColumnNameKhmer Column = "name_km"
	ColumnBarcode   Column = "barcode"
	ColumnPrice     Column = "price"    // "3.50", "14000"
	ColumnCurrency  Column = "currency" // USD or KHR; required with price
	ColumnCategory  Column = "category"
	ColumnTax       Column = "tax"       // standard or exempt; "" means standard
	ColumnQuickKey  Column = "quick_key" // 1 to MaxQuickKey, or ""
)

// Columns lists the columns in the order in which they are written.
func Columns() []Column {
	return []Column{
		ColumnName, ColumnNameKhmer, ColumnBarcode, ColumnPrice, ColumnCurrency,
		ColumnCategory, ColumnTax, ColumnQuickKey,
	}
}

// MaxFile bounds a catalogue file, in bytes.
const MaxFile = 64 << 20

const byteOrderMark = "\ufeff"

// Read reads a catalogue file: CSV (RFC 4180) in UTF-8 with a header, cells separated by
// commas, semicolons or tabs. names maps column names in other languages to Column's. An
// apostrophe before = + - @ is removed: it keeps spreadsheets from evaluating the cell.
//
// When the error is *BadLines, the list holds the lines that could be read. Its other
// codes are fault.ImportEncoding, fault.ImportHeader, fault.ImportColumn,
// fault.ImportQuotes, fault.ImportEmpty, fault.ImportLarge, fault.ImportLong and
// fault.FileUnreadable.
func Read(from io.Reader, names map[string]string) (List, error) {
	text, err := io.ReadAll(io.LimitReader(from, MaxFile+1))
	if err != nil {
		return List{}, fault.New(fault.FileUnreadable).Because(err)
	}
	f, err := OpenFile(bytes.NewReader(text), names)
	if err != nil {
		return List{}, err
	}
	list := List{Missing: f.missing}
	err = f.each(func(line int, item Item) {
		list.Items = append(list.Items, item)
		list.Lines = append(list.Lines, line)
	})
	var bad *BadLines
	if err != nil && !errors.As(err, &bad) {
		return List{}, err
	}
	return list, err
}

// separator returns the separator by which most cells of the header are known columns.
func separator(text []byte, names map[string]string) rune {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, comma := range []rune{',', ';', '\t'} {
		known := 0
		for _, cell := range strings.Split(string(first), string(comma)) {
			if column(strings.Trim(cell, "\" \r"), names) != "" {
				known++
			}
		}
		if known > most {
			best, most = comma, known
		}
	}
	return best
}

// column returns the column of a header's cell, "" where it is unknown.
func column(cell string, names map[string]string) Column {
	cell = strings.ToLower(strings.ReplaceAll(text.TrimUnseen(cell), "\u200b", ""))
	if known, ok := names[cell]; ok {
		cell = known
	}
	c := Column(strings.ReplaceAll(cell, " ", "_"))
	if slices.Contains(Columns(), c) {
		return c
	}
	return ""
}

// item reads one line.
func (r *File) item(record []string) (Item, error) {
	cells := r.cells
	clear(cells)
	for i, cell := range record {
		cell = unescapeFormula(text.TrimUnseen(cell))
		if cell != "" && (i >= len(r.columns) || r.columns[i] == "") {
			return Item{}, fault.New(fault.ItemCells, len(record), len(r.columns))
		}
		if i < len(r.columns) {
			cells[r.columns[i]] = cell
		}
	}
	item := Item{
		Name: cells[ColumnName], NameKhmer: cells[ColumnNameKhmer], Barcode: cells[ColumnBarcode],
		Category: cells[ColumnCategory], Tax: TaxClass(strings.ToLower(cells[ColumnTax])),
	}.Trimmed()
	if err := checkNotSpoilt(cells); err != nil {
		return Item{}, err
	}
	if r.has(ColumnPrice) {
		currency, err := readCurrency(cells[ColumnCurrency])
		if err != nil {
			return Item{}, err
		}
		if item.Price, err = money.Parse(cells[ColumnPrice], currency); err != nil {
			return Item{}, err
		}
	}
	if quick := cells[ColumnQuickKey]; quick != "" {
		n, err := strconv.Atoi(quick)
		if err != nil || !text.Digits(quick) {
			return Item{}, fault.New(fault.ItemQuickKey, quick)
		}
		item.QuickKey = n
	}
	for _, c := range r.columns {
		if err := item.checkColumn(c); err != nil {
			return Item{}, err
		}
	}
	return item, nil
}

// readCurrency accepts a currency's code or symbol.
func readCurrency(cell string) (money.Currency, error) {
	for _, c := range money.Currencies() {
		if cell == c.Symbol() {
			return c, nil
		}
	}
	return money.ParseCurrency(cell)
}

// checkNotSpoilt refuses cells that a spreadsheet has spoilt: Khmer turned into question marks,
// a barcode turned into a rounded number.
func checkNotSpoilt(cells map[Column]string) error {
	for _, c := range []Column{ColumnName, ColumnNameKhmer, ColumnCategory} {
		if text := cells[c]; strings.Count(text, "?") > 1 && strings.Trim(text, "? ") == "" {
			return fault.New(fault.ItemLost, text)
		}
	}
	mantissa, exponent, ok := strings.Cut(cells[ColumnBarcode], "E+")
	if ok && mantissa != "" && exponent != "" && text.Digits(exponent) && text.Digits(strings.Replace(mantissa, ".", "", 1)) {
		return fault.New(fault.ItemLost, cells[ColumnBarcode])
	}
	return nil
}

// Some spreadsheets evaluate a cell that begins with = + - @ (the wide ＝ ＋ － ＠ too), or
// start a program from it. An apostrophe before it prevents that. A leading apostrophe of the text itself gets one
// more, so that reading the file back restores it.
func escapeFormula(cell string) string {
	cell = text.Shown(cell)
	if quotable(cell) {
		return "'" + cell
	}
	return cell
}

func unescapeFormula(cell string) string {
	if rest, quoted := strings.CutPrefix(cell, "'"); quoted && quotable(rest) {
		return rest
	}
	return cell
}

func quotable(cell string) bool { return strings.HasPrefix(cell, "'") || text.BeginsFormula(cell) }

// Write writes a catalogue file that Read and spreadsheets can open: UTF-8 with a byte
// order mark, commas, lines ended by CR LF.
func Write(to io.Writer, items []Item) error {
	if _, err := io.WriteString(to, byteOrderMark); err != nil {
		return err
	}
	w := csv.NewWriter(to)
	w.UseCRLF = true
	var header []string
	for _, c := range Columns() {
		header = append(header, string(c))
	}
	if err := w.Write(header); err != nil {
		return err
	}
	for _, i := range items {
		quick := ""
		if i.QuickKey > 0 {
			quick = strconv.Itoa(i.QuickKey)
		}
		record := []string{
			escapeFormula(i.Name), escapeFormula(i.NameKhmer), escapeFormula(i.Barcode), i.Price.Decimal(), string(i.Price.Currency),
			escapeFormula(i.Category), string(i.Tax), quick,
		}
		if err := w.Write(record); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
