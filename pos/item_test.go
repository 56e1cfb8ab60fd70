package pos_test

import (
	"strings"
	"testing"

	"psar/pos"
)

// tea is an item that nothing is wrong with.
func tea() pos.Item {
	return pos.Item{Name: "Green Tea", NameKhmer: "តែបៃតង", Barcode: "4006381333931",
		Price: inDollars(125), Category: "Drinks", Tax: pos.TaxStandard, QuickKey: 3}
}

func TestItemCheck(t *testing.T) {
	t.Parallel()
	if err := tea().Check(); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		change func(*pos.Item)
		want   pos.Code
	}{
		"KhmerNameAlone":    {func(i *pos.Item) { i.Name = "" }, ""},
		"NoName":            {func(i *pos.Item) { i.Name, i.NameKhmer = "", "" }, pos.CodeItemName},
		"LongName":          {func(i *pos.Item) { i.Name = strings.Repeat("ក", 121) }, pos.CodeItemText},
		"LongestName":       {func(i *pos.Item) { i.Name = strings.Repeat("ក", 120) }, ""},
		"TwoLines":          {func(i *pos.Item) { i.NameKhmer = "តែ\nបៃតង" }, pos.CodeItemText},
		"ParagraphSign":     {func(i *pos.Item) { i.Name = "Green\u2029Tea" }, pos.CodeItemText},
		"LostLetter":        {func(i *pos.Item) { i.Name = "Caf\ufffd" }, pos.CodeItemText},
		"NotUTF8":           {func(i *pos.Item) { i.Category = "Caf\xe9" }, pos.CodeItemText},
		"LongCategory":      {func(i *pos.Item) { i.Category = strings.Repeat("x", 61) }, pos.CodeItemText},
		"NoPrice":           {func(i *pos.Item) { i.Price.Minor = 0 }, pos.CodeAmountZero},
		"LargePrice":        {func(i *pos.Item) { i.Price.Minor = 1_000_000_000 }, pos.CodeAmountTooLarge},
		"NegativePrice":     {func(i *pos.Item) { i.Price.Minor = -1 }, pos.CodeAmountInvalid},
		"OtherCurrency":     {func(i *pos.Item) { i.Price.Currency = "THB" }, pos.CodeCurrencyUnknown},
		"NoBarcode":         {func(i *pos.Item) { i.Barcode = "" }, ""},
		"KhmerInBarcode":    {func(i *pos.Item) { i.Barcode = "តែ1" }, pos.CodeItemBarcode},
		"BlankAroundIt":     {func(i *pos.Item) { i.Barcode = " A1" }, pos.CodeItemBarcode},
		"LongBarcode":       {func(i *pos.Item) { i.Barcode = strings.Repeat("A", 49) }, pos.CodeItemBarcode},
		"WrongCheckDigit":   {func(i *pos.Item) { i.Barcode = "4006381333932" }, pos.CodeItemCheckDigit},
		"NoTaxClass":        {func(i *pos.Item) { i.Tax = "" }, pos.CodeItemTax},
		"Exempt":            {func(i *pos.Item) { i.Tax = pos.TaxExempt }, ""},
		"QuickKeyTooLarge":  {func(i *pos.Item) { i.QuickKey = pos.MaxQuickKey + 1 }, pos.CodeItemQuickKey},
		"QuickKeyBelowZero": {func(i *pos.Item) { i.QuickKey = -1 }, pos.CodeItemQuickKey},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			item := tea()
			tt.change(&item)
			if got := pos.CodeOf(item.Check()); got != tt.want {
				t.Errorf("code %q, want %q", got, tt.want)
			}
		})
	}
}

// What a bill copies is what its customer is charged for.
func TestItemLine(t *testing.T) {
	t.Parallel()
	rice := pos.Item{ID: "01950000-0000-7000-9000-000000000001", Name: "Rice", NameKhmer: "អង្ករ", Category: "Groceries",
		Price: inRiel(4000), Tax: pos.TaxExempt}
	priced, err := pos.Bill{Currency: pos.KHR, Lines: []pos.BillLine{rice.Line(3)}}.Reckon(
		pos.Terms{Tax: pos.TaxTerms{Mode: pos.TaxAdded, Percent: 10}})
	if err != nil || priced.Total != inRiel(12000) || priced.Tax.Minor != 0 {
		t.Fatalf("%+v (%v)", priced, err)
	}
	if l := priced.Lines[0]; l.Item != string(rice.ID) || l.Name != "Rice" || l.NameKhmer != "អង្ករ" || l.Category != "Groceries" {
		t.Errorf("line %+v", l)
	}
}
