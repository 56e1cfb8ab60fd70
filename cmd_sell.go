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
	Payee pos.Payee `json:"payee,omitzero"`
	QR    string    `json:"qr,omitempty"`
}

func (c *sellCommand) Run(s *session) error {
	currency, err := pos.ParseCurrency(c.Currency)
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	amount, err := pos.ParseMoney(c.Amount, currency)
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	if err := c.checkFile(); err != nil {
		return s.refuse(c.JSON, err)
	}
	shop, err := s.openShop()
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	defer shop.close()
	snapshots, unsubscribe := shop.till.Subscribe()
	defer unsubscribe()
	shop.work()
	attempt, err := shop.till.Charge(s, pos.ChargeRequest{Amount: amount, Remark: c.Remark, NoReceipt: !c.Receipt})
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIAsking, amount.Display(), attempt.ID))

	wait, cancel := context.WithTimeout(s, c.Wait)
	defer cancel()
	shown := false
	for waiting := true; waiting; {
		select {
		case snapshot := <-snapshots:
			if now, ok := snapshot.Attempt(attempt.ID); ok {
				attempt = now
			}
			if attempt.State == pos.AttemptShown && !shown {
				shown = true
				if err := c.show(s, shop, attempt); err != nil {
					return s.refuse(c.JSON, err)
				}
			}
			waiting = attempt.InProgress()
		case <-wait.Done():
			waiting = false
		}
	}
	if c.Slip || c.Receipt {
		if err := s.drain(shop); err != nil {
			fmt.Fprint(s.err, sentence(s.lang, err)) // paper changes nothing of the payment
		}
	}
	return c.report(s, shop, attempt)
}

// checkFile makes sure that the code can be written before one is asked for: a
// code that nobody can see must not be made.
func (c *sellCommand) checkFile() error {
	if c.QRFile == "" {
		return nil
	}
	f, err := os.Create(c.QRFile)
	if err != nil {
		return pos.Fault(pos.CodeFileUnwritable, c.QRFile).Because(err)
	}
	return f.Close()
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
		if err := code.WriteFile(-8, c.QRFile); err != nil { // 8 dots a module
			return pos.Fault(pos.CodeFileUnwritable, c.QRFile).Because(err)
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

// report says how the wait ended, and ends with the exit code for it.
func (c *sellCommand) report(s *session, shop *shop, a pos.Attempt) error {
	receipt := shop.till.Snapshot().Receipts[a.ID]
	if c.JSON {
		if err := s.printJSON(sellResult{attemptViewOf(a, receipt), a.Payee, a.QR}); err != nil {
			return err
		}
	}
	switch a.State {
	case pos.AttemptPaid:
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPaid, a.Amount.Display(), receipt))
		return nil
	case pos.AttemptRefused, pos.AttemptUnclaimed:
		fmt.Fprint(s.err, sentence(s.lang, problemOf(a, a.Problem)))
		return exit{exitRefused}
	case pos.AttemptReserved, pos.AttemptRequested:
		problem := a.Problem
		if problem == "" {
			problem = pos.CodeGatewayTimeout
		}
		fmt.Fprint(s.err, sentence(s.lang, problemOf(a, problem)))
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLINotPaid, a.ID))
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
	code := pos.CodeOf(err)
	var args []any
	var e *pos.Error
	if errors.As(err, &e) {
		args = e.Args
	}
	if jsonErr := s.printJSON(map[string]any{"error": map[string]any{
		"code":    code,
		"message": words.ErrorMessage(s.lang, string(code), args...),
		"hint":    words.ErrorHint(s.lang, string(code), args...),
	}}); jsonErr != nil {
		return jsonErr
	}
	return err
}

// drainTime is how long a command waits for its paper.
const drainTime = 15 * time.Second

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
