package pos

import (
	"context"
)

// CashRequest is what a customer pays in notes.
type CashRequest struct {
	Amount    Money
	Lines     []Line   // empty: one line of the amount without a name
	Given     []Money  // empty: exactly what is due in the amount's own notes
	ChangeIn  ChangeIn // "" is ChangeDollars
	Remark    string   // at most 200 characters
	NoReceipt bool     // leaves out the paper
}

// PayCash sells for notes: when it returns nil the sale is durable under its
// receipt number, with its print job and, by the shop's rule, the opening of the
// drawer. Nothing of it needs a network. The error's code is one of
// CashRule.Pay's, CodeAmountZero, CodeTextInvalid for the remark, CodeClockWrong,
// or the Store's.
func (t *Till) PayCash(ctx context.Context, r CashRequest) (Sale, error) {
	var made Sale
	err := t.do(ctx, func() (err error) {
		made, err = t.payCash(ctx, r)
		return err
	})
	return made, err
}

func (t *Till) payCash(ctx context.Context, r CashRequest) (Sale, error) {
	if err := r.Amount.CheckSale(); err != nil {
		return Sale{}, err
	}
	cash, err := t.settings.CashRule().Pay(r.Amount, r.Given, r.ChangeIn)
	if err != nil {
		return Sale{}, err
	}
	now := t.now()
	sale, err := t.openSale(r.Amount, r.Lines, r.Remark, now)
	if err != nil {
		return Sale{}, err
	}
	sale.NoReceipt = r.NoReceipt
	sale.Change, sale.Rounding = cash.Change, cash.Rounding
	tenders := make([]Tender, len(cash.Given))
	for i, g := range cash.Given {
		tenders[i] = Tender{Kind: CashTender(g.Currency), Amount: g, Rate: sale.Rate}
	}
	m := move{now: now, sale: sale}
	m.batch.Facts = []Fact{{FactSaleOpened, sale}}
	if err := t.completeSale(ctx, &m, tenders...); err != nil {
		return Sale{}, err
	}
	m.batch.At = now
	return m.sale, t.commitMoves(ctx, []move{m})
}
