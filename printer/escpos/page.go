package escpos

// Page writes the elements of a document as they are added. Use NewPage; the zero
// Page is not ready.
type Page struct {
	e       Encoder
	profile Profile
	err     error // the first one; the page is then discarded
}

// usualPage is the size of nearly every page, in bytes.
const usualPage = 8 << 10

// NewPage begins a page for a printer.
func NewPage(p Profile) Page {
	page := Page{e: Encoder{buf: make([]byte, 0, usualPage)}, profile: p}
	page.e.Init()
	return page
}

// Bytes ends the page. The error is that of the first element that did not fit on
// the paper.
func (p *Page) Bytes() ([]byte, error) {
	if p.err != nil {
		return nil, p.err
	}
	return p.e.Bytes(), nil
}

// Profile is the printer that the page is for.
func (p *Page) Profile() Profile { return p.profile }

// SetProfile changes the printer for the elements that follow; the paper is the same.
func (p *Page) SetProfile(profile Profile) { p.profile = profile }

// Text adds a line of Latin text.
func (p *Page) Text(t Text) { p.keep(t.write(&p.e, p.profile)) }

// Image adds a picture.
func (p *Page) Image(i Image) { p.keep(i.write(&p.e, p.profile)) }

// Pair adds two pictures beside each other.
func (p *Page) Pair(q Pair) { p.keep(q.write(&p.e, p.profile)) }

// QR adds a code.
func (p *Page) QR(q QR) { p.keep(q.write(&p.e, p.profile)) }

// Rule adds a dashed line.
func (p *Page) Rule() { p.keep(Rule{}.write(&p.e, p.profile)) }

// Feed moves the paper by dots, 1 to 255.
func (p *Page) Feed(dots int) { p.keep(Feed{dots}.write(&p.e, p.profile)) }

// Cut feeds the page out, and cuts if the printer has a cutter.
func (p *Page) Cut() { p.keep(Cut{}.write(&p.e, p.profile)) }

func (p *Page) keep(err error) {
	if p.err == nil {
		p.err = err
	}
}
