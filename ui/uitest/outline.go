package uitest

import (
	"strings"

	"psar/assets/words"
	posreport "psar/pos/report"
	"psar/printer/report"
	"psar/ui/view"
)

// OutlineOf is a report as the papers have it.
func OutlineOf(lang words.Language, r posreport.Report) view.Outline {
	doc := report.Of(lang, r)
	out := view.Outline{Title: doc.Title, Marks: doc.Marks}
	for _, section := range doc.Sections {
		part := view.OutlineSection{Title: section.Title}
		for _, row := range section.Rows {
			line := view.OutlineRow{Name: row.Cells[0].String(), Part: row.Part, Main: row.Main}
			for _, cell := range row.Cells[1:] {
				if cell.Kind == report.Count {
					line.Count = cell.String()
				} else if cell.String() != "" {
					line.Said = strings.TrimPrefix(line.Said+" · "+cell.String(), " · ")
				}
			}
			part.Rows = append(part.Rows, line)
		}
		out.Sections = append(out.Sections, part)
	}
	return out
}
