package model

import (
	"testing"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/ui/uitest"
	"psar/ui/view"
)

// What a scanner, its settings or a Khmer layout put around a code is no part of it.
func TestScannedCodes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text, prefix, suffix string
		want                 scanned
	}{
		"Plain":         {"8850999320007", "", "", scanned{Code: "8850999320007", Gtin: ""}},
		"Prefix":        {"~8850999320007", "~", "", scanned{Code: "8850999320007", Gtin: ""}},
		"NoPrefix":      {"8850999320007", "~", "#", scanned{Code: "8850999320007", Gtin: ""}},
		"Both":          {"P1FG-100#", "P1", "#", scanned{Code: "FG-100", Gtin: ""}},
		"OnlyPrefix":    {"~", "~", "", scanned{Code: "~", Gtin: ""}},
		"Symbology":     {"]E08850999320007", "", "", scanned{Code: "8850999320007", Gtin: ""}},
		"Code128":       {"]C0FG-100", "", "", scanned{Code: "FG-100", Gtin: ""}},
		"NoSymbology":   {"]-1FG", "", "", scanned{Code: "]-1FG", Gtin: ""}},
		"Element":       {"]C10108850999320007", "", "", scanned{Code: "0108850999320007", Gtin: "8850999320007"}},
		"ElementEAN8":   {"0100000096385074", "", "", scanned{Code: "0100000096385074", Gtin: "96385074"}},
		"ElementCase":   {"0118850999320004", "", "", scanned{Code: "0118850999320004", Gtin: "18850999320004"}},
		"ElementAndLot": {"]d20108850999320007172812311012AB", "", "", scanned{Code: "0108850999320007172812311012AB", Gtin: "8850999320007"}},
		"ElementRead":   {"(01)08850999320007(10)A1", "", "", scanned{Code: "(01)08850999320007(10)A1", Gtin: "8850999320007"}},
		"WrongCheck":    {"0108850999320008", "", "", scanned{Code: "0108850999320008", Gtin: ""}},
		"KhmerDigits":   {"៨៨៥០៩៩៩៣២០០០៧", "", "", scanned{Code: "8850999320007", Gtin: ""}},
		"KhmerLetters":  {"ធអឥ១០០", "", "", scanned{Code: "FG-100", Gtin: ""}},
		"KhmerSmall":    {"បតលឥ០០៤២", "", "", scanned{Code: "btl-0042", Gtin: ""}},
		"KhmerCapitals": {"ពទឡឥ០០៤២", "", "", scanned{Code: "BTL-0042", Gtin: ""}},
		"KhmerReceipt":  {"០១៊២០២៦៊០០០០១៧", "", "", scanned{Code: "01/2026/000017", Gtin: ""}},
		"KhmerSigns":    {"១៏២=៣។៤", "", "", scanned{Code: "1*2+3.4", Gtin: ""}},
		"KhmerVowels":   {"ាំ\u17ffេះ១", "", "", scanned{Code: "AAV1", Gtin: ""}},
		"KhmerAIM":      {"ឪែ០៨៨៥០៩៩៩៣២០០០៧", "", "", scanned{Code: "8850999320007", Gtin: ""}},
		"KhmerPrefix":   {"«៧៧៧៧", "`", "", scanned{Code: "7777", Gtin: ""}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := codeOf(tt.text, tt.prefix, tt.suffix); got != tt.want {
				t.Errorf("%q is %+v, want %+v", tt.text, got, tt.want)
			}
		})
	}
}

// A barcode that two items have is asked about.
func TestScanOfADouble(t *testing.T) {
	t.Parallel()
	s := New(pos.Snapshot{}, words.English, nil, false)
	s.Looking = 1
	two := []catalogue.Item{{Name: "A", Price: uitest.USD(100)}, {Name: "B", Price: uitest.USD(200)}}
	s = done(s, ScanCommand{scanned{Code: "1001"}, 3}, told{items: two}, nil, uitest.Noon.Add(-SettleFor))
	if !s.Cart.Empty() || s.Page() != view.PageItems || len(s.items().Found) != 2 {
		t.Fatalf("%+v", s.items())
	}
	s, _ = s.Act(view.Action{Verb: view.DoRow, Index: 1}, uitest.Noon)
	if l := s.Cart.Lines; len(l) != 1 || l[0].Name != "B" || l[0].Quantity != 3 {
		t.Errorf("%+v", l)
	}
}
