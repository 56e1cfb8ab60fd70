package cli

import (
	"fmt"
	"time"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/qr"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
)

type sellCommand struct {
	Amount   string        `arg:"" help:"Amount, such as 5.00 or 20000."`
	Currency string        `arg:"" help:"USD or KHR."`
	Remark   string        `help:"A note that goes to the gateway with the payment." placeholder:"TEXT"`
	Wait     time.Duration `help:"How long to wait for the money. It is watched on afterwards." default:"2m"`
	QRFile   string        `type:"file" name:"qr-file" help:"Write the code as a PNG instead of showing it." placeholder:"F.png" filled:"" xor:"file"`
	Slip     bool          `help:"Print the slip that asks for payment." xor:"slip"`
	Receipt  bool          `help:"Print the receipt when paid."`
	JSON     bool          `name:"json" help:"Print one JSON document."`
	cashFlags
	forceFlag
}

func (c *sellCommand) Run(s *session) error {
	if !c.Cash && (c.GivenUSD != "" || c.GivenKHR != "" || c.Sure || money.ChangeIn(c.Change) != money.ChangeDollars) {
		return s.refuse(c.JSON, wrongUsage(words.CLIFlagMissing, "--cash"))
	}
	if c.Cash {
		s.cash = true
		pos.SellsCash(s)
		return withRequest(s, c.JSON, c.cashRequest, c.sellCash)
	}
	qr := ""
	attempt, receipt, err := s.charge(charge{
		amount: c.Amount, currency: c.Currency, file: c.picture(c.QRFile), wait: c.Wait,
		papers: wanted(c.Slip, c.Receipt), asking: words.CLIAsking,
		request: pos.ChargeRequest{Remark: c.Remark, NoReceipt: !c.Receipt},
		give: func(shop *app.Shop, a payment.Attempt) error {
			qr = a.QR
			return c.give(s, shop, a)
		},
	})
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	if c.JSON {
		if err := s.printJSON(jsonout.Sell{Attempt: jsonout.AttemptOf(attempt, receipt), QR: qr}); err != nil {
			return err
		}
	}
	return s.outcome(attempt, receipt)
}

// give shows the checked code and, with --slip, prints the payment slip.
func (c *sellCommand) give(s *session, shop *app.Shop, a payment.Attempt) error {
	code, err := qr.New(a.QR, qr.Medium)
	if err != nil {
		return fault.New(fault.QRMalformed).Because(err)
	}
	switch {
	case c.QRFile != "":
		if err := s.writeQR(code, c.picture(c.QRFile)); err != nil {
			return err
		}
	case c.JSON:
		fmt.Fprintln(s.err, a.QR)
	default:
		fmt.Fprint(s.out, code.Text())
		fmt.Fprintln(s.out, a.QR)
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIScan, a.Payee.Name, a.Payee.Account))
	if c.Slip {
		return shop.Till.PrintSlip(s, a.ID)
	}
	return nil
}
