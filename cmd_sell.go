package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	qrcode "github.com/skip2/go-qrcode"

	"psar/assets/words"
	"psar/pos"
)

type sellCommand struct {
	Amount   string        `arg:"" help:"Amount, such as 5.00 or 20000."`
	Currency string        `arg:"" help:"USD or KHR."`
	Remark   string        `help:"A note that goes to the gateway with the payment." placeholder:"TEXT"`
	Wait     time.Duration `help:"How long to wait for the money. It is watched on afterwards." default:"2m"`
	QRFile   string        `name:"qr-file" help:"Write the code as a PNG instead of showing it." placeholder:"F.png"`
	Slip     bool          `help:"Print the slip that asks for payment."`
	Receipt  bool          `help:"Print the receipt when paid."`
	JSON     bool          `name:"json" help:"Print one JSON document."`
}

// sellResult is what sell says with --json.
type sellResult struct {
	attemptView
	QR string `json:"qr,omitempty"` // only a code that was shown
}

func (c *sellCommand) Run(s *session) error {
	amount, err := parseCharge(c.Amount, c.Currency, c.QRFile)
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	shop, err := s.openShop()
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	defer shop.close()
	if err := shop.canPrint(c.Slip || c.Receipt); err != nil {
		return s.refuse(c.JSON, err)
	}
	snapshots, unsubscribe := shop.till.Subscribe()
	defer unsubscribe()
	shop.work()
	attempt, err := shop.till.Charge(s, pos.ChargeRequest{Amount: amount, Remark: c.Remark, NoReceipt: !c.Receipt})
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIAsking, amount.Display(), attempt.ID))
	result := sellResult{}
	attempt, err = s.follow(shop, snapshots, attempt, c.Wait, func(a pos.Attempt) error {
		result.QR = a.QR
		return c.show(s, shop, a)
	})
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	if c.Slip || c.Receipt {
		s.paper(shop)
	}
	receipt := shop.till.Snapshot().Receipts[attempt.ID]
	result.attemptView = attemptViewOf(attempt, receipt)
	if c.JSON {
		if err := s.printJSON(result); err != nil {
			return err
		}
	}
	return s.outcome(attempt, receipt)
}

// parseCharge reads an amount, and makes sure that the code can be written
// before one is asked for: a code that nobody can see must not be made.
func parseCharge(amount, currency, file string) (pos.Money, error) {
	c, err := pos.ParseCurrency(currency)
	if err != nil {
		return pos.Money{}, err
	}
	m, err := pos.ParseMoney(amount, c)
	if err != nil {
		return pos.Money{}, err
	}
	if err := m.CheckCharge(); err != nil || file == "" {
		return m, err
	}
	f, err := os.Create(file)
	if err != nil {
		return m, pos.Fault(pos.CodeFileUnwritable, file).Because(err)
	}
	return m, f.Close()
}

// canPrint says before anything is asked for that paper was wanted and can't be.
func (s *shop) canPrint(wanted bool) error {
	if wanted && s.till.Snapshot().Settings.Get(pos.SettingPrinterLink) == "" {
		return pos.Fault(pos.CodePrinterMissing)
	}
	return nil
}

// show brings the checked code before the customer's eyes.
func (c *sellCommand) show(s *session, shop *shop, a pos.Attempt) error {
	if c.Slip {
		if err := shop.till.PrintSlip(s, a.ID); err != nil {
			return err
		}
	}
	code, err := qrcode.New(a.QR, qrcode.Medium)
	if err != nil {
		return pos.Fault(pos.CodeQRMalformed).Because(err)
	}
	switch {
	case c.QRFile != "":
		if err := writeQR(code, c.QRFile); err != nil {
			return err
		}
	case c.JSON:
		fmt.Fprintln(s.err, a.QR)
	default:
		fmt.Fprint(s.out, code.ToSmallString(false))
		fmt.Fprintln(s.out, a.QR)
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIScan, a.Payee.Name, a.Payee.Account))
	return nil
}

func writeQR(code *qrcode.QRCode, file string) error {
	if err := code.WriteFile(-8, file); err != nil { // 8 dots a module
		return pos.Fault(pos.CodeFileUnwritable, file).Because(err)
	}
	return nil
}

