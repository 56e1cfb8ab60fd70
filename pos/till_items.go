package pos

import (
	"context"

	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/staff"
)

// PutItem adds an item, for which it makes the ID, or changes the one of its ID. It
// returns the item as it is kept. Once the shop has an owner it needs
// staff.ActionCatalogue: somebody of that role has signed in, or gives their word,
// by the Figures of the item as it was read. The error's code is one of
// catalogue.Item.Check's, fault.ItemUnknown, fault.ItemBarcodeTaken or
// fault.ItemQuickKeyTaken with whose it is, one of authorize's, or the Store's.
func (t *Till) PutItem(ctx context.Context, item catalogue.Item, approval staff.Approval) (catalogue.Item, error) {
	item = item.Trimmed()
	if err := item.Check(); err != nil {
		return catalogue.Item{}, err
	}
	said, err := t.hear(ctx, staff.ActionCatalogue, approval)
	if err != nil {
		return catalogue.Item{}, err
	}
	err = t.do(ctx, func() error {
		var before *catalogue.Item
		shown := staff.Figures("")
		if item.ID == "" {
			saleID, err := t.newID()
			if err != nil {
				return err
			}
			item.ID = id.Item(saleID)
		} else {
			known, err := t.store.Item(ctx, item.ID)
			if err != nil || known == item {
				return err
			}
			before, shown = &known, known.Figures()
		}
		grant, err := t.authorize(staff.ActionCatalogue, said, shown)
		if err != nil {
			return err
		}
		if err := t.placeFree(ctx, before, item); err != nil {
			return err
		}
		return t.commitItems(ctx, Batch{Items: []catalogue.Item{item}, Facts: []journal.Fact{{Kind: facts.ItemChanged, Payload: facts.Item{Before: before, Item: item, By: grant.by}}}}, grant)
	})
	if err != nil {
		return catalogue.Item{}, err
	}
	return item, nil
}

// ArchiveItem takes an item out of the catalogue: it can't be found or scanned
// any more, its barcode and quick key are free, and sales keep what they copied.
// PutItem brings it back. It needs what PutItem needs; the error's code is
// fault.ItemUnknown, one of authorize's, or the Store's.
func (t *Till) ArchiveItem(ctx context.Context, id id.Item, approval staff.Approval) error {
	said, err := t.hear(ctx, staff.ActionCatalogue, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		before, err := t.store.Item(ctx, id)
		if err != nil || before.Archived {
			return err
		}
		grant, err := t.authorize(staff.ActionCatalogue, said, before.Figures())
		if err != nil {
			return err
		}
		item := before
		item.Archived, item.QuickKey = true, 0
		return t.commitItems(ctx, Batch{Items: []catalogue.Item{item}, Facts: []journal.Fact{{Kind: facts.ItemChanged, Payload: facts.Item{Before: &before, Item: item, By: grant.by}}}}, grant)
	})
}

