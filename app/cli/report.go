package cli

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"psar/app"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/report"
	"psar/printer/layout"
	"psar/storage"
)

type reportCommand struct {
	Day   string `help:"Business day, 2006-01-02 (default: today's)." placeholder:"DAY" xor:"days" filled:""`
	From  string `help:"First business day of a period." placeholder:"DAY" xor:"days" and:"period" filled:""`
	To    string `help:"Last business day of a period." placeholder:"DAY" and:"period" filled:""`
	Shift bool   `help:"The shift that runs now, since the last Z report." xor:"days,audit"`
	Z     *int   `name:"z" help:"A Z report, by its number, as it was stored." placeholder:"N" xor:"days,audit"`
	Audit bool   `help:"What people did beside plain sales, by person and day: removed lines, copies, drawer, settings." xor:"audit"`
	JSON  bool   `name:"json" help:"Print one JSON document." xor:"out"`

	Print bool `help:"Print it on the shop's report printer." xor:"out"`

	CSV  string `type:"file" name:"csv" help:"Write it as a table of text, for a spreadsheet; - is standard output." placeholder:"F" xor:"out" filled:""`
	XLSX string `type:"file" name:"xlsx" help:"Write it as a workbook; - is standard output." placeholder:"F" xor:"out" filled:""`
	PDF  string `type:"file" name:"pdf" help:"Write it on pages of A4, to be kept or signed; - is standard output." placeholder:"F" xor:"out" filled:""`
	forceFlag
}

func (c *reportCommand) Run(s *session) error {
	switch {
	case c.Audit:
		return c.audit(s)
	case c.Print:
		return c.print(s)
	}
	return s.permitted(c.JSON, c.trace(s), func(db *storage.DB, may error) error {
		if may != nil {
			return may
		}
		report, err := c.report(s, db)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.printJSON(report)
		}
		return c.write(s, report)
	})
}

// trace tells of a stored Z report that is read: what it is written to, if that is a file. All
// other reports are made anew, and are no copies of anything.
func (c *reportCommand) trace(s *session) trace {
	if c.Z == nil {
		return nil
	}
	return func(till *pos.Till) error {
		file := c.named()
		if file.Path == "" || file.Path == "-" {
			return till.ViewZ(s, *c.Z)
		}
		if err := s.files().canWrite(file); err != nil {
			return err // no copy is made
		}
		to, err := s.absolute(file.Path)
		if err != nil {
			return err
		}
		return till.CopyZ(s, *c.Z, to)
	}
}

// write writes a report into a file or, where none is named, as text.
func (c *reportCommand) write(s *session, r report.Report) error {
	if file, write := c.file(s.lang, r); file.Path != "" {
		return s.writeFile(file, write)
	}
	return writeReport(s.out, s.lang, r)
}

// report is the stored Z report or a new X report, as the flags say.
func (c *reportCommand) report(s *session, db *storage.DB) (r report.Report, err error) {
	switch {
	case c.Z != nil:
		return db.Z(s, *c.Z)
	case c.Shift:
		shift, err := db.Shift(s)
		if err != nil {
			return report.Report{}, err
		}
		if r, err = db.PeriodReport(s, shift.Z); err != nil {
			return report.Report{}, err
		}
	default:
		first, last, err := c.period(s, db)
		if err != nil {
			return report.Report{}, err
		}
		if r, err = db.Report(s, first, last); err != nil {
			return report.Report{}, err
		}
	}
	r.Made = s.clock.Now().In(money.PhnomPenh).Truncate(time.Second)
	r.Training = s.flags.Training
	return r, nil
}

// print queues the report on the till's own printer, and waits for it.
func (c *reportCommand) print(s *session) error {
	var first, last money.Day
	err := s.read(false, func(db *storage.DB) (err error) {
		first, last, err = c.period(s, db)
		return err
	})
	if err != nil {
		return err
	}
	return s.withShop(false, func(s *session, shop *app.Shop) error { return c.printIn(s, shop, first, last) })
}

// printIn queues it in the open shop.
func (c *reportCommand) printIn(s *session, shop *app.Shop, first, last money.Day) (err error) {
	shop.StartWorkers()
	switch {
	case c.Z != nil:
		err = shop.Till.ReprintZ(s, *c.Z)
	case c.Shift:
		err = shop.Till.PrintPeriod(s)
	default:
		err = shop.Till.PrintReport(s, first, last)
	}
	if err != nil {
		return err
	}
	return notPrinted(s.drain(shop))
}

func (c *reportCommand) period(s *session, db *storage.DB) (first, last money.Day, err error) {
	if c.From == "" {
		first, err = s.day(db, c.Day)
		return first, first, err
	}
	if first, err = money.ParseDay(c.From); err != nil {
		return "", "", err
	}
	if last, err = money.ParseDay(c.To); err != nil {
		return "", "", err
	}
	if last < first {
		return "", "", fault.New(fault.DaysReversed, c.From+" > "+c.To)
	}
	return first, last, nil
}

// reportWidth is the width of a text report in characters, as on 80 mm paper.
const reportWidth = 48

// writeReport writes a report as text of reportWidth columns.
func writeReport(w io.Writer, lang words.Language, r report.Report) error {
	p := reportPage{w: w}
	for _, l := range layout.ReportLines(lang, r) {
		switch l.Kind {
		case layout.LineHead, layout.LineTitle:
			p.centre(l.Left)
		case layout.LineSection:
			p.line(l.Left)
		case layout.LineRow:
			p.row(l.Left, l.Right)
		case layout.LineTally:
			p.columns(l.Left, l.Count, l.Sum)
		case layout.LineRule:
			p.rule()
		case layout.LineSign:
			p.line(l.Left + " " + strings.Repeat(".", max(0, reportWidth-columns(l.Left)-1)))
		}
	}
	return p.err
}

// reportPage writes lines and keeps the first error.
type reportPage struct {
	w   io.Writer
	err error
}

func (p *reportPage) line(text string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, strings.TrimRight(text, " "))
	}
}

func (p *reportPage) rule() { p.line(strings.Repeat("-", reportWidth)) }

func (p *reportPage) centre(text string) {
	if text != "" {
		p.line(strings.Repeat(" ", max(0, (reportWidth-columns(text))/2)) + text)
	}
}

func (p *reportPage) row(left, right string) {
	p.line(left + strings.Repeat(" ", max(1, reportWidth-columns(left)-columns(right))) + right)
}

// columns writes a name, a count and an amount on one line.
func (p *reportPage) columns(name string, count int, sum money.Money) {
	amount := sum.Display()
	left := name + strings.Repeat(" ", max(1, 24-columns(name))) + fmt.Sprintf("%6d", count)
	p.row(left, amount)
}

// columns is the number of terminal cells of a text: marks above and below a Khmer
// letter take none.
func columns(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if (r >= 0x17B4 && r <= 0x17B5) || (r >= 0x17B7 && r <= 0x17BD) || r == 0x17C6 || (r >= 0x17C9 && r <= 0x17D3) || r == 0x200B {
			n--
		}
	}
	return n
}