// follow keeps up with an attempt until it has ended or the wait is over. It
// calls shown when the code or link may be seen, and asks the owner about a code
// that is held. A wait of 0 or less ends when there is something to see.
func (s *session) follow(shop *shop, snapshots <-chan pos.Snapshot, a pos.Attempt, wait time.Duration, shown func(pos.Attempt) error) (pos.Attempt, error) {
	patience := wait
	if wait <= 0 {
		patience = firstAnswer
	}
	over := time.NewTimer(patience)
	defer over.Stop()
	seen := false
	for a.InProgress() {
		select {
		case snapshot := <-snapshots:
			if now, ok := snapshot.Attempt(a.ID); ok {
				a = now
			}
		case <-over.C:
			return a, nil
		case <-s.Done():
			return a, nil
		}
		switch {
		case a.Held():
			if answered, err := s.askPayee(shop, a); err != nil || !answered {
				return a, err
			}
			over.Reset(patience) // the wait is the customer's, not the owner's
		case a.State == pos.AttemptShown && !seen:
			seen = true
			if err := shown(a); err != nil || wait <= 0 {
				return a, err
			}
		}
	}
	return a, nil
}

// firstAnswer is how long a command that does not wait for money waits for
// something to show.
const firstAnswer = 30 * time.Second

// outcome says how the wait ended, and ends with the exit code for it.
func (s *session) outcome(a pos.Attempt, receipt pos.ReceiptNumber) error {
	switch {
	case a.State == pos.AttemptPaid:
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPaid, a.Amount.Display(), receipt))
		return nil
	case a.Held():
		fmt.Fprint(s.err, sentence(s.lang, pos.Fault(pos.CodePayeeUnconfirmed, a.Payee.Name, a.Payee.Account)))
		fmt.Fprintln(s.err, "     ", words.Text(s.lang, words.CLIPayeeHint, lower(a.Amount.Currency)))
		return exit{exitRefused}
	case a.State == pos.AttemptRefused, a.State == pos.AttemptUnclaimed:
		fmt.Fprint(s.err, sentence(s.lang, problemOf(a, a.Problem)))
		return exit{exitRefused}
	case a.State == pos.AttemptReserved, a.State == pos.AttemptRequested, a.State == pos.AttemptUnknown:
		problem := a.Problem
		if problem == "" {
			problem = pos.CodeGatewayTimeout
		}
		fmt.Fprint(s.err, sentence(s.lang, problemOf(a, problem)))
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIUnknownYet, a.ID))
		return exit{exitUnknownOutcome}
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLINotPaid, a.ID))
	return exit{exitNotPaid}
}

// problemOf is what stands between an attempt and its money. The detail is for
// support: it follows the sentence and the hint.
func problemOf(a pos.Attempt, problem pos.Code) error {
	switch {
	case a.Detail == "":
		return pos.Fault(problem)
	case problem == pos.CodeQRAccount:
		return pos.Fault(problem, a.Detail) // whom it would have paid
	}
	return pos.Fault(problem).Because(errors.New(a.Detail))
}

// refuse ends a command with an error, as JSON too where that was asked.
func (s *session) refuse(asJSON bool, err error) error {
	if !asJSON {
		return err
	}
	said := map[string]any{}
	var wrong misuse
	if errors.As(err, &wrong) {
		said["code"], said["message"], said["hint"] = "usage", wrong.in(s.lang), words.Text(s.lang, words.CLISeeHelp)
	} else {
		code := pos.CodeOf(err)
		var args []any
		var e *pos.Error
		if errors.As(err, &e) {
			args = e.Args
		}
		said["code"] = code
		said["message"] = words.ErrorMessage(s.lang, string(code), args...)
		said["hint"] = words.ErrorHint(s.lang, string(code), args...)
	}
	if jsonErr := s.printJSON(map[string]any{"error": said}); jsonErr != nil {
		return jsonErr
	}
	return err
}

// drainTime is how long a command waits for its paper.
const drainTime = 15 * time.Second

// paper waits for what is being printed. Paper changes nothing of the payment.
func (s *session) paper(shop *shop) {
	if err := s.drain(shop); err != nil {
		fmt.Fprint(s.err, sentence(s.lang, err))
	}
}

// drain waits until the print queue is empty, and says what kept the paper back.
func (s *session) drain(shop *shop) error {
	ctx, cancel := context.WithTimeout(s, drainTime)
	defer cancel()
	snapshots, unsubscribe := shop.till.Subscribe()
	defer unsubscribe()
	for {
		select {
		case snapshot := <-snapshots:
			if snapshot.Printer.Waiting > 0 {
				continue
			}
			if problem := snapshot.Printer.Problem; problem != "" {
				return pos.Fault(problem)
			}
			return nil
		case <-ctx.Done():
			return pos.Fault(pos.CodePrinterUnreachable)
		}
	}
}
