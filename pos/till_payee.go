package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// needsPayeeConfirmation reports whether a manager has to confirm whom codes pay. A gateway
// on this machine is one for training or tests, where no money moves.
func (t *Till) needsPayeeConfirmation() bool {
	if t.training {
		return false
	}
	return t.settings.Get(settings.ConfirmPayee) == "always" || !settings.LoopbackURL(t.settings.Get(settings.BaseURL))
}

// checkPayee checks the payee of an accepted code. A code for another account than the
// confirmed one is rejected: the gateway's own check reads the account before the call,
// so it misses two first codes at once. Before an account is confirmed the code is held,
// and so is one that says something else of its payee than the shop's codes so far.
func (t *Till) checkPayee(c money.Currency, e payment.CodeAccepted) payment.Event {
	_, _, key := settings.ProfileKeys(c)
	switch pinned := t.settings[key]; {
	case e.Payee.Account == "":
		return payment.CodeRejected{Reason: fault.QRMalformed}
	case pinned != "" && pinned != e.Payee.Account:
		return payment.CodeRejected{Reason: fault.QRAccount, Detail: e.Payee.Account, Payee: e.Payee}
	case !t.needsPayeeConfirmation():
		return e
	case pinned == "":
		return payment.CodeHeld(e)
	}
	code, err := t.payees.says(t.payees.of(t.settings, c), e.QR)
	switch {
	case err != nil:
		return payment.CodeRejected{Reason: fault.QRMalformed, Detail: err.Error(), Payee: e.Payee}
	case code != nil && len(code.Differences) > 0:
		return payment.CodeDiffers{Code: e, What: payment.Described(code.Differences)}
	}
	return e
}

// learnPayee stores what an event tells of whom the shop's codes pay: the account of the
// first good code where no confirmation is needed, else what a pin learns from a code that
// was accepted or paid.
func (t *Till) learnPayee(m *move, e payment.Event) {
	a := m.after
	profile, _, key := settings.ProfileKeys(a.Amount.Currency)
	_, accepted := e.(payment.CodeAccepted)
	if accepted && t.settings[key] == "" {
		m.batch.Settings = settings.Values{key: a.Payee.Account}
		m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.PayeePinned, Payload: facts.Payee{Currency: a.Amount.Currency, Payee: a.Payee}})
		return
	}
	_, verified := e.(payment.VerifiedPaid)
	paid := verified && a.State == payment.Paid && m.before.State != payment.Paid
	own := a.Payee.Account == t.settings[key] && a.Profile == t.settings[profile] && a.Gateway == t.settings.Get(settings.BaseURL)
	if a.QR == "" || !own || !(accepted || paid) || !t.needsPayeeConfirmation() {
		return
	}
	if is, more := t.payees.learned(t.payees.of(t.settings, a.Amount.Currency), a); more {
		m.batch.pin(is)
	}
}

// ConfirmPayee says that the codes of a question pay the shop, by a manager's approval with
// the question's Figures. It stores an account that was not confirmed yet, so that codes for
// any other are refused from then on, and what the code says of its payee. Held codes that
// say the same are shown, those for other accounts refused. The error's code is
// fault.PayeeUnasked when no held code pays the account, one of authorize's, or the Store's.
func (t *Till) ConfirmPayee(ctx context.Context, c money.Currency, account string, approval staff.Approval) error {
	return t.answerPayee(ctx, c, account, approval, t.confirmed)
}

// DenyPayee refuses the held codes of a question, which don't pay the shop, by a manager's
// approval with the question's Figures, and raises an alert. Nothing is confirmed. The
// error's code is as for ConfirmPayee.
func (t *Till) DenyPayee(ctx context.Context, c money.Currency, account string, approval staff.Approval) error {
	return t.answerPayee(ctx, c, account, approval, t.denied)
}

// eventOf returns what an answer means for a held code; nil leaves it held.
type eventOf func(payment.Attempt) payment.Event

