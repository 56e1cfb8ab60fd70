package export

import (
	"io"

	"github.com/xuri/excelize/v2"

	"psar/assets/words"
	"psar/pos/money"
	"psar/printer/report"
)

// sheetFont has Khmer and Latin, and is on every Windows since 8.1; elsewhere
// spreadsheets substitute another font that has Khmer.
const sheetFont = "Leelawadee UI"

// Number formats of cells. They do not change the stored values.
const (
	formatCents  = "#,##0.00;[Red]-#,##0.00"
	formatWhole  = "#,##0;[Red]-#,##0"
	formatDate   = "dd/mm/yyyy"
	formatMoment = "dd/mm/yyyy hh:mm"
)

// Columns of the first sheet: name, count, an amount in each currency, other values.
const (
	nameColumn   = 1
	countColumn  = 2
	amountColumn = 3
)

// XLSX writes a report as a workbook: the whole report on the first sheet, with a
// column for each currency, then a sheet for each list, such as days or items, for
// sorting and filtering. Amounts are exact numbers, dates are dates.
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
	names  map[string]bool // of sheets, in lower case
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
	// The order is fixed, because the styles' numbers appear in the file.
	for _, s := range []struct {
		look  look
		style *excelize.Style
	}{
		{lookText, text()}, {lookPart, part}, {lookMain, main}, {lookTitle, title}, {lookSection, section},
		{lookHead, head}, {lookHeadRight, &right}, {lookCents, number(formatCents)}, {lookWhole, number(formatWhole)},
		{lookDate, number(formatDate)}, {lookMoment, number(formatMoment)},
	} {
		id, err := b.file.NewStyle(s.style)
		if err != nil {
			return err
		}
		b.styles[s.look] = id
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

// whole writes the first sheet.
func (b *book) whole(doc report.Document) error {
	s, err := b.sheet(doc.Title)
	if err != nil {
		return err
	}
	currencies := money.Currencies()
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

// list writes a sheet of one section.
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

// numeric reports whether cells of a kind are right-aligned.
func numeric(k report.Kind) bool {
	return k == report.Count || k == report.Amount || k == report.Rate
}
