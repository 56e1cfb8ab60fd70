package pos

import (
	"context"
	"slices"
	"strings"
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// CashRequest is a payment at the counter without the bank: cash, tenders named by the
// shop, or both.
type CashRequest struct {
	Sale      id.Sale        // a stored sale: part-paid, or one whose payment ended without money; "" for a new one
	Amount    money.Money    // the total of a new sale, with tax, where Bill has no lines
	Bill      sale.Bill      // the lines of a new sale
	Shown     money.Money    // the total shown, for a stored sale the balance due shown: see fault.TotalChanged; zero is not compared
	Received  []money.Money  // cash received; empty for exactly the balance due in the total's currency
	Other     []OtherAmount  // tenders besides cash
	Part      bool           // accept less than the balance due; then no Received means no cash
	ChangeIn  money.ChangeIn // "" means money.ChangeDollars
	Change    []money.Money  // the change shown, see fault.FiguresChanged; nil is not compared
	Confirmed bool           // the cashier confirmed an unusual amount: see fault.GivenUnusual
	Remark    string         // at most 200 characters
	NoReceipt bool           // print no receipt
	Approval  staff.Approval // a manager's, where the bill needs one: see sale.Priced.Needs
}

// OtherAmount is an amount paid by a tender that the shop has named.
type OtherAmount struct {
	Name      string // one of the setting tender.other
	Amount    money.Money
	Reference string // of the voucher or slip, at most 64 characters
}

// PayCash takes cash and other tenders for a sale. When it returns nil that is durable: a
// paid sale has its receipt number, its print job and, where the settings say so, the
// opening of the drawer; a part-paid one is still open. It needs no network.
//
// The error's code is one of money.CashRule.Pay's and sale.Bill.Price's;
// fault.GivenUnusual where money.Balance.Unusual holds and Confirmed is not set;
// fault.FiguresChanged for another change than shown; fault.ItemUnknown;
// fault.TotalChanged; fault.TenderUnknown; fault.TenderOver for another tender that
// exceeds the balance due; fault.SaleState for a sale that is completed, was given back or
// has a payment in progress; fault.SaleMoneyCame for one with unmatched money;
// fault.TextInvalid with the field; fault.SignInFirst; one of authorize's; fault.ClockBack
// or fault.ClockWrong; or the Store's.
func (t *Till) PayCash(ctx context.Context, r CashRequest) (sale.Sale, error) {
	checked, err := t.checkBillApproval(ctx, r.Approval, r.Shown)
	if err != nil {
		return sale.Sale{}, err
	}
	var made sale.Sale
	err = t.do(ctx, func() (err error) {
		made, err = t.payCash(ctx, r, checked)
		return err
	})
	return made, err
}

func (t *Till) payCash(ctx context.Context, r CashRequest, checked checkedApproval) (sale.Sale, error) {
	m := move{now: t.now()}
	if err := t.checkClock(m.now); err != nil {
		return sale.Sale{}, err
	}
	grant, err := t.authorize(staff.ActionSell, checkedApproval{}, "")
	if err != nil {
		return sale.Sale{}, err
	}
	grants := []*Grant{grant}
	if r.Sale != "" {
		s, reopened, err := t.payable(ctx, r.Sale)
		if err != nil {
			return sale.Sale{}, err
		}
		if err := s.CheckBalanceDue(r.Shown); err != nil {
			return sale.Sale{}, err
		}
		m.sale, m.batch.Facts = s, reopened
	} else {
		s, needed, err := t.openSale(ctx, saleContent{r.Amount, r.Bill, r.Shown, r.Remark, checked}, m.now)
		if err != nil {
			return sale.Sale{}, err
		}
		grants = append(grants, needed...)
		s.NoReceipt = r.NoReceipt
		m.sale = s
		m.batch.Facts = []journal.Fact{{Kind: facts.SaleOpened, Payload: s}}
	}
	tenders, change, paid, err := t.takeCash(m.sale, r)
	if err != nil {
		return sale.Sale{}, err
	}
	if !paid {
		m.sale.Z = t.drawer.period()
		m.part(tenders...)
		if opensFor(t.settings, tenders) {
			m.print(queue.Job{Kind: queue.KindDrawer, Opening: &drawer.Opening{Reason: "part"}})
		}
		return m.sale, t.commitMoves(ctx, []move{m}, grants...)
	}
	m.sale.Change = change
	if err := t.completeSale(ctx, &m, tenders...); err != nil {
		return sale.Sale{}, err
	}
	return m.sale, t.commitMoves(ctx, []move{m}, grants...)
}

// takeCash returns the tenders and the change for a payment, and whether it completes the
// sale.
func (t *Till) takeCash(s sale.Sale, r CashRequest) (tenders []sale.Tender, change []money.Money, paid bool, err error) {
	s, tenders, err = t.takeOthers(s, r.Other)
	if err != nil {
		return nil, nil, false, err
	}
	owed, ok := s.Balance()
	switch {
	case !ok:
		return nil, nil, false, fault.New(fault.RateMissing)
	case len(r.Received) == 0 && owed.Paid():
		return tenders, nil, true, nil
	case len(r.Received) == 0 && r.Part && len(tenders) == 0:
		return nil, nil, false, fault.New(fault.AmountZero)
	case len(r.Received) == 0 && r.Part:
		return tenders, nil, false, nil
	}
	cash, paid, err := r.cash(owed)
	if err != nil {
		return nil, nil, false, err
	}
	for _, g := range cash.Given {
		tender := sale.Tender{Kind: sale.CashTender(g.Currency), Amount: g, Rate: s.Rate}
		s, tenders = s.With(tender), append(tenders, tender)
	}
	if left, ok := s.Balance(); ok && left.Paid() {
		paid = true // the rest is less than the smallest denomination
	}
	return tenders, cash.Change, paid, nil
}

// takeOthers adds tenders named by the shop to a sale. None may exceed the balance due: no
// change is given for them.
func (t *Till) takeOthers(s sale.Sale, others []OtherAmount) (_ sale.Sale, tenders []sale.Tender, err error) {
	for _, o := range others {
		tender, err := t.other(s, o)
		if err != nil {
			return s, nil, err
		}
		due, ok := s.BalanceDue(o.Amount.Currency)
		switch {
		case !ok:
			return s, nil, fault.New(fault.RateMissing)
		case o.Amount.Exceeds(due):
			return s, nil, fault.New(fault.TenderOver, due.Display())
		}
		s, tenders = s.With(tender), append(tenders, tender)
	}
	return s, tenders, nil
}

// cash returns the cash and change of a request, and whether it pays the balance due. The
// error's code is fault.CashShort where it does not and the request is not for a part,
// fault.FiguresChanged, fault.GivenUnusual, or one of money.Balance.Pay's.
func (r CashRequest) cash(owed money.Balance) (cash money.Cash, paid bool, err error) {
	cash, err = owed.Pay(r.Received, r.ChangeIn)
	switch {
	case r.Part && fault.CodeOf(err) == fault.CashShort:
		return money.Cash{Given: money.ByCurrency(r.Received)}, false, nil
	case err != nil:
		return money.Cash{}, false, err
	case r.Change != nil && !slices.Equal(r.Change, cash.Change): // the rate was changed since it was shown
		return money.Cash{}, false, fault.New(fault.FiguresChanged)
	case !r.Confirmed && owed.Unusual(cash.Given):
		return money.Cash{}, false, fault.New(fault.GivenUnusual, money.Displayed(cash.Change))
	}
	return cash, true, nil
}

// other returns the tender of an amount paid by a tender that the shop has named.
func (t *Till) other(s sale.Sale, o OtherAmount) (sale.Tender, error) {
	reference := strings.TrimSpace(o.Reference)
	switch {
	case !slices.Contains(t.settings.TenderNames(), o.Name):
		return sale.Tender{}, fault.New(fault.TenderUnknown, o.Name)
	case text.CheckCode(reference, 64) != nil:
		return sale.Tender{}, fault.New(fault.TextInvalid, "reference")
	}
	return sale.Tender{
		Kind: sale.OtherTender(o.Amount.Currency), Name: o.Name, Amount: o.Amount, Rate: s.Rate, Reference: reference,
	}, o.Amount.CheckSale()
}

// part adds tenders to a sale that stays open.
func (m *move) part(tenders ...sale.Tender) {
	m.sale = m.sale.With(tenders...)
	m.batch.Sales = []sale.Sale{m.sale}
	m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.SalePart, Payload: m.sale})
}

