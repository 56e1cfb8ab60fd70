package cli

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/storage"
)

// attemptView is a payment attempt as JSON shows it. The code itself is not
// part of it: one that was not shown must not be seen.
type attemptView struct {
	TransactionID pos.PaymentID     `json:"transaction_id"`
	State         pos.AttemptState  `json:"state"`
	Money         pos.Money         `json:"money"`
	Channel       string            `json:"channel"`              // qr or link
	Profile       string            `json:"profile_id,omitempty"` // at the gateway: where it is asked after
	SaleID        pos.SaleID        `json:"sale_id"`
	Receipt       pos.ReceiptNumber `json:"receipt_number,omitzero"`
	Replaces      pos.PaymentID     `json:"replaces,omitempty"` // the attempt that it asks anew for
	Created       time.Time         `json:"created"`
	Changed       time.Time         `json:"changed"`
	Expires       time.Time         `json:"expires,omitzero"`
	Verified      time.Time         `json:"verified,omitzero"` // when the gateway last answered
	Payee         *pos.Payee        `json:"payee,omitempty"`
	Received      *pos.Money        `json:"received,omitempty"`
	Unclaimed     *pos.Money        `json:"unclaimed,omitempty"` // of received, what no sale has and nobody settled
	Why           pos.UnclaimedWhy  `json:"unclaimed_why,omitempty"`
	Came          time.Time         `json:"unclaimed_since,omitzero"`
	Settled       *pos.Money        `json:"settled,omitempty"` // of received, what a manager settled
	Settlements   []pos.Settlement  `json:"settlements,omitempty"`
	ByHand        string            `json:"by_hand,omitempty"` // the manager who said that it came
	Watched       bool              `json:"watched"`
	Remark        string            `json:"remark,omitempty"`
	Problem       pos.Code          `json:"problem,omitempty"`
	Detail        string            `json:"detail,omitempty"`
}

func attemptViewOf(a pos.Attempt, receipt pos.ReceiptNumber) attemptView {
	v := attemptView{
		TransactionID: a.ID, State: a.State, Money: a.Amount, Channel: "qr", Profile: a.Profile, SaleID: a.Sale, Receipt: receipt,
		Replaces: a.Replaces, Created: a.Created.In(pos.PhnomPenh), Changed: a.Changed.In(pos.PhnomPenh),
		Expires: local(a.Expires), Verified: local(a.LastVerify),
		Received: some(a.Received), Unclaimed: some(a.Unclaimed()), Why: a.WhyUnclaimed(), Settled: some(a.Settled),
		ByHand: a.ByHand, Watched: a.Watched, Remark: a.Remark, Problem: a.Problem, Detail: a.Detail,
	}
	if v.Unclaimed != nil {
		v.Came = local(a.MoneyCame())
	}
	if a.Channel != pos.ChannelQR {
		v.Channel = string(a.Channel)
	}
	if a.Payee != (pos.Payee{}) {
		v.Payee = &a.Payee
	}
	return v
}

// local is a time of the shop's clock; none stays none.
func local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(pos.PhnomPenh)
}

// some is money that is there, nil for none.
func some(m pos.Money) *pos.Money {
	if m.Minor == 0 || m.Currency == "" {
		return nil
	}
	return &m
}

type paymentsListCommand struct {
	Open      bool   `help:"Only those that are still watched." xor:"which"`
	Unclaimed bool   `help:"Only money that no sale has." xor:"which"`
	Day       string `help:"Only those of one business day, 2006-01-02." placeholder:"DAY"`
	JSON      bool   `name:"json" help:"Print one JSON document."`
}

func (c *paymentsListCommand) Run(s *session) error {
	filter := pos.AttemptFilter{Watched: c.Open, Unclaimed: c.Unclaimed}
	if c.Day != "" {
		day, err := pos.ParseDay(c.Day)
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
		case c.Unclaimed:
			return s.listUnclaimed(views, s.clock.Now())
		}
		table := s.newTable(words.ColPayment, words.ColTime, words.ColAmount, words.ColState, words.ColReceipt, words.ColProblem)
		for _, v := range views {
			table.row(v.TransactionID, pos.Local(v.Created), received(v), v.State, v.Receipt, v.Problem)
		}
		return table.flush()
	})
}

// attempts reads attempts with all that was said of them.
func (s *session) attempts(db *storage.DB, filter pos.AttemptFilter) ([]attemptView, error) {
	attempts, err := db.Attempts(s, filter)
	if err != nil {
		return nil, err
	}
	settlements, err := db.Settlements(s, "")
	if err != nil {
		return nil, err
	}
	said := make(map[pos.PaymentID][]pos.Settlement)
	for _, row := range settlements {
		row.At = row.At.In(pos.PhnomPenh)
		said[row.Payment] = append(said[row.Payment], row)
	}
	views := make([]attemptView, 0, len(attempts))
	for _, a := range attempts {
		receipt, err := receiptOf(s, db, a)
		if err != nil {
			return nil, err
		}
		view := attemptViewOf(a, receipt)
		view.Settlements = said[a.ID]
		views = append(views, view)
	}
	return views, nil
}

// receiptOf is the receipt of the sale that an attempt paid. A sale that was
// asked for anew has the receipt of the attempt that was paid, not of the others.
func receiptOf(s *session, db *storage.DB, a pos.Attempt) (pos.ReceiptNumber, error) {
	sale, err := db.Sale(s, a.Sale)
	if err != nil {
		return pos.ReceiptNumber{}, err
	}
	for _, tender := range sale.Tenders {
		if tender.PaymentID == a.ID {
			return sale.Receipt, nil
		}
	}
	return pos.ReceiptNumber{}, nil
}

// received is an attempt's amount and, where other money came, that too.
func received(v attemptView) string {
	if v.Received == nil || *v.Received == v.Money {
		return v.Money.Display()
	}
	return v.Money.Display() + " → " + v.Received.Display()
}
