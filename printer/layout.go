package printer

import (
	"fmt"

	qrcode "github.com/skip2/go-qrcode"

	"psar/assets/khmer"
	"psar/assets/words"
	"psar/pos"
	"psar/printer/escpos"
	"psar/printer/shape"
)

// Lay says what stands on a job's paper, from the top. It is pure: the same job
// gives the same document.
func Lay(job pos.PrintJob, p escpos.Profile) (escpos.Document, error) {
	s, err := shaper()
	if err != nil {
		return nil, err
	}
	l := &layout{profile: p, shaper: s}
	switch {
	case job.Kind == pos.PrintReceipt && job.Receipt != nil:
		l.receipt(*job.Receipt)
	case job.Kind == pos.PrintSlip && job.Slip != nil:
		l.slip(*job.Slip)
	default:
		return nil, pos.Fault(pos.CodeInternal).Because(fmt.Errorf("a print job of kind %q without content", job.Kind))
	}
	if l.err != nil {
		return nil, l.err
	}
	return l.doc, nil
}

// Sizes of shaped text, in dots.
const (
	bodySize  = 26
	titleSize = 38
)

// layout gathers a page. The first error is kept and ends nothing: the page is
// thrown away as a whole.
type layout struct {
	profile escpos.Profile
	shaper  *shape.Shaper
	doc     escpos.Document
	err     error
}

func (l *layout) add(e ...escpos.Element) { l.doc = append(l.doc, e...) }

func (l *layout) rule() { l.add(escpos.Rule{}) }

// text prints a paragraph in the cheapest form: as the printer's own letters
// where it has them, else as images of its lines.
func (l *layout) text(s string, align escpos.Align, px int) {
	if s == "" {
		return
	}
	if escpos.Printable(s) && px == bodySize {
		for _, line := range khmer.Wrap(s, l.profile.Columns, func(t string) int { return len([]rune(t)) }) {
			l.add(escpos.Text{Left: line, Align: align})
		}
		return
	}
	for _, line := range l.wrap(s, px) {
		inked, err := l.shaper.Line(line, px)
		if err != nil {
			l.fail(err)
			return
		}
		l.add(escpos.Image{Bitmap: inked.Bitmap, Align: align}, escpos.Feed{Dots: 6})
	}
}

// wrap breaks a paragraph into lines that the paper can hold.
func (l *layout) wrap(s string, px int) []string {
	return khmer.Wrap(s, l.profile.WidthDots, func(t string) int { return l.shaper.Width(t, px) })
}

// both prints a phrase of the catalogue in Khmer and under it in English.
func (l *layout) both(key words.Key, align escpos.Align, args ...any) {
	l.text(words.Text(words.Khmer, key, args...), align, bodySize)
	l.text(words.Text(words.English, key, args...), align, bodySize)
}

// row prints a name at the left edge and an amount at the right one. A name
// that leaves no room for the amount stands on lines of its own.
func (l *layout) row(left, right string) {
	if escpos.Printable(left) && escpos.Printable(right) {
		if len([]rune(left))+1+len([]rune(right)) <= l.profile.Columns {
			l.add(escpos.Text{Left: left, Right: right})
			return
		}
		l.text(left, escpos.Left, bodySize)
		l.text(right, escpos.Right, bodySize)
		return
	}
	gap := 2 * escpos.ColumnDots
	if l.shaper.Width(left, bodySize)+gap+l.shaper.Width(right, bodySize) > l.profile.WidthDots {
		l.text(left, escpos.Left, bodySize)
		l.text(right, escpos.Right, bodySize)
		return
	}
	name, err := l.shaper.Line(left, bodySize)
	if err != nil {
		l.fail(err)
		return
	}
	value, err := l.shaper.Line(right, bodySize)
	if err != nil {
		l.fail(err)
		return
	}
	l.add(escpos.Pair{
		Left: name.Bitmap, Right: value.Bitmap,
		LeftBaseline: name.Baseline, RightBaseline: value.Baseline,
	}, escpos.Feed{Dots: 6})
}

// code prints a QR code; largest module in dots, 0 for as large as fits.
func (l *layout) code(content string, largest int) {
	q, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		l.fail(fmt.Errorf("printer: code of %d bytes: %w", len(content), err))
		return
	}
	q.DisableBorder = true
	l.add(escpos.QR{Content: content, Modules: q.Bitmap(), Module: largest})
}

func (l *layout) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// end feeds the paper out.
func (l *layout) end() { l.add(escpos.Feed{Dots: 24}, escpos.Cut{}) }

// paperMoney is an amount in letters that every printer has: riel are named,
// since no printer has their sign.
func paperMoney(m pos.Money) string {
	if m.Currency == pos.KHR {
		return m.Grouped() + " KHR"
	}
	return m.Display()
}
