package cli

import (
	"fmt"
	"strings"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
)

type payeeCommand struct {
	List    payeeListCommand    `cmd:"" default:"withargs" help:"Whom the codes of each currency pay, and who waits to be confirmed."`
	Confirm payeeConfirmCommand `cmd:"" help:"Say that an account is the shop's: from now on no other is paid."`
	Deny    payeeDenyCommand    `cmd:"" help:"Say that an account is not the shop's."`
}

type payeeListCommand struct {
	JSON bool `name:"json" help:"Print one JSON document."`
}

// payeeWords is the text of a state.
func payeeWords(p jsonout.PayeeState) words.Key {
	switch p {
	case jsonout.PayeeConfirmed:
		return words.CLIPayeeIs
	case jsonout.PayeeWaits:
		return words.CLIPayeeWaits
	}
	return words.CLIPayeeOpen
}

// payeesOf lists the payee of every currency with a profile, and the open questions.
func payeesOf(values settings.Values, watching []payment.Attempt) []jsonout.Payee {
	views := []jsonout.Payee{}
	for _, c := range money.Currencies() {
		if !values.HasProfile(c) {
			continue
		}
		var waiting []jsonout.Payee
		for _, a := range watching {
			if a.AwaitsPayee() && a.Amount.Currency == c && !hasAccount(waiting, a.Payee.Account) {
				p := a.Payee
				waiting = append(waiting, jsonout.Payee{
					Currency: c, State: jsonout.PayeeWaits,
					Account: p.Account, Name: p.Name, Khmer: p.NameKhmer, City: p.City, Payment: a.ID,
				})
			}
		}
		_, _, key := settings.ProfileKeys(c)
		switch account := values.Get(key); {
		case account != "":
			views = append(views, jsonout.Payee{Currency: c, State: jsonout.PayeeConfirmed, Account: account})
		case len(waiting) == 0:
			views = append(views, jsonout.Payee{Currency: c, State: jsonout.PayeeOpen})
		}
		views = append(views, waiting...)
	}
	return views
}

func hasAccount(views []jsonout.Payee, account string) bool {
	for _, v := range views {
		if v.Account == account {
			return true
		}
	}
	return false
}

func (c *payeeListCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		settings, err := db.Settings(s)
		if err != nil {
			return err
		}
		watching, err := db.Attempts(s, payment.Filter{Watched: true})
		if err != nil {
			return err
		}
		payees := payeesOf(settings, watching)
		if c.JSON {
			return s.printJSON(payees)
		}
		table := s.newTable(words.ColCurrency, words.ColState, words.ColAccount, words.ColName, words.ColPayment)
		for _, p := range payees {
			table.row(p.Currency, words.Text(s.lang, payeeWords(p.State)), p.Account, p.Name, p.Payment)
		}
		return table.flush()
	})
}

type payeeConfirmCommand struct {
	Currency string `arg:"" help:"USD or KHR."`
	Account  string `help:"The account, where several wait." placeholder:"A" filled:""`
	By       string `required:"" help:"The manager's name. A PIN, where one is set, is read from standard input." placeholder:"NAME"`
}

func (c *payeeConfirmCommand) Run(s *session) error {
	return s.answerPayee(c.Currency, c.Account, c.By, func(shop *app.Shop, q pos.PayeeQuestion, approval staff.Approval) error {
		asking := held(shop, q)
		if err := shop.Till.ConfirmPayee(s, q.Currency, q.Payee.Account, approval); err != nil {
			return err
		}
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPayeeConfirmed, q.Currency, payeeName(q.Payee)))
		// The held codes may be shown now, but their customers are gone: this command
		// has the data folder to itself.
		for _, id := range asking {
			if _, err := shop.Till.Happened(s, id, payment.CancelledByCashier{}); err != nil {
				return err
			}
			fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPayeeEnded, id))
		}
		return nil
	})
}

