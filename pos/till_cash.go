package pos

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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

// CashRequest is what a customer pays at the counter, without the bank: in notes,
// or by another tender that the shop has named.
type CashRequest struct {
	Sale      id.Sale        // a stored sale: paid in part, or one whose payment ended without money; "" is a new one
	Amount    money.Money    // what a new one costs, tax and all, where Bill has no lines
	Bill      sale.Bill      // its lines
	Shown     money.Money    // the total that the customer was told, of a stored sale what was left of it: see fault.TotalChanged; zero is not compared
	Given     []money.Money  // notes; empty: exactly what is due in the total's own
	Other     []OtherAmount  // beside the notes
	Part      bool           // less than what is due is a part of it; no notes are none then
	ChangeIn  money.ChangeIn // "" is money.ChangeDollars
	Change    []money.Money  // what goes back, as it was shown: another is fault.FiguresChanged; nil is not compared
	Sure      bool           // so much was given: see fault.GivenUnusual
	Remark    string         // at most 200 characters
	NoReceipt bool           // leaves out the paper
	Approval  staff.Approval // a manager's, where the bill needs one: see sale.Priced.Needs
}

// OtherAmount is money of a tender that the shop has named.
type OtherAmount struct {
	Name      string // one of the setting tender.other
	Amount    money.Money
	Reference string // of the voucher or slip, at most 64 characters
}

// PayCash takes notes and the shop's own tenders for a sale. When it returns nil
// that is durable: a sale that is paid has its receipt number, its print job and,
// by the shop's rule, the opening of the drawer; one that is paid in part is still
// open. Nothing of it needs a network. The error's code is one of
// money.CashRule.Pay's and sale.Bill.Reckon's, fault.GivenUnusual where
// money.CashRule.Unusual says so and nobody was sure of it, fault.ItemUnknown,
// fault.TotalChanged, fault.TenderUnknown, fault.TenderOver for another tender that
// is more than what is due, fault.SaleState for a sale that was completed or given
// back, or has a payment under way, fault.SaleMoneyCame for one whose ended payment
// has money after all, fault.TextInvalid for the remark, fault.SignInFirst, one of
// the manager's word, fault.ClockBack or fault.ClockWrong, or the Store's.
func (t *Till) PayCash(ctx context.Context, r CashRequest) (sale.Sale, error) {
	said, err := t.hearBill(ctx, r.Approval, r.Shown)
	if err != nil {
		return sale.Sale{}, err
	}
	var made sale.Sale
	err = t.do(ctx, func() (err error) {
		made, err = t.payCash(ctx, r, said)
		return err
	})
	return made, err
}

