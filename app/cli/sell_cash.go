package cli

import (
	"fmt"

	"psar/app"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/money"
)

// cashFlags are the flags of a cash sale.
type cashFlags struct {
	Cash     bool   `help:"Take notes instead: the sale is made at once, and needs no network." xor:"file,slip"`
	GivenUSD string `name:"given-usd" help:"What the customer gives in dollars; exactly what is due if nothing is said." placeholder:"5.00" filled:""`
	GivenKHR string `name:"given-khr" help:"What the customer gives in riel." placeholder:"20000" filled:""`
	Sure     bool   `help:"So much was given: take it, though the change is more than the largest note."`
	Change   string `help:"Change in whole dollars and riel (usd), or in riel alone (khr)." enum:"usd,khr" default:"usd"`
}

// cashRequest is the request of the flags.
func (c *sellCommand) cashRequest() (pos.CashRequest, error) {
	amount, err := amountOf(c.Amount, c.Currency)
	if err != nil {
		return pos.CashRequest{}, err
	}
	given, err := amounts(c.GivenUSD, c.GivenKHR)
	return pos.CashRequest{
		Amount: amount, Received: given, Confirmed: c.Sure, ChangeIn: money.ChangeIn(c.Change), Remark: c.Remark, NoReceipt: !c.Receipt,
	}, err
}

// sellCash makes a cash sale.
func (c *sellCommand) sellCash(s *session, shop *app.Shop, request pos.CashRequest) error {
	if err := canPrint(shop, wanted(false, c.Receipt)...); err != nil {
		return err
	}
	s.sayLeftOpen(shop.Till.Snapshot().Shift, shop.Till.Snapshot().Day)
	shop.StartWorkers()
	sale, err := shop.Till.PayCash(s, request)
	if err != nil {
		return err
	}
	if c.JSON {
		if err := s.printJSON(sale); err != nil {
			return err
		}
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLISoldCash, sale.Total.Display(), sale.Receipt))
	if len(sale.Change) > 0 {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIChange, money.Displayed(sale.Change)))
	}
	s.paper(shop) // and for the drawer's job
	return nil
}
