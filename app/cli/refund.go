package cli

import (
	"fmt"
	"strconv"
	"strings"

	"psar/app"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/staff"
)

type refundCommand struct {
	Receipt   string   `arg:"" help:"The sale's receipt number: 01/2026/000187."`
	Line      []string `help:"So many of a line, from 1: 2=1. All that is left if nothing is said." placeholder:"LINE=QUANTITY" xor:"whole"`
	Void      bool     `help:"Take the whole sale back, before its shift is closed." xor:"whole"`
	Change    string   `help:"In whole dollars and riel (usd), or in riel alone (khr); in the sale's own currency if nothing is said." enum:",usd,khr" default:""`
	Reference string   `help:"It was sent back at the bank by hand: the bank's reference." placeholder:"TEXT" filled:""`
	Reason    string   `required:"" help:"Why." placeholder:"TEXT"`
	By        string   `help:"The manager's name." placeholder:"NAME"`
	NoReceipt bool     `name:"no-receipt" help:"Print no paper."`
	JSON      bool     `name:"json" help:"Print the refund as one JSON document."`
}

func (c *refundCommand) request() (pos.RefundRequest, error) {
	number, err := id.ParseReceipt(c.Receipt)
	r := pos.RefundRequest{
		Receipt: number, ChangeIn: money.ChangeIn(c.Change), Reference: c.Reference, Reason: c.Reason, NoReceipt: c.NoReceipt,
	}
	if c.Void {
		r.Kind = sale.RefundVoid
	}
	for _, l := range c.Line {
		at, many, ok := strings.Cut(l, "=")
		line, errLine := strconv.Atoi(at)
		quantity, errMany := strconv.ParseInt(many, 10, 64)
		if !ok || errLine != nil || errMany != nil {
			return r, wrongUsage(words.CLILinePart, l)
		}
		if r.Lines == nil {
			r.Lines = map[int]int64{}
		}
		if _, again := r.Lines[line]; again {
			return r, wrongUsage(words.CLILineAgain, line)
		}
		r.Lines[line] = quantity
	}
	return r, err
}

func (c *refundCommand) Run(s *session) error {
	return withRequest(s, c.JSON, c.request, c.refund)
}

func (c *refundCommand) refund(s *session, shop *app.Shop, request pos.RefundRequest) error {
	sold, left, _, err := shop.Till.Refundable(s, request.Receipt)
	if err == nil {
		err = sale.CheckLines(sold, left, request.Lines) // before anybody is asked for a PIN
	}
	if err != nil {
		return err
	}
	back := sale.RefundTotal(left, request.Lines)
	about := shown{back.Display() + " · " + request.Receipt.String(), staff.FiguresOf(back)}
	action := staff.ActionRefund
	if c.Void {
		action = staff.ActionVoid
	}
	if request.Approval, err = s.approval(shop, action, c.By, about); err != nil {
		return err
	}
	shop.StartWorkers()
	made, err := shop.Till.Refund(s, request)
	if err != nil {
		return err
	}
	if c.JSON {
		if err := s.printJSON(made); err != nil {
			return err
		}
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIRefunded, made.Total.Display(), made.Of, made.Number))
	if len(made.Paid) > 0 && made.Paid[0].Reference == "" {
		back := make([]money.Money, len(made.Paid))
		for i, t := range made.Paid {
			back[i] = t.Amount
		}
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIGiveBack, money.Displayed(back)))
	}
	s.paper(shop) // and for the drawer's job
	return nil
}
