package cli

import (
	"errors"
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

type linkCommand struct {
	Amount     string        `arg:"" help:"Amount, such as 5.00 or 20000."`
	Currency   string        `arg:"" help:"USD or KHR."`
	SuccessURL string        `name:"success-url" help:"The shop's page to which the customer returns (default: the settings'). {id} in it becomes the payment's id: https://shop.example/thanks?payment={id}" placeholder:"U" filled:""`
	Remark     string        `help:"A note that goes to the gateway with the payment." placeholder:"TEXT"`
	Wait       time.Duration `help:"Wait so long for the money (default: not at all). It is watched on afterwards." placeholder:"D"`
	QRFile     string        `type:"file" name:"qr-file" help:"Write the link as a QR code that a phone opens." placeholder:"F.png" filled:""`
	Print      bool          `help:"Print the link's slip."`
	JSON       bool          `name:"json" help:"Print one JSON document."`
	forceFlag
}

func (c *linkCommand) Run(s *session) error {
	link := ""
	attempt, receipt, err := s.charge(charge{
		amount: c.Amount, currency: c.Currency, file: c.picture(c.QRFile), wait: c.Wait, papers: wanted(c.Print, false),
		request: pos.ChargeRequest{Remark: c.Remark, Channel: payment.ChannelLink, SuccessURL: c.SuccessURL, NoReceipt: true},
		give: func(shop *app.Shop, a payment.Attempt) (err error) {
			if link, err = shop.Gateway.PaymentLink(a); err != nil {
				return err
			}
			return c.give(s, shop, a, link)
		},
	})
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	if c.JSON {
		if err := s.printJSON(jsonout.Link{Attempt: jsonout.AttemptOf(attempt, receipt), Link: link}); err != nil {
			return err
		}
	}
	if c.Wait <= 0 && attempt.State == payment.Shown {
		return nil // the link is made, and no wait was asked for
	}
	return s.outcome(attempt, receipt)
}

// give prints the link. It carries a hash, so it goes only where it was asked for, and
// never to a log.
func (c *linkCommand) give(s *session, shop *app.Shop, a payment.Attempt, link string) error {
	if c.QRFile != "" {
		code, err := qr.New(link, qr.Medium)
		if err != nil {
			return fault.New(fault.FileUnwritable, c.QRFile).Because(errors.New("the link is too long for a QR code"))
		}
		if err := s.writeQR(code, c.picture(c.QRFile)); err != nil {
			return err
		}
	}
	switch {
	case !c.JSON:
		fmt.Fprintln(s.out, link)
	case c.Wait > 0:
		fmt.Fprintln(s.err, link) // the JSON document follows when the wait is over
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLILinkReady, a.Amount.Display(), money.Local(a.Expires), a.ID))
	if c.Print {
		return shop.Till.PrintLink(s, a.ID, link)
	}
	return nil
}
