package pos

import (
	"context"
	"slices"

	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/sale"
	"psar/pos/text"
)

// items is the till's part for the catalogue. It holds no items, since there may be a
// hundred thousand. It counts changes, so that windows and an import's plan notice that
// what they read is out of date.
type items struct {
	stored  Catalogue
	changes uint64 // since the till was opened
}

// withListPrices returns a bill with the catalogue's list price and tax exemption of each item,
// whatever the caller entered. The error's code is fault.ItemUnknown or the Store's.
func (c *items) withListPrices(ctx context.Context, b sale.Bill) (sale.Bill, error) {
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

// checkUnique refuses a barcode or quick key that another live item has. A barcode that the
// item keeps is not checked: in an old catalogue two items may have one, and both must
// stay editable.
func (c *items) checkUnique(ctx context.Context, before *catalogue.Item, item catalogue.Item) error {
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

// withoutOlderMarks returns an item to be stored without the hidden characters that its stored
// texts have: an older program took them, and whoever changes the price did not type them. What
// was typed stays, and is refused.
func (c *items) withoutOlderMarks(ctx context.Context, item catalogue.Item) catalogue.Item {
	if item.ID == "" || item.Check() == nil {
		return item
	}
	known, err := c.stored.Item(ctx, item.ID)
	if err != nil {
		return item // who stores it says so
	}
	known = known.Trimmed()
	for _, t := range []struct {
		text  *string
		known string
	}{{&item.Name, known.Name}, {&item.NameKhmer, known.NameKhmer}, {&item.Category, known.Category}} {
		if *t.text == t.known {
			*t.text = text.Plain(t.known)
		}
	}
	return item
}

// importPlan is a planned import: the items that it stores, and its fact without the name of
// who approved it.
type importPlan struct {
	items []catalogue.Item
	fact  facts.Import
	done  ItemsImported
}

// plan compares a list with the whole catalogue and gives new items their ids. It takes
// seconds for a large catalogue and runs off the till's loop, except as longRead says.
// The error is *catalogue.BadLines, with the code fault.ImportLines, or the Store's.
func (c *items) plan(ctx context.Context, list catalogue.List, newID func() (id.Sale, error)) (made importPlan, err error) {
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
