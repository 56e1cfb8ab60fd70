package pos

import (
	"context"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
)

// ChargeRequest is a payment to request by KHQR.
type ChargeRequest struct {
	Sale     id.Sale        // a part-paid sale; "" for a new one
	Amount   money.Money    // the total of a new sale, with tax, where Bill has no lines
	Bill     sale.Bill      // the lines of a new sale
	Shown    money.Money    // the total shown, for a part-paid sale the balance due shown: see fault.TotalChanged; zero is not compared
	Currency money.Currency // of the code; "" means the sale's
	Part     money.Money    // amount of the code, where less than the balance due; zero means all of it
	Remark   string         // at most 200 characters; goes to the gateway

	Channel    payment.Channel
	SuccessURL string // payment.ChannelLink: where the customer's browser returns; "" means the settings'

	// NoReceipt prints no receipt when the sale is completed.
	NoReceipt bool

	Approval staff.Approval // a manager's, where the bill needs one: see sale.Priced.Needs
}

// Charge stores a sale, or takes a part-paid one, and reserves an attempt for its balance
// due or a part of that. When it returns nil both are durable, and a worker takes the
// attempt from the snapshot to the gateway.
//
// The error's code is one of money.Money.CheckCharge's and sale.Bill.Price's,
// fault.ItemUnknown, fault.TotalChanged, fault.TenderOver for a part that exceeds the
// balance due, fault.RateMissing for a code in the other currency, fault.SaleState for a
// sale that is not part-paid or has a payment in progress, fault.ProfileMissing,
// fault.PayFactsDoubted, fault.TextInvalid for the remark, fault.LinkNoReturn, fault.SignInFirst, one of
// authorize's, fault.ClockBack or fault.ClockWrong, or the Store's.
func (t *Till) Charge(ctx context.Context, r ChargeRequest) (payment.Attempt, error) {
	checked, err := t.checkBillApproval(ctx, r.Approval, r.Shown)
	if err != nil {
		return payment.Attempt{}, err
	}
	var made payment.Attempt
	err = t.do(ctx, func() (err error) {
		made, err = t.charge(ctx, r, checked)
		return err
	})
	return made, err
}

func (t *Till) charge(ctx context.Context, r ChargeRequest, checked checkedApproval) (payment.Attempt, error) {
	now := t.now()
	if err := t.checkClock(now); err != nil {
		return payment.Attempt{}, err
	}
	grant, err := t.authorize(chargeAction(r.Channel), checkedApproval{}, "")
	if err != nil {
		return payment.Attempt{}, err
	}
	grants := []*Grant{grant}
	var sale sale.Sale
	var opened []journal.Fact
	if r.Sale != "" {
		if sale, err = t.partPaid(ctx, r.Sale); err != nil {
			return payment.Attempt{}, err
		}
		if err := sale.CheckBalanceDue(r.Shown); err != nil {
			return payment.Attempt{}, err
		}
	} else {
		var needed []*Grant
		if sale, needed, err = t.openSale(ctx, saleContent{r.Amount, r.Bill, r.Shown, r.Remark, checked}, now); err != nil {
			return payment.Attempt{}, err
		}
		grants = append(grants, needed...)
		sale.NoReceipt = r.NoReceipt
		opened = []journal.Fact{{Kind: facts.SaleOpened, Payload: sale}}
	}
	if r.Currency == "" {
		r.Currency = sale.Total.Currency
	}
	due, ok := sale.BalanceDue(r.Currency)
	switch {
	case !ok:
		return payment.Attempt{}, fault.New(fault.RateMissing)
	case r.Part != (money.Money{}) && r.Part.Currency != r.Currency:
		return payment.Attempt{}, fault.New(fault.CurrencyUnknown, r.Part.Currency)
	case r.Part.Exceeds(due):
		return payment.Attempt{}, fault.New(fault.TenderOver, due.Display())
	case r.Part != (money.Money{}):
		due = r.Part
	}
	if err := due.CheckCharge(); err != nil {
		return payment.Attempt{}, err
	}
	attempt := payment.Attempt{Sale: sale.ID, Channel: r.Channel, Amount: due, Remark: text.Tidy(r.Remark), SuccessURL: r.SuccessURL}
	return t.reserve(ctx, attempt, sale, now, opened, grants...)
}

