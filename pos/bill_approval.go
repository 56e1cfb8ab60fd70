package pos

import (
	"context"

	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// checkBillApproval is checkApproval for what a bill may need; its figures are the total shown.
func (t *Till) checkBillApproval(ctx context.Context, a staff.Approval, shown money.Money) (checkedApproval, error) {
	if a.Shown = ""; shown != (money.Money{}) {
		a.Shown = staff.FiguresOf(shown)
	}
	return t.checkApproval(ctx, staff.ActionPrice, a)
}

// authorizeBill authorizes each action that a bill needs, all by one approval.
func (t *Till) authorizeBill(p sale.Priced, terms money.TaxTerms, checked checkedApproval) (grants []*Grant, err error) {
	if !t.authority.staffed() {
		return nil, nil
	}
	for _, action := range p.Needs(terms, t.settings.Int(settings.DiscountLimit)) {
		grant, err := t.authorize(action, checked, staff.FiguresOf(p.Total))
		if err != nil {
			return nil, err
		}
		grants = append(grants, grant)
	}
	return grants, nil
}
