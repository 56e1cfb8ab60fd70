package pos

import (
	"context"
	"errors"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// load reads the shop's state from the Store.
func (t *Till) load(ctx context.Context) error {
	var err error
	if t.settings, err = t.store.Settings(ctx); err != nil {
		return err
	}
	if t.attempts, err = openAttempts(ctx, t.store, t.settings.Int(settings.TillNumber), t.now()); err != nil {
		return err
	}
	if err := t.loadTaken(ctx); err != nil {
		return err
	}
	pins, err := t.store.Payees(ctx)
	if err != nil {
		return err
	}
	t.payees.put(pins)
	rates, err := t.store.Rates(ctx, 1)
	if err != nil {
		return err
	}
	if len(rates) > 0 {
		t.rateConfirmed = rates[0].At
	}
	if t.sales, err = openSales(ctx, t.store, t.settings.Int(settings.TillNumber)); err != nil {
		return err
	}
	if t.drawer, err = openDrawer(ctx, t.store); err != nil {
		return err
	}
	if err := t.authority.load(ctx); err != nil {
		return err
	}
	if t.prints, err = openPrints(ctx, t.store); err != nil {
		return err
	}
	if err := t.holdPrints(ctx); err != nil {
		return err
	}
	if err := t.loadTraces(ctx); err != nil {
		return err
	}
	return t.loadDay(ctx)
}

// loadTaken reads what is taken off the sales that are asked for. One that can't be read shows
// nothing of it.
func (t *Till) loadTaken(ctx context.Context) error {
	for _, a := range t.attempts.watched() {
		if !a.InProgress() {
			continue
		}
		if s, err := t.store.Sale(ctx, a.Sale); err == nil {
			t.attempts.keepSale(s)
		}
	}
	return ctx.Err()
}

func (t *Till) loadDay(ctx context.Context) error {
	day := t.day(t.now())
	report, err := t.store.Report(ctx, day, day)
	if err != nil {
		return err
	}
	t.sales.today = report
	return nil
}

// dayCheck is how often the till looks whether a new business day has begun.
const dayCheck = 20 * time.Second

// turnDays starts new business days until the context ends.
func (t *Till) turnDays(ctx context.Context) {
	ticker := time.NewTicker(dayCheck)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			t.turnDay(ctx)
			_ = t.do(ctx, t.stay)      // the next look tries again
			_ = t.do(ctx, t.heedAgain) // and here
		case <-ctx.Done():
			return
		}
	}
}

var errSameDay = errors.New("pos: the business day goes on")

// turnDay starts a new business day's totals where one has begun. When the Store cannot be
// read the old day stays on the screens, and the next check tries again.
func (t *Till) turnDay(ctx context.Context) {
	var day money.Day
	var begun report.Report
	_ = t.doAfter(ctx, longRead{
		prepare: func() error {
			t.attempts.forgetRechecks(t.now())
			if day = t.day(t.now()); day == t.sales.today.First {
				return errSameDay
			}
			return nil
		},
		mark: t.committed,
		read: func() (err error) {
			begun, err = t.store.Report(ctx, day, day)
			return err
		},
	}, func() error {
		t.sales.today = begun
		t.publish()
		return nil
	})
}

// recover cleans up after an interrupted run. An attempt that was reserved but never sent
// can have no code: it is cancelled, and so is one whose code is in doubt. A job that was printing becomes one of unknown
// outcome. Everything else is still watched and needs nothing.
func (t *Till) recover(ctx context.Context, cfg TillConfig) error {
	now := t.now()
	batch := Batch{At: now, Facts: []journal.Fact{{Kind: facts.TillOpened, Payload: facts.Opened{Version: cfg.Version, Training: t.training, Command: cfg.Brief, Unnoted: !t.store.Noted()}}}}
	t.traceRun(&batch)
	t.traceElsewhere(&batch, cfg.Trained)
	batch.Prints = append(t.prints.interrupted(now), t.prints.late...)
	for _, j := range batch.Prints {
		batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.PrintEnded, Payload: facts.PrintOf(j)})
	}
	if _, err := t.commit(ctx, batch); err != nil {
		return err
	}
	for _, j := range batch.Prints {
		t.prints.put(j)
	}
	return t.endUnsent(ctx, now)
}

// endUnsent cancels the attempts of an interrupted run that can have no code, each by itself: one
// whose rows somebody else has written into, so that they can't be read or written, must not keep
// the till from opening, nor its period from being closed.
func (t *Till) endUnsent(ctx context.Context, now time.Time) error {
	for _, a := range t.attempts.watched() {
		e := payment.Event(payment.NeverSent{})
		if a.State == payment.Shown && a.Channel == payment.ChannelQR && a.QR == "" { // its code is in doubt
			e = payment.CancelledByCashier{}
		}
		next, _, err := t.applied(a, e, now)
		if err != nil { // it goes on
			_, err = t.store.Sale(ctx, a.Sale)
		} else if err = t.endAttempt(ctx, a, next, now); err == nil {
			t.attempts.removeUnsent(a.ID)
		}
		switch {
		case err == nil:
		case fault.CodeOf(err) != fault.Internal:
			return err
		default:
			t.passOver(ctx, a)
		}
	}
	return nil
}

// passOver takes it that an attempt can't end, because of what somebody else has written into its
// rows: nothing waits for it any more, and an alert names it. It stays watched.
func (t *Till) passOver(ctx context.Context, a payment.Attempt) {
	t.attempts.stuck[a.ID] = true
	t.store.PassedOver(ctx, finding.Attempts, string(a.ID), a)
}

// endAttempt makes durable that an attempt has ended, and gives its sale up.
func (t *Till) endAttempt(ctx context.Context, a, next payment.Attempt, now time.Time) error {
	s, err := t.knownSale(ctx, a.Sale)
	if err != nil {
		return err
	}
	batch := Batch{
		At: now, Attempts: []payment.Attempt{next}, Outcomes: t.outcomes(a, next, now),
		Facts: []journal.Fact{{Kind: facts.AttemptMoved, Payload: facts.Moved{From: a.State, Attempt: next}}},
	}
	if s.State == sale.Open && !s.PartPaid() {
		s.State, s.Z = sale.Dropped, t.drawer.period()
		batch.Sales = append(batch.Sales, s)
		batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.SaleDropped, Payload: s})
	}
	_, err = t.commit(ctx, batch)
	return err
}