// partPaid returns a part-paid sale that no payment in progress is for. The error's code is
// fault.SaleState, fault.OpenSaleDoubted or the Store's.
func (t *Till) partPaid(ctx context.Context, id id.Sale) (sale.Sale, error) {
	s, err := t.saleAsTold(ctx, id)
	if err != nil {
		return sale.Sale{}, err
	}
	if _, part := t.sales.parts[id]; !part || !s.PartPaid() {
		return sale.Sale{}, fault.New(fault.SaleState, s.State)
	}
	return s, t.attempts.checkIdle(id)
}

// payable returns a stored sale that may be paid: a part-paid one, or one whose payment
// ended without money. The latter is opened again, under its stored terms, by the fact
// that is returned for the commit. The error's code is fault.SaleState,
// fault.SaleMoneyCame, fault.OpenSaleDoubted or the Store's.
func (t *Till) payable(ctx context.Context, id id.Sale) (sale.Sale, []journal.Fact, error) {
	if _, part := t.sales.parts[id]; part {
		sale, err := t.partPaid(ctx, id)
		return sale, nil, err
	}
	s, err := t.saleAsTold(ctx, id)
	switch {
	case err != nil:
		return sale.Sale{}, nil, err
	case s.State != sale.Dropped || s.GivenBack():
		return sale.Sale{}, nil, fault.New(fault.SaleState, s.State)
	}
	if err := t.attempts.checkNoUnmatched(id); err != nil {
		return sale.Sale{}, nil, err
	}
	s.State, s.Z = sale.Open, t.drawer.period()
	return s, []journal.Fact{{Kind: facts.SaleReopened, Payload: s}}, nil
}

