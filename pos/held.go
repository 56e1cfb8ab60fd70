package pos

import (
	"context"
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/staff"
)

// HeldBill is a bill that was put aside: nothing of it is sold, and no price of it
// is fixed before it is paid.
type HeldBill struct {
	ID    id.Sale   `json:"held_id"`
	Bill  Bill      `json:"bill"`
	At    time.Time `json:"held"`
	By    string    `json:"held_by,omitempty"` // who had signed in
	Taken time.Time `json:"taken,omitzero"`    // zero: it waits
}

// maxHeld is how many bills can be put aside at a time.
const maxHeld = 50

// Hold puts a bill aside. It outlives a restart, and the day. The error's code is
// one of Bill.Reckon's, fault.HeldMany, or the Store's.
func (t *Till) Hold(ctx context.Context, b Bill) (HeldBill, error) {
	var made HeldBill
	err := t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionSell, word{}, "")
		if err != nil {
			return err
		}
		if _, err := b.Reckon(TermsOf(t.settings)); err != nil {
			return err
		}
		if len(t.held) >= maxHeld {
			return fault.New(fault.HeldMany, maxHeld)
		}
		id, err := t.newID()
		if err != nil {
			return fault.New(fault.Internal).Because(err)
		}
		made = HeldBill{ID: id, Bill: b, At: t.now(), By: t.signedIn().Name}
		if _, err := t.commit(ctx, Batch{At: made.At, Held: []HeldBill{made}, Facts: []Fact{{FactBillHeld, made}}}, grant); err != nil {
			return err
		}
		t.held = append(slices.Clone(t.held), made)
		t.publish()
		return nil
	})
	return made, err
}

// Recall takes a bill up again: it is given out once. The error's code is
// fault.HeldUnknown or the Store's.
func (t *Till) Recall(ctx context.Context, id id.Sale) (Bill, error) {
	var bill Bill
	err := t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionSell, word{}, "")
		if err != nil {
			return err
		}
		i := slices.IndexFunc(t.held, func(h HeldBill) bool { return h.ID == id })
		if i < 0 {
			return fault.New(fault.HeldUnknown)
		}
		taken := t.held[i]
		taken.Taken = t.now()
		if _, err := t.commit(ctx, Batch{At: taken.Taken, Held: []HeldBill{taken}, Facts: []Fact{{FactBillRecalled, taken}}}, grant); err != nil {
			return err
		}
		t.held = slices.Delete(slices.Clone(t.held), i, i+1)
		bill = taken.Bill
		t.publish()
		return nil
	})
	return bill, err
}