// chargeAction is what a charge is: a link needs nobody at the till.
func chargeAction(c payment.Channel) staff.Action {
	if c == payment.ChannelLink {
		return staff.ActionLink
	}
	return staff.ActionSell
}

// ChargeAgain charges the sale of an attempt that ended without money again, under a new
// id. The ended attempt stays watched: if its money arrives first after all, it completes
// the sale. The error's code is fault.SaleState when the attempt or its sale does not
// allow it, fault.SaleMoneyCame where the sale has unmatched money,
// fault.PaymentUnknown, or one of Charge's.
func (t *Till) ChargeAgain(ctx context.Context, id id.Payment) (payment.Attempt, error) {
	var made payment.Attempt
	err := t.do(ctx, func() error {
		if err := t.checkClock(t.now()); err != nil {
			return err
		}
		ended, err := t.attempts.find(ctx, id)
		if err != nil {
			return err
		}
		grant, err := t.authorize(chargeAction(ended.Channel), checkedApproval{}, "")
		if err != nil {
			return err
		}
		s, err := t.saleAsTold(ctx, ended.Sale)
		if err != nil {
			return err
		}
		again := payment.Attempt{
			Sale: s.ID, Replaces: ended.ID, Channel: ended.Channel,
			Amount: ended.Amount, Remark: ended.Remark, SuccessURL: ended.SuccessURL,
		}
		if s.PartPaid() && ended.Renewable() {
			if s, err = t.partPaid(ctx, s.ID); err != nil {
				return err
			}
			if due, ok := s.BalanceDue(again.Amount.Currency); !ok || !due.Covers(again.Amount) {
				return fault.New(fault.TenderOver, due.Display())
			}
			made, err = t.reserve(ctx, again, s, t.now(), nil, grant)
			return err
		}
		if !ended.Renewable() || s.State != sale.Dropped {
			return fault.New(fault.SaleState, ended.State)
		}
		s, reopened, err := t.payable(ctx, s.ID)
		if err != nil {
			return err
		}
		made, err = t.reserve(ctx, again, s, t.now(), reopened, grant)
		return err
	})
	return made, err
}

// reserve makes an attempt durable, with its sale, before anything is sent.
func (t *Till) reserve(ctx context.Context, a payment.Attempt, s sale.Sale, now time.Time, opened []journal.Fact, grants ...*Grant) (payment.Attempt, error) {
	if !t.settings.HasProfile(a.Amount.Currency) {
		return payment.Attempt{}, fault.New(fault.ProfileMissing, a.Amount.Currency)
	}
	if err := t.attempts.checkPayFacts(); err != nil {
		return payment.Attempt{}, err
	}
	id, err := id.NextPayment(t.settings.Int(settings.TillNumber), t.attempts.last, now)
	if err != nil {
		return payment.Attempt{}, err
	}
	if a.Channel == payment.ChannelLink && a.SuccessURL == "" {
		if a.SuccessURL = t.settings.SuccessURL(id); a.SuccessURL == "" {
			return payment.Attempt{}, fault.New(fault.LinkNoReturn)
		}
	}
	if a.SuccessURL != "" && settings.CheckWebURL(a.SuccessURL) != nil {
		return payment.Attempt{}, fault.New(fault.LinkNoReturn)
	}
	profile, _, _ := settings.ProfileKeys(a.Amount.Currency)
	a.Gateway, a.Profile = t.settings.Get(settings.BaseURL), t.settings.Get(profile)
	a.ID, a.State, a.Created, a.Changed, a.Watched = id, payment.Reserved, now, now, true
	a.Z = t.drawer.period()
	if _, err := t.commit(ctx, Batch{
		At: now, Sales: []sale.Sale{s}, Attempts: []payment.Attempt{a},
		Facts: append(opened, journal.Fact{Kind: facts.AttemptReserved, Payload: a}),
	}, grants...); err != nil {
		return payment.Attempt{}, err
	}
	t.attempts.last = id
	t.attempts.keepSale(s)
	t.attempts.keep(a)
	if t.authority.own != nil {
		t.attempts.elsewhere[id] = true
	}
	t.publish()
	return a, nil
}