func (t *Till) payCash(ctx context.Context, r CashRequest, said word) (sale.Sale, error) {
	m := move{now: t.now()}
	if err := t.afterZ(m.now); err != nil {
		return sale.Sale{}, err
	}
	grant, err := t.authorize(staff.ActionSell, word{}, "")
	if err != nil {
		return sale.Sale{}, err
	}
	grants := []*Grant{grant}
	if r.Sale != "" {
		s, reopened, err := t.payable(ctx, r.Sale)
		if err != nil {
			return sale.Sale{}, err
		}
		if err := s.StillDue(r.Shown); err != nil {
			return sale.Sale{}, err
		}
		m.sale, m.batch.Facts = s, reopened
	} else {
		s, needed, err := t.openSale(ctx, goods{r.Amount, r.Bill, r.Shown, r.Remark, said}, m.now)
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
		if t.settings.OpensForNotes() {
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

// takeCash says what is taken for what is due, what goes back, and whether that
// pays the sale.
func (t *Till) takeCash(s sale.Sale, r CashRequest) (tenders []sale.Tender, change []money.Money, paid bool, err error) {
	for _, o := range r.Other {
		tender, err := t.other(s, o)
		if err != nil {
			return nil, nil, false, err
		}
		due, ok := s.Rest(o.Amount.Currency)
		switch {
		case !ok:
			return nil, nil, false, fault.New(fault.RateMissing)
		case o.Amount.Exceeds(due):
			return nil, nil, false, fault.New(fault.TenderOver, due.Display())
		}
		s = s.With(tender)
		tenders = append(tenders, tender)
	}
	owed, ok := s.Owed()
	switch {
	case !ok:
		return nil, nil, false, fault.New(fault.RateMissing)
	case len(r.Given) == 0 && owed.Resolved():
		return tenders, nil, true, nil
	case len(r.Given) == 0 && r.Part && len(tenders) == 0:
		return nil, nil, false, fault.New(fault.AmountZero)
	case len(r.Given) == 0 && r.Part:
		return tenders, nil, false, nil
	}
	cash, err := owed.Pay(r.Given, r.ChangeIn)
	if err == nil && r.Change != nil && !slices.Equal(r.Change, cash.Change) { // the rate was set anew
		return nil, nil, false, fault.New(fault.FiguresChanged)
	}
	if err == nil && !r.Sure && owed.Unusual(cash.Given) {
		return nil, nil, false, fault.New(fault.GivenUnusual, money.Displayed(cash.Change))
	}
	paid = err == nil
	if r.Part && fault.CodeOf(err) == fault.CashShort {
		cash, err = money.Cash{Given: money.ByCurrency(r.Given)}, nil
	}
	for _, g := range cash.Given {
		tender := sale.Tender{Kind: sale.CashTender(g.Currency), Amount: g, Rate: s.Rate}
		s, tenders = s.With(tender), append(tenders, tender)
	}
	if left, ok := s.Owed(); err == nil && ok && left.Resolved() {
		paid = true // what is missing is less than the smallest coin
	}
	return tenders, cash.Change, paid, err
}

// other is a tender of the shop's own naming.
func (t *Till) other(s sale.Sale, o OtherAmount) (sale.Tender, error) {
	reference := strings.TrimSpace(o.Reference)
	switch {
	case !slices.Contains(t.settings.TenderNames(), o.Name):
		return sale.Tender{}, fault.New(fault.TenderUnknown, o.Name)
	case utf8.RuneCountInString(reference) > 64 || text.Check(reference) != nil:
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

// partPaid finds a sale that still wants money and waits for none.
func (t *Till) partPaid(ctx context.Context, id id.Sale) (sale.Sale, error) {
	s, ok := t.parts[id]
	if !ok {
		stored, err := t.store.Sale(ctx, id)
		if err != nil {
			return sale.Sale{}, err
		}
		return sale.Sale{}, fault.New(fault.SaleState, stored.State)
	}
	return s, t.attempts.free(id)
}

// payable finds a stored sale that money may be taken for: one that was paid in
// part or, as it was asked for then, one whose payment ended without money. That one
// is open again in the commit that takes the money, which says so by a fact.
func (t *Till) payable(ctx context.Context, id id.Sale) (sale.Sale, []journal.Fact, error) {
	if _, part := t.parts[id]; part {
		sale, err := t.partPaid(ctx, id)
		return sale, nil, err
	}
	s, err := t.store.Sale(ctx, id)
	switch {
	case err != nil:
		return sale.Sale{}, nil, err
	case s.State != sale.Dropped || s.GivenBack():
		return sale.Sale{}, nil, fault.New(fault.SaleState, s.State)
	}
	if err := t.attempts.noMoneyCame(id); err != nil {
		return sale.Sale{}, nil, err
	}
	s.State, s.Z = sale.Open, t.drawer.period()
	return s, []journal.Fact{{Kind: facts.SaleReopened, Payload: s}}, nil
}

// GiveBack gives up a sale that was paid in part, at the counter alone: the notes
// go back as they came, by a manager's word with the sale's Figures: it is money out
// of the drawer. The error's code is fault.PartPaid where a bank payment is
// among the parts (the sale is finished then, and refunded), fault.SaleState, one of
// authorize's, fault.ClockBack, or the Store's.
func (t *Till) GiveBack(ctx context.Context, id id.Sale, approval staff.Approval) (sale.Sale, error) {
	said, err := t.hear(ctx, staff.ActionGiveBack, approval)
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
		if err := t.afterZ(now); err != nil {
			return err
		}
		grant, err := t.authorize(staff.ActionGiveBack, said, s.Figures())
		if err != nil {
			return err
		}
		s.State, s.Z = sale.Dropped, t.drawer.period()
		m := move{now: now, sale: s}
		m.batch.Sales, m.batch.Facts = []sale.Sale{s}, []journal.Fact{{Kind: facts.SaleDropped, Payload: s}}
		if opensFor(t.settings, s) {
			m.print(queue.Job{Kind: queue.KindDrawer, Opening: &drawer.Opening{Reason: "part"}})
		}
		dropped = s
		return t.commitMoves(ctx, []move{m}, grant)
	})
	return dropped, err
}

// goods are what a new sale is of: an amount alone, tax and all, or a bill.
type goods struct {
	amount money.Money
	bill   sale.Bill
	shown  money.Money
	remark string
	said   word
}

// openSale is a new sale, with the grants for what of its bill not everybody may do.
// Nothing is durable yet.
func (t *Till) openSale(ctx context.Context, g goods, now time.Time) (sale.Sale, []*Grant, error) {
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
			terms.Tax.Mode = money.TaxIncluded // nothing comes on top of what is to be paid
		}
	}
	bill, err := t.items.listed(ctx, g.bill)
	if err != nil {
		return sale.Sale{}, nil, err
	}
	priced, err := bill.Reckon(terms)
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
	grants, err := t.authorizeBill(priced, terms.Tax, g.said)
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
