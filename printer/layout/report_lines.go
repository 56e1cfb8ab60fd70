package layout

import (
	"strconv"
	"strings"

	"psar/assets/words"
	posreport "psar/pos/report"
	"psar/printer/report"
)

// LineKind is the kind of a report line.
type LineKind int

// The kinds of report lines, with the fields that each uses.
const (
	LineHead    LineKind = iota // of the shop, centred: Left
	LineTitle                   // centred: Left
	LineSection                 // Left
	LineRow                     // Left and Right
	LineTally                   // Left, Count and Sum
	LineRule
	LineSign // space for a signature, and below it whose: Left
)

// ReportLine is one line of a report on a narrow page, not yet set for paper or a
// screen.
type ReportLine struct {
	Kind        LineKind
	Left, Right string
	posreport.Tally
}

// ReportLines is a report, top to bottom, in a language, for a page with room for a
// name and an amount per line. It computes no figures.
func ReportLines(lang words.Language, r posreport.Report) []ReportLine {
	doc := report.Of(lang, r)
	var lines []ReportLine
	add := func(kind LineKind, left string) { lines = append(lines, ReportLine{Kind: kind, Left: left}) }
	for _, head := range doc.Shop {
		add(LineHead, head)
	}
	add(LineRule, "")
	add(LineTitle, doc.Title)
	for _, mark := range doc.Marks {
		add(LineHead, mark)
	}
	for _, s := range doc.Sections {
		if !s.Joined {
			add(LineRule, "")
		}
		if s.Title != "" {
			add(LineSection, s.Title)
		}
		for _, row := range s.Rows {
			lines = append(lines, rowLines(row)...)
		}
	}
	for _, who := range doc.Signatures {
		add(LineSign, who)
	}
	return lines
}

// partIndent begins the line of a part.
const partIndent = "  "

// rowLines are the lines of a row: one per amount, with the count in the first, or
// one line of text.
func rowLines(row report.Row) []ReportLine {
	line := ReportLine{Kind: LineRow, Left: cellText(row.Cells[0])}
	if row.Part {
		line.Left = partIndent + line.Left
	}
	var lines []ReportLine
	var said []string
	if last := row.Cells[len(row.Cells)-1]; len(row.Cells) > 2 && last.Kind == report.Moment { // an event: its text is long
		return eventLines(row)
	}
	between := " "
	for _, c := range row.Cells[1:] {
		switch c.Kind {
		case report.Empty:
			continue
		case report.Amount:
			line.Sum = c.Amount
			line.Right = c.Amount.Display()
			lines = append(lines, line)
			line = ReportLine{Kind: LineRow}
			continue
		case report.Count:
			line.Kind, line.Count = LineTally, int(c.Count)
		case report.Date:
			between = " – "
		}
		said = append(said, cellText(c))
	}
	if len(lines) > 0 {
		return lines
	}
	line.Kind, line.Count = LineRow, 0
	line.Right = strings.Join(said, between)
	return []ReportLine{line}
}

// eventLines are the lines of an event: when, what, and below it how many and how much.
func eventLines(row report.Row) []ReportLine {
	lines := []ReportLine{
		{Kind: LineSection, Left: cellText(row.Cells[len(row.Cells)-1])},
		{Kind: LineSection, Left: cellText(row.Cells[0])},
	}
	for i, c := range row.Cells[1:] {
		switch c.Kind {
		case report.Amount:
			below := ReportLine{Kind: LineRow, Right: cellText(c)}
			below.Sum = c.Amount
			if of := row.Cells[i]; of.Kind == report.Count {
				below.Left = partIndent + "x " + cellText(of)
			}
			lines = append(lines, below)
		case report.Count:
			if next := row.Cells[i+2]; next.Kind != report.Amount {
				lines = append(lines, ReportLine{Kind: LineRow, Left: partIndent + "x " + cellText(c)})
			}
		}
	}
	return lines
}

// cellText is a cell in characters that every printer has. Days are 2006-01-02, as in
// the journal and the commands.
func cellText(c report.Cell) string {
	switch c.Kind {
	case report.Amount, report.Rate:
		return paperMoney(c.Amount)
	case report.Date:
		return c.At.Format("2006-01-02")
	case report.Count:
		return strconv.FormatInt(c.Count, 10)
	}
	return c.String()
}
