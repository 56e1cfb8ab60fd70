package pos

import (
	"context"
	"slices"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// payees is the till's part for what the codes of each profile must say of whom they pay.
type payees struct {
	codes Codes // nil: nothing but the account is known of a code
	pins  map[money.Currency]payment.Pin
}

// put puts pins in the place of all that were known.
func (p *payees) put(pins []payment.Pin) {
	p.pins = nil
	p.keep(pins)
}

func (p *payees) keep(pins []payment.Pin) {
	if p.pins == nil {
		p.pins = make(map[money.Currency]payment.Pin)
	}
	for _, pin := range pins {
		p.pins[pin.Currency] = pin
	}
}

// keepFacts keeps the pins of which a batch told.
func (p *payees) keepFacts(told []journal.Fact) {
	for _, f := range told {
		if is, ok := f.Payload.(facts.PayeePin); ok {
			p.keep([]payment.Pin{is.Pin})
		}
	}
}

// of returns a currency's pin; one without fields while nothing is known but the account,
// and where the stored pin is of another account than the setting.
func (p payees) of(values settings.Values, c money.Currency) payment.Pin {
	_, _, key := settings.ProfileKeys(c)
	if pin := p.pins[c]; pin.Account() != "" && pin.Account() == values[key] {
		return pin
	}
	return payment.Pin{Currency: c}
}

// all returns the pins that have fields, by currency.
func (p payees) all(values settings.Values) (pins []payment.Pin) {
	for _, c := range money.Currencies() {
		if pin := p.of(values, c); len(pin.Fields) > 0 {
			pins = append(pins, pin)
		}
	}
	return pins
}

// says returns what a code says of its payee, and how that differs from a pin.
func (p payees) says(pin payment.Pin, code string) (*CodePayee, error) {
	if p.codes == nil {
		return nil, nil
	}
	fields, err := p.codes.Payee(code)
	if err != nil {
		return nil, err
	}
	return &CodePayee{Fields: fields, Differences: pin.Differences(fields)}, nil
}

// PayeeQuestion asks a manager whether codes pay the shop.
type PayeeQuestion struct {
	Currency money.Currency
	Payee    payment.Payee
	Payment  id.Payment // the oldest attempt that waits for the answer
	Code     *CodePayee // nil where codes are not read
}

// CodePayee is what a held code says of whom it pays.
type CodePayee struct {
	Fields      []payment.Field
	Differences []payment.Difference // from the shop's codes so far; none while no payee is confirmed
	Payments    []id.Payment         // all that wait for the answer
}

// Asks reports whether an attempt waits for the answer.
func (q PayeeQuestion) Asks(a payment.Attempt) bool {
	if !a.AwaitsPayee() || q.Code == nil {
		return a.AwaitsPayee() && q.Currency == a.Amount.Currency && q.Payee.Account == a.Payee.Account
	}
	return slices.Contains(q.Code.Payments, a.ID)
}

// Varies reports whether a yes means that the differences change with every payment, and are
// left out from then on.
func (q PayeeQuestion) Varies() bool {
	return slices.ContainsFunc(q.Differences(), func(d payment.Difference) bool { return d.Varies })
}

// Differences returns how the code differs from the shop's codes so far; none where the
// question is whose the account is.
func (q PayeeQuestion) Differences() []payment.Difference {
	if q.Code == nil {
		return nil
	}
	return q.Code.Differences
}

// Same reports whether two questions ask the same.
func (q PayeeQuestion) Same(other PayeeQuestion) bool { return q.Figures() == other.Figures() }

// Figures returns the payee as the code names it, and how it differs.
func (q PayeeQuestion) Figures() staff.Figures {
	p := q.Payee
	parts := []any{"payee", q.Currency, p.Account, p.Name, p.NameKhmer, p.City}
	if q.Code == nil {
		return staff.NewFigures(parts...)
	}
	if len(q.Code.Differences) > 0 { // what is left out may be another with every code
		parts = append(parts, payment.Described(q.Code.Differences))
	} else {
		parts = append(parts, q.Code.Fields)
	}
	return staff.NewFigures(parts...)
}

// PayeeQuestions lists what a manager has to answer about held codes, oldest first, each
// question once.
func PayeeQuestions(values settings.Values, pins []payment.Pin, codes Codes, watching []payment.Attempt) []PayeeQuestion {
	p := payees{codes: codes}
	p.keep(pins)
	return p.questions(values, watching)
}

func (p payees) questions(values settings.Values, watching []payment.Attempt) []PayeeQuestion {
	var asked []PayeeQuestion
	for _, a := range watching {
		if !a.AwaitsPayee() {
			continue
		}
		q := p.question(values, a)
		i := slices.IndexFunc(asked, q.Same)
		switch {
		case i < 0:
			asked = append(asked, q)
		case q.Code != nil:
			asked[i].Code.Payments = append(asked[i].Code.Payments, a.ID)
		}
	}
	return asked
}

// question returns what is asked about a held code. It was read before it was held, so an
// error means a damaged row: then only the account is shown.
func (p payees) question(values settings.Values, a payment.Attempt) PayeeQuestion {
	code, _ := p.says(p.of(values, a.Amount.Currency), a.QR)
	if code != nil {
		code.Payments = []id.Payment{a.ID}
	}
	return PayeeQuestion{Currency: a.Amount.Currency, Payee: a.Payee, Payment: a.ID, Code: code}
}

// learned returns a pin after an attempt's code was accepted or paid, and whether that
// taught anything.
func (p payees) learned(pin payment.Pin, a payment.Attempt) (facts.PayeePin, bool) {
	code, err := p.says(pin, a.QR)
	if err != nil || code == nil {
		return facts.PayeePin{}, false
	}
	is := facts.PayeePin{Pin: pin, Why: facts.PinPaid, Payment: a.ID}
	switch paid := a.State == payment.Paid; {
	case paid && len(pin.Fields) == 0:
		is.Pin = payment.PaidPin(pin.Currency, [][]payment.Field{code.Fields})
	case paid != pin.Paid || len(code.Differences) > 0: // a code from before the pin: the next one asks
	case len(pin.Fields) > 0:
		is.Pin = pin.Confirm(nil)
		if !paid {
			is.Why = facts.PinCompared
		}
	}
	return is, len(is.Fields) > len(pin.Fields) || is.Compared && !pin.Compared
}

// pin adds a pin to a batch: the fact that tells of it.
func (b *Batch) pin(is facts.PayeePin) {
	b.Facts = append(b.Facts, journal.Fact{Kind: facts.PayeeFields, Payload: is})
}

// paidCodes is how many paid codes of an existing shop are read for its pin.
const paidCodes = 20

// fillPins reads the pins of a shop of before from the codes that were paid to its
// accounts. Where none was paid yet, the next one fills the pin: see learn.
func (t *Till) fillPins(ctx context.Context) error {
	if t.payees.codes == nil || !t.needsPayeeConfirmation() {
		return nil
	}
	batch := Batch{At: t.now()}
	for _, c := range money.Currencies() {
		profile, _, account := settings.ProfileKeys(c)
		like := payment.Attempt{Gateway: t.settings.Get(settings.BaseURL), Profile: t.settings[profile],
			Amount: money.Of(0, c), Payee: payment.Payee{Account: t.settings[account]}}
		if like.Profile == "" || like.Payee.Account == "" || len(t.payees.of(t.settings, c).Fields) > 0 {
			continue
		}
		codes, err := t.store.PaidCodes(ctx, like, paidCodes)
		if err != nil {
			return err
		}
		var said [][]payment.Field
		for _, code := range codes {
			if fields, err := t.payees.codes.Payee(code); err == nil { // a damaged row teaches nothing
				said = append(said, fields)
			}
		}
		if pin := payment.PaidPin(c, said); len(pin.Fields) > 0 {
			batch.pin(facts.PayeePin{Pin: pin, Why: facts.PinPaid})
		}
	}
	if len(batch.Facts) == 0 {
		return nil
	}
	if _, err := t.commit(ctx, batch); err != nil {
		return err
	}
	t.payees.keepFacts(batch.Facts)
	return nil
}
