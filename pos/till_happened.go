package pos

import (
	"context"
	"slices"
	"time"
)

// Happened hands an event of a payment attempt to the till: the gateway's
// answers, the cashier's cancel, the end of a watch. It returns the attempt as
// it stands afterwards. The error's code is CodeSaleState when the state does
// not allow the event (an answer that came after a cancel, say: no fault of
// anybody), CodePaymentUnknown, or the Store's.
func (t *Till) Happened(ctx context.Context, id PaymentID, e Event) (Attempt, error) {
	var after Attempt
	err := t.do(ctx, func() (err error) {
		after, err = t.happened(ctx, id, e)
		return err
	})
	return after, err
}

func (t *Till) happened(ctx context.Context, id PaymentID, e Event) (Attempt, error) {
	before, err := t.attempt(ctx, id)
	if err != nil {
		return Attempt{}, err
	}
	now := t.now()
	t.noteGateway(e, now)
	if accepted, ok := e.(CodeAccepted); ok {
		e = t.checkPayee(before.Amount.Currency, accepted)
	}
	after, effects, err := before.Apply(e, now)
	if err != nil {
		t.publish()
		return before, err
	}
	if onlyPolled(before, after) {
		if after.Watched {
			t.watching[id] = after
		}
		t.publish()
		return after, nil
	}
	m := move{before: before, after: after, now: now}
	if err := t.applyEffects(ctx, &m, effects); err != nil {
		return before, err
	}
	t.pinPayee(&m, e)
	m.batch.At = now
	m.batch.Attempts = []Attempt{m.after}
	m.batch.Facts = append([]Fact{{FactAttemptMoved, movedFact{before.State, m.after}}}, m.batch.Facts...)
	done, err := t.commit(ctx, m.batch)
	if err != nil {
		return before, err
	}
	t.remember(m, done)
	t.publish()
	t.wakePrinter()
	return m.after, nil
}

// attempt finds an attempt in memory or, when its watch is over, in the Store.
func (t *Till) attempt(ctx context.Context, id PaymentID) (Attempt, error) {
	if a, ok := t.watching[id]; ok {
		return a, nil
	}
	return t.store.Attempt(ctx, id)
}

// onlyPolled reports that nothing changed but the count of polls: not worth a
// commit.
func onlyPolled(before, after Attempt) bool {
	before.LastVerify, before.Verifies = after.LastVerify, after.Verifies
	return before == after
}

// move gathers what one event changes.
type move struct {
	before, after Attempt
	now           time.Time
	sale          Sale
	batch         Batch
	unclaimed     bool
}

func (t *Till) applyEffects(ctx context.Context, m *move, effects []Effect) error {
	if len(effects) == 0 {
		return nil
	}
	sale, err := t.store.Sale(ctx, m.before.Sale)
	if err != nil {
		return err
	}
	m.sale = sale
	for _, e := range effects {
		switch {
		case e == EffectComplete && sale.State == SaleOpen:
			if err := t.complete(ctx, m); err != nil {
				return err
			}
		case e == EffectDrop && sale.State == SaleOpen:
			m.sale.State = SaleDropped
			m.batch.Sales = []Sale{m.sale}
			m.batch.Facts = append(m.batch.Facts, Fact{FactSaleDropped, m.sale})
		case e == EffectComplete:
			// The sale was paid or given up otherwise: this money has no home.
			m.after = m.after.to(AttemptUnclaimed, m.now)
			m.claimless()
		case e == EffectUnclaimed:
			m.claimless()
		}
	}
	return nil
}

func (m *move) claimless() {
	m.unclaimed = m.before.State != AttemptUnclaimed
	m.batch.Facts = append(m.batch.Facts, Fact{FactUnclaimed, m.after})
}

