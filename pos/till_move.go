package pos

import (
	"context"
	"maps"
	"slices"
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
)

// move is everything that one command or event changes, before it is committed.
type move struct {
	before, after payment.Attempt
	now           time.Time
	sale          sale.Sale
	reference     string // the bank's, where a manager entered it
	batch         Batch
	alert         payment.AlertKind // "" for none
}

// moveOf applies an event to an attempt. Nothing is committed yet.
func (t *Till) moveOf(ctx context.Context, before payment.Attempt, e payment.Event, now time.Time) (move, error) {
	after, effects, err := t.applied(before, e, now)
	if err != nil {
		return move{}, err
	}
	m := move{before: before, after: after, now: now}
	if err := t.applyEffects(ctx, &m, effects); err != nil {
		return move{}, err
	}
	m.batch.Attempts = append([]payment.Attempt{m.after}, m.batch.Attempts...)
	m.batch.Outcomes = append(t.outcomes(before, m.after, now), m.batch.Outcomes...)
	if !m.polled() {
		m.batch.Facts = append([]journal.Fact{{Kind: facts.AttemptMoved, Payload: facts.Moved{From: before.State, Attempt: m.after}}}, m.batch.Facts...)
	}
	return m, nil
}

// applied applies an event, and assigns its outcome and money to the current period.
func (t *Till) applied(before payment.Attempt, e payment.Event, now time.Time) (payment.Attempt, []payment.Effect, error) {
	after, effects, err := before.Apply(e, now)
	if after.State != before.State {
		after.OutcomeZ = t.drawer.period()
	}
	if after.Received != before.Received {
		after.MoneyZ = t.drawer.period()
	}
	return after, effects, err
}

// polled reports whether an event changed nothing but the count of polls and the last
// problem. That is no fact: an outage would fill the journal.
func (m move) polled() bool {
	before := m.before
	before.LastVerify, before.Verifies = m.after.LastVerify, m.after.Verifies
	before.Problem, before.Detail = m.after.Problem, m.after.Detail
	return before == m.after
}

// onlyPolled reports whether an event needs no commit at all. A new problem does, so that
// it survives a restart; so does a recheck, so that it is not repeated for ever.
func (m move) onlyPolled() bool {
	was, wanted := m.before.NextRecheck()
	is, still := m.after.NextRecheck()
	return m.polled() && m.before.Problem == m.after.Problem && was.Equal(is) && wanted == still && m.alert == ""
}

// alerts maps effects to the alerts that they raise.
var alerts = map[payment.Effect]payment.AlertKind{
	payment.EffectAlert: payment.AlertOtherAccount, payment.EffectUnclear: payment.AlertPaidUnclear, payment.EffectUnknown: payment.AlertOutcomeUnknown,
}

func (t *Till) applyEffects(ctx context.Context, m *move, effects []payment.Effect) error {
	if len(effects) == 0 {
		return nil
	}
	s, err := t.knownSale(ctx, m.before.Sale)
	if err != nil {
		return err
	}
	m.sale = s
	for _, e := range effects {
		open := m.sale.State == sale.Open
		due, known := m.sale.BalanceDue(m.after.Amount.Currency)
		wanted := open && known && due.Covers(m.after.Amount)
		switch {
		case (e == payment.EffectComplete || e == payment.EffectLate) && wanted:
			m.after = m.after.To(payment.Paid, m.now)
			if err := t.payWith(ctx, m, m.after.Amount == due); err != nil {
				return err
			}
		case e == payment.EffectDrop && m.sale.PartPaid(): // the parts stay paid
		case e == payment.EffectDrop && open:
			m.sale.State, m.sale.Z = sale.Dropped, t.drawer.period()
			m.batch.Sales = []sale.Sale{m.sale}
			m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.SaleDropped, Payload: m.sale})
		case (e == payment.EffectComplete || e == payment.EffectLate) && m.sale.PaidBy(m.after.ID):
			m.after = m.after.To(payment.Paid, m.now) // the sale has this payment among its tenders already
		case e == payment.EffectComplete, e == payment.EffectLate:
			// The sale was paid or given up otherwise: this money belongs to no sale.
			m.after = m.after.To(payment.Unmatched, m.now)
			m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.Unmatched, Payload: m.after})
		case e == payment.EffectUnmatched:
			m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.Unmatched, Payload: m.after})
		case alerts[e] != "":
			m.alert = alerts[e]
		}
	}
	return nil
}

