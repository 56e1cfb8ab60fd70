package export

import (
	"strings"

	"psar/assets/words"
	"psar/printer/export/pdf"
	"psar/printer/report"
)

// The page's measures, in thousandths of a point.
const (
	margin    = 48_000
	pageTop   = pdf.A4Height - 48_000
	pageEnd   = 60_000 // the lowest baseline of text
	footLine  = 34_000
	textWidth = pdf.A4Width - 2*margin
	gutter    = 26_000 // between two columns
	half      = (textWidth - gutter) / 2
	hair      = 400
)

// room is the spacing of lines, in thousandths of a point.
type room struct {
	leading int // from line to line; Khmer needs room above and below
	drop    int // from the top of a line to its baseline
	between int // above a section
}

// rooms from the widest to the tightest. The widest of those with the fewest pages is
// used, so that no page begins with only two lines.
var rooms = []room{{14_800, 10_300, 14_000}, {14_000, 9_900, 11_500}, {13_200, 9_500, 9_000}}

// The styles of texts.
var (
	shopStyle    = style{bold, 16_000, 0}
	titleStyle   = style{bold, 16_000, 0}
	sectionStyle = style{bold, 10_500, 0}
	bodyStyle    = style{regular, 9_500, 80}
	strongStyle  = style{bold, 9_500, 0}
	partStyle    = style{regular, 9_000, 350}
	headStyle    = style{regular, 8_000, 400}
	quietStyle   = style{regular, 8_500, 350}
)

// setter sets a report on pages, from the top down.
type setter struct {
	file *pdf.Document
	face *typeface
	lang words.Language
	doc  report.Document
	page *pdf.Page
	y    int // the top of the next element

	room
	begun bool // the first page has content below its head
}

func (s *setter) word(key words.Key, args ...any) string { return words.Text(s.lang, key, args...) }

func (s *setter) left(x int, text string, st style) { s.face.write(s.page, x, s.y-s.drop, text, st) }

func (s *setter) right(x int, text string, st style) {
	s.face.write(s.page, x-s.face.width(text, st), s.y-s.drop, text, st)
}

// clip is the longest beginning of a text that fits into a width.
func (s *setter) clip(text string, st style, width int) string {
	if s.face.width(text, st) <= width {
		return text
	}
	const more = "…"
	return s.face.wrap(text, st, max(width-s.face.width(more, st), 0))[0] + more
}

// rule draws a horizontal line from x, at the top of the next element.
func (s *setter) rule(x, width, thick, grey int) {
	s.page.Rectangle(x, s.y-thick/2, width, thick, grey)
}

// firstPage begins the first page, with the shop at the left and the title at the right.
func (s *setter) firstPage() {
	s.page = s.file.Page()
	s.y = pageTop
	const room = textWidth * 3 / 5
	top := s.y
	for i, line := range s.doc.Shop {
		st, step := quietStyle, 14_000
		if i == 0 {
			st, step = shopStyle, 25_000
		}
		for _, part := range s.face.wrap(line, st, room) {
			s.left(margin, part, st)
			s.y -= step
		}
	}
	low := s.y
	s.y = top
	end := margin + textWidth
	s.right(end, s.doc.Title, titleStyle)
	s.y -= 25_000
	s.right(end, days(s.doc), bodyStyle)
	s.y -= s.leading
	for _, mark := range s.doc.Marks {
		for _, part := range s.face.wrap(mark, strongStyle, textWidth-room-gutter) {
			s.right(end, part, strongStyle)
			s.y -= s.leading
		}
	}
	s.y = min(s.y, low) - 4_000
	s.rule(margin, textWidth, 1_200, 0)
	s.y -= 8_000
}

// nextPage begins a further page, with one line that names the shop and the report.
func (s *setter) nextPage() {
	s.page = s.file.Page()
	s.y = pageTop
	said := strings.Join(present(append([]string{s.doc.Title, days(s.doc)}, s.doc.Marks...)), " · ")
	s.right(margin+textWidth, said, quietStyle)
	s.left(margin, s.clip(first(s.doc.Shop), quietStyle, textWidth-gutter-s.face.width(said, quietStyle)), quietStyle)
	s.y -= 17_000
	s.rule(margin, textWidth, hair, 500)
	s.y -= 10_000
}

func present(texts []string) (out []string) {
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// need begins a new page unless height fits on this one.
func (s *setter) need(height int) {
	if s.y-height < pageEnd {
		s.nextPage()
	}
}

// facts sets a section of facts in two columns.
func (s *setter) facts(section report.Section) {
	const name = half * 3 / 10
	const said = half - name - 6_000
	if s.begun {
		s.y -= s.between
	}
	s.begun = true
	s.need(s.leading)
	for i := 0; i < len(section.Rows); i += 2 {
		var columns [2][2][]string
		lines := 1
		for j, row := range section.Rows[i:min(i+2, len(section.Rows))] {
			columns[j][0] = s.face.wrap(row.Cells[0].String(), quietStyle, name)
			columns[j][1] = s.face.wrap(saidOf(row), bodyStyle, said)
			lines = max(lines, len(columns[j][0]), len(columns[j][1]))
		}
		s.need(lines * s.leading)
		for n := range lines {
			for j, c := range columns {
				x := margin + j*(half+gutter)
				if n < len(c[0]) {
					s.left(x, c[0][n], quietStyle)
				}
				if n < len(c[1]) {
					s.left(x+name+6_000, c[1][n], bodyStyle)
				}
			}
			s.y -= s.leading
		}
	}
}

// saidOf is the value of a fact.
func saidOf(row report.Row) string {
	var said []string
	between := " "
	for _, c := range row.Cells[1:] {
		if c.Kind == report.Date {
			between = " – "
		}
		said = append(said, c.String())
	}
	return strings.Join(said, between)
}

// signatures sets lines to sign on, with space for a date.
func (s *setter) signatures() {
	if len(s.doc.Signatures) == 0 {
		return
	}
	const above = 52_000
	rows := (len(s.doc.Signatures) + 1) / 2
	s.need(rows * (above + s.leading))
	for i, who := range s.doc.Signatures {
		if i%2 == 0 {
			if i > 0 {
				s.y -= s.leading
			}
			s.y -= above
		}
		x := margin + i%2*(half+gutter)
		s.rule(x, half*2/3-8_000, 700, 200)
		s.rule(x+half*2/3, half/3, 700, 200)
		s.left(x, who, quietStyle)
		s.left(x+half*2/3, s.word(words.SheetDate), quietStyle)
	}
	s.y -= s.leading
}

// feet numbers the pages, once all are set.
func (s *setter) feet() {
	pages := s.file.Pages()
	for i, page := range pages {
		s.page = page
		s.y = footLine + s.drop
		number := s.word(words.SheetPage, i+1, len(pages))
		s.right(margin+textWidth, number, headStyle)
		said := "Psar · " + strings.Join(titles(s.doc), " · ")
		s.left(margin, s.clip(said, headStyle, textWidth-gutter-s.face.width(number, headStyle)), headStyle)
	}
}
