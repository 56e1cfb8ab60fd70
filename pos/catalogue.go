package pos

import (
	"context"
	"slices"

	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/sale"
)

// items is the till's part that knows the catalogue. It keeps none of it in memory:
// there may be a hundred thousand items. What it counts are the changes, by which a
// window, and an import's plan, know that what they read is out of date.
type items struct {
	stored  Catalogue
	changes uint64 // since the till was opened
}

// listed is a bill as the catalogue knows its items: the price of each and whether
// tax is charged on it are the catalogue's word, not that of who made the bill.
// The error's code is fault.ItemUnknown or the Store's.
func (c *items) listed(ctx context.Context, b sale.Bill) (sale.Bill, error) {
	b.Lines = slices.Clone(b.Lines)
	known := make(map[string]catalogue.Item)
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Item == "" {
			continue
		}
		item, ok := known[l.Item]
		if !ok {
			var err error
			if item, err = c.stored.Item(ctx, id.Item(l.Item)); err != nil {
				return sale.Bill{}, err
			}
			known[l.Item] = item
		}
		l.List, l.Exempt = item.Price, item.Tax == catalogue.TaxExempt
	}
	return b, nil
}

// placeFree refuses a barcode or a quick key that another live item has. A
// barcode that an item has had all along is not asked about: in an old catalogue
// two may have one, and both must stay open to changes.
func (c *items) placeFree(ctx context.Context, before *catalogue.Item, item catalogue.Item) error {
	if item.Archived {
		return nil
	}
	if kept := before != nil && !before.Archived && before.Barcode == item.Barcode; item.Barcode != "" && !kept {
		found, err := c.stored.ItemsByBarcode(ctx, item.Barcode)
		if err != nil && fault.CodeOf(err) != fault.BarcodeUnknown {
			return err
		}
		for _, holder := range catalogue.Sharing(found, item.Barcode) {
			if holder.ID != item.ID {
				return fault.New(fault.ItemBarcodeTaken, item.Barcode, holder.Title())
			}
		}
	}
	if item.QuickKey == 0 {
		return nil
	}
	quick, err := c.stored.QuickItems(ctx)
	for _, other := range quick {
		if other.QuickKey == item.QuickKey && other.ID != item.ID {
			return fault.New(fault.ItemQuickKeyTaken, item.QuickKey, other.Title())
		}
	}
	return err
}

// imported is an import that was thought through: the items that it puts, and what the
// journal says of them, but for who did it.
type imported struct {
	items []catalogue.Item
	fact  facts.Import
	done  ItemsImported
}

// plan holds a list against the whole catalogue; new items get their ids. It takes
// seconds where there are many, and is never called on the till's loop while it sells.
// The error is *catalogue.BadLines, of the code fault.ImportLines, or the Store's.
func (c *items) plan(ctx context.Context, list catalogue.List, newID func() (id.Sale, error)) (made imported, err error) {
	live, err := c.stored.Items(ctx, catalogue.Filter{})
	if err != nil {
		return made, err
	}
	plan, err := catalogue.PlanItems(live, list)
	if err != nil {
		return made, err
	}
	made.items, made.done = plan.Items, ItemsImported{plan.Added, plan.Changed, plan.Unchanged}
	if len(plan.Items) == 0 {
		return made, nil
	}
	for i := range made.items {
		if made.items[i].ID != "" {
			continue
		}
		given, err := newID()
		if err != nil {
			return made, err
		}
		made.items[i].ID = id.Item(given)
	}
	archived, err := c.stored.Items(ctx, catalogue.Filter{Archived: true})
	if err != nil {
		return made, err
	}
	sums := make(map[id.Item]catalogue.ItemSum, len(live)+len(archived)+plan.Added)
	for _, items := range [][]catalogue.Item{live, archived, made.items} {
		for _, item := range items {
			if sums[item.ID], err = item.Sum(); err != nil {
				return made, err
			}
		}
	}
	made.fact = facts.Import{
		Lines: len(list.Items), Added: plan.Added, Changed: plan.Changed, Items: len(sums), SHA256: catalogue.Sum(sums),
	}
	return made, nil
}
