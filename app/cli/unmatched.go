package cli

import (
	"fmt"
	"time"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/storage"
)

type unmatchedCommand struct {
	List    unmatchedListCommand    `cmd:"" default:"withargs" help:"What came, what was asked, since when, and why."`
	Resolve unmatchedResolveCommand `cmd:"" name:"settle" help:"Say what became of a payment's unclaimed money."`
}

type unmatchedListCommand struct {
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *unmatchedListCommand) Run(s *session) error {
	list := paymentsListCommand{Unmatched: true, JSON: c.JSON}
	return list.Run(s)
}

// listUnmatched lists unmatched payments with their age.
func (s *session) listUnmatched(views []jsonout.Attempt, now time.Time) error {
	table := s.newTable(words.ColPayment, words.ColUnmatched, words.ColAsked, words.ColSince, words.ColAge, words.ColWhy)
	for _, v := range views {
		table.row(v.TransactionID, v.Unmatched.Display(), v.Money.Display(), money.Local(v.Came),
			s.age(now.Sub(v.Came)), words.Text(s.lang, words.WhyUnmatched(string(v.Why))))
	}
	return table.flush()
}

// age is a duration in its largest whole unit.
func (s *session) age(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return words.Text(s.lang, words.CLIAgeDays, int(d/(24*time.Hour)))
	case d >= 2*time.Hour:
		return words.Text(s.lang, words.CLIAgeHours, int(d/time.Hour))
	}
	return words.Text(s.lang, words.CLIAgeMinutes, max(0, int(d/time.Minute)))
}

type unmatchedResolveCommand struct {
	ID        string `arg:"" help:"The payment's id."`
	Sale      bool   `help:"The payment's own sale is completed with it." xor:"how"`
	Receipt   string `help:"It belongs to a sale that was completed otherwise." placeholder:"NUMBER" xor:"how" filled:""`
	Refund    bool   `help:"It was sent back at the bank; needs --reference." xor:"how"`
	Reference string `help:"The bank's reference of the money sent back." placeholder:"TEXT"`
	Note      string `help:"Something to know of it. Alone, the money stays unclaimed." placeholder:"TEXT"`
	By        string `required:"" help:"The manager's name. A PIN, where one is set, is read from standard input." placeholder:"NAME"`
	JSON      bool   `name:"json" help:"Print one JSON document."`
}

// request is the request of the flags.
func (c *unmatchedResolveCommand) request() (pos.ResolveRequest, error) {
	r := pos.ResolveRequest{Payment: id.Payment(c.ID), Reference: c.Reference, Note: c.Note}
	switch {
	case c.Sale:
		r.Kind = payment.ResolveSale
	case c.Receipt != "":
		number, err := id.ParseReceipt(c.Receipt)
		if err != nil {
			return r, err
		}
		r.Kind, r.Receipt = payment.ResolveReceipt, number
	case c.Refund:
		r.Kind = payment.ResolveRefund
	case c.Note != "":
		r.Kind = payment.ResolveNote
	default:
		return r, wrongUsage(words.CLIResolveHow)
	}
	if c.Reference != "" && !c.Refund {
		return r, wrongUsage(words.CLIReferenceAlone)
	}
	return r, nil
}

func (c *unmatchedResolveCommand) Run(s *session) error {
	return withRequest(s, c.JSON, c.request, c.resolve)
}

func (c *unmatchedResolveCommand) resolve(s *session, shop *app.Shop, request pos.ResolveRequest) error {
	before, err := shop.Till.Attempt(s, request.Payment)
	if err != nil {
		return err
	}
	taken := before.Unmatched()
	if taken.Minor > 0 { // otherwise the till refuses before anybody is asked to approve
		if request.Kind == payment.ResolveSale {
			taken = before.Amount
		}
		about := shown{taken.Display() + " · " + string(before.ID), before.Figures()}
		if request.Approval, err = s.approval(shop, staff.ActionResolve, c.By, about); err != nil {
			return err
		}
	}
	after, err := shop.Till.Resolve(s, request)
	if err != nil {
		return err
	}
	return c.report(s, shop.DB, before, after, request.Kind)
}

func (c *unmatchedResolveCommand) report(s *session, db *storage.DB, before, after payment.Attempt, kind payment.ResolutionKind) error {
	receipt, err := receiptOf(s, db, after)
	if err != nil {
		return err
	}
	if c.JSON {
		view := jsonout.AttemptOf(after, receipt)
		if view.Resolutions, err = db.Resolutions(s, after.ID); err != nil {
			return err
		}
		if err := s.printJSON(view); err != nil {
			return err
		}
	}
	switch kind {
	case payment.ResolveNote:
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLINoted))
	case payment.ResolveSale:
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIResolved, before.Amount.Display(), before.ID))
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIResolvedSale, receipt))
	default:
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIResolved, before.Unmatched().Display(), before.ID))
	}
	return nil
}
