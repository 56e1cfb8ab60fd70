package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"psar/assets/words"
	"psar/pos"
	"psar/printer/report"
)

// sheetFont has Khmer and Latin on every Windows since 8.1; where it is not,
// spreadsheets take another font that has Khmer.
const sheetFont = "Leelawadee UI"

// How cells are shown; what they hold is exact.
const (
	formatCents  = "#,##0.00;[Red]-#,##0.00"
	formatWhole  = "#,##0;[Red]-#,##0"
	formatDate   = "dd/mm/yyyy"
	formatMoment = "dd/mm/yyyy hh:mm"
)

// Columns of the first sheet: a name, a count, an amount in each currency, and
// what else is said.
const (
	nameColumn   = 1
	countColumn  = 2
	amountColumn = 3
)

// XLSX writes a report as a workbook: on the first sheet all of it, with a column
// for each currency; then a sheet for each list, such as days or items, ready to
// be sorted and filtered. Amounts are numbers that hold exactly their minor
// units, dates are dates.
func XLSX(w io.Writer, lang words.Language, doc report.Document) (err error) {
	b := book{file: excelize.NewFile(), lang: lang}
	defer func() {
		if closing := b.file.Close(); err == nil {
			err = closing
		}
	}()
	if err := b.makeStyles(); err != nil {
		return err
	}
	if err := b.properties(doc); err != nil {
		return err
	}
	if err := b.whole(doc); err != nil {
		return err
	}
	for _, s := range doc.Sections {
		if s.Table() {
			if err := b.list(s); err != nil {
				return err
			}
		}
	}
	b.file.SetActiveSheet(0)
	return b.file.Write(w)
}

type look int

const (
	lookText look = iota
	lookPart
	lookMain
	lookTitle
	lookSection
	lookHead
	lookHeadRight
	lookCents
	lookWhole
	lookDate
	lookMoment
	looks
)

type book struct {
	file   *excelize.File
	lang   words.Language
	styles [looks]int
	names  map[string]bool // of sheets, in small letters
}

func (b *book) makeStyles() error {
	text := func() *excelize.Style {
		return &excelize.Style{
			Font:      &excelize.Font{Family: sheetFont, Size: 11},
			Alignment: &excelize.Alignment{Vertical: "center"},
		}
	}
	number := func(format string) *excelize.Style {
		s := text()
		s.CustomNumFmt = &format
		s.Alignment.Horizontal = "right"
		return s
	}
	title, section, head, part, main := text(), text(), text(), text(), text()
	title.Font.Bold, title.Font.Size = true, 16
	section.Font.Bold, section.Font.Size = true, 12
	section.Border = []excelize.Border{{Type: "bottom", Color: "404040", Style: 1}}
	head.Font.Bold = true
	head.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7ECEA"}}
	right := *head
	right.Alignment = &excelize.Alignment{Vertical: "center", Horizontal: "right"}
	part.Alignment.Indent = 1
	main.Font.Bold = true
	for look, style := range map[look]*excelize.Style{
		lookText: text(), lookPart: part, lookMain: main, lookTitle: title, lookSection: section, lookHead: head, lookHeadRight: &right,
		lookCents: number(formatCents), lookWhole: number(formatWhole), lookDate: number(formatDate), lookMoment: number(formatMoment),
	} {
		id, err := b.file.NewStyle(style)
		if err != nil {
			return err
		}
		b.styles[look] = id
	}
	return nil
}

func (b *book) properties(doc report.Document) error {
	shop := ""
	if len(doc.Shop) > 0 {
		shop = doc.Shop[0]
	}
	return b.file.SetDocProps(&excelize.DocProperties{Creator: shop, Title: doc.Title, Language: string(b.lang)})
}

// whole is the first sheet.
func (b *book) whole(doc report.Document) error {
	s, err := b.sheet(doc.Title)
	if err != nil {
		return err
	}
	currencies := pos.Currencies()
	value := amountColumn + len(currencies)
	s.put(1, nameColumn, doc.Title, lookTitle)
	heads := []string{words.Text(b.lang, words.ColName), words.Text(b.lang, words.SheetCount)}
	for _, c := range currencies {
		heads = append(heads, string(c))
	}
	s.heads(2, append(heads, words.Text(b.lang, words.SheetValue)), func(i int) bool { return i >= 1 && i < value-1 })
	row := 3
	for _, line := range append(doc.Shop, doc.Marks...) {
		s.put(row, nameColumn, line, lookText)
		row++
	}
	for i, section := range doc.Sections {
		if len(section.Rows) == 0 {
			continue
		}
		if i > 0 {
			row++
		}
		if section.Title != "" {
			for c := nameColumn; c <= value; c++ {
				s.put(row, c, "", lookSection)
			}
			s.put(row, nameColumn, section.Title, lookSection)
			row++
		}
		for _, line := range section.Rows {
			said := value
			name := lookText
			switch {
			case line.Part:
				name = lookPart
			case line.Main:
				name = lookMain
			}
			s.cell(row, nameColumn, line.Cells[0], name)
			for _, c := range line.Cells[1:] {
				switch c.Kind {
				case report.Empty:
				case report.Count:
					s.cell(row, countColumn, c, lookText)
				case report.Amount, report.Rate:
					for i, currency := range currencies {
						if c.Amount.Currency == currency {
							s.cell(row, amountColumn+i, c, lookText)
						}
					}
				default:
					s.cell(row, said, c, lookText)
					said++
				}
			}
			row++
		}
	}
	s.widths(38, 10, 16, 18, 22, 22)
	s.freeze(2)
	s.page()
	return s.err
}

