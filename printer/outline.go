package printer

import (
	"fmt"
	"strconv"

	"psar/assets/words"
	"psar/pos"
)

// LineKind is what a line of a report is.
type LineKind int

// The kinds of a report's lines.
const (
	LineHead    LineKind = iota // of the shop: Left, in the middle
	LineTitle                   // Left, in the middle
	LineSection                 // Left
	LineRow                     // Left and Right
	LineTally                   // Left, Count and Sum
	LineRule
	LineSign // room for a signature, and whose under it: Left
)

// ReportLine is one line of a report, before it is set for paper or a screen.
type ReportLine struct {
	Kind        LineKind
	Left, Right string
	pos.Tally
}

// ReportLines is a report from top to bottom, in a language. Every figure is a
// stored one.
func ReportLines(lang words.Language, r pos.Report) []ReportLine {
	o := outline{lang: lang}
	for _, head := range []string{r.Shop.NameKhmer, r.Shop.Name, r.Shop.Address, r.Shop.VATTIN} {
		o.head(head)
	}
	o.rule()
	title := o.word(words.XReport)
	if r.Z != nil && !r.Z.Closed.IsZero() {
		title = o.word(words.ZReport, strconv.Itoa(r.Z.Number))
	}
	o.add(ReportLine{Kind: LineTitle, Left: title})
	if r.Copy {
		o.head(o.word(words.PaperCopy))
	}
	if r.Training {
		o.head(o.word(words.TrainingBanner))
	}
	days := string(r.First)
	if r.Last != r.First {
		days += " – " + string(r.Last)
	}
	o.row(words.ReportDay, days)
	o.period(r.Z)
	o.row(words.ReportMade, pos.Local(r.Made))
	o.row(words.ReportTill, fmt.Sprintf("%02d", r.Till))
	if !r.FirstReceipt.IsZero() {
		o.row(words.ReportReceipts, r.FirstReceipt.String()+" – "+r.LastReceipt.String())
	}
	o.totals(r)
	o.group(words.ReportByDay, r.ByDay)
	o.group(words.ReportByCashier, r.ByCashier)
	o.group(words.ReportByCategory, r.ByCategory)
	if r.Z == nil || r.Z.Closed.IsZero() {
		o.group(words.ReportByItem, r.ByItem)
	}
	o.group(words.ReportByHour, r.ByHour)
	o.tenders(r)
	o.drawers(r)
	o.corrections(r.Corrections)
	o.section(words.QRControl)
	o.control(r.QR)
	o.foot(r)
	return o.lines
}

// outline collects lines.
type outline struct {
	lang  words.Language
	lines []ReportLine
}

func (o *outline) word(key words.Key, args ...any) string { return words.Text(o.lang, key, args...) }

func (o *outline) add(l ReportLine) { o.lines = append(o.lines, l) }

func (o *outline) rule() { o.add(ReportLine{Kind: LineRule}) }

func (o *outline) head(text string) {
	if text != "" {
		o.add(ReportLine{Kind: LineHead, Left: text})
	}
}

func (o *outline) section(key words.Key) {
	o.rule()
	o.add(ReportLine{Kind: LineSection, Left: o.word(key)})
}

func (o *outline) row(key words.Key, value string) {
	o.add(ReportLine{Kind: LineRow, Left: o.word(key), Right: value})
}

func (o *outline) tally(name string, t pos.Tally) {
	o.add(ReportLine{Kind: LineTally, Left: name, Tally: t})
}

// control says what became of the codes that were asked for.
func (o *outline) control(q pos.QRControl) {
	o.counts([]namedCount{
		{words.QRAsked, q.Asked}, {words.QRPaid, q.Paid}, {words.QRCancelled, q.Cancelled},
		{words.QRExpired, q.Expired}, {words.QRRefused, q.Refused}, {words.QROpen, q.Open},
		{words.QRLate, q.Late}, {words.QRSettled, q.Settled}, {words.QRUnknown, q.Unknown},
		{words.QRMismatch, q.Mismatch}, {words.QRWait, q.Wait},
	})
	for _, u := range q.Unclaimed {
		o.tally(o.word(words.QRUnclaimed)+" "+string(u.Sum.Currency), u)
	}
}
