package pos

import (
	"context"
	"testing"

	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
)

// fakeCatalogue is a fake of the port Catalogue.
type fakeCatalogue struct {
	Catalogue
	items []catalogue.Item
	asked int
}

func (s *fakeCatalogue) Item(_ context.Context, of id.Item) (catalogue.Item, error) {
	s.asked++
	for _, item := range s.items {
		if item.ID == of {
			return item, nil
		}
	}
	return catalogue.Item{}, fault.New(fault.ItemUnknown, of)
}

func (s *fakeCatalogue) QuickItems(context.Context) (found []catalogue.Item, err error) {
	for _, item := range s.items {
		if item.QuickKey > 0 {
			found = append(found, item)
		}
	}
	return found, nil
}

func TestItemsWithListPrices(t *testing.T) {
	t.Parallel()
	s := &fakeCatalogue{items: []catalogue.Item{{ID: "a", Price: money.Cents(250), Tax: catalogue.TaxExempt}}}
	c := items{stored: s}
	given := sale.Bill{Lines: []sale.BillLine{{Item: "a", List: money.Cents(1)}, {Price: money.Cents(5)}, {Item: "a"}}}
	bill, err := c.withListPrices(t.Context(), given)
	if err != nil || bill.Lines[0].List != money.Cents(250) || !bill.Lines[2].Exempt || bill.Lines[1].Exempt {
		t.Errorf("%+v, %v", bill.Lines, err)
	}
	if given.Lines[0].List != money.Cents(1) || s.asked != 1 {
		t.Errorf("what was given is %+v; asked %d times", given.Lines[0], s.asked)
	}
	given.Lines = []sale.BillLine{{Item: "b"}}
	if _, err := c.withListPrices(t.Context(), given); fault.CodeOf(err) != fault.ItemUnknown {
		t.Errorf("an item that nobody has: %v", err)
	}
}

func TestItemsCheckUnique(t *testing.T) {
	t.Parallel()
	c := items{stored: &fakeCatalogue{items: []catalogue.Item{{ID: "a", QuickKey: 3}}}}
	for name, place := range map[string]struct {
		item catalogue.Item
		want fault.Code
	}{
		"OK":       {catalogue.Item{ID: "b", QuickKey: 4}, ""},
		"Own":      {catalogue.Item{ID: "a", QuickKey: 3}, ""},
		"Taken":    {catalogue.Item{ID: "b", QuickKey: 3}, fault.ItemQuickKeyTaken},
		"Archived": {catalogue.Item{ID: "b", QuickKey: 3, Archived: true}, ""},
	} {
		if err := c.checkUnique(t.Context(), nil, place.item); fault.CodeOf(err) != place.want {
			t.Errorf("%s: %v, want %q", name, err, place.want)
		}
	}
}