// payWith pays the attempt's sale with it, whole or in part. A sale that becomes paid cancels
// its other attempts in progress.
func (t *Till) payWith(ctx context.Context, m *move, whole bool) error {
	tender := sale.Tender{
		Kind: sale.KHQRTender(m.after.Amount.Currency), Amount: m.after.Amount,
		Rate: m.sale.Rate, PaymentID: m.after.ID, ByHand: m.after.ByHand, Reference: m.reference,
	}
	if !whole {
		m.sale.Z = t.drawer.period()
		m.part(tender)
		return nil
	}
	if err := t.completeSale(ctx, m, tender); err != nil {
		return err
	}
	for _, other := range t.attempts.watched() {
		if other.Sale != m.sale.ID || other.ID == m.after.ID || !other.InProgress() {
			continue
		}
		cancelled, _, err := t.applied(other, payment.CancelledByCashier{}, m.now)
		if err != nil {
			return err
		}
		m.batch.Attempts = append(m.batch.Attempts, cancelled)
		m.batch.Outcomes = append(m.batch.Outcomes, t.outcomes(other, cancelled, m.now)...)
		m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.AttemptMoved, Payload: facts.Moved{From: other.State, Attempt: cancelled}})
	}
	return nil
}

// completeSale adds the last tenders, gives the sale its receipt number, and queues its
// receipt and, where the settings say so, the opening of the drawer.
func (t *Till) completeSale(ctx context.Context, m *move, tenders ...sale.Tender) error {
	number, err := t.nextReceipt(ctx, m.sale.Till, m.now)
	if err != nil {
		return err
	}
	m.sale = m.sale.Complete(number, m.now, t.settings.Int(settings.CutoffHour), tenders...)
	m.sale.Z = t.drawer.period()
	m.batch.Sales = []sale.Sale{m.sale}
	m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.SaleCompleted, Payload: m.sale})
	if opensFor(t.settings, tenders) { // first: the cashier is waiting for the drawer
		m.print(queue.Job{Kind: queue.KindDrawer, Opening: &drawer.Opening{Receipt: m.sale.Receipt}})
	}
	job, prints := t.receiptJob()
	if m.sale.NoReceipt || !prints {
		return nil
	}
	receipt, err := sale.ReceiptOf(m.sale, t.settings.Shop())
	if err != nil {
		return err
	}
	job.Receipt = &receipt
	m.print(job)
	return nil
}

// receiptJob is the print job of a receipt, without it, and whether the shop has the printer:
// the receipts' own, or the one that was chosen for them.
func (t *Till) receiptJob() (job queue.Job, prints bool) {
	job = queue.Job{Kind: queue.KindReceipt, On: t.settings.ReceiptsOn()}
	return job, t.settings.HasPrinter(job.Role())
}

// print queues a job in the commit of the move.
func (m *move) print(job queue.Job) {
	job.State, job.Queued, job.Changed = queue.Queued, m.now, m.now
	m.batch.Prints = append(m.batch.Prints, job)
	m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: facts.PrintQueued, Payload: facts.PrintOf(job)})
}

// commitMoves commits moves together, by the grants that they need, updates the till's
// memory and publishes a snapshot.
func (t *Till) commitMoves(ctx context.Context, moves []move, grants ...*Grant) error {
	_, err := t.commitCoded(ctx, moves, grants...)
	return err
}

