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

// PutItem adds an item, whose ID it makes, or changes the item with its ID. It returns the
// item as stored. Once the shop has an owner it needs staff.ActionCatalogue: somebody of
// that role has signed in, or approves with the Figures of the item before the change. The
// error's code is one of catalogue.Item.Check's, fault.ItemUnknown, fault.ItemBarcodeTaken
// or fault.ItemQuickKeyTaken with the item that has it, one of authorize's, or the
// Store's.
func (t *Till) PutItem(ctx context.Context, item catalogue.Item, approval staff.Approval) (catalogue.Item, error) {
	item = t.items.withoutOlderMarks(ctx, item.Trimmed())
	if err := item.Check(); err != nil {
		return catalogue.Item{}, err
	}
	checked, err := t.checkApproval(ctx, staff.ActionCatalogue, approval)
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
			known, err := t.items.stored.Item(ctx, item.ID)
			if err != nil || known == item {
				return err
			}
			before, shown = &known, known.Figures()
		}
		grant, err := t.authorize(staff.ActionCatalogue, checked, shown)
		if err != nil {
			return err
		}
		if err := t.items.checkUnique(ctx, before, item); err != nil {
			return err
		}
		return t.commitItems(ctx, Batch{Items: []catalogue.Item{item}, Facts: []journal.Fact{{Kind: facts.ItemChanged, Payload: facts.Item{Before: before, Item: item, By: grant.by}}}}, grant)
	})
	if err != nil {
		return catalogue.Item{}, err
	}
	return item, nil
}

// ArchiveItem archives an item: it cannot be found or scanned any more, and its barcode
// and quick key are free; sales keep what they copied. PutItem restores it. It needs the
// same permission as PutItem; the error's code is fault.ItemUnknown, one of authorize's,
// or the Store's.
func (t *Till) ArchiveItem(ctx context.Context, id id.Item, approval staff.Approval) error {
	checked, err := t.checkApproval(ctx, staff.ActionCatalogue, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		before, err := t.items.stored.Item(ctx, id)
		if err != nil || before.Archived {
			return err
		}
		grant, err := t.authorize(staff.ActionCatalogue, checked, before.Figures())
		if err != nil {
			return err
		}
		item := before
		item.Archived, item.QuickKey = true, 0
		return t.commitItems(ctx, Batch{Items: []catalogue.Item{item}, Facts: []journal.Fact{{Kind: facts.ItemChanged, Payload: facts.Item{Before: &before, Item: item, By: grant.by}}}}, grant)
	})
}

// ItemsImported counts what an import did.
type ItemsImported struct {
	Added, Changed, Unchanged int
}

// ImportItems imports a list into the catalogue in one commit, as catalogue.PlanItems says:
// all of it or, when the error is *catalogue.BadLines, nothing. The till goes on selling
// while the import is planned, but not while it is stored, which takes some seconds for
// 100,000 items. Ending the context before the commit rolls the import back. It needs the
// same permission as PutItem; the error's code is fault.ImportLines, fault.Stopped, one of
// authorize's, or the Store's.
func (t *Till) ImportItems(ctx context.Context, list catalogue.List, approval staff.Approval) (ItemsImported, error) {
	checked, err := t.checkApproval(ctx, staff.ActionCatalogue, approval)
	if err != nil {
		return ItemsImported{}, err
	}
	var plan importPlan
	read := longRead{
		prepare: func() error { return t.precheck(staff.ActionCatalogue, checked) },
		mark:    func() uint64 { return t.items.changes },
		read: func() (err error) {
			plan, err = t.items.plan(context.WithoutCancel(ctx), list, t.newID)
			return err
		},
	}
	if err := t.doAfter(ctx, read, func() error { return t.putPlan(ctx, plan, checked, list.Progress) }); err != nil {
		return ItemsImported{}, err
	}
	return plan.done, nil
}

// putPlan makes an import durable, unless the context ends before.
func (t *Till) putPlan(ctx context.Context, plan importPlan, checked checkedApproval, progress func(done, of int)) error {
	grant, err := t.authorize(staff.ActionCatalogue, checked, "")
	if err != nil || len(plan.items) == 0 {
		return err
	}
	plan.fact.By = grant.by
	batch := Batch{Items: plan.items, Facts: []journal.Fact{{Kind: facts.ItemsImported, Payload: plan.fact}}}
	batch.Stored = func(items int) error {
		if progress != nil {
			progress(items, len(plan.items))
		}
		if err := ctx.Err(); err != nil {
			return fault.New(fault.Stopped).Because(err)
		}
		return nil
	}
	return t.commitItems(context.WithoutCancel(ctx), batch, grant)
}

func (t *Till) commitItems(ctx context.Context, batch Batch, grant *Grant) error {
	batch.At = t.now()
	if _, err := t.commit(ctx, batch, grant); err != nil {
		return err
	}
	t.items.changes++
	t.publish()
	return nil
}

// Catalogue reads run off the till's loop: a search never waits for a sale, nor a sale for
// a search. The errors are those of the Store's methods.

// Item returns one item, archived or not.
func (t *Till) Item(ctx context.Context, id id.Item) (catalogue.Item, error) {
	return t.items.stored.Item(ctx, id)
}

// ItemsByBarcode returns the live items that a scanned barcode means.
func (t *Till) ItemsByBarcode(ctx context.Context, code string) ([]catalogue.Item, error) {
	return t.items.stored.ItemsByBarcode(ctx, code)
}

// SearchItems returns the live items that match a query, best first.
func (t *Till) SearchItems(ctx context.Context, query string, limit int) ([]catalogue.Item, error) {
	return t.items.stored.SearchItems(ctx, query, limit)
}

// QuickItems returns the live items that have a quick key, by its place.
func (t *Till) QuickItems(ctx context.Context) ([]catalogue.Item, error) {
	return t.items.stored.QuickItems(ctx)
}

// Categories returns the categories of the live items, by name.
func (t *Till) Categories(ctx context.Context) ([]catalogue.Category, error) {
	return t.items.stored.Categories(ctx)
}

// Items returns the items that a filter selects, by name.
func (t *Till) Items(ctx context.Context, f catalogue.Filter) ([]catalogue.Item, error) {
	return t.items.stored.Items(ctx, f)
}
