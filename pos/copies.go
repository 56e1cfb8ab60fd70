package pos

import (
	"context"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/sale"
	"psar/pos/settings"
)

// copyOf returns the paper of a number, of a sale or of a refund, marked as a copy: with the
// code that the first one has, and with names as they are stored. A refund's is of its sale's
// lines, so the sale has to be as the journal tells too. The error's code is
// fault.ReceiptUnknown, fault.SaleDoubted or the Store's.
func (t *Till) copyOf(ctx context.Context, n id.Receipt, values settings.Values) (sale.Receipt, error) {
	s, back, err := t.paperOf(ctx, n)
	if err != nil {
		return sale.Receipt{}, err
	}
	if err := t.store.SaleTold(ctx, s); err != nil {
		return sale.Receipt{}, err
	}
	shop, err := PaperShop(ctx, values, s, t.store)
	if err != nil {
		return sale.Receipt{}, err
	}
	var receipt sale.Receipt
	if back != nil {
		receipt = sale.RefundReceipt(*back, s, shop)
		receipt.Code, err = t.store.RefundCode(ctx, *back)
	} else if receipt, err = sale.ReceiptOf(s, shop); err == nil {
		receipt.Code, err = t.store.SaleCode(ctx, s.ID)
	}
	receipt.Copy = true
	return receipt, err
}

// paperOf returns the sale that the paper of a number is of, and its refund where that is what
// the number belongs to: both are numbered in one sequence.
func (t *Till) paperOf(ctx context.Context, n id.Receipt) (s sale.Sale, back *sale.Refund, err error) {
	s, err = t.store.SaleByReceipt(ctx, n)
	if fault.CodeOf(err) != fault.ReceiptUnknown {
		return s, nil, err
	}
	r, err := t.store.RefundByReceipt(ctx, n)
	if err != nil {
		return s, nil, err
	}
	s, err = t.store.SaleByReceipt(ctx, r.Of)
	if fault.CodeOf(err) == fault.ReceiptUnknown || err == nil && s.ID != r.Sale {
		err = fault.New(fault.SaleDoubted, r.Of)
	}
	return s, &r, err
}
