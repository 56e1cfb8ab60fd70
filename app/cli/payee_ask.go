package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"psar/app"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/staff"
)

// payeeAnswer says which question is answered, and by whom.
type payeeAnswer struct {
	Currency string `arg:"" help:"USD or KHR."`
	Account  string `help:"The account, where several wait." placeholder:"A" filled:""`
	Payment  string `help:"The payment that asks, as the list names it. Without a terminal it is needed where a code differs from the shop's codes so far." placeholder:"ID" filled:""`
	By       string `required:"" help:"The manager's name. A PIN, where one is set, is read from standard input." placeholder:"NAME"`
}

// asks reports whether a question is the one that is meant.
func (c payeeAnswer) asks(q pos.PayeeQuestion, currency money.Currency) bool {
	return q.Currency == currency && (c.Account == "" || q.Payee.Account == c.Account) && (c.Payment == "" || string(q.Payment) == c.Payment)
}

// one is the only question that is meant.
func (c payeeAnswer) one(all []pos.PayeeQuestion, currency money.Currency) (pos.PayeeQuestion, error) {
	var asked []pos.PayeeQuestion
	var names, ids []string
	for _, q := range all {
		if c.asks(q, currency) {
			asked = append(asked, q)
			names, ids = append(names, payeeName(q.Payee)), append(ids, string(q.Payment))
		}
	}
	switch {
	case len(asked) == 0:
		return pos.PayeeQuestion{}, fault.New(fault.PayeeUnasked, currency, c.Account)
	case len(asked) == 1:
		return asked[0], nil
	case c.Account != "" || asked[0].Payee.Account == asked[1].Payee.Account:
		return pos.PayeeQuestion{}, wrongUsage(words.CLIPayeeWhichCode, strings.Join(ids, ", "))
	}
	return pos.PayeeQuestion{}, wrongUsage(words.CLIPayeeWhich, strings.Join(names, ", "))
}

// answerPayee finds the question to answer, shows it and gets the manager's approval.
func (s *session) answerPayee(c payeeAnswer, answer func(*app.Shop, pos.PayeeQuestion, staff.Approval) error) error {
	read := func() (money.Currency, error) { return money.ParseCurrency(c.Currency) }
	return withRequest(s, false, read, func(s *session, shop *app.Shop, currency money.Currency) error {
		q, err := c.one(shop.Till.Snapshot().Questions, currency)
		if err != nil {
			return err
		}
		s.compare(q)
		// What changed is answered only by who has seen it: at the terminal just now, or in
		// the list, which names the payment.
		if len(q.Differences()) > 0 && c.Payment == "" {
			said := ""
			if s.attended() {
				if said, err = s.ask(words.CLIPayeeSeen, q.Payment); err != nil {
					return err
				}
			}
			if said != string(q.Payment) {
				return wrongUsage(words.CLIPayeeWhichCode, q.Payment)
			}
		}
		approval, err := s.approval(shop, staff.ActionPayee, c.By, shown{payeeName(q.Payee), q.Figures()})
		if err != nil {
			return err
		}
		return answer(shop, q, approval)
	})
}

// compare shows side by side what the shop's codes said so far, and what the code in
// question says; nothing where only the account is asked about.
func (s *session) compare(q pos.PayeeQuestion) {
	if len(q.Differences()) == 0 {
		return
	}
	key := words.CLIPayeeDiffers
	if q.Varies() {
		key = words.CLIPayeeVaries
	}
	fmt.Fprintln(s.err, words.Text(s.lang, key, payeeName(q.Payee)))
	table := tabwriter.NewWriter(s.err, 0, 4, 2, ' ', 0)
	row := func(cells ...string) { _, _ = fmt.Fprintln(table, "  "+strings.Join(cells, "\t")) }
	row(words.Text(s.lang, words.PayeeField), words.Text(s.lang, words.PayeeWas), words.Text(s.lang, words.PayeeIs))
	for _, d := range q.Differences() {
		was, is := words.PayeeFieldValues(s.lang, d.Field, d.Was, d.Is)
		row(words.PayeeFieldName(s.lang, d.Field), was, is)
	}
	_ = table.Flush() // the terminal went away: the answer fails next
}

func payeeName(p payment.Payee) string { return p.Name + " (" + p.Account + ")" }

func lower(c money.Currency) string { return strings.ToLower(string(c)) }

// questionOf is what is asked about a held code.
func questionOf(shop *app.Shop, a payment.Attempt) pos.PayeeQuestion {
	for _, q := range shop.Till.Snapshot().Questions {
		if q.Asks(a) {
			return q
		}
	}
	return pos.PayeeQuestion{Currency: a.Amount.Currency, Payee: a.Payee} // answered meanwhile
}

// askPayee asks the person at the terminal to confirm the payee of a held code. answered
// is false if nobody is there or nothing was decided: the code stays held.
func (s *session) askPayee(shop *app.Shop, a payment.Attempt) (answered bool, err error) {
	question := questionOf(shop, a)
	s.compare(question)
	if !s.attended() {
		return false, nil
	}
	key, args := words.CLIAskPayee, []any{a.Amount.Currency, a.Payee.Name, a.Payee.Account}
	if len(question.Differences()) > 0 {
		key, args = words.CLIAskPayeeDiffers, args[:1]
	}
	ours, err := s.askYes(key, args...)
	switch {
	case errors.Is(err, io.EOF): // who goes away has not said no
		return false, nil
	case err != nil:
		return false, s.unlessInterrupted(err)
	}
	by, err := s.ask(words.CLIAskManager)
	if err != nil {
		return false, s.unlessInterrupted(err)
	}
	for {
		approval, err := s.approval(shop, staff.ActionPayee, by, shown{figures: question.Figures()}) // the question was shown just now
		if err != nil {
			return false, s.unlessInterrupted(err)
		}
		if ours {
			err = shop.Till.ConfirmPayee(s, a.Amount.Currency, a.Payee.Account, approval)
		} else {
			err = shop.Till.DenyPayee(s, a.Amount.Currency, a.Payee.Account, approval)
		}
		if fault.CodeOf(err) != fault.PINWrong {
			return err == nil, err
		}
		fmt.Fprint(s.err, s.sentence(err))
	}
}

// held are the attempts that the answer to a question may show: those of its account.
func held(shop *app.Shop, q pos.PayeeQuestion) []id.Payment {
	var ids []id.Payment
	for _, a := range shop.Till.Snapshot().Watching {
		if a.AwaitsPayee() && a.Amount.Currency == q.Currency && a.Payee.Account == q.Payee.Account {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// unlessInterrupted is nil for an error that only says that Ctrl+C was pressed.
func (s *session) unlessInterrupted(err error) error {
	if s.Err() != nil {
		return nil
	}
	return err
}