// commitCoded is commitMoves for who needs the codes of the papers.
func (t *Till) commitCoded(ctx context.Context, moves []move, grants ...*Grant) (PaperCodes, error) {
	batch := Batch{At: moves[0].now, Settings: settings.Values{}}
	for _, m := range moves {
		batch.Sales = append(batch.Sales, m.batch.Sales...)
		batch.Attempts = append(batch.Attempts, m.batch.Attempts...)
		batch.Outcomes = append(batch.Outcomes, m.batch.Outcomes...)
		batch.Prints = append(batch.Prints, m.batch.Prints...)
		batch.Resolutions = append(batch.Resolutions, m.batch.Resolutions...)
		batch.Refunds = append(batch.Refunds, m.batch.Refunds...)
		batch.CashMoves = append(batch.CashMoves, m.batch.CashMoves...)
		batch.Counts = append(batch.Counts, m.batch.Counts...)
		if m.batch.Z != nil {
			batch.Z = m.batch.Z
		}
		batch.Facts = append(batch.Facts, m.batch.Facts...)
		maps.Copy(batch.Settings, m.batch.Settings)
	}
	for _, m := range moves {
		if m.alert != "" {
			t.raise(&batch, m)
		}
	}
	for _, alert := range batch.Alerts {
		batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.AlertRaised, Payload: alert})
	}
	done, err := t.commit(ctx, batch, grants...)
	if err != nil {
		return PaperCodes{}, err
	}
	t.remember(batch, done)
	t.publish()
	t.prints.wake()
	return done.Codes, nil
}

// raise adds a move's alert to the batch: a new one, or the unread one with the same cause,
// counted once more.
func (t *Till) raise(batch *Batch, m move) {
	_, _, key := settings.ProfileKeys(m.after.Amount.Currency)
	expected := t.settings[key]
	if now := batch.Settings[key]; now != "" {
		expected = now
	}
	alert := payment.Alert{
		Kind: m.alert, Payment: m.after.ID, Currency: m.after.Amount.Currency,
		Found: m.after.Payee, Raised: m.now, Last: m.now, Times: 1,
	}
	if m.alert == payment.AlertOtherAccount {
		alert.Expected = expected
		if expected != "" && expected == alert.Found.Account {
			alert.Differs = m.after.Detail
		}
		if alert.Found.Account == "" {
			alert.Found.Account = m.after.Detail
		}
	} else {
		alert.Money = m.after.Amount
	}
	again := func(list []payment.Alert) (payment.Alert, bool) {
		i := slices.IndexFunc(list, alert.SameCause)
		if i < 0 {
			return alert, false
		}
		before := list[i]
		before.Payment, before.Last, before.Times = alert.Payment, alert.Last, before.Times+1
		return before, true
	}
	if repeated, ok := again(batch.Alerts); ok {
		batch.Alerts[slices.IndexFunc(batch.Alerts, alert.SameCause)] = repeated
		return
	}
	alert, _ = again(t.attempts.alerts)
	batch.Alerts = append(batch.Alerts, alert)
}

// remember updates the till's memory with a committed batch.
func (t *Till) remember(batch Batch, done Committed) {
	t.drawer.keep(batch, func(of id.Sale) sale.Sale { return t.sales.parts[of] }) // before t.sales changes
	if z := batch.Z; z != nil {
		t.drawer.keepZ(*z, batch.Counts[len(batch.Counts)-1])
	}
	for _, a := range batch.Attempts {
		t.attempts.keep(a)
	}
	for key, value := range batch.Settings {
		t.settings = t.settings.With(key, value)
	}
	t.payees.keepFacts(batch.Facts)
	for _, s := range batch.Sales {
		t.sales.keep(s)
		t.attempts.keepSale(s)
	}
	t.prints.add(done.Prints)
	for i, alert := range batch.Alerts {
		alert.ID = done.AlertIDs[i]
		t.attempts.keepAlert(alert)
	}
}
