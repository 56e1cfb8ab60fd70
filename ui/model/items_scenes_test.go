package model

import (
	"psar/ui/view"

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
		{"items", func(s Model) Model { s.Desk.Items.Quick = items; return s }},
		{"items-found", func(s Model) Model {
			s.Desk.Items.Query, s.Desk.Items.of, s.Desk.Items.Found = "8847", "8847", items[:2]
			return s
		}},
		{"item-form", func(s Model) Model {
			kept := items[0]
			kept.ID, kept.QuickKey = "1", 1
			s, _ = s.editItem(kept)
			return s
		}},
		{"item-form-word", func(s Model) Model {
			s = staffed(s)
			s.Desk.Items.Query = "ស្ករត្នោត"
			s, _ = s.newItem()
			s.Desk.Form = s.Desk.Form.withManager().with(3, "2500/").with(5, " ").with(6, "3").with(7, "Dara")
			s.Desk.Form.Problem = Said{Code: fault.ItemQuickKeyTaken, args: []any{3, "Ice"}}
			s.Desk.Form.Focus = 6
			return s
		}},
		{"item-archive", func(s Model) Model {
			kept := items[1]
			kept.ID = "1"
			s, _ = s.editItem(kept)
			s, _ = s.archiveItem(kept, uitest.Noon)
			return s
		}},
		{"line-form", func(s Model) Model {
			s.Desk = desk{}
			s = groceries(s)
			s, _ = s.openLine(uitest.Noon)
			return s
		}},
		{"items-key", func(s Model) Model { s.Desk = desk{}; return groceries(s) }},
	}
	for i, sc := range all {
		all[i].state = func(s Model) Model {
			s.CanItems, s.Desk = true, desk{Page: view.PageItems}
			return sc.state(s)
		}
	}
	return all
}
