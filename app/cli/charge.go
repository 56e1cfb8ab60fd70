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
	"psar/pos/queue"
	"psar/pos/settings"
)

// charge is what sell and link have in common: a payment is charged, its code or link
// is shown, and it is followed until it is paid or the wait ends.
type charge struct {
	amount, currency string   // the arguments
	file             app.File // of the QR picture, without a path for none
	wait             time.Duration
	papers           []queue.Kind // what is printed: wait for it
	request          pos.ChargeRequest
	asking           words.Key // printed once the attempt is recorded; "" for nothing

	// give shows the code or link to the customer: first on the terminal, then on
	// paper.
	give func(*app.Shop, payment.Attempt) error
}

// charge charges a payment, follows it, and returns the attempt and the receipt as they
// are when the last worker has stopped, so that nothing can change after the command's
// output. A payment that came in counts, whatever else ended the wait. Once an attempt
// exists, the error is an unfinished.
func (s *session) charge(c charge) (payment.Attempt, id.Receipt, error) {
	none := id.Receipt{}
	amount, err := s.parseCharge(c.amount, c.currency, c.file)
	if err != nil {
		return payment.Attempt{}, none, err
	}
	shop, err := s.openShop()
	if err != nil {
		return payment.Attempt{}, none, err
	}
	defer shop.Close()
	if err := canPrint(shop, c.papers...); err != nil {
		return payment.Attempt{}, none, err
	}
	s.sayLeftOpen(shop.Till.Snapshot().Shift, shop.Till.Snapshot().Day)
	snapshots, unsubscribe := shop.Till.Subscribe()
	defer unsubscribe()
	if err := noKey(shop, amount.Currency); err != nil {
		return payment.Attempt{}, none, err
	}
	shop.StartWorkers()
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
	if len(c.papers) > 0 && err == nil {
		s.paper(shop)
	}
	shop.StopWorkers()
	now := shop.Till.Snapshot()
	if a, ok := now.Attempt(attempt.ID); ok {
		attempt = a
	}
	switch {
	case err == nil:
	case attempt.State == payment.Paid:
		fmt.Fprint(s.err, s.sentence(err))
	default:
		return attempt, none, unfinished{err, attempt}
	}
	return attempt, now.Receipts[attempt.ID], nil
}

// giveOrCancel shows a code or a link. If that fails, nobody is expected to pay: the
// attempt is cancelled, and still watched in case somebody saw it.
func (s *session) giveOrCancel(shop *app.Shop, a payment.Attempt, give func(*app.Shop, payment.Attempt) error) error {
	err := give(shop, a)
	if err == nil || s.Err() != nil && errors.Is(err, s.Err()) {
		return nil // Ctrl+C ends the wait; the payment goes on
	}
	if now, ok := shop.Till.Snapshot().Attempt(a.ID); ok && !now.InProgress() {
		return err
	}
	if _, cancelErr := shop.Till.Happened(context.WithoutCancel(s), a.ID, payment.CancelledByCashier{}); cancelErr != nil {
		return errors.Join(err, cancelErr)
	}
	return err
}

// unfinished is an error after an attempt was recorded. It names the attempt, which may
// still be paid.
type unfinished struct {
	error
	attempt payment.Attempt
}

func (u unfinished) Unwrap() error { return u.error }

// parseCharge reads an amount, and makes sure that file can be written before a code
// is made: a code that nobody can see must not be made. An existing file stays until
// the new picture replaces it.
func (s *session) parseCharge(amount, currency string, file app.File) (money.Money, error) {
	m, err := amountOf(amount, currency)
	if err != nil {
		return money.Money{}, err
	}
	if err := m.CheckCharge(); err != nil || file.Path == "" {
		return m, err
	}
	return m, s.files().canWrite(file)
}

// canPrint returns an error if a paper is wanted for which the shop has no printer.
func canPrint(shop *app.Shop, papers ...queue.Kind) error {
	values := shop.Till.Snapshot().Settings
	for _, kind := range papers {
		job := queue.Job{Kind: kind}
		if kind == queue.KindReceipt {
			job.On = values.ReceiptsOn()
		}
		if !values.HasPrinter(job.Role()) {
			return fault.New(fault.PrinterMissing)
		}
	}
	return nil
}