// placeFree refuses a barcode or a quick key that another live item has. A
// barcode that an item has had all along is not asked about: in an old catalogue
// two may have one, and both must stay open to changes.
func (t *Till) placeFree(ctx context.Context, before *catalogue.Item, item catalogue.Item) error {
	if item.Archived {
		return nil
	}
	if kept := before != nil && !before.Archived && before.Barcode == item.Barcode; item.Barcode != "" && !kept {
		found, err := t.store.ItemsByBarcode(ctx, item.Barcode)
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
	quick, err := t.store.QuickItems(ctx)
	for _, other := range quick {
		if other.QuickKey == item.QuickKey && other.ID != item.ID {
			return fault.New(fault.ItemQuickKeyTaken, item.QuickKey, other.Title())
		}
	}
	return err
}

// ItemsImported is what an import did.
type ItemsImported struct {
	Added, Changed, Unchanged int
}

// ImportItems takes a list into the catalogue in one commit, as catalogue.PlanItems
// says: all of it or, when the error is *catalogue.BadLines, nothing. 100,000 items
// take some seconds, in which the till does nothing else; the end of the context
// takes it back as long as it is not durable. It needs what PutItem needs; the
// error's code is fault.ImportLines, fault.Stopped, one of authorize's, or the
// Store's.
func (t *Till) ImportItems(ctx context.Context, list catalogue.List, approval staff.Approval) (ItemsImported, error) {
	var done ItemsImported
	said, err := t.hear(ctx, staff.ActionCatalogue, approval)
	if err != nil {
		return done, err
	}
	err = t.do(ctx, func() error {
		stopped := ctx.Err
		ctx := context.WithoutCancel(ctx)
		grant, err := t.authorize(staff.ActionCatalogue, said, "")
		if err != nil {
			return err
		}
		live, err := t.store.Items(ctx, catalogue.Filter{})
		if err != nil {
			return err
		}
		plan, err := catalogue.PlanItems(live, list)
		if err != nil {
			return err
		}
		done = ItemsImported{plan.Added, plan.Changed, plan.Unchanged}
		if len(plan.Items) == 0 {
			return nil
		}
		for i := range plan.Items {
			if plan.Items[i].ID != "" {
				continue
			}
			saleID, err := t.newID()
			if err != nil {
				return err
			}
			plan.Items[i].ID = id.Item(saleID)
		}
		archived, err := t.store.Items(ctx, catalogue.Filter{Archived: true})
		if err != nil {
			return err
		}
		sums := make(map[id.Item]catalogue.ItemSum, len(live)+len(archived)+plan.Added)
		for _, items := range [][]catalogue.Item{live, archived, plan.Items} {
			for _, item := range items {
				if sums[item.ID], err = item.Sum(); err != nil {
					return err
				}
			}
		}
		batch := Batch{Items: plan.Items, Facts: []journal.Fact{{Kind: facts.ItemsImported, Payload: facts.Import{
			Lines: len(list.Items), Added: plan.Added, Changed: plan.Changed,
			Items: len(sums), SHA256: catalogue.Sum(sums), By: grant.by,
		}}}}
		batch.Stored = func(items int) error {
			if list.Progress != nil {
				list.Progress(items, len(plan.Items))
			}
			if err := stopped(); err != nil {
				return fault.New(fault.Stopped).Because(err)
			}
			return nil
		}
		return t.commitItems(ctx, batch, grant)
	})
	if err != nil {
		return ItemsImported{}, err
	}
	return done, nil
}

func (t *Till) commitItems(ctx context.Context, batch Batch, grant *Grant) error {
	batch.At = t.now()
	if _, err := t.commit(ctx, batch, grant); err != nil {
		return err
	}
	t.catalogue++
	t.publish()
	return nil
}

// The catalogue is read past the till's loop: a search never waits for a sale,
// nor a sale for a search. The errors are those of the Store's methods.

// Item returns one item, archived or not.
func (t *Till) Item(ctx context.Context, id id.Item) (catalogue.Item, error) {
	return t.store.Item(ctx, id)
}

// ItemsByBarcode returns the live items that a barcode means.
func (t *Till) ItemsByBarcode(ctx context.Context, code string) ([]catalogue.Item, error) {
	return t.store.ItemsByBarcode(ctx, code)
}

// SearchItems returns the live items that a query finds, the best first.
func (t *Till) SearchItems(ctx context.Context, query string, limit int) ([]catalogue.Item, error) {
	return t.store.SearchItems(ctx, query, limit)
}

// QuickItems returns the live items that have a quick key, by its place.
func (t *Till) QuickItems(ctx context.Context) ([]catalogue.Item, error) {
	return t.store.QuickItems(ctx)
}

// Categories returns the categories of the live items, by name.
func (t *Till) Categories(ctx context.Context) ([]catalogue.Category, error) {
	return t.store.Categories(ctx)
}

// Items returns the items that a filter lets through, by name.
func (t *Till) Items(ctx context.Context, f catalogue.Filter) ([]catalogue.Item, error) {
	return t.store.Items(ctx, f)
}
