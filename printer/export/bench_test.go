package export_test

import (
	"io"
	"testing"

	"psar/assets/words"
	"psar/printer/export"
	"psar/printer/report"
)

func BenchmarkMonth(b *testing.B) {
	r := monthReport(month())
	doc := report.Of(words.Khmer, r)
	for name, write := range map[string]func() error{
		"CSV":  func() error { return export.CSV(io.Discard, words.Khmer, doc) },
		"XLSX": func() error { return export.XLSX(io.Discard, words.Khmer, doc) },
		"PDF":  func() error { return export.PDF(io.Discard, words.Khmer, doc, r.Made) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := write(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
