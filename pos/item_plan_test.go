package pos_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
)

// stock is a catalogue with an item of each kind that an import can meet.
func stock() []pos.Item {
	return []pos.Item{
		{ID: "a", Name: "Green Tea", NameKhmer: "តែបៃតង", Barcode: "4006381333931", Price: money.Cents(125), Category: "Drinks", Tax: pos.TaxStandard, QuickKey: 1},
		{ID: "b", Name: "Ice", Price: money.Riel(500), Tax: pos.TaxExempt, QuickKey: 2},
		{ID: "c", NameKhmer: "អង្\u200bករ", Price: money.Riel(4000), Tax: pos.TaxStandard},
		{ID: "d", Name: "Soda", Barcode: "036000291452", Price: money.Cents(50), Tax: pos.TaxStandard},
		{ID: "e", Name: "Cup", Price: money.Riel(300), Tax: pos.TaxStandard},
		{ID: "f", Name: "Cup", Price: money.Riel(400), Tax: pos.TaxStandard},
	}
}

func TestPlanItems(t *testing.T) {
	t.Parallel()
	item := func(at int, change func(*pos.Item)) pos.Item {
		i := stock()[at]
		change(&i)
		return i
	}
	prices := []pos.ItemColumn{pos.ColumnName, pos.ColumnNameKhmer, pos.ColumnCategory, pos.ColumnTax, pos.ColumnQuickKey}
	fresh := pos.Item{Name: "Milk", Barcode: "96385074", Price: money.Cents(90), Tax: pos.TaxStandard}
	for name, tt := range map[string]struct {
		list                      pos.ItemList
		want                      []pos.Item
		added, changed, unchanged int
	}{
		"New":        {pos.ItemList{Items: []pos.Item{fresh}}, []pos.Item{fresh}, 1, 0, 0},
		"TheSame":    {pos.ItemList{Items: stock()[:4]}, nil, 0, 0, 4},
		"ByBarcode":  {pos.ItemList{Items: []pos.Item{item(0, func(i *pos.Item) { i.ID, i.Name = "", "Tea" })}}, []pos.Item{item(0, func(i *pos.Item) { i.Name = "Tea" })}, 0, 1, 0},
		"OtherWay":   {pos.ItemList{Items: []pos.Item{item(3, func(i *pos.Item) { i.Barcode = "0036000291452" })}}, []pos.Item{item(3, func(i *pos.Item) { i.Barcode = "0036000291452" })}, 0, 1, 0},
		"ByName":     {pos.ItemList{Items: []pos.Item{item(1, func(i *pos.Item) { i.Price = money.Riel(600) })}}, []pos.Item{item(1, func(i *pos.Item) { i.Price = money.Riel(600) })}, 0, 1, 0},
		"ByKhmer":    {pos.ItemList{Items: []pos.Item{{NameKhmer: "អង្ករ", Price: money.Riel(4100)}}}, []pos.Item{item(2, func(i *pos.Item) { i.NameKhmer, i.Price = "អង្ករ", money.Riel(4100) })}, 0, 1, 0},
		"GetsABar":   {pos.ItemList{Items: []pos.Item{item(1, func(i *pos.Item) { i.Barcode = "96385074" })}}, []pos.Item{item(1, func(i *pos.Item) { i.Barcode = "96385074" })}, 0, 1, 0},
		"KeepsABar":  {pos.ItemList{Items: []pos.Item{item(3, func(i *pos.Item) { i.Barcode, i.Price = "", money.Cents(55) })}}, []pos.Item{item(3, func(i *pos.Item) { i.Price = money.Cents(55) })}, 0, 1, 0},
		"PricesOnly": {pos.ItemList{Items: []pos.Item{{Barcode: "4006381333931", Price: money.Cents(130)}}, Missing: prices}, []pos.Item{item(0, func(i *pos.Item) { i.Price = money.Cents(130) })}, 0, 1, 0},
		"KeysSwap": {pos.ItemList{Items: []pos.Item{item(0, func(i *pos.Item) { i.QuickKey = 2 }), item(1, func(i *pos.Item) { i.QuickKey = 1 })}},
			[]pos.Item{item(0, func(i *pos.Item) { i.QuickKey = 2 }), item(1, func(i *pos.Item) { i.QuickKey = 1 })}, 0, 2, 0},
		// A line that names an item outright is heard before one that may mean it.
		"NewBarBesideIt": {pos.ItemList{Items: []pos.Item{item(1, func(i *pos.Item) { i.Barcode, i.QuickKey = "96385074", 0 }), stock()[1]}},
			[]pos.Item{item(1, func(i *pos.Item) { i.ID, i.Barcode, i.QuickKey = "", "96385074", 0 })}, 1, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := pos.PlanItems(stock(), tt.list)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(pos.ItemPlan{Items: tt.want, Added: tt.added, Changed: tt.changed, Unchanged: tt.unchanged}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// doubled is a catalogue of an older program, which took a GTIN-14 beside the
// EAN-13 that it is.
func doubled() []pos.Item {
	return []pos.Item{
		{ID: "a", Name: "Rice", Barcode: "8850999320007", Price: money.Cents(140), Tax: pos.TaxStandard},
		{ID: "b", Name: "Rice of last year", Barcode: "08850999320007", Price: money.Cents(120), Tax: pos.TaxStandard},
		{ID: "c", Name: "Cola", Barcode: "049000006346", Price: money.Cents(80), Tax: pos.TaxStandard},
		{ID: "d", Name: "Tissue", Barcode: "036000291452", Price: money.Cents(200), Tax: pos.TaxStandard},
	}
}

// What such a catalogue exports goes back into it; a line that writes the barcode
// in a third way means neither of the two for certain. Of a barcode that one item
// has, any way will do.
func TestPlanItemsOfSharedBarcodes(t *testing.T) {
	t.Parallel()
	list := func(items ...pos.Item) pos.ItemList {
		for i := range items {
			items[i].ID = ""
		}
		return pos.ItemList{Items: items, Lines: []int{2, 3, 4, 5}[:len(items)]}
	}
	plan, err := pos.PlanItems(doubled(), list(doubled()...))
	if err != nil || plan.Unchanged != 4 {
		t.Errorf("what was exported: %+v (%v)", plan, err)
	}
	dearer := doubled()[1]
	dearer.Price = money.Cents(130)
	plan, err = pos.PlanItems(doubled(), list(dearer))
	if dearer.ID = "b"; err != nil || len(plan.Items) != 1 || plan.Items[0] != dearer {
		t.Errorf("by exactly its barcode: %+v (%v)", plan, err)
	}
	for code, id := range map[string]id.Item{"04963406": "c", "0049000006346": "c", "00049000006346": "c", "00036000291452": "d", "0036000291452": "d"} {
		line := pos.Item{Name: "New name", Barcode: code, Price: money.Cents(90), Tax: pos.TaxStandard}
		plan, err := pos.PlanItems(doubled(), list(line))
		if err != nil || plan.Changed != 1 || plan.Items[0].ID != id || plan.Items[0].Barcode != code {
			t.Errorf("%s: %+v (%v)", code, plan, err)
		}
	}

	third := doubled()[:1]
	third[0].Name, third[0].Barcode = "Salt", "0000000000000"
	old := append(doubled(), pos.Item{ID: "e", Name: "Zeros", Barcode: "000000000000"}, pos.Item{ID: "f", Name: "Zeros too", Barcode: "00000000000000"})
	for name, tt := range map[string]struct {
		live  []pos.Item
		items []pos.Item
		line  int
		want  fault.Code
	}{
		"AThirdWay":      {old, third, 2, fault.ItemBarcodeShared},
		"TheSameTwice":   {doubled(), []pos.Item{doubled()[2], {Name: "Can", Barcode: "04963406", Price: money.Cents(1)}}, 3, fault.ItemRepeated},
		"NewTwoWays":     {nil, []pos.Item{{Name: "Can", Barcode: "04963406", Price: money.Cents(1)}, {Name: "Tin", Barcode: "049000006346", Price: money.Cents(1)}}, 3, fault.ItemRepeated},
		"NewGTIN14":      {nil, []pos.Item{{Name: "Can", Barcode: "8850999320007", Price: money.Cents(1)}, {Name: "Tin", Barcode: "08850999320007", Price: money.Cents(1)}}, 3, fault.ItemRepeated},
		"ZeroOfUPCELost": {doubled(), []pos.Item{{Name: "Can", Barcode: "4963406", Price: money.Cents(1)}}, 2, fault.ItemLost},
	} {
		_, err := pos.PlanItems(tt.live, list(tt.items...))
		var bad *pos.BadLines
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
	milk := func(change func(*pos.Item)) pos.Item {
		i := pos.Item{Name: "Milk", Price: money.Cents(90)}
		change(&i)
		return i
	}
	same := func(*pos.Item) {}
	nameless := []pos.ItemColumn{pos.ColumnName, pos.ColumnNameKhmer}
	for name, tt := range map[string]struct {
		items   []pos.Item
		line    int // of the one bad line; the lines are 2, 3, …
		want    fault.Code
		missing []pos.ItemColumn
	}{
		"NameTwice":      {[]pos.Item{milk(same), milk(same)}, 3, fault.ItemRepeated, nil},
		"BarcodeTwice":   {[]pos.Item{milk(func(i *pos.Item) { i.Barcode = "036000291453x" }), milk(func(i *pos.Item) { i.Barcode = "036000291453x" })}, 3, fault.ItemRepeated, nil},
		"BarcodeTwoWays": {[]pos.Item{milk(func(i *pos.Item) { i.Barcode = "042100005264" }), milk(func(i *pos.Item) { i.Barcode = "0042100005264" })}, 3, fault.ItemRepeated, nil},
		"ItemTwice":      {[]pos.Item{stock()[3], milk(func(i *pos.Item) { i.Name = "Soda" })}, 3, fault.ItemRepeated, nil},
		"Ambiguous":      {[]pos.Item{milk(func(i *pos.Item) { i.Name = "Cup" })}, 2, fault.ItemAmbiguous, nil},
		"KeyTaken":       {[]pos.Item{milk(func(i *pos.Item) { i.QuickKey = 2 })}, 2, fault.ItemQuickKeyTaken, nil},
		"KeyTwice":       {[]pos.Item{milk(func(i *pos.Item) { i.QuickKey = 9 }), milk(func(i *pos.Item) { i.Name, i.QuickKey = "Oat Milk", 9 })}, 3, fault.ItemQuickKeyTaken, nil},
		"NoName":         {[]pos.Item{milk(func(i *pos.Item) { i.Name, i.Barcode = "\u200b", "96385074" })}, 2, fault.ItemName, nil},
		"NoPrice":        {[]pos.Item{milk(func(i *pos.Item) { i.Price.Minor = 0 })}, 2, fault.AmountZero, nil},
		"ZeroLost":       {[]pos.Item{milk(func(i *pos.Item) { i.Barcode = "36000291452" })}, 2, fault.ItemLost, nil},
		"PriceOfNothing": {[]pos.Item{{Barcode: "96385074", Price: money.Cents(1)}}, 2, fault.BarcodeUnknown, nameless},
		"KindOfNothing":  {[]pos.Item{{Name: "Milk", Category: "Drinks"}}, 2, fault.ItemUnknown, []pos.ItemColumn{pos.ColumnPrice}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan, err := pos.PlanItems(stock(), pos.ItemList{Items: tt.items, Lines: []int{2, 3}, Missing: tt.missing})
			var bad *pos.BadLines
			if !errors.As(err, &bad) || bad.Count != 1 || bad.Lines[0].Line != tt.line || fault.CodeOf(bad.Lines[0].Err) != tt.want || plan.Items != nil {
				t.Errorf("%+v, %+v", plan, err)
				if bad != nil {
					t.Errorf("%+v", bad.Lines)
				}
			}
		})
	}
}
