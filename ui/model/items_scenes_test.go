package model

import (
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/ui/uitest"
)

// itemScenes are the catalogue's page, and the key that opens it.
func itemScenes() []scene {
	items := []catalogue.Item{
		{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Barcode: "8847100020017", Price: uitest.KHR(9800), Category: "Food"},
		{Name: "Jasmine rice 5 kg, new harvest", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Barcode: "8847100010018", Price: uitest.USD(620), Category: "Food"},
		{Name: "Ice", NameKhmer: "ទឹកកក", Price: uitest.KHR(1000)}, {Name: "Coffee with milk", NameKhmer: "កាហ្វេទឹកដោះគោ", Price: uitest.USD(150)},
		{Name: "Bread", NameKhmer: "នំប៉័ង", Price: uitest.KHR(2500), Category: "Bakery"}, {Name: "Phone card $5", NameKhmer: "កាតទូរស័ព្ទ $5", Price: uitest.USD(500)},
	}
	all := []scene{
		{"items", func(s Model) Model { return s.open(itemsPage{Quick: items}) }},
		{"items-found", func(s Model) Model {
			return s.open(itemsPage{Query: "8847", of: "8847", Found: items[:2]})
		}},
		{"item-form", func(s Model) Model {
			kept := items[0]
			kept.ID, kept.QuickKey = "1", 1
			s, _ = itemsPage{}.edit(s, kept)
			return s
		}},
		{"item-form-word", func(s Model) Model {
			s = staffed(s)
			search := itemsPage{Query: "ស្ករត្នោត"}
			s, _ = search.edit(s, search.newItem())
			s = s.withForm(s.Form().withManager().with(3, "2500/").with(5, " ").with(6, "3").with(7, "Dara"))
			return editedForm(s, func(f *form) { f.Focus, f.Problem = 6, Said{Code: fault.ItemQuickKeyTaken, args: []any{3, "Ice"}} })
		}},
		{"item-archive", func(s Model) Model {
			kept := items[1]
			kept.ID = "1"
			s, _ = itemsPage{}.archive(s, kept, uitest.Noon)
			return s
		}},
		{"line-form", func(s Model) Model {
			s = groceries(s.open(nil))
			s, _ = s.openLine(uitest.Noon)
			return s
		}},
		{"items-key", func(s Model) Model { return groceries(s.open(nil)) }},
	}
	for i, sc := range all {
		all[i].state = func(s Model) Model {
			s.CanItems = true
			return sc.state(s.open(itemsPage{}))
		}
	}
	return all
}