// complete gives the sale its receipt number and queues its receipt.
func (t *Till) complete(ctx context.Context, m *move) error {
	year := m.now.In(PhnomPenh).Year()
	last, err := t.store.LastReceipt(ctx, m.sale.Till, year)
	if err != nil {
		return err
	}
	tender := Tender{
		Kind: KHQRTender(m.after.Amount.Currency), Amount: m.after.Received,
		Rate: m.sale.Rate, PaymentID: m.after.ID,
	}
	m.sale = m.sale.Complete(tender, ReceiptNumber{m.sale.Till, year, last + 1}, m.now, t.settings.Int(SettingCutoffHour))
	m.batch.Sales = []Sale{m.sale}
	m.batch.Facts = append(m.batch.Facts, Fact{FactSaleCompleted, m.sale})
	if m.sale.NoReceipt || t.settings.Get(SettingPrinterLink) == "" {
		return nil
	}
	receipt, err := ReceiptOf(m.sale, t.settings.Shop())
	if err != nil {
		return err
	}
	job := PrintJob{Kind: PrintReceipt, State: PrintQueued, Receipt: &receipt, Queued: m.now, Changed: m.now}
	m.batch.Prints = []PrintJob{job}
	m.batch.Facts = append(m.batch.Facts, Fact{FactPrintQueued, printFactOf(job)})
	return nil
}

// checkPayee refuses a code that pays another account than the pinned one. The
// gateway's own check reads the account before the call; this one holds when
// two first codes come at once.
func (t *Till) checkPayee(c Currency, e CodeAccepted) Event {
	_, _, key := ProfileKeys(c)
	if pinned := t.settings[key]; pinned != "" && pinned != e.Payee.Account {
		return CodeRejected{Reason: CodeQRAccount, Detail: e.Payee.Account}
	}
	return e
}

// pinnedFact is the payload of FactPayeePinned.
type pinnedFact struct {
	Currency Currency `json:"currency"`
	Payee    Payee    `json:"payee"`
}

// pinPayee keeps the account of the first good code: from then on a code that
// pays anybody else is refused.
func (t *Till) pinPayee(m *move, e Event) {
	accepted, ok := e.(CodeAccepted)
	_, _, key := ProfileKeys(m.after.Amount.Currency)
	if !ok || t.settings[key] != "" {
		return
	}
	m.batch.Settings = Settings{key: accepted.Payee.Account}
	m.batch.Facts = append(m.batch.Facts, Fact{FactPayeePinned, pinnedFact{m.after.Amount.Currency, accepted.Payee}})
}

// remember takes a committed move into memory.
func (t *Till) remember(m move, done Committed) {
	id := m.after.ID
	if m.after.Watched {
		t.watching[id] = m.after
	} else {
		delete(t.watching, id)
	}
	t.ended = slices.DeleteFunc(t.ended, func(a Attempt) bool { return a.ID == id })
	if !m.after.InProgress() {
		t.ended = append(t.ended, m.after)
	}
	if m.unclaimed {
		t.unclaimed++
	}
	for key, value := range m.batch.Settings {
		t.settings = t.settings.with(key, value)
	}
	if m.sale.State == SaleCompleted {
		t.receipts[id] = m.sale.Receipt
		t.today = t.today.plus(m.sale)
	}
	for i, job := range m.batch.Prints {
		job.ID = done.PrintIDs[i]
		t.prints = append(t.prints, job)
	}
}

// noteGateway keeps what the answers say of the bank link.
func (t *Till) noteGateway(e Event, now time.Time) {
	var problem Code
	switch e := e.(type) {
	case OutcomeUnknown:
		problem = e.Reason
	case GatewayRefused:
		switch e.Reason {
		case CodeProfileMissing, CodeSettingInvalid, CodeInternal:
			return // nothing left the till
		}
	case CodeAccepted, CodeRejected, VerifiedPaid, VerifiedUnpaid:
	default:
		return
	}
	if !t.gateway.Known || t.gateway.Problem != problem {
		t.gateway = GatewayStatus{Known: true, Problem: problem, Since: now}
	}
}
