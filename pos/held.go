package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/sale"
	"psar/pos/staff"
)

// Hold puts a bill aside as a held sale, which survives restarts and the day's end. The
// error's code is one of sale.Bill.Price's, fault.HeldMany, fault.SignInFirst, or the
// Store's.
func (t *Till) Hold(ctx context.Context, b sale.Bill) (sale.Held, error) {
	var made sale.Held
	err := t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionSell, checkedApproval{}, "")
		if err != nil {
			return err
		}
		priced, err := b.Price(sale.TermsOf(t.settings))
		if err != nil {
			return err
		}
		if err := t.sales.checkRoom(); err != nil {
			return err
		}
		id, err := t.newID()
		if err != nil {
			return fault.New(fault.Internal).Because(err)
		}
		made = sale.Held{ID: id, Bill: b, At: t.now(), By: t.authority.signedIn().Name, Seen: t.presence.standing.Seen()}
		told := journal.Fact{Kind: facts.BillHeld, Payload: facts.HeldBill{Held: made, Total: priced.Total}}
		if _, err := t.commit(ctx, Batch{At: made.At, Held: []sale.Held{made}, Facts: []journal.Fact{told}}, grant); err != nil {
			return err
		}
		t.sales.keepHeld(made)
		t.publish()
		return nil
	})
	return made, err
}

// Recall takes up a held sale, once. The error's code is fault.HeldUnknown,
// fault.SignInFirst or the Store's.
func (t *Till) Recall(ctx context.Context, id id.Sale) (sale.Bill, error) {
	var bill sale.Bill
	err := t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionSell, checkedApproval{}, "")
		if err != nil {
			return err
		}
		taken, err := t.sales.find(id)
		if err != nil {
			return err
		}
		taken.Taken = t.now()
		if _, err := t.commit(ctx, Batch{At: taken.Taken, Held: []sale.Held{taken}, Facts: []journal.Fact{{Kind: facts.BillRecalled, Payload: taken}}}, grant); err != nil {
			return err
		}
		t.sales.keepHeld(taken)
		bill = taken.Bill
		t.publish()
		return nil
	})
	return bill, err
}
