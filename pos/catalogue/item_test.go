package catalogue_test

import (
	"strings"
	"testing"

	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
)

// tea is a valid item.
func tea() catalogue.Item {
	return catalogue.Item{Name: "Green Tea", NameKhmer: "តែបៃតង", Barcode: "4006381333931",
		Price: money.Cents(125), Category: "Drinks", Tax: catalogue.TaxStandard, QuickKey: 3}
}

func TestItemCheck(t *testing.T) {
	t.Parallel()
	if err := tea().Check(); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		change func(*catalogue.Item)
		want   fault.Code
	}{
		"KhmerNameAlone":    {func(i *catalogue.Item) { i.Name = "" }, ""},
		"NoName":            {func(i *catalogue.Item) { i.Name, i.NameKhmer = "", "" }, fault.ItemName},
		"LongName":          {func(i *catalogue.Item) { i.Name = strings.Repeat("ក", 121) }, fault.ItemText},
		"LongestName":       {func(i *catalogue.Item) { i.Name = strings.Repeat("ក", 120) }, ""},
		"TwoLines":          {func(i *catalogue.Item) { i.NameKhmer = "តែ\nបៃតង" }, fault.ItemText},
		"ParagraphSign":     {func(i *catalogue.Item) { i.Name = "Green\u2029Tea" }, fault.ItemText},
		"LostLetter":        {func(i *catalogue.Item) { i.Name = "Caf\ufffd" }, fault.ItemText},
		"NotUTF8":           {func(i *catalogue.Item) { i.Category = "Caf\xe9" }, fault.ItemText},
		"LongCategory":      {func(i *catalogue.Item) { i.Category = strings.Repeat("x", 61) }, fault.ItemText},
		"NoPrice":           {func(i *catalogue.Item) { i.Price.Minor = 0 }, fault.AmountZero},
		"LargePrice":        {func(i *catalogue.Item) { i.Price.Minor = 1_000_000_000 }, fault.AmountTooLarge},
		"NegativePrice":     {func(i *catalogue.Item) { i.Price.Minor = -1 }, fault.AmountInvalid},
		"OtherCurrency":     {func(i *catalogue.Item) { i.Price.Currency = "THB" }, fault.CurrencyUnknown},
		"NoBarcode":         {func(i *catalogue.Item) { i.Barcode = "" }, ""},
		"KhmerInBarcode":    {func(i *catalogue.Item) { i.Barcode = "តែ1" }, fault.ItemBarcode},
		"BlankAroundIt":     {func(i *catalogue.Item) { i.Barcode = " A1" }, fault.ItemBarcode},
		"LongBarcode":       {func(i *catalogue.Item) { i.Barcode = strings.Repeat("A", 49) }, fault.ItemBarcode},
		"WrongCheckDigit":   {func(i *catalogue.Item) { i.Barcode = "4006381333932" }, fault.ItemCheckDigit},
		"NoTaxClass":        {func(i *catalogue.Item) { i.Tax = "" }, fault.ItemTax},
		"Exempt":            {func(i *catalogue.Item) { i.Tax = catalogue.TaxExempt }, ""},
		"QuickKeyTooLarge":  {func(i *catalogue.Item) { i.QuickKey = catalogue.MaxQuickKey + 1 }, fault.ItemQuickKey},
		"QuickKeyBelowZero": {func(i *catalogue.Item) { i.QuickKey = -1 }, fault.ItemQuickKey},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			item := tea()
			tt.change(&item)
			if got := fault.CodeOf(item.Check()); got != tt.want {
				t.Errorf("code %q, want %q", got, tt.want)
			}
		})
	}
}

// The fields that a bill copies decide what its customer pays.
func TestItemLine(t *testing.T) {
	t.Parallel()
	rice := catalogue.Item{ID: "01950000-0000-7000-9000-000000000001", Name: "Rice", NameKhmer: "អង្ករ", Category: "Groceries",
		Price: money.Riel(4000), Tax: catalogue.TaxExempt}
	priced, err := sale.Bill{Currency: money.KHR, Lines: []sale.BillLine{sale.LineOf(rice, 3)}}.Price(
		sale.Terms{Tax: money.TaxTerms{Mode: money.TaxAdded, Percent: 10}})
	if err != nil || priced.Total != money.Riel(12000) || priced.Tax.Minor != 0 {
		t.Fatalf("%+v (%v)", priced, err)
	}
	if l := priced.Lines[0]; l.Item != string(rice.ID) || l.Name != "Rice" || l.NameKhmer != "អង្ករ" || l.Category != "Groceries" {
		t.Errorf("line %+v", l)
	}
}
