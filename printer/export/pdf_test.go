package export_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"psar/assets/words"
	"psar/pos/money"
	posreport "psar/pos/report"
	"psar/printer/export"
	"psar/printer/report"
)

// makePDF writes a report into a temporary file.
func makePDF(t *testing.T, lang words.Language, r posreport.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.PDF(&b, lang, report.Of(lang, r), r.Made); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// poppler runs one of Poppler's tools, to read PDF files independently of our code.
func poppler(t *testing.T, tool string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		t.Fatalf("this test reads PDF files with %s, of the package poppler-utils: %v", tool, err)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("%s: %v: %s", tool, err, complaints.String())
	}
	return string(out)
}

// pagesOf is the text of each page, with its line breaks.
func pagesOf(t *testing.T, path string) []string {
	t.Helper()
	pages := strings.Split(poppler(t, "pdftotext", "-layout", path, "-"), "\f")
	return pages[:len(pages)-1]
}

var blanks = regexp.MustCompile(` +`)

// Every row of every list is found by text search, with its sums beside it; every
// page names the shop and its own number and the number of pages.
func TestPDFHoldsTheMonth(t *testing.T) {
	t.Parallel()
	all := month()
	for _, lang := range []words.Language{words.English, words.Khmer} {
		pages := pagesOf(t, makePDF(t, lang, monthReport(all)))
		if len(pages) < 4 {
			t.Fatalf("%s: %d pages", lang, len(pages))
		}
		for i, page := range pages {
			for _, want := range []string{shop().NameKhmer, words.Text(lang, words.XReport), "01/10/2026 – 31/10/2026", words.Text(lang, words.SheetPage, i+1, len(pages))} {
				if !strings.Contains(page, want) {
					t.Errorf("%s: page %d does not say %q", lang, i+1, want)
				}
			}
		}
		whole := blanks.ReplaceAllString(strings.Join(pages, ""), " ")
		line := func(name string, n int, dollars, riel int64) {
			t.Helper()
			want := fmt.Sprintf("%s %s", name, khr(int64(n)).Grouped())
			if dollars > 0 {
				want += " " + usd(dollars).Display()
			}
			if riel > 0 {
				want += " " + khr(riel).Display()
			}
			if !strings.Contains(whole, want) {
				t.Errorf("%s: no line says %q", lang, want)
			}
		}
		for day := 1; day <= 31; day++ {
			n, dollars, riel := sums(all, func(s soldAt) bool { return s.day == day })
			line(fmt.Sprintf("%02d/10/2026", day), n, dollars, riel)
		}
		seen := map[string]bool{}
		for _, s := range all {
			if !seen[s.item] {
				seen[s.item] = true
				n, dollars, riel := sums(all, func(other soldAt) bool { return other.item == s.item })
				line(s.item, n, dollars, riel)
			}
		}
		// A list that continues on a page says so and repeats its column heads.
		more := words.Text(lang, words.SheetMore, words.Text(lang, words.ReportByItem))
		if !strings.Contains(whole, more) || strings.Count(whole, words.Text(lang, words.SheetCount)) < 6 {
			t.Errorf("%s: no page says %q", lang, more)
		}
	}
}

// A Z report has two pages, is small enough for e-mail, and ends in signature lines.
func TestPDFOfAZ(t *testing.T) {
	t.Parallel()
	for _, lang := range []words.Language{words.English, words.Khmer} {
		path := makePDF(t, lang, zReport(day(t)))
		if info, err := os.Stat(path); err != nil || info.Size() > 60_000 {
			t.Errorf("%s: %d bytes, %v", lang, info.Size(), err)
		}
		pages := pagesOf(t, path)
		if len(pages) != 2 {
			t.Errorf("%s: %d pages", lang, len(pages))
		}
		last := pages[len(pages)-1]
		for _, want := range []string{words.Text(lang, words.ReportSignCashier), words.Text(lang, words.ReportSignManager), "77e0aa101f0c55ab", "រហែក", "150,500 ៛", "$23,817.42"} {
			if !strings.Contains(last, want) {
				t.Errorf("%s: the last page does not say %q:\n%s", lang, want, last)
			}
		}
		fonts := poppler(t, "pdffonts", path)
		for _, row := range strings.Split(strings.TrimSpace(fonts), "\n")[2:] {
			if !strings.Contains(row, "Identity-H       yes yes yes") {
				t.Errorf("%s: a font is not embedded in part: %s", lang, row)
			}
		}
	}
}

// Lines are set tighter rather than beginning a page with two lines.
func TestPDFSavesAPage(t *testing.T) {
	t.Parallel()
	r := zReport(day(t))
	r.ByCashier, r.ByHour, r.PaidBack, r.Z.Counts[2].Notes = nil, nil, nil, nil
	for _, lang := range []words.Language{words.English, words.Khmer} {
		if pages := pagesOf(t, makePDF(t, lang, r)); len(pages) != 1 {
			t.Errorf("%s: %d pages; on the last:\n%s", lang, len(pages), pages[len(pages)-1])
		}
	}
}

// The same report gives the same bytes, so that files can be compared.
func TestPDFIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	read := func() []byte {
		data, err := os.ReadFile(makePDF(t, words.Khmer, zReport(day(t))))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if !bytes.Equal(read(), read()) {
		t.Error("two files of one report differ")
	}
}

// Nothing leaves the page: very long names, text that no font has, hundreds of parts
// of a sum.
func TestPDFOfOddReports(t *testing.T) {
	t.Parallel()
	long := monthReport(nil)
	long.Training, long.Copy = true, true
	long.Shop.NameKhmer = strings.Repeat("ហាងកាហ្វេ", 30)
	long.Shop.Name, long.Shop.Address = strings.Repeat("Sokha & Brothers ", 30), strings.Repeat("ក", 400)
	long.ByCashier = []posreport.Group{{Name: strings.Repeat("ស្ត្រី", 80), Count: 1, Sums: []money.Money{usd(100)}}, {Name: "店铺 😀", Count: 2, Sums: []money.Money{khr(100)}}}
	notes := zReport(day(t))
	for i := range int64(300) {
		close := &notes.Z.Counts[len(notes.Z.Counts)-1]
		close.Notes = append(close.Notes, money.DenominationCount{Note: usd(100 + i), Count: 1})
	}
	for name, r := range map[string]posreport.Report{"empty": {}, "long": long, "notes": notes} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := makePDF(t, words.Khmer, r)
			words := 0
			for page := range strings.SplitSeq(poppler(t, "pdftotext", "-bbox", path, "-"), "<page ") {
				boxes := boxesOf(t, page)
				words += len(boxes)
				for i, a := range boxes {
					if a.left < 30 || a.top < 20 || a.right > 595-30 || a.bottom > 842-20 {
						t.Errorf("a word leaves the page: %+v", a)
					}
					for _, b := range boxes[:i] {
						if min(a.right, b.right)-max(a.left, b.left) > 1 && min(a.bottom, b.bottom)-max(a.top, b.top) > 3 {
							t.Errorf("two words stand on each other: %+v, %+v", a, b)
						}
					}
				}
			}
			if words == 0 {
				t.Error("no words")
			}
		})
	}
}

// box is a word's position, in points from the upper left corner of the page.
type box struct{ left, top, right, bottom float64 }

var boxPattern = regexp.MustCompile(`<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)"`)

func boxesOf(t *testing.T, page string) []box {
	t.Helper()
	var all []box
	for _, match := range boxPattern.FindAllStringSubmatch(page, -1) {
		var b box
		if _, err := fmt.Sscan(strings.Join(match[1:], " "), &b.left, &b.top, &b.right, &b.bottom); err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}
