package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/text"
	"psar/printer/report"
)

// byteOrderMark marks the file as UTF-8; without it some spreadsheets misread Khmer.
const byteOrderMark = "\uFEFF"

// CSV writes a report as one table (RFC 4180, UTF-8 with a byte order mark) with the
// columns section, name, count, amount as a plain decimal, currency, and other
// values. A row with sums in two currencies becomes two records, with its count in
// the first only, so that a column can be added up. Days are 2006-01-02, times
// 2006-01-02 15:04.
func CSV(w io.Writer, lang words.Language, doc report.Document) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(Header(lang)); err != nil {
		return err
	}
	for _, record := range records(doc) {
		if err := out.Write(record.fields()); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Header is the first line of CSV's table.
func Header(lang words.Language) []string {
	var cells []string
	for _, head := range []words.Key{words.SheetSection, words.ColName, words.SheetCount, words.ColAmount, words.ColCurrency, words.SheetValue} {
		cells = append(cells, words.Text(lang, head))
	}
	return cells
}

// record is a line of the file.
type record struct{ section, name, count, amount, currency, value string }

func (r record) fields() []string {
	return []string{plain(r.section), plain(r.name), r.count, r.amount, r.currency, plain(r.value)}
}

func records(doc report.Document) []record {
	var out []record
	for _, head := range doc.Shop {
		out = append(out, record{section: doc.Title, value: head})
	}
	for _, mark := range doc.Marks {
		out = append(out, record{section: doc.Title, value: mark})
	}
	for _, s := range doc.Sections {
		title := s.Title
		if title == "" {
			title = doc.Title
		}
		for _, row := range s.Rows {
			out = append(out, recordsOf(title, row)...)
		}
	}
	return out
}

func recordsOf(section string, row report.Row) []record {
	r := record{section: section, name: machine(row.Cells[0])}
	var said []string
	var out []record
	for _, c := range row.Cells[1:] {
		switch c.Kind {
		case report.Empty:
		case report.Count:
			r.count = machine(c)
		case report.Amount, report.Rate:
			r.amount, r.currency = c.Amount.Decimal(), string(c.Amount.Currency)
			out = append(out, r)
			r.count = ""
		default:
			said = append(said, machine(c))
		}
	}
	if len(out) == 0 {
		out = []record{r}
	}
	between := " "
	if last := row.Cells[len(row.Cells)-1]; last.Kind == report.Date {
		between = " – "
	}
	out[0].value = strings.Join(said, between)
	return out
}

// machine is a cell in a form that spreadsheets and scripts read in every locale.
func machine(c report.Cell) string {
	switch c.Kind {
	case report.Date:
		return c.At.Format("2006-01-02")
	case report.Moment:
		return c.At.Format("2006-01-02 15:04")
	case report.Count:
		return strconv.FormatInt(c.Count, 10)
	case report.Amount, report.Rate:
		return c.Amount.Decimal() + " " + string(c.Amount.Currency)
	}
	return c.String()
}

// plain protects against formula injection: a text that begins like a formula gets an
// apostrophe in front, which spreadsheets read as “this is text”. An item's name must
// not compute anything on an accountant's machine.
func plain(cell string) string {
	if text.BeginsFormula(cell) {
		return "'" + cell
	}
	return cell
}
