package layout

import (
	"fmt"

	"psar/assets/words"
	"psar/pos/report"
	"psar/printer/escpos"
)

// report lays out a report in a language.
func (l *layout) report(lang words.Language, r report.Report) {
	for _, line := range ReportLines(lang, r) {
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
			l.row(line.Left, right)
		case LineTally:
			l.row(fmt.Sprintf("%s x %d", line.Left, line.Count), paperMoney(line.Sum))
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
