package export

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"psar/printer/report"
)

// sheet begins a sheet. Its name is made valid and unique in the workbook.
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
	// As a string cell: never a formula, whatever the text begins with.
	s.try(s.file.SetCellStr(s.name, at, literal(text)))
	s.try(s.file.SetCellStyle(s.name, at, at, s.styles[l]))
}

// codedLetter is a workbook's escape for a letter that XML can't hold, such as
// _x000D_ (ECMA-376, part 1, section 22.4.2.4).
var codedLetter = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// literal protects a text that only looks like such an escape, by escaping its
// first character.
func literal(text string) string {
	var b strings.Builder
	for i, r := range text {
		if r == '_' && codedLetter.MatchString(text[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteRune(r)
	}
	return b.String()
}

// number writes digits as a number cell, unchanged, so that nothing is rounded.
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

// serial is a time as a spreadsheet's number: days since the end of 1899 in local
// time, with the fraction of the day in ten decimals.
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

// freeze keeps the first rows visible while scrolling.
func (s *sheet) freeze(rows int) {
	s.try(s.file.SetPanes(s.name, &excelize.Panes{
		Freeze: true, YSplit: rows, TopLeftCell: s.at(rows+1, 1), ActivePane: "bottomLeft",
	}))
}

func (s *sheet) filter(columns, rows int) {
	s.try(s.file.AutoFilter(s.name, s.at(1, 1)+":"+s.at(rows, columns), nil))
}

// page sets up printing on A4 with all columns on one page's width.
func (s *sheet) page() {
	a4, fit, all := 9, 1, 0
	portrait, yes := "portrait", true
	s.try(s.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait, FitToWidth: &fit, FitToHeight: &all}))
	s.try(s.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
}
