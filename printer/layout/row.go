package layout

import (
	"strings"
	"unicode/utf8"

	"psar/pos/text"
	"psar/printer/escpos"
)

// indent is how far the lines of a part stand in, in columns.
const indent = 2

// row prints a name at the left edge and an amount at the right one: see rowIn.
func (l *layout) row(left, right string) { l.rowIn(0, left, right) }

// rowIn prints a name some columns in, and an amount at the right edge. Where there is no room
// for both on one line, the amount stands beside the last line of a name that has several, or
// takes a line of its own.
func (l *layout) rowIn(in int, left, right string) {
	left, right = text.Shown(left), text.Shown(right)
	if p := l.page.Profile(); p.Prints(left) && p.Prints(right) {
		l.latinRow(in, left, right)
		return
	}
	l.shapedRow(in, left, right)
}

func (l *layout) latinRow(in int, left, right string) {
	columns, pad := l.page.Profile().Columns, strings.Repeat(" ", in)
	fits := func(name string) bool {
		return in+utf8.RuneCountInString(name)+1+utf8.RuneCountInString(right) <= columns
	}
	if !fits(left) {
		lines := l.typesetter.latin(left, columns-in)
		if n := len(lines); n > 1 && fits(lines[n-1]) {
			lines, left = lines[:n-1], lines[n-1]
		} else {
			left = ""
		}
		for _, line := range lines {
			l.page.Text(escpos.Text{Left: pad + line})
		}
	}
	switch {
	case left != "":
		l.page.Text(escpos.Text{Left: pad + left, Right: right})
	default:
		l.text(right, escpos.Right, bodySize)
	}
}

func (l *layout) shapedRow(in int, left, right string) {
	const gap = 2 * escpos.ColumnDots
	room := l.page.Profile().WidthDots - in*escpos.ColumnDots
	lines, err := l.typesetter.shaper.Paragraph(left, bodySize, room)
	if err != nil {
		l.fail(err)
		return
	}
	value, err := l.typesetter.shaper.Line(right, bodySize)
	if err != nil {
		l.fail(err)
		return
	}
	beside := false
	for i, line := range lines {
		bitmap := line.Bitmap.Indented(in * escpos.ColumnDots)
		beside = i == len(lines)-1 && right != "" && line.Bitmap.Width+gap+value.Bitmap.Width <= room
		if beside {
			l.page.Pair(escpos.Pair{
				Left: bitmap, Right: value.Bitmap,
				LeftBaseline: line.Baseline, RightBaseline: value.Baseline,
			})
		} else {
			l.page.Image(escpos.Image{Bitmap: bitmap})
		}
		l.page.Feed(leading)
	}
	if !beside {
		l.text(right, escpos.Right, bodySize)
	}
}
