package pdf

import (
	"bytes"
	"fmt"
	"io"
	"time"
)

// The size of an A4 page, upright.
const (
	A4Width  = 595_276
	A4Height = 841_890
)

// Info is the document information of a file.
type Info struct {
	Title    string
	Author   string
	Creator  string // the program
	Language string // BCP 47
	Made     time.Time
}

// Document is a PDF file in memory. It is not safe for concurrent use.
type Document struct {
	info  Info
	fonts []*Font
	pages []*Page
}

// New begins a document without pages.
func New(info Info) *Document { return &Document{info: info} }

// Page adds a page of A4.
func (d *Document) Page() *Page {
	p := &Page{}
	d.pages = append(d.pages, p)
	return p
}

// Pages are the pages added so far.
func (d *Document) Pages() []*Page { return d.pages }

// Page is a page of a Document.
type Page struct{ content bytes.Buffer }

// Rectangle fills a rectangle with a grey of 0 (black) to 1000 (white).
func (p *Page) Rectangle(x, y, width, height, grey int) {
	fmt.Fprintf(&p.content, "%s g %s %s %s %s re f\n", milli(grey), milli(x), milli(y), milli(width), milli(height))
}

// Frame draws a rectangle's border, centred on its edges.
func (p *Page) Frame(x, y, width, height, line, grey int) {
	fmt.Fprintf(&p.content, "%s G %s w %s %s %s %s re S\n", milli(grey), milli(line), milli(x), milli(y), milli(width), milli(height))
}

// milli writes n/1000 as a decimal number.
func milli(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	if n%1000 == 0 {
		return fmt.Sprintf("%s%d", sign, n/1000)
	}
	return string(bytes.TrimRight(fmt.Appendf(nil, "%s%d.%03d", sign, n/1000, n%1000), "0"))
}

// WriteTo writes the file. The errors are those of w and of a broken font.
func (d *Document) WriteTo(w io.Writer) (int64, error) {
	f := &file{}
	f.body.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	catalog, tree, info := f.reserve(), f.reserve(), f.reserve()
	var fonts bytes.Buffer
	for _, font := range d.fonts {
		if !font.used() {
			continue
		}
		ref, err := font.write(f)
		if err != nil {
			return 0, err
		}
		fmt.Fprintf(&fonts, "/%s %d 0 R ", font.key, ref)
	}
	var kids bytes.Buffer
	for _, p := range d.pages {
		content := f.stream("", p.content.Bytes())
		fmt.Fprintf(&kids, "%d 0 R ", f.object("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Resources << /Font << %s>> >> /Contents %d 0 R >>",
			tree, milli(A4Width), milli(A4Height), fonts.String(), content))
	}
	f.fill(tree, "<< /Type /Pages /Count %d /Kids [%s] >>", len(d.pages), kids.String())
	f.fill(catalog, "<< /Type /Catalog /Pages %d 0 R /Lang %s /ViewerPreferences << /DisplayDocTitle true >> >>",
		tree, unicodeText(d.info.Language))
	f.fill(info, "<< /Title %s /Author %s /Creator %s /CreationDate (%s) >>",
		unicodeText(d.info.Title), unicodeText(d.info.Author), unicodeText(d.info.Creator), date(d.info.Made))
	f.end(catalog, info)
	return f.body.WriteTo(w)
}

// date is a time in the form of section 7.9.4.
func date(t time.Time) string {
	zone := t.Format("-0700")
	return "D:" + t.Format("20060102150405") + zone[:3] + "'" + zone[3:] + "'"
}
