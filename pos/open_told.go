package pos

import (
	"context"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/sale"
)

// OpenTold is a sale that is not completed, held against the journal.
type OpenTold struct {
	Sale  sale.Sale     // as it counts
	Known bool          // the journal tells what it is, or the owner has cleared that it does not
	Alert payment.Alert // what was altered, with its Kind, Expected and Actual; none where nothing was, or that is cleared
}

// saleAsTold returns a sale as it counts, whatever somebody wrote into its rows: a part-paid one as
// the till has it, any other as it is stored, and both as the journal tells. A completed one is as
// it is stored. The error's code is fault.OpenSaleDoubted, or the Store's.
func (t *Till) saleAsTold(ctx context.Context, of id.Sale) (sale.Sale, error) {
	s, part := t.sales.parts[of]
	if !part {
		var err error
		if s, err = t.store.Sale(ctx, of); err != nil || s.State == sale.Completed {
			return s, err
		}
	}
	found, err := t.store.OpenTold(ctx, s)
	if err != nil {
		return sale.Sale{}, err
	}
	if found.Alert.Kind != "" {
		if err := t.raiseAltered(found); err != nil {
			return sale.Sale{}, err
		}
		t.publish()
	}
	if !found.Known {
		return sale.Sale{}, fault.New(fault.OpenSaleDoubted)
	}
	return found.Sale, nil
}

// knownSale is saleAsTold for what a payment does to its sale: none where nobody knows what that is, so
// that the payment's money waits for a manager.
func (t *Till) knownSale(ctx context.Context, of id.Sale) (sale.Sale, error) {
	s, err := t.saleAsTold(ctx, of)
	if fault.CodeOf(err) == fault.OpenSaleDoubted {
		return sale.Sale{}, nil
	}
	return s, err
}

// raiseAltered makes the alert of an altered sale durable, and puts its rows back where the journal
// tells what it was. Where the rows can't be, the till goes by the journal all the same.
func (t *Till) raiseAltered(found OpenTold) error {
	if found.Known && t.raiseRecords(found.Alert, Batch{Sales: []sale.Sale{found.Sale}}) == nil {
		return nil
	}
	return t.raiseRecords(found.Alert, Batch{})
}

// checkPaymentTold refuses money of which the journal does not tell: somebody wrote it into the
// payment's row. The error's code is fault.PaymentDoubted, or the Store's.
func (t *Till) checkPaymentTold(ctx context.Context, a payment.Attempt) error {
	alert, err := t.store.PaymentTold(ctx, a)
	if err != nil || alert.Kind == "" {
		return err
	}
	if err := t.raiseRecords(alert, Batch{}); err != nil {
		return err
	}
	t.publish()
	return fault.New(fault.PaymentDoubted, a.ID)
}

// doubtParts holds the part-paid sales against the journal when the till opens. The drawer is counted
// anew where one was put back: their cash is in it.
func (t *Till) doubtParts(ctx context.Context) error {
	for _, part := range t.sales.partPaid() {
		found, err := t.store.OpenTold(ctx, part)
		if err != nil {
			return err
		}
		if found.Alert.Kind == "" {
			continue
		}
		if delete(t.sales.parts, part.ID); found.Sale.PartPaid() {
			t.sales.parts[part.ID] = found.Sale
		}
		if err := t.raiseAltered(found); err != nil {
			return err
		}
		if err := t.drawer.reread(ctx, t.store); err != nil {
			return err
		}
	}
	return nil
}
