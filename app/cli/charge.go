package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"psar/app"
	"psar/assets/qr"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// charge is what sell and link have in common: one payment that is asked for,
// given to the customer, and followed for a while.
type charge struct {
	amount, currency string // as typed
	file             string // where a picture goes, "" for none
	wait             time.Duration
	papers           bool // paper was wanted: it is waited for
	request          pos.ChargeRequest
	asking           words.Key // said once the payment is stored, "" for nothing

	// give brings the code or the link before the customer's eyes: first what is
	// seen here, then what is printed.
	give func(*app.Shop, payment.Attempt) error
}

// charge asks for a payment, follows it and returns it as it stood when the last
// worker had ended, with the receipt of the same instant: nothing can come in
// behind what the command says. Money that came wins over whatever else ended
// the wait. The error is unfinished where a payment exists.
func (s *session) charge(c charge) (payment.Attempt, id.Receipt, error) {
	none := id.Receipt{}
	amount, err := parseCharge(c.amount, c.currency, c.file)
	if err != nil {
		return payment.Attempt{}, none, err
	}
	shop, err := s.openShop()
	if err != nil {
		return payment.Attempt{}, none, err
	}
	defer shop.Close()
	if err := canPrint(shop, c.papers); err != nil {
		return payment.Attempt{}, none, err
	}
	s.sayLeftOpen(shop.Till.Snapshot().Shift, shop.Till.Snapshot().Day)
	snapshots, unsubscribe := shop.Till.Subscribe()
	defer unsubscribe()
	shop.Work()
	c.request.Amount = amount
	attempt, err := shop.Till.Charge(s, c.request)
	if err != nil {
		return payment.Attempt{}, none, err
	}
	if c.asking != "" {
		fmt.Fprintln(s.err, words.Text(s.lang, c.asking, amount.Display(), attempt.ID))
	}
	attempt, err = s.follow(shop, snapshots, attempt, c.wait, func(a payment.Attempt) error {
		return s.giveOrCancel(shop, a, c.give)
	})
	if c.papers && err == nil {
		s.paper(shop)
	}
	shop.Rest()
	now := shop.Till.Snapshot()
	if a, ok := now.Attempt(attempt.ID); ok {
		attempt = a
	}
	switch {
	case err == nil:
	case attempt.State == payment.Paid:
		fmt.Fprint(s.err, sentence(s.lang, err))
	default:
		return attempt, none, unfinished{err, attempt}
	}
	return attempt, now.Receipts[attempt.ID], nil
}

// giveOrCancel gives a code or a link away. One that could not be given has
// nobody who pays it: it is cancelled, and watched on in case somebody saw it.
func (s *session) giveOrCancel(shop *app.Shop, a payment.Attempt, give func(*app.Shop, payment.Attempt) error) error {
	err := give(shop, a)
	if err == nil || s.Err() != nil && errors.Is(err, s.Err()) {
		return nil // Ctrl+C ends the wait, not the payment
	}
	if now, ok := shop.Till.Snapshot().Attempt(a.ID); ok && !now.InProgress() {
		return err
	}
	if _, cancelErr := shop.Till.Happened(context.WithoutCancel(s), a.ID, payment.CancelledByCashier{}); cancelErr != nil {
		return errors.Join(err, cancelErr)
	}
	return err
}

// unfinished is an error that came when a payment existed already: who reads it
// must know which, for its money may come yet.
type unfinished struct {
	error
	attempt payment.Attempt
}

func (u unfinished) Unwrap() error { return u.error }

// parseCharge reads an amount, and makes sure that the code can be written
// before one is asked for: a code that nobody can see must not be made. The file
// that stands there is the last code's until there is a new one.
func parseCharge(amount, currency, file string) (money.Money, error) {
	c, err := money.ParseCurrency(currency)
	if err != nil {
		return money.Money{}, err
	}
	m, err := money.Parse(amount, c)
	if err != nil {
		return money.Money{}, err
	}
	if err := m.CheckCharge(); err != nil || file == "" {
		return m, err
	}
	if err := app.CanWrite(file); err != nil {
		return m, fault.New(fault.FileUnwritable, file).Because(err)
	}
	return m, nil
}