// answerPayee applies a manager's answer to a question. Of several about one account it is
// the one whose figures were shown.
func (t *Till) answerPayee(ctx context.Context, c money.Currency, account string, approval staff.Approval, answer func(q PayeeQuestion, by string) (Batch, eventOf)) error {
	checked, err := t.checkApproval(ctx, staff.ActionPayee, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		q, ok := t.askedAbout(c, account, approval.Shown)
		if !ok {
			return fault.New(fault.PayeeUnasked, account)
		}
		grant, err := t.authorize(staff.ActionPayee, checked, q.Figures())
		if err != nil {
			return err
		}
		batch, events := answer(q, grant.by)
		return t.answerHeld(ctx, c, batch, events, grant)
	})
}

func (t *Till) askedAbout(c money.Currency, account string, shown staff.Figures) (found PayeeQuestion, ok bool) {
	for _, q := range t.payees.questions(t.settings, t.attempts.watched()) {
		if q.Currency != c || q.Payee.Account != account {
			continue
		}
		if q.Figures() == shown {
			return q, true
		}
		if !ok {
			found, ok = q, true
		}
	}
	return found, ok
}

// confirmed is a manager's yes.
func (t *Till) confirmed(q PayeeQuestion, by string) (b Batch, _ eventOf) {
	_, _, key := settings.ProfileKeys(q.Currency)
	if t.settings[key] == "" {
		b.Settings = settings.Values{key: q.Payee.Account}
		b.Facts = []journal.Fact{{Kind: facts.PayeePinned, Payload: facts.Payee{Currency: q.Currency, Payee: q.Payee, By: by}}}
	}
	pin := t.payees.of(t.settings, q.Currency)
	if q.Code != nil {
		if pin.Account() == "" {
			pin = payment.NewPin(q.Currency, q.Code.Fields)
		} else {
			pin = pin.Confirm(q.Code.Differences)
		}
		b.pin(facts.PayeePin{Pin: pin, Why: facts.PinConfirmed, Payment: q.Payment, Differences: q.Code.Differences, By: by})
	}
	return b, func(a payment.Attempt) payment.Event {
		code, err := t.payees.says(pin, a.QR)
		switch {
		case a.Payee.Account != q.Payee.Account:
			return payment.PayeeDenied{}
		case err != nil, code != nil && len(code.Differences) > 0:
			return nil
		}
		return payment.PayeeConfirmed{}
	}
}

// denied is a manager's no.
func (t *Till) denied(q PayeeQuestion, by string) (b Batch, _ eventOf) {
	b.Facts = []journal.Fact{{Kind: facts.PayeeDenied, Payload: facts.Payee{Currency: q.Currency, Payee: q.Payee, By: by, Differences: q.Differences()}}}
	return b, func(a payment.Attempt) payment.Event {
		if !t.payees.question(t.settings, a).Same(q) {
			return nil
		}
		return payment.PayeeDenied{What: payment.Described(q.Differences())}
	}
}

// answerHeld applies a manager's answer to the held codes of a currency, in one commit with
// the answer itself.
func (t *Till) answerHeld(ctx context.Context, c money.Currency, answer Batch, event eventOf, grants ...*Grant) error {
	answer.At = t.now()
	moves := []move{{now: answer.At, batch: answer}}
	for _, a := range t.attempts.watched() {
		if !a.AwaitsPayee() || a.Amount.Currency != c {
			continue
		}
		e := event(a)
		if e == nil {
			continue
		}
		m, err := t.moveOf(ctx, a, e, answer.At)
		if err != nil {
			return err
		}
		moves = append(moves, m)
	}
	return t.commitMoves(ctx, moves, grants...)
}

// accountSet is what setting an account by hand means for a held code.
func accountSet(account string) eventOf {
	return func(a payment.Attempt) payment.Event {
		if a.Payee.Account == account {
			return payment.PayeeConfirmed{}
		}
		return payment.PayeeDenied{}
	}
}

// accountOf returns the currency whose account a setting holds.
func accountOf(key settings.Key) (money.Currency, bool) {
	for _, c := range money.Currencies() {
		if _, _, account := settings.ProfileKeys(c); account == key {
			return c, true
		}
	}
	return "", false
}