// GiveBack gives up a part-paid sale and returns its cash, by a manager's approval with the
// sale's Figures. The error's code is fault.PartPaid where a bank payment is among the
// parts (finish the sale and refund it instead), fault.SaleState, one of authorize's,
// fault.ClockBack, or the Store's.
func (t *Till) GiveBack(ctx context.Context, id id.Sale, approval staff.Approval) (sale.Sale, error) {
	checked, err := t.checkApproval(ctx, staff.ActionGiveBack, approval)
	if err != nil {
		return sale.Sale{}, err
	}
	var dropped sale.Sale
	err = t.do(ctx, func() error {
		s, err := t.partPaid(ctx, id)
		if err != nil {
			return err
		}
		for _, tender := range s.Tenders {
			if tender.PaymentID != "" {
				return fault.New(fault.PartPaid, tender.Amount.Display())
			}
		}
		now := t.now()
		if err := t.checkClock(now); err != nil {
			return err
		}
		grant, err := t.authorize(staff.ActionGiveBack, checked, s.Figures())
		if err != nil {
			return err
		}
		s.State, s.Z = sale.Dropped, t.drawer.period()
		m := move{now: now, sale: s}
		m.batch.Sales, m.batch.Facts = []sale.Sale{s}, []journal.Fact{{Kind: facts.SaleDropped, Payload: s}}
		if opensFor(t.settings, s.Tenders) {
			m.print(queue.Job{Kind: queue.KindDrawer, Opening: &drawer.Opening{Reason: "part"}})
		}
		dropped = s
		return t.commitMoves(ctx, []move{m}, grant)
	})
	return dropped, err
}

// saleContent is the content of a new sale: an amount alone, with tax, or a bill.
type saleContent struct {
	amount  money.Money
	bill    sale.Bill
	shown   money.Money
	remark  string
	checked checkedApproval
}

// openSale returns a new sale, and the grants for what its bill needs. Nothing is durable
// yet.
func (t *Till) openSale(ctx context.Context, g saleContent, now time.Time) (sale.Sale, []*Grant, error) {
	g.remark = text.Tidy(g.remark)
	if text.Check(g.remark) != nil {
		return sale.Sale{}, nil, fault.New(fault.TextInvalid, "remark")
	}
	terms := sale.TermsOf(t.settings)
	if len(g.bill.Lines) == 0 {
		if err := g.amount.CheckSale(); err != nil {
			return sale.Sale{}, nil, err
		}
		g.bill = sale.Bill{Currency: g.amount.Currency, Lines: []sale.BillLine{{Quantity: 1, Price: g.amount}}}
		if terms.Tax.Mode == money.TaxAdded {
			terms.Tax.Mode = money.TaxIncluded // the amount is what the customer pays: no tax is added to it
		}
	}
	bill, err := t.items.withListPrices(ctx, g.bill)
	if err != nil {
		return sale.Sale{}, nil, err
	}
	priced, err := bill.Price(terms)
	if err != nil {
		return sale.Sale{}, nil, err
	}
	if g.shown != (money.Money{}) && g.shown != priced.Total {
		return sale.Sale{}, nil, fault.New(fault.TotalChanged, priced.Total.Display())
	}
	id, err := t.newID()
	if err != nil {
		return sale.Sale{}, nil, fault.New(fault.Internal).Because(err)
	}
	grants, err := t.authorizeBill(priced, terms.Tax, g.checked)
	if err != nil {
		return sale.Sale{}, nil, err
	}
	_, offset := now.In(money.PhnomPenh).Zone()
	return sale.Sale{
		ID: id, Till: t.settings.Int(settings.TillNumber), State: sale.Open,
		Day: t.day(now), OffsetMinutes: offset / 60,
		Opened: now, Z: t.drawer.period(), Lines: priced.Lines, Terms: terms.Tax,
		Discount: priced.Discount, Taxable: priced.Taxable, Tax: priced.Tax, Total: priced.Total,
		Rate: terms.Rate, RoundKHR: int64(t.settings.Int(settings.RoundingKHR)),
		Remark: g.remark, Cashier: t.authority.signedIn().Name, Training: t.training,
	}, grants, nil
}