// noKey refuses a charge that no key is set for: the gateway would not be asked either, and a
// payment's id would be said that nobody can pay. A keyring that doesn't answer is asked again
// with the payment.
func noKey(shop *app.Shop, c money.Currency) error {
	id, secret, _ := settings.ProfileKeys(c)
	if shop.Till.Snapshot().Settings.Get(id) == "" {
		return nil // the till says it
	}
	if key, err := shop.Secrets.Secret(secret); err == nil && key == "" {
		return refusedBefore{fault.New(fault.ProfileMissing, c)}
	}
	return nil
}

// refusedBefore is an error that refused a payment before there was one.
type refusedBefore struct{ error }

func (r refusedBefore) Unwrap() error { return r.error }

// wanted lists the papers that flags ask for.
func wanted(slip, receipt bool) (papers []queue.Kind) {
	if slip {
		papers = append(papers, queue.KindSlip)
	}
	if receipt {
		papers = append(papers, queue.KindReceipt)
	}
	return papers
}

func (s *session) writeQR(code qr.Code, file app.File) error {
	return s.files().writeWhole(s, file, func(w io.Writer) error { return code.WritePNG(w, 8) })
}

// follow follows an attempt until it ends or the wait is over. It calls shown when the
// code or link may be shown, and asks a manager about a held code. With a wait of 0 or
// less it returns when there is something to show.
func (s *session) follow(shop *app.Shop, snapshots <-chan pos.Snapshot, a payment.Attempt, wait time.Duration, shown func(payment.Attempt) error) (payment.Attempt, error) {
	patience := wait
	if wait <= 0 {
		patience = firstAnswer
	}
	over := time.NewTimer(patience)
	defer over.Stop()
	waits := s.waiting()
	defer waits.stop()
	seen := false
	for a.InProgress() {
		select {
		case snapshot := <-snapshots:
			if now, ok := snapshot.Attempt(a.ID); ok {
				a = now
			}
		case <-waits.ticks:
			s.sayWaits(waits, a)
		case <-over.C:
			return a, nil
		case <-s.Done():
			return a, nil
		}
		switch {
		case a.AwaitsPayee():
			if answered, err := s.askPayee(shop, a); err != nil || !answered {
				return a, err
			}
			over.Reset(patience) // the manager's time to answer is not the customer's
		case a.State == payment.Shown && !seen:
			seen = true
			if err := shown(a); err != nil || wait <= 0 {
				return a, err
			}
		}
	}
	return a, nil
}

// sayWaits says what an attempt waits for.
func (s *session) sayWaits(w *waiting, a payment.Attempt) {
	switch {
	case a.State == payment.Shown:
		w.say(words.CLIWaitsMoney)
	case a.Problem != "":
		w.say(words.CLIWaitsProblem, words.ErrorMessage(s.lang, string(a.Problem)))
	default:
		w.say(words.CLIWaitsBank)
	}
}

// firstAnswer is how long a command without a wait waits for something to show.
const firstAnswer = 30 * time.Second

// outcome prints how the wait ended, and returns an exit with the code for it.
func (s *session) outcome(a payment.Attempt, receipt id.Receipt) error {
	switch {
	case a.State == payment.Paid:
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPaid, a.Amount.Display(), receipt))
		return nil
	case a.AwaitsPayee():
		if a.Problem == fault.PayeeDiffers {
			fmt.Fprint(s.err, sentence(s.lang, fault.New(fault.PayeeDiffers, a.Detail)))
		} else {
			fmt.Fprint(s.err, sentence(s.lang, fault.New(fault.PayeeUnconfirmed, a.Payee.Name, a.Payee.Account)))
		}
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

// problemOf is the error that keeps an attempt from being paid. Its detail, for
// support, follows the sentence and the hint.
func problemOf(a payment.Attempt, problem fault.Code) error {
	switch {
	case a.Detail == "":
		return fault.New(problem)
	case problem == fault.QRAccount:
		return fault.New(problem, a.Detail) // the account that it would have paid
	}
	return fault.New(problem).Because(errors.New(a.Detail))
}

// drainTime is how long a command waits for its print jobs.
const drainTime = 15 * time.Second

// paper waits for the print jobs. Their failure does not change the command's result.
func (s *session) paper(shop *app.Shop) {
	err := s.drain(shop)
	if code := (exit{}); err != nil && !errors.As(err, &code) {
		fmt.Fprint(s.err, s.sentence(err))
	}
}

// drain waits until the print queue is empty. The error is what keeps a job from being
// printed. Ctrl+C ends the wait; the jobs stay in the queue.
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
			if p.Waiting > 0 && (p.Problem == fault.PrinterFile || p.Problem == fault.PrinterFileOther) {
				return fault.New(p.Problem, p.Link) // waiting doesn't mend it
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