// canPrint says before anything is asked for that paper was wanted and can't be.
func canPrint(shop *app.Shop, wanted bool) error {
	if wanted && shop.Till.Snapshot().Settings.Get(settings.PrinterLink) == "" {
		return fault.New(fault.PrinterMissing)
	}
	return nil
}

func writeQR(code qr.Code, file string) error {
	err := app.WriteWhole(file, func(w io.Writer) error { return code.WritePNG(w, 8) })
	if err != nil {
		return fault.New(fault.FileUnwritable, file).Because(err)
	}
	return nil
}

// follow keeps up with an attempt until it has ended or the wait is over. It
// calls shown when the code or link may be seen, and asks the owner about a code
// that is held. A wait of 0 or less ends when there is something to see.
func (s *session) follow(shop *app.Shop, snapshots <-chan pos.Snapshot, a payment.Attempt, wait time.Duration, shown func(payment.Attempt) error) (payment.Attempt, error) {
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
		case a.State == payment.Shown && !seen:
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
func (s *session) outcome(a payment.Attempt, receipt id.Receipt) error {
	switch {
	case a.State == payment.Paid:
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPaid, a.Amount.Display(), receipt))
		return nil
	case a.Held():
		fmt.Fprint(s.err, sentence(s.lang, fault.New(fault.PayeeUnconfirmed, a.Payee.Name, a.Payee.Account)))
		fmt.Fprintln(s.err, "     ", words.Text(s.lang, words.CLIPayeeHint, lower(a.Amount.Currency)))
		return exit{exitRefused}
	case a.State == payment.Refused, a.State == payment.Unmatched:
		fmt.Fprint(s.err, sentence(s.lang, problemOf(a, a.Problem)))
		return exit{exitRefused}
	case a.State == payment.Reserved, a.State == payment.Requested, a.State == payment.Unknown:
		problem := a.Problem
		if problem == "" {
			problem = fault.GatewayTimeout
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
func problemOf(a payment.Attempt, problem fault.Code) error {
	switch {
	case a.Detail == "":
		return fault.New(problem)
	case problem == fault.QRAccount:
		return fault.New(problem, a.Detail) // whom it would have paid
	}
	return fault.New(problem).Because(errors.New(a.Detail))
}

// drainTime is how long a command waits for its paper.
const drainTime = 15 * time.Second

// paper waits for what is being printed. Paper changes nothing of the payment.
func (s *session) paper(shop *app.Shop) {
	err := s.drain(shop)
	if code := (exit{}); err != nil && !errors.As(err, &code) {
		fmt.Fprint(s.err, sentence(s.lang, err))
	}
}

// drain waits until the print queue is empty, and says what kept the paper back.
// Ctrl+C ends the wait: what was not printed then waits in the queue.
func (s *session) drain(shop *app.Shop) error {
	ctx, cancel := context.WithTimeout(s, drainTime)
	defer cancel()
	snapshots, unsubscribe := shop.Till.Subscribe()
	defer unsubscribe()
	for {
		waiting, problem := 0, fault.Code("")
		for _, p := range shop.Till.Snapshot().Printers {
			waiting += p.Waiting
			if problem == "" {
				problem = p.Problem
			}
		}
		switch {
		case waiting == 0 && problem != "":
			return fault.New(problem)
		case waiting == 0:
			return nil
		}
		select {
		case <-snapshots:
		case <-ctx.Done():
			if s.Err() != nil {
				fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPaperWaits, waiting))
				return exit{exitPrinter}
			}
			return fault.New(fault.PrinterUnreachable)
		}
	}
}