// held are the attempts whose codes pay the account in question.
func held(shop *app.Shop, q pos.PayeeQuestion) []id.Payment {
	var ids []id.Payment
	for _, a := range shop.Till.Snapshot().Watching {
		if a.AwaitsPayee() && a.Amount.Currency == q.Currency && a.Payee.Account == q.Payee.Account {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

type payeeDenyCommand struct {
	Currency string `arg:"" help:"USD or KHR."`
	Account  string `help:"The account, where several wait." placeholder:"A" filled:""`
	By       string `required:"" help:"The manager's name. A PIN, where one is set, is read from standard input." placeholder:"NAME"`
}

func (c *payeeDenyCommand) Run(s *session) error {
	return s.answerPayee(c.Currency, c.Account, c.By, func(shop *app.Shop, q pos.PayeeQuestion, approval staff.Approval) error {
		if err := shop.Till.DenyPayee(s, q.Currency, q.Payee.Account, approval); err != nil {
			return err
		}
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPayeeDenied, payeeName(q.Payee)))
		return nil
	})
}

// answerPayee finds the question to answer and gets the manager's approval.
func (s *session) answerPayee(currency, account, by string, answer func(*app.Shop, pos.PayeeQuestion, staff.Approval) error) error {
	read := func() (money.Currency, error) { return money.ParseCurrency(currency) }
	return withRequest(s, false, read, func(s *session, shop *app.Shop, c money.Currency) error {
		q, err := oneQuestion(shop.Till.Snapshot().Questions, c, account)
		if err != nil {
			return err
		}
		approval, err := s.approval(shop, by, shown{payeeName(q.Payee), q.Figures()})
		if err != nil {
			return err
		}
		return answer(shop, q, approval)
	})
}

// oneQuestion is the only question about a currency and, unless it is "", an account.
func oneQuestion(all []pos.PayeeQuestion, c money.Currency, account string) (pos.PayeeQuestion, error) {
	var asked []pos.PayeeQuestion
	var names []string
	for _, q := range all {
		if q.Currency == c && (account == "" || q.Payee.Account == account) {
			asked = append(asked, q)
			names = append(names, payeeName(q.Payee))
		}
	}
	switch len(asked) {
	case 0:
		return pos.PayeeQuestion{}, fault.New(fault.PayeeUnasked, c, account)
	case 1:
		return asked[0], nil
	}
	return pos.PayeeQuestion{}, wrongUsage(words.CLIPayeeWhich, strings.Join(names, ", "))
}

func payeeName(p payment.Payee) string { return p.Name + " (" + p.Account + ")" }

func lower(c money.Currency) string { return strings.ToLower(string(c)) }

// askPayee asks the person at the terminal to confirm the payee of a held code. answered
// is false if nobody is there or nothing was decided: the code stays held.
func (s *session) askPayee(shop *app.Shop, a payment.Attempt) (answered bool, err error) {
	if !s.attended() {
		return false, nil
	}
	said, err := s.ask(words.CLIAskPayee, a.Amount.Currency, a.Payee.Name, a.Payee.Account)
	if err != nil || said != "yes" && said != "no" {
		return false, s.unlessInterrupted(err)
	}
	by, err := s.ask(words.CLIAskManager)
	if err != nil {
		return false, s.unlessInterrupted(err)
	}
	for {
		question := pos.PayeeQuestion{Currency: a.Amount.Currency, Payee: a.Payee}
		approval, err := s.approval(shop, by, shown{figures: question.Figures()}) // the question was shown just now
		if err != nil {
			return false, s.unlessInterrupted(err)
		}
		if said == "yes" {
			err = shop.Till.ConfirmPayee(s, a.Amount.Currency, a.Payee.Account, approval)
		} else {
			err = shop.Till.DenyPayee(s, a.Amount.Currency, a.Payee.Account, approval)
		}
		if fault.CodeOf(err) != fault.PINWrong {
			return err == nil, err
		}
		fmt.Fprint(s.err, sentence(s.lang, err))
	}
}

// unlessInterrupted is nil for an error that only says that Ctrl+C was pressed.
func (s *session) unlessInterrupted(err error) error {
	if s.Err() != nil {
		return nil
	}
	return err
}
