package layout

import (
	"fmt"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/pos/text"
	"psar/printer/escpos"
)

// lay lays a job out, from the top. The same job and settings give the same bytes.
func lay(job queue.Job, s settings.Values) ([]byte, error) {
	if job.Kind == queue.KindDrawer {
		return drawer(s), nil
	}
	l, err := newLayout(ProfileOf(s, job.Role()))
	if err != nil {
		return nil, err
	}
	switch {
	case job.Kind == queue.KindReceipt && job.Receipt != nil:
		l.receipt(s.Get(settings.ShopLogo), *job.Receipt)
	case job.Kind == queue.KindSlip && job.Slip != nil:
		l.slip(*job.Slip)
	case job.Kind == queue.KindReport && job.Report != nil:
		l.report(words.Language(s.Get(settings.TillLanguage)), *job.Report)
	case job.Kind == queue.KindTest:
		l.test(s.Printer(job.Role()))
	default:
		return nil, fault.New(fault.Internal).Because(fmt.Errorf("a print job of kind %q without content", job.Kind))
	}
	return l.bytes()
}

// Sizes of shaped text, in dots per em.
const (
	bodySize  = 26
	titleSize = 38
)

// leading is the white between two lines of shaped text, in dots.
const leading = 6

// layout writes a page. It keeps the first error and goes on; the page is then
// discarded as a whole.
type layout struct {
	page       escpos.Page
	typesetter *typesetter
	err        error
}

func newLayout(p escpos.Profile) (*layout, error) {
	h, err := sharedTypesetter()
	if err != nil {
		return nil, err
	}
	return &layout{page: escpos.NewPage(p), typesetter: h}, nil
}

// bytes ends the page.
func (l *layout) bytes() ([]byte, error) {
	if l.err != nil {
		return nil, l.err
	}
	return l.page.Bytes()
}

func (l *layout) rule() { l.page.Rule() }

// text prints a paragraph with the printer's own characters if it has them all, else
// as images of its lines.
func (l *layout) text(s string, align escpos.Align, px int) {
	if s == "" {
		return
	}
	s = text.Shown(s) // it may come from a stored row, or from the gateway
	if px == bodySize && l.page.Profile().Prints(s) {
		for _, line := range l.typesetter.latin(s, l.page.Profile().Columns) {
			l.page.Text(escpos.Text{Left: line, Align: align})
		}
		return
	}
	lines, err := l.typesetter.shaper.Paragraph(s, px, l.page.Profile().WidthDots)
	if err != nil {
		l.fail(err)
		return
	}
	for _, line := range lines {
		l.page.Image(escpos.Image{Bitmap: line.Bitmap, Align: align})
		l.page.Feed(leading)
	}
}

// both prints a phrase in Khmer and below it in English.
func (l *layout) both(key words.Key, align escpos.Align, args ...any) {
	l.text(words.Text(words.Khmer, key, args...), align, bodySize)
	l.text(words.Text(words.English, key, args...), align, bodySize)
}

// code prints a QR code. largest is the largest module in dots, 0 for no limit.
func (l *layout) code(content string, largest int) {
	modules, err := l.typesetter.modules(content)
	if err != nil {
		l.fail(err)
		return
	}
	l.page.QR(escpos.QR{Content: content, Modules: modules, Module: largest})
}

func (l *layout) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// end feeds the page out.
func (l *layout) end() {
	l.page.Feed(24)
	l.page.Cut()
}

// paperMoney is an amount in characters that every printer has: no printer has the
// riel sign, so riel are written as a word.
func paperMoney(m money.Money) string {
	if m.Currency == money.KHR {
		return m.Grouped() + " KHR"
	}
	return m.Display()
}
