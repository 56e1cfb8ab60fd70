package pos

import (
	"context"
	"slices"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// PayeeQuestion asks a manager whether an account that codes pay is the shop's.
type PayeeQuestion struct {
	Currency money.Currency
	Payee    payment.Payee
	Payment  id.Payment // the oldest attempt that waits for the answer
}

// needsPayeeConfirmation reports whether the first code's payee needs a manager's
// confirmation. A gateway on this machine is one for training or tests, where no money
// moves.
func (t *Till) needsPayeeConfirmation() bool {
	if t.training {
		return false
	}
	return t.settings.Get(settings.ConfirmPayee) == "always" || !settings.LoopbackURL(t.settings.Get(settings.BaseURL))
}

// checkPayee checks the payee of an accepted code. A code for another account than the
// confirmed one is rejected: the gateway's own check reads the account before the call,
// so it misses two first codes at once. Before an account is confirmed the code is held.
func (t *Till) checkPayee(c money.Currency, e payment.CodeAccepted) payment.Event {
	_, _, key := settings.ProfileKeys(c)
	switch pinned := t.settings[key]; {
	case e.Payee.Account == "":
		return payment.CodeRejected{Reason: fault.QRMalformed}
	case pinned == e.Payee.Account:
		return e
	case pinned != "":
		return payment.CodeRejected{Reason: fault.QRAccount, Detail: e.Payee.Account, Payee: e.Payee}
	case t.needsPayeeConfirmation():
		return payment.CodeHeld(e)
	}
	return e
}

// pinPayee stores the account of the first good code, where no confirmation is needed.
func (t *Till) pinPayee(m *move, e payment.Event) {
	accepted, ok := e.(payment.CodeAccepted)
	_, _, key := settings.ProfileKeys(m.after.Amount.Currency)
	if !ok || t.settings[key] != "" {
		return
	}
	m.batch.Settings = settings.Values{key: accepted.Payee.Account}
	m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.PayeePinned, Payload: facts.Payee{Currency: m.after.Amount.Currency, Payee: accepted.Payee}})
}

// ConfirmPayee stores an account as the shop's, by a manager's approval with the question's
// Figures: from then on codes for any other account are refused. Held codes for it are
// shown, those for others refused. The error's code is fault.PayeeUnasked when no held
// code pays the account, one of authorize's, or the Store's.
func (t *Till) ConfirmPayee(ctx context.Context, c money.Currency, account string, approval staff.Approval) error {
	_, _, key := settings.ProfileKeys(c)
	return t.answerPayee(ctx, c, account, approval, facts.PayeePinned, settings.Values{key: account},
		func(a payment.Attempt) payment.Event { return answerOf(a, account) })
}

// answerPayee applies a manager's answer to the question about an account.
func (t *Till) answerPayee(ctx context.Context, c money.Currency, account string, approval staff.Approval, kind journal.Kind, pinned settings.Values, eventOf func(payment.Attempt) payment.Event) error {
	checked, err := t.checkApproval(ctx, staff.ActionPayee, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		payee, ok := t.heldPayee(c, account)
		if !ok {
			return fault.New(fault.PayeeUnasked, account)
		}
		grant, err := t.authorize(staff.ActionPayee, checked, PayeeQuestion{Currency: c, Payee: payee}.Figures())
		if err != nil {
			return err
		}
		return t.answerHeld(ctx, c, Batch{
			Settings: pinned, Facts: []journal.Fact{{Kind: kind, Payload: facts.Payee{Currency: c, Payee: payee, By: grant.by}}},
		}, eventOf, grant)
	})
}

// answerOf returns what confirming an account means for a held code.
func answerOf(a payment.Attempt, account string) payment.Event {
	if a.Payee.Account == account {
		return payment.PayeeConfirmed{}
	}
	return payment.PayeeDenied{}
}

// DenyPayee refuses the held codes for an account that is not the shop's, by a manager's
// approval with the question's Figures, and raises an alert. No account is confirmed. The
// error's code is as for ConfirmPayee.
func (t *Till) DenyPayee(ctx context.Context, c money.Currency, account string, approval staff.Approval) error {
	return t.answerPayee(ctx, c, account, approval, facts.PayeeDenied, nil, func(a payment.Attempt) payment.Event {
		if a.Payee.Account == account {
			return payment.PayeeDenied{}
		}
		return nil
	})
}

func (t *Till) heldPayee(c money.Currency, account string) (payment.Payee, bool) {
	for _, a := range t.attempts.watched() {
		if a.AwaitsPayee() && a.Amount.Currency == c && a.Payee.Account == account {
			return a.Payee, true
		}
	}
	return payment.Payee{}, false
}

// answerHeld applies a manager's answer to the held codes of a currency, in one commit with
// the answer itself. A nil event leaves a code held.
func (t *Till) answerHeld(ctx context.Context, c money.Currency, answer Batch, eventOf func(payment.Attempt) payment.Event, grants ...*Grant) error {
	answer.At = t.now()
	moves := []move{{now: answer.At, batch: answer}}
	for _, a := range t.attempts.watched() {
		if !a.AwaitsPayee() || a.Amount.Currency != c {
			continue
		}
		e := eventOf(a)
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

// questions lists the payees that a manager has to confirm, oldest first, each once.
func questions(watching []payment.Attempt) []PayeeQuestion {
	var asked []PayeeQuestion
	for _, a := range watching {
		if a.AwaitsPayee() && !slices.ContainsFunc(asked, func(q PayeeQuestion) bool {
			return q.Currency == a.Amount.Currency && q.Payee.Account == a.Payee.Account
		}) {
			asked = append(asked, PayeeQuestion{a.Amount.Currency, a.Payee, a.ID})
		}
	}
	return asked
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

// Figures returns the payee as the code names it.
func (q PayeeQuestion) Figures() staff.Figures {
	p := q.Payee
	return staff.NewFigures("payee", q.Currency, p.Account, p.Name, p.NameKhmer, p.City)
}
