package cli

import (
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/storage"
)

type paymentsListCommand struct {
	Open      bool   `help:"Only those that are still watched." xor:"which"`
	Unmatched bool   `name:"unclaimed" help:"Only money that no sale has." xor:"which"`
	Day       string `help:"Only those of one business day, 2006-01-02." placeholder:"DAY" filled:""`
	JSON      bool   `name:"json" help:"Print one JSON document."`
}

func (c *paymentsListCommand) Run(s *session) error {
	filter := payment.Filter{Watched: c.Open, Unmatched: c.Unmatched}
	if c.Day != "" {
		day, err := money.ParseDay(c.Day)
		if err != nil {
			return s.refuse(c.JSON, err)
		}
		filter.Day = day
	}
	return s.read(c.JSON, func(db *storage.DB) error {
		views, err := s.attempts(db, filter)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return s.printJSON(views)
		case c.Unmatched:
			return s.listUnmatched(views, s.clock.Now())
		}
		table := s.newTable(words.ColPayment, words.ColTime, words.ColAmount, words.ColState, words.ColReceipt, words.ColProblem)
		for _, v := range views {
			table.row(v.TransactionID, money.Local(v.Created), received(v), v.State, v.Receipt, v.Problem)
		}
		return table.flush()
	})
}

// attempts reads attempts with their receipts.
func (s *session) attempts(db *storage.DB, filter payment.Filter) ([]jsonout.Attempt, error) {
	attempts, err := db.Attempts(s, filter)
	if err != nil {
		return nil, err
	}
	resolutions, err := db.Resolutions(s, "")
	if err != nil {
		return nil, err
	}
	said := make(map[id.Payment][]payment.Resolution)
	for _, row := range resolutions {
		row.At = row.At.In(money.PhnomPenh)
		said[row.Payment] = append(said[row.Payment], row)
	}
	views := make([]jsonout.Attempt, 0, len(attempts))
	for _, a := range attempts {
		receipt, err := receiptOf(s, db, a)
		if err != nil {
			return nil, err
		}
		view := jsonout.AttemptOf(a, receipt)
		view.Resolutions = said[a.ID]
		views = append(views, view)
	}
	return views, nil
}

// receiptOf is the receipt of the sale that an attempt paid. Other attempts for the same
// sale have none.
func receiptOf(s *session, db *storage.DB, a payment.Attempt) (id.Receipt, error) {
	sale, err := db.Sale(s, a.Sale)
	if err != nil {
		return id.Receipt{}, err
	}
	for _, tender := range sale.Tenders {
		if tender.PaymentID == a.ID {
			return sale.Receipt, nil
		}
	}
	return id.Receipt{}, nil
}

// received is an attempt's amount and, if another amount was received, that too.
func received(v jsonout.Attempt) string {
	if v.Received == nil || *v.Received == v.Money {
		return v.Money.Display()
	}
	return v.Money.Display() + " → " + v.Received.Display()
}