// list is a sheet of one section.
func (b *book) list(section report.Section) error {
	s, err := b.sheet(section.Title)
	if err != nil {
		return err
	}
	var heads []string
	for _, c := range section.Columns {
		heads = append(heads, c.Title)
	}
	s.heads(1, heads, func(i int) bool { return numeric(section.Columns[i].Kind) })
	for i, row := range section.Rows {
		for j, c := range row.Cells {
			s.cell(i+2, j+1, c, lookText)
		}
	}
	s.widths(38, 12, 18, 20)
	s.freeze(1)
	s.filter(len(section.Columns), len(section.Rows)+1)
	s.page()
	return s.err
}

// numeric reports whether cells of a kind stand at the right of their column.
func numeric(k report.Kind) bool {
	return k == report.Count || k == report.Amount || k == report.Rate
}

// sheet begins a sheet under a name that workbooks allow, and that no other has.
func (b *book) sheet(title string) (*sheet, error) {
	clean := strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return ' '
		}
		return r
	}, title))
	if clean == "" {
		clean = "Psar"
	}
	if b.names == nil {
		b.names = map[string]bool{}
	}
	name := clipped(clean, excelize.MaxSheetNameLength)
	for i := 2; b.names[strings.ToLower(name)]; i++ {
		suffix := fmt.Sprintf(" %d", i)
		name = clipped(clean, excelize.MaxSheetNameLength-len(suffix)) + suffix
	}
	first := len(b.names) == 0
	b.names[strings.ToLower(name)] = true
	if first {
		return &sheet{book: b, name: name}, b.file.SetSheetName(b.file.GetSheetName(0), name)
	}
	_, err := b.file.NewSheet(name)
	return &sheet{book: b, name: name}, err
}

func clipped(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most]))
	}
	return s
}

// sheet writes cells and keeps the first error.
type sheet struct {
	*book
	name string
	err  error
}

func (s *sheet) try(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *sheet) at(row, column int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	s.try(err)
	return name
}

func (s *sheet) put(row, column int, text string, l look) {
	at := s.at(row, column)
	// As a shared string: never a formula, whatever it begins with.
	s.try(s.file.SetCellStr(s.name, at, text))
	s.try(s.file.SetCellStyle(s.name, at, at, s.styles[l]))
}

// number writes digits as a number, letter for letter: nothing is rounded on the
// way.
func (s *sheet) number(row, column int, digits string, l look) {
	at := s.at(row, column)
	s.try(s.file.SetCellDefault(s.name, at, digits))
	s.try(s.file.SetCellStyle(s.name, at, at, s.styles[l]))
}

func (s *sheet) cell(row, column int, c report.Cell, textLook look) {
	switch c.Kind {
	case report.Empty:
	case report.Count:
		s.number(row, column, fmt.Sprint(c.Count), lookWhole)
	case report.Amount, report.Rate:
		l := lookWhole
		if c.Amount.Currency.Decimals() > 0 {
			l = lookCents
		}
		s.number(row, column, c.Amount.Decimal(), l)
	case report.Date:
		s.number(row, column, serial(c.At), lookDate)
	case report.Moment:
		s.number(row, column, serial(c.At), lookMoment)
	default:
		s.put(row, column, c.Text, textLook)
	}
}

// serial is a time as spreadsheets count it: days since the end of 1899, as the
// clock on the wall shows them, and the part of the day in ten decimals.
func serial(t time.Time) string {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	const day = 24 * 60 * 60
	seconds := int64(wall.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / time.Second)
	text := fmt.Sprint(seconds / day)
	if rest := seconds % day; rest != 0 {
		text += strings.TrimRight(fmt.Sprintf(".%010d", (rest*10_000_000_000+day/2)/day), "0")
	}
	return text
}

func (s *sheet) heads(row int, titles []string, right func(i int) bool) {
	for i, title := range titles {
		l := lookHead
		if right(i) {
			l = lookHeadRight
		}
		s.put(row, i+1, title, l)
	}
}

func (s *sheet) widths(all ...int) {
	for i, width := range all {
		name, err := excelize.ColumnNumberToName(i + 1)
		s.try(err)
		s.try(s.file.SetColWidth(s.name, name, name, float64(width)))
	}
}

// freeze keeps the first rows in sight.
func (s *sheet) freeze(rows int) {
	s.try(s.file.SetPanes(s.name, &excelize.Panes{
		Freeze: true, YSplit: rows, TopLeftCell: s.at(rows+1, 1), ActivePane: "bottomLeft",
	}))
}

func (s *sheet) filter(columns, rows int) {
	s.try(s.file.AutoFilter(s.name, s.at(1, 1)+":"+s.at(rows, columns), nil))
}

// page makes a sheet print on A4, all columns on its width.
func (s *sheet) page() {
	a4, fit, all := 9, 1, 0
	portrait, yes := "portrait", true
	s.try(s.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait, FitToWidth: &fit, FitToHeight: &all}))
	s.try(s.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
}
