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

// PayeeQuestion asks the owner whether a currency's codes pay the shop.
type PayeeQuestion struct {
	Currency money.Currency
	Payee    payment.Payee
	Payment  id.Payment // the oldest attempt that waits for the answer
}

// confirms reports that the first code's payee needs the owner's word. A
// gateway on this machine itself is one for training or tests: no money moves.
func (t *Till) confirms() bool {
	if t.training {
		return false
	}
	return t.settings.Get(settings.ConfirmPayee) == "always" || !settings.LoopbackURL(t.settings.Get(settings.BaseURL))
}

// checkPayee looks at whom a good code pays. A code for another account than
// the pinned one is refused; the gateway's own check reads the account before
// the call, this one holds when two first codes come at once. Before any
// account is pinned the code is held until the owner has confirmed it.
func (t *Till) checkPayee(c money.Currency, e payment.CodeAccepted) payment.Event {
	_, _, key := settings.ProfileKeys(c)
	switch pinned := t.settings[key]; {
	case e.Payee.Account == "":
		return payment.CodeRejected{Reason: fault.QRMalformed}
	case pinned == e.Payee.Account:
		return e
	case pinned != "":
		return payment.CodeRejected{Reason: fault.QRAccount, Detail: e.Payee.Account, Payee: e.Payee}
	case t.confirms():
		return payment.CodeHeld(e)
	}
	return e
}

// pinPayee keeps the account of the first good code, where nobody is asked.
func (t *Till) pinPayee(m *move, e payment.Event) {
	accepted, ok := e.(payment.CodeAccepted)
	_, _, key := settings.ProfileKeys(m.after.Amount.Currency)
	if !ok || t.settings[key] != "" {
		return
	}
	m.batch.Settings = settings.Values{key: accepted.Payee.Account}
	m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.PayeePinned, Payload: facts.Payee{Currency: m.after.Amount.Currency, Payee: accepted.Payee}})
}

// ConfirmPayee takes the owner's word that an account is the shop's. It is
// pinned: from now on a code for any other account is refused. The held codes
// for it are shown, and those for another are refused. The error's code is
// fault.PayeeUnasked when no held code pays the account, or one of authorize's.
func (t *Till) ConfirmPayee(ctx context.Context, c money.Currency, account string, approval staff.Approval) error {
	_, _, key := settings.ProfileKeys(c)
	return t.answerPayee(ctx, c, account, approval, facts.PayeePinned, settings.Values{key: account},
		func(a payment.Attempt) payment.Event { return answerOf(a, account) })
}

// answerPayee takes the owner's answer to the question of an account, of which it
// carries the Figures.
func (t *Till) answerPayee(ctx context.Context, c money.Currency, account string, approval staff.Approval, kind journal.Kind, pinned settings.Values, eventOf func(payment.Attempt) payment.Event) error {
	said, err := t.hear(ctx, staff.ActionPayee, approval)
	if err != nil {
		return err
	}
	return t.do(ctx, func() error {
		payee, ok := t.heldPayee(c, account)
		if !ok {
			return fault.New(fault.PayeeUnasked, account)
		}
		grant, err := t.authorize(staff.ActionPayee, said, PayeeQuestion{Currency: c, Payee: payee}.Figures())
		if err != nil {
			return err
		}
		return t.answerHeld(ctx, c, Batch{
			Settings: pinned, Facts: []journal.Fact{{Kind: kind, Payload: facts.Payee{Currency: c, Payee: payee, By: grant.by}}},
		}, eventOf, grant)
	})
}

// answerOf is what a confirmed account means for a held code.
func answerOf(a payment.Attempt, account string) payment.Event {
	if a.Payee.Account == account {
		return payment.PayeeConfirmed{}
	}
	return payment.PayeeDenied{}
}

// DenyPayee takes the owner's word that an account is not the shop's: the held
// codes for it are refused, and an alert stays. Nothing is pinned. The error's
// code is as of ConfirmPayee.
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
		if a.Held() && a.Amount.Currency == c && a.Payee.Account == account {
			return a.Payee, true
		}
	}
	return payment.Payee{}, false
}

// answerHeld applies the owner's answer to the held codes of a currency, in one
// commit with what the answer itself changes. A nil event leaves a code held.
func (t *Till) answerHeld(ctx context.Context, c money.Currency, answer Batch, eventOf func(payment.Attempt) payment.Event, grants ...*Grant) error {
	answer.At = t.now()
	moves := []move{{now: answer.At, batch: answer}}
	for _, a := range t.attempts.watched() {
		if !a.Held() || a.Amount.Currency != c {
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

// questions lists whom the owner has yet to confirm, oldest first, each once.
func questions(watching []payment.Attempt) []PayeeQuestion {
	var asked []PayeeQuestion
	for _, a := range watching {
		if a.Held() && !slices.ContainsFunc(asked, func(q PayeeQuestion) bool {
			return q.Currency == a.Amount.Currency && q.Payee.Account == a.Payee.Account
		}) {
			asked = append(asked, PayeeQuestion{a.Amount.Currency, a.Payee, a.ID})
		}
	}
	return asked
}

// accountOf is the currency whose pinned account a setting holds.
func accountOf(key settings.Key) (money.Currency, bool) {
	for _, c := range money.Currencies() {
		if _, _, account := settings.ProfileKeys(c); account == key {
			return c, true
		}
	}
	return "", false
}

// Figures are whom a code pays, as the code says it.
func (q PayeeQuestion) Figures() staff.Figures {
	p := q.Payee
	return staff.Shown("payee", q.Currency, p.Account, p.Name, p.NameKhmer, p.City)
}
