package export_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"psar/assets/words"
	posreport "psar/pos/report"
	"psar/printer/export"
	"psar/printer/report"
)

// readCSV reads the CSV of a report back, without its heading.
func readCSV(t *testing.T, lang words.Language, r posreport.Report) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := export.CSV(&b, lang, report.Of(lang, r)); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(b.String(), "\xEF\xBB\xBF")
	if !marked {
		t.Error("no byte order mark")
	}
	if strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") {
		t.Error("a line does not end as RFC 4180 has it")
	}
	in := csv.NewReader(strings.NewReader(text)) // it checks that all records have the same length
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records[1:]
}

// The month's days and items, with the sums of its sales.
func TestCSVHoldsTheMonth(t *testing.T) {
	t.Parallel()
	all := month()
	for _, lang := range []words.Language{words.English, words.Khmer} {
		records := readCSV(t, lang, monthReport(all))
		find := func(section words.Key, name, currency string) []string {
			t.Helper()
			for _, r := range records {
				if r[0] == words.Text(lang, section) && r[1] == name && r[4] == currency {
					return r
				}
			}
			t.Errorf("%s: no %s of %q", lang, currency, name)
			return make([]string, 6)
		}
		for _, day := range []string{"2026-10-01", "2026-10-19", "2026-10-31"} {
			n, dollars, riel := sums(all, func(s soldAt) bool { return dayOf(s) == day })
			for _, want := range [][]string{{text(n), usd(dollars).Decimal(), "USD"}, {"", khr(riel).Decimal(), "KHR"}} {
				if got := find(words.ReportByDay, day, want[2])[2:5]; strings.Join(got, " ") != strings.Join(want, " ") {
					t.Errorf("%s: %s: %v, want %v", lang, day, got, want)
				}
			}
		}
		n, dollars, _ := sums(all, func(s soldAt) bool { return s.item == "កាហ្វេទឹកដោះគោទឹកកក" })
		if got := find(words.ReportByItem, "កាហ្វេទឹកដោះគោទឹកកក", "USD"); got[2] != text(n) || got[3] != usd(dollars).Decimal() {
			t.Errorf("%s: an item: %v", lang, got)
		}
	}
}

func TestCSVComputesNothing(t *testing.T) {
	t.Parallel()
	said := 0
	for _, r := range readCSV(t, words.English, monthReport(month())) {
		for i, field := range r {
			if i == 3 || field == "" {
				continue // amounts are written by us, and may be negative
			}
			if strings.ContainsAny(field[:1], "=+-@\t\r") {
				t.Errorf("a spreadsheet computes %q", field)
			}
			if strings.HasPrefix(field, "'") {
				said++
			}
		}
	}
	if want := 4 * 2; said != want { // four items, each with a sum in two currencies
		t.Errorf("%d texts were kept from being formulas, want %d", said, want)
	}
}
