package catalogue_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
)

// stock is a catalogue with an item of each kind that an import may match.
func stock() []catalogue.Item {
	return []catalogue.Item{
		{ID: "a", Name: "Green Tea", NameKhmer: "តែបៃតង", Barcode: "4006381333931", Price: money.Cents(125), Category: "Drinks", Tax: catalogue.TaxStandard, QuickKey: 1},
		{ID: "b", Name: "Ice", Price: money.Riel(500), Tax: catalogue.TaxExempt, QuickKey: 2},
		{ID: "c", NameKhmer: "អង្\u200bករ", Price: money.Riel(4000), Tax: catalogue.TaxStandard},
		{ID: "d", Name: "Soda", Barcode: "036000291452", Price: money.Cents(50), Tax: catalogue.TaxStandard},
		{ID: "e", Name: "Cup", Price: money.Riel(300), Tax: catalogue.TaxStandard},
		{ID: "f", Name: "Cup", Price: money.Riel(400), Tax: catalogue.TaxStandard},
	}
}

func TestPlanItems(t *testing.T) {
	t.Parallel()
	item := func(at int, change func(*catalogue.Item)) catalogue.Item {
		i := stock()[at]
		change(&i)
		return i
	}
	prices := []catalogue.Column{catalogue.ColumnName, catalogue.ColumnNameKhmer, catalogue.ColumnCategory, catalogue.ColumnTax, catalogue.ColumnQuickKey}
	fresh := catalogue.Item{Name: "Milk", Barcode: "96385074", Price: money.Cents(90), Tax: catalogue.TaxStandard}
	for name, tt := range map[string]struct {
		list                      catalogue.List
		want                      []catalogue.Item
		added, changed, unchanged int
	}{
		"New":        {catalogue.List{Items: []catalogue.Item{fresh}}, []catalogue.Item{fresh}, 1, 0, 0},
		"TheSame":    {catalogue.List{Items: stock()[:4]}, nil, 0, 0, 4},
		"ByBarcode":  {catalogue.List{Items: []catalogue.Item{item(0, func(i *catalogue.Item) { i.ID, i.Name = "", "Tea" })}}, []catalogue.Item{item(0, func(i *catalogue.Item) { i.Name = "Tea" })}, 0, 1, 0},
		"OtherWay":   {catalogue.List{Items: []catalogue.Item{item(3, func(i *catalogue.Item) { i.Barcode = "0036000291452" })}}, []catalogue.Item{item(3, func(i *catalogue.Item) { i.Barcode = "0036000291452" })}, 0, 1, 0},
		"ByName":     {catalogue.List{Items: []catalogue.Item{item(1, func(i *catalogue.Item) { i.Price = money.Riel(600) })}}, []catalogue.Item{item(1, func(i *catalogue.Item) { i.Price = money.Riel(600) })}, 0, 1, 0},
		"ByKhmer":    {catalogue.List{Items: []catalogue.Item{{NameKhmer: "អង្ករ", Price: money.Riel(4100)}}}, []catalogue.Item{item(2, func(i *catalogue.Item) { i.NameKhmer, i.Price = "អង្ករ", money.Riel(4100) })}, 0, 1, 0},
		"GetsABar":   {catalogue.List{Items: []catalogue.Item{item(1, func(i *catalogue.Item) { i.Barcode = "96385074" })}}, []catalogue.Item{item(1, func(i *catalogue.Item) { i.Barcode = "96385074" })}, 0, 1, 0},
		"KeepsABar":  {catalogue.List{Items: []catalogue.Item{item(3, func(i *catalogue.Item) { i.Barcode, i.Price = "", money.Cents(55) })}}, []catalogue.Item{item(3, func(i *catalogue.Item) { i.Price = money.Cents(55) })}, 0, 1, 0},
		"PricesOnly": {catalogue.List{Items: []catalogue.Item{{Barcode: "4006381333931", Price: money.Cents(130)}}, Missing: prices}, []catalogue.Item{item(0, func(i *catalogue.Item) { i.Price = money.Cents(130) })}, 0, 1, 0},
		"KeysSwap": {catalogue.List{Items: []catalogue.Item{item(0, func(i *catalogue.Item) { i.QuickKey = 2 }), item(1, func(i *catalogue.Item) { i.QuickKey = 1 })}},
			[]catalogue.Item{item(0, func(i *catalogue.Item) { i.QuickKey = 2 }), item(1, func(i *catalogue.Item) { i.QuickKey = 1 })}, 0, 2, 0},
		// Lines that name an item by barcode are matched before lines that name it by name.
		"NewBarBesideIt": {catalogue.List{Items: []catalogue.Item{item(1, func(i *catalogue.Item) { i.Barcode, i.QuickKey = "96385074", 0 }), stock()[1]}},
			[]catalogue.Item{item(1, func(i *catalogue.Item) { i.ID, i.Barcode, i.QuickKey = "", "96385074", 0 })}, 1, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := catalogue.PlanItems(stock(), tt.list)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(catalogue.Plan{Items: tt.want, Added: tt.added, Changed: tt.changed, Unchanged: tt.unchanged}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// sharedBarcodes is a catalogue of an older program, which accepted a GTIN-14 beside the EAN-13
// that it equals.
func sharedBarcodes() []catalogue.Item {
	return []catalogue.Item{
		{ID: "a", Name: "Rice", Barcode: "8850999320007", Price: money.Cents(140), Tax: catalogue.TaxStandard},
		{ID: "b", Name: "Rice of last year", Barcode: "08850999320007", Price: money.Cents(120), Tax: catalogue.TaxStandard},
		{ID: "c", Name: "Cola", Barcode: "049000006346", Price: money.Cents(80), Tax: catalogue.TaxStandard},
		{ID: "d", Name: "Tissue", Barcode: "036000291452", Price: money.Cents(200), Tax: catalogue.TaxStandard},
	}
}

// The export of such a catalogue can be imported again. A line with a third form of the
// barcode matches neither item for certain; where one item has the barcode, any form will
// do.
func TestPlanItemsOfSharedBarcodes(t *testing.T) {
	t.Parallel()
	list := func(items ...catalogue.Item) catalogue.List {
		for i := range items {
			items[i].ID = ""
		}
		return catalogue.List{Items: items, Lines: []int{2, 3, 4, 5}[:len(items)]}
	}
	plan, err := catalogue.PlanItems(sharedBarcodes(), list(sharedBarcodes()...))
	if err != nil || plan.Unchanged != 4 {
		t.Errorf("what was exported: %+v (%v)", plan, err)
	}
	dearer := sharedBarcodes()[1]
	dearer.Price = money.Cents(130)
	plan, err = catalogue.PlanItems(sharedBarcodes(), list(dearer))
	if dearer.ID = "b"; err != nil || len(plan.Items) != 1 || plan.Items[0] != dearer {
		t.Errorf("by exactly its barcode: %+v (%v)", plan, err)
	}
	for code, id := range map[string]id.Item{"04963406": "c", "0049000006346": "c", "00049000006346": "c", "00036000291452": "d", "0036000291452": "d"} {
		line := catalogue.Item{Name: "New name", Barcode: code, Price: money.Cents(90), Tax: catalogue.TaxStandard}
		plan, err := catalogue.PlanItems(sharedBarcodes(), list(line))
		if err != nil || plan.Changed != 1 || plan.Items[0].ID != id || plan.Items[0].Barcode != code {
			t.Errorf("%s: %+v (%v)", code, plan, err)
		}
	}

	third := sharedBarcodes()[:1]
	third[0].Name, third[0].Barcode = "Salt", "0000000000000"
	old := append(sharedBarcodes(), catalogue.Item{ID: "e", Name: "Zeros", Barcode: "000000000000"}, catalogue.Item{ID: "f", Name: "Zeros too", Barcode: "00000000000000"})
	for name, tt := range map[string]struct {
		live  []catalogue.Item
		items []catalogue.Item
		line  int
		want  fault.Code
	}{
		"AThirdWay":      {old, third, 2, fault.ItemBarcodeShared},
		"TheSameTwice":   {sharedBarcodes(), []catalogue.Item{sharedBarcodes()[2], {Name: "Can", Barcode: "04963406", Price: money.Cents(1)}}, 3, fault.ItemRepeated},
		"NewTwoWays":     {nil, []catalogue.Item{{Name: "Can", Barcode: "04963406", Price: money.Cents(1)}, {Name: "Tin", Barcode: "049000006346", Price: money.Cents(1)}}, 3, fault.ItemRepeated},
		"NewGTIN14":      {nil, []catalogue.Item{{Name: "Can", Barcode: "8850999320007", Price: money.Cents(1)}, {Name: "Tin", Barcode: "08850999320007", Price: money.Cents(1)}}, 3, fault.ItemRepeated},
		"ZeroOfUPCELost": {sharedBarcodes(), []catalogue.Item{{Name: "Can", Barcode: "4963406", Price: money.Cents(1)}}, 2, fault.ItemLost},
	} {
		_, err := catalogue.PlanItems(tt.live, list(tt.items...))
		var bad *catalogue.BadLines
		if !errors.As(err, &bad) || bad.Count != 1 || bad.Lines[0].Line != tt.line || fault.CodeOf(bad.Lines[0].Err) != tt.want {
			t.Errorf("%s: %v", name, err)
			if bad != nil {
				t.Errorf("%+v", bad.Lines)
			}
		}
	}
}

func TestPlanItemsRefuses(t *testing.T) {
	t.Parallel()
	milk := func(change func(*catalogue.Item)) catalogue.Item {
		i := catalogue.Item{Name: "Milk", Price: money.Cents(90)}
		change(&i)
		return i
	}
	same := func(*catalogue.Item) {}
	nameless := []catalogue.Column{catalogue.ColumnName, catalogue.ColumnNameKhmer}
	for name, tt := range map[string]struct {
		items   []catalogue.Item
		line    int // of the one bad line; the lines are 2, 3, …
		want    fault.Code
		missing []catalogue.Column
	}{
		"NameTwice":      {[]catalogue.Item{milk(same), milk(same)}, 3, fault.ItemRepeated, nil},
		"BarcodeTwice":   {[]catalogue.Item{milk(func(i *catalogue.Item) { i.Barcode = "036000291453x" }), milk(func(i *catalogue.Item) { i.Barcode = "036000291453x" })}, 3, fault.ItemRepeated, nil},
		"BarcodeTwoWays": {[]catalogue.Item{milk(func(i *catalogue.Item) { i.Barcode = "042100005264" }), milk(func(i *catalogue.Item) { i.Barcode = "0042100005264" })}, 3, fault.ItemRepeated, nil},
		"ItemTwice":      {[]catalogue.Item{stock()[3], milk(func(i *catalogue.Item) { i.Name = "Soda" })}, 3, fault.ItemRepeated, nil},
		"Ambiguous":      {[]catalogue.Item{milk(func(i *catalogue.Item) { i.Name = "Cup" })}, 2, fault.ItemAmbiguous, nil},
		"KeyTaken":       {[]catalogue.Item{milk(func(i *catalogue.Item) { i.QuickKey = 2 })}, 2, fault.ItemQuickKeyTaken, nil},
		"KeyTwice":       {[]catalogue.Item{milk(func(i *catalogue.Item) { i.QuickKey = 9 }), milk(func(i *catalogue.Item) { i.Name, i.QuickKey = "Oat Milk", 9 })}, 3, fault.ItemQuickKeyTaken, nil},
		"NoName":         {[]catalogue.Item{milk(func(i *catalogue.Item) { i.Name, i.Barcode = "\u200b", "96385074" })}, 2, fault.ItemName, nil},
		"NoPrice":        {[]catalogue.Item{milk(func(i *catalogue.Item) { i.Price.Minor = 0 })}, 2, fault.AmountZero, nil},
		"ZeroLost":       {[]catalogue.Item{milk(func(i *catalogue.Item) { i.Barcode = "36000291452" })}, 2, fault.ItemLost, nil},
		"PriceOfNothing": {[]catalogue.Item{{Barcode: "96385074", Price: money.Cents(1)}}, 2, fault.BarcodeUnknown, nameless},
		"KindOfNothing":  {[]catalogue.Item{{Name: "Milk", Category: "Drinks"}}, 2, fault.ItemUnknown, []catalogue.Column{catalogue.ColumnPrice}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan, err := catalogue.PlanItems(stock(), catalogue.List{Items: tt.items, Lines: []int{2, 3}, Missing: tt.missing})
			var bad *catalogue.BadLines
			if !errors.As(err, &bad) || bad.Count != 1 || bad.Lines[0].Line != tt.line || fault.CodeOf(bad.Lines[0].Err) != tt.want || plan.Items != nil {
				t.Errorf("%+v, %+v", plan, err)
				if bad != nil {
					t.Errorf("%+v", bad.Lines)
				}
			}
		})
	}
}
