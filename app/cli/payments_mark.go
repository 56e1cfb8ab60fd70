package cli

import (
	"fmt"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/staff"
)

type paymentsCommand struct {
	List paymentsListCommand `cmd:"" default:"withargs" help:"Payments with their states, oldest first."`
	Mark paymentsMarkCommand `cmd:"" help:"Say by hand that a payment came, as the shop's bank app shows it and the gateway does not."`
}

type paymentsMarkCommand struct {
	ID        string `arg:"" help:"The payment's id."`
	Reference string `required:"" help:"The bank's reference of the money that came." placeholder:"TEXT"`
	By        string `required:"" help:"The manager's name. A PIN, where one is set, is read from standard input." placeholder:"NAME"`
	JSON      bool   `name:"json" help:"Print one JSON document."`
}

func (c *paymentsMarkCommand) Run(s *session) error {
	return s.withShop(c.JSON, c.mark)
}

func (c *paymentsMarkCommand) mark(s *session, shop *app.Shop) error {
	request := pos.MarkRequest{Payment: id.Payment(c.ID), Reference: c.Reference}
	before, err := shop.Till.Attempt(s, request.Payment)
	if err != nil {
		return err
	}
	about := shown{before.Amount.Display() + " · " + string(before.ID), before.Figures()}
	if request.Approval, err = s.approval(shop, staff.ActionMarkPaid, c.By, about); err != nil {
		return err
	}
	after, err := shop.Till.MarkPaid(s, request)
	if err != nil {
		return err
	}
	receipt, err := receiptOf(s, shop.DB, after)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIMarked, after.Amount.Display(), after.ID, request.Approval.By))
	if receipt != (id.Receipt{}) { // none: the sale is not fully paid yet
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIResolvedSale, receipt))
	}
	if c.JSON {
		return s.printJSON(jsonout.AttemptOf(after, receipt))
	}
	return nil
}
