package cli

import (
	"fmt"
	"slices"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/payments"
	"psar/pos"
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
	Show    payeeShowCommand    `cmd:"" help:"What the codes of each currency must say, field by field."`
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
func payeesOf(values settings.Values, pins []payment.Pin, watching []payment.Attempt) []jsonout.Payee {
	views := []jsonout.Payee{}
	questions := pos.PayeeQuestions(values, pins, payments.Codes{}, watching)
	for _, c := range money.Currencies() {
		if !values.HasProfile(c) {
			continue
		}
		var waiting []jsonout.Payee
		for _, q := range questions {
			if q.Currency == c {
				waiting = append(waiting, waitingPayee(q))
			}
		}
		_, _, key := settings.ProfileKeys(c)
		switch account := values.Get(key); {
		case account != "":
			is := jsonout.Payee{Currency: c, State: jsonout.PayeeConfirmed, Account: account}
			for _, pin := range pins {
				if pin.Currency == c && pin.Account() == account {
					is.Fields = compared(pin)
				}
			}
			views = append(views, is)
		case len(waiting) == 0:
			views = append(views, jsonout.Payee{Currency: c, State: jsonout.PayeeOpen})
		}
		views = append(views, waiting...)
	}
	return views
}

// compared are a pin's fields, each as it counts.
func compared(pin payment.Pin) []payment.Pinned {
	fields := slices.Clone(pin.Fields)
	for i, f := range fields {
		fields[i].Varies = f.LeftOut()
	}
	return fields
}

func waitingPayee(q pos.PayeeQuestion) jsonout.Payee {
	p := q.Payee
	v := jsonout.Payee{
		Currency: q.Currency, State: jsonout.PayeeWaits,
		Account: p.Account, Name: p.Name, Khmer: p.NameKhmer, City: p.City, Payment: q.Payment, Differences: q.Differences(),
	}
	if q.Code != nil {
		v.Fields = payment.NewPin(q.Currency, q.Code.Fields).Fields
	}
	return v
}

func (c *payeeListCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		payees, questions, err := s.readPayees(db)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.printJSON(payees)
		}
		table := s.newTable(words.ColCurrency, words.ColState, words.ColAccount, words.ColName, words.ColPayment)
		for _, p := range payees {
			table.row(p.Currency, words.Text(s.lang, payeeWords(p.State)), p.Account, p.Name, p.Payment)
		}
		if err := table.flush(); err != nil {
			return err
		}
		for _, q := range questions {
			s.compare(q)
		}
		return nil
	})
}

// readPayees reads whom codes pay, and what is asked about them.
func (s *session) readPayees(db *storage.DB) ([]jsonout.Payee, []pos.PayeeQuestion, error) {
	values, err := db.Settings(s)
	if err != nil {
		return nil, nil, err
	}
	pins, err := db.Payees(s)
	if err != nil {
		return nil, nil, err
	}
	watching, err := db.Attempts(s, payment.Filter{Watched: true})
	if err != nil {
		return nil, nil, err
	}
	return payeesOf(values, pins, watching), pos.PayeeQuestions(values, pins, payments.Codes{}, watching), nil
}

type payeeConfirmCommand struct{ payeeAnswer }

func (c *payeeConfirmCommand) Run(s *session) error {
	return s.answerPayee(c.payeeAnswer, func(shop *app.Shop, q pos.PayeeQuestion, approval staff.Approval) error {
		asking := held(shop, q)
		if err := shop.Till.ConfirmPayee(s, q.Currency, q.Payee.Account, approval); err != nil {
			return err
		}
		switch {
		case len(q.Differences()) == 0:
			fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPayeeConfirmed, q.Currency, payeeName(q.Payee)))
		case q.Varies():
			fmt.Fprintln(s.err, words.Text(s.lang, words.WillLeaveOut, q.Currency))
		default:
			fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPayeeFields, q.Currency))
		}
		if shop.Lent() {
			return nil // the held codes have their customers, at the windows or at other commands
		}
		// The held codes may be shown now, but their customers are gone: this command
		// has the data folder to itself.
		for _, id := range asking {
			if a, ok := shop.Till.Snapshot().Attempt(id); !ok || a.State != payment.Shown {
				continue
			}
			if _, err := shop.Till.Happened(s, id, payment.CancelledByCashier{}); err != nil {
				return err
			}
			fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPayeeEnded, id))
		}
		return nil
	})
}

type payeeDenyCommand struct{ payeeAnswer }

func (c *payeeDenyCommand) Run(s *session) error {
	return s.answerPayee(c.payeeAnswer, func(shop *app.Shop, q pos.PayeeQuestion, approval staff.Approval) error {
		if err := shop.Till.DenyPayee(s, q.Currency, q.Payee.Account, approval); err != nil {
			return err
		}
		key := words.CLIPayeeDenied
		if len(q.Differences()) > 0 {
			key = words.CLIPayeeNot
		}
		fmt.Fprintln(s.err, words.Text(s.lang, key, payeeName(q.Payee)))
		return nil
	})
}

type payeeShowCommand struct {
	JSON bool `name:"json" help:"Print one JSON document: that of the list."`
}

func (c *payeeShowCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		payees, _, err := s.readPayees(db)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.printJSON(payees)
		}
		table := s.newTable(words.ColCurrency, words.PayeeField, words.PayeeIs, words.ColState)
		for _, p := range payees {
			if p.State != jsonout.PayeeConfirmed {
				continue
			}
			if len(p.Fields) == 0 {
				table.row(p.Currency, words.PayeeFieldName(s.lang, payment.FieldAccount), p.Account, words.Text(s.lang, words.CLIPayeeNoFields))
			}
			for _, f := range p.Fields {
				left := ""
				if f.Varies {
					left = words.Text(s.lang, words.CLIPayeeLeftOut)
				}
				table.row(p.Currency, words.PayeeFieldName(s.lang, f.Name), words.PayeeFieldValue(s.lang, f.Name, f.Value), left)
			}
		}
		return table.flush()
	})
}
