package layout

import (
	"fmt"
	"strings"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/report"
	"psar/printer/escpos"
)

// report lays out a report in a language. Its sentences name riel as its amounts do.
func (l *layout) report(lang words.Language, r report.Report) {
	for _, line := range ReportLines(lang, r) {
		line.Left, line.Right = inPrinterSigns(line.Left), inPrinterSigns(line.Right)
		switch line.Kind {
		case LineHead:
			l.text(line.Left, escpos.Centre, bodySize)
		case LineTitle:
			l.text(line.Left, escpos.Centre, titleSize)
			l.page.Feed(8)
		case LineSection:
			l.text(line.Left, escpos.Left, bodySize)
		case LineRow:
			right := line.Right
			if line.Sum.Currency != "" {
				right = paperMoney(line.Sum)
			}
			l.reportRow(line.Left, right)
		case LineTally:
			l.reportRow(fmt.Sprintf("%s x %d", line.Left, line.Count), paperMoney(line.Sum))
		case LineSign:
			l.page.Feed(48)
			l.rule()
			l.text(line.Left, escpos.Left, bodySize)
		case LineRule:
			l.rule()
		}
	}
	l.end()
}

// reportRow is row; the lines of a part stand in together.
func (l *layout) reportRow(left, right string) {
	if part, ok := strings.CutPrefix(left, partIndent); ok {
		l.rowIn(indent, part, right)
		return
	}
	l.row(left, right)
}

// inPrinterSigns writes the riel sign, which no printer has, as paperMoney does: a sentence
// with it would be a picture among lines of the printer's own letters.
func inPrinterSigns(s string) string { return strings.ReplaceAll(s, "៛", string(money.KHR)) }
