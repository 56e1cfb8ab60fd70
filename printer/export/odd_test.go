package export_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"psar/assets/words"
	"psar/pos/money"
	posreport "psar/pos/report"
	postext "psar/pos/text"
	"psar/printer/export"
	"psar/printer/report"
)

// Each kind of file can be read back whatever characters a name has, and has its
// letters; of what can't be seen, the escapes.
func TestAnyNameCanBeRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(
			rapid.String(),
			rapid.StringOfN(rapid.SampledFrom([]rune("ក្ខ្មែរញុំ៉៊ះ \u200b=+-@'\",\r\n\t\x00\x1f\ufffe\ufeff_x000D_<&>;")), 1, 40, -1),
			rapid.SampledFrom([]string{"\xff\xfe", "a\xc3", "_x000D_", "_x0041_x0042_", " a ", strings.Repeat("ក", 40_000)}),
		).Draw(t, "name")
		r := monthReport(nil)
		r.Shop.Name = name
		r.ByItem = []posreport.Group{{Name: "a", Sums: []money.Money{usd(1)}}, {Name: "x" + name, Count: 3, Sums: []money.Money{usd(1234567), khr(-100)}}}
		doc := report.Of(words.English, r)

		var b bytes.Buffer
		if err := export.CSV(&b, words.English, doc); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, r := range records {
			found = found || letters(r[1]) == letters(postext.Shown("x"+name)) && r[3] == "12345.67"
		}
		if !found {
			t.Errorf("the CSV has no %q", name)
		}

		b.Reset()
		if err := export.XLSX(&b, words.English, doc); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.GetCellValue("By item", "A3")
		if err != nil {
			t.Fatal(err)
		}
		want := letters(postext.Shown("x" + name))
		if len([]rune(want)) > excelize.TotalCellChars {
			want = string([]rune(want)[:excelize.TotalCellChars])
		}
		if letters(got) != want {
			t.Errorf("the workbook has %q, want %q", got, want)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}

		if err := export.PDF(io.Discard, words.Khmer, doc, r.Made); err != nil {
			t.Fatal(err)
		}
	})
}

// letters is a text without what text files can't hold or readers change: controls,
// broken UTF-8, line ends.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == '\uFFFD' || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, s)
}
