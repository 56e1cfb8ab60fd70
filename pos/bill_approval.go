package pos

import (
	"context"
	"slices"

	"psar/pos/catalogue"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// listed is a bill as the catalogue knows its items: the price of each and whether
// tax is charged on it are the catalogue's word, not that of who made the bill.
// The error's code is fault.ItemUnknown or the Store's.
func (t *Till) listed(ctx context.Context, b sale.Bill) (sale.Bill, error) {
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
			if item, err = t.store.Item(ctx, id.Item(l.Item)); err != nil {
				return sale.Bill{}, err
			}
			known[l.Item] = item
		}
		l.List, l.Exempt = item.Price, item.Tax == catalogue.TaxExempt
	}
	return b, nil
}

// hearBill is hear for what a bill may need: whoever gives their word saw its total.
func (t *Till) hearBill(ctx context.Context, a staff.Approval, shown money.Money) (word, error) {
	if a.Shown = ""; shown != (money.Money{}) {
		a.Shown = staff.FiguresOf(shown)
	}
	return t.hear(ctx, staff.ActionPrice, a)
}

// authorizeBill asks for the word that a bill needs, once for each action.
func (t *Till) authorizeBill(p sale.Priced, terms money.TaxTerms, said word) (grants []*Grant, err error) {
	if !t.authority.staffed() {
		return nil, nil
	}
	for _, action := range p.Needs(terms, t.settings.Int(settings.DiscountLimit)) {
		grant, err := t.authorize(action, said, staff.FiguresOf(p.Total))
		if err != nil {
			return nil, err
		}
		grants = append(grants, grant)
	}
	return grants, nil
}
