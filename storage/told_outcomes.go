package storage

import (
	"context"
	"slices"

	"psar/pos/money"
	"psar/pos/payment"
)

// toldOutcomes derives the outcomes of payments from their facts, as the till did from the
// attempts themselves.
type toldOutcomes struct {
	z      int32 // of the period that the next fact is of
	before map[int64]packedAttempt
	sums   map[outcomeKey]int64
	names  []string
	unread bool // a fact that can't be read may tell of others
}

// outcomeKey is an outcome of a payment in a period, on however many days.
type outcomeKey struct {
	payment        int64
	z              int32
	kind, currency uint8 // by name
}

// packedAttempt is of an attempt what its outcomes depend on.
type packedAttempt struct {
	amount, received, resolved int64
	state                      uint8 // by name, as the currencies
	currency, in, resolvedIn   uint8
}

// mostNames bounds the states, kinds and currencies: there are a dozen.
const mostNames = 200

// name returns the number of a name.
func (t *toldOutcomes) name(name string) uint8 {
	at := slices.Index(t.names, name)
	if at < 0 && len(t.names) < mostNames {
		at, t.names = len(t.names), append(t.names, name)
	}
	if at < 0 {
		at, t.unread = 0, true
	}
	return uint8(at)
}

func (t *toldOutcomes) pack(a payment.Attempt) packedAttempt {
	currency := func(m money.Money) uint8 { return t.name(string(m.Currency)) }
	return packedAttempt{
		amount: a.Amount.Minor, received: a.Received.Minor, resolved: a.Resolved.Minor,
		state: t.name(string(a.State)), currency: currency(a.Amount), in: currency(a.Received), resolvedIn: currency(a.Resolved),
	}
}

func (t *toldOutcomes) unpack(p packedAttempt) payment.Attempt {
	of := func(minor int64, currency uint8) money.Money {
		return money.Money{Minor: minor, Currency: money.Currency(t.names[currency])}
	}
	return payment.Attempt{
		State: payment.State(t.names[p.state]), Amount: of(p.amount, p.currency),
		Received: of(p.received, p.in), Resolved: of(p.resolved, p.resolvedIn),
	}
}

// moved takes the next fact about a payment.
func (t *toldOutcomes) moved(number int64, a payment.Attempt, read bool) {
	if !read {
		t.unread = true
		return
	}
	var before payment.Attempt
	if was, is := t.before[number]; is {
		before = t.unpack(was)
	}
	for _, o := range payment.OutcomesOf(before, a) {
		key := outcomeKey{number, t.z, t.name(string(o.Kind)), t.name(string(o.Money.Currency))}
		sum := money.Money{Minor: t.sums[key], Currency: o.Money.Currency}
		t.sums[key] = money.SumIn(sum.Currency, sum, o.Money).Minor
	}
	t.before[number] = t.pack(a)
}

// stored reports whether the table of the outcomes has these, and no others. It is asked once:
// it takes them out.
func (t *toldOutcomes) stored(ctx context.Context, q querier) (bool, error) {
	same := !t.unread
	rows, err := q.QueryContext(ctx, "SELECT payment_id, kind, z, currency, amount_minor FROM outcomes")
	err = each(rows, err, func(scan func(...any) error) error {
		var number, z, minor int64
		var kind, currency string
		if err := scan(&number, &kind, &z, &currency, &minor); err != nil {
			return err
		}
		key := outcomeKey{number, int32(z), t.name(kind), t.name(currency)}
		sum, is := t.sums[key]
		if same = same && is && int64(key.z) == z; sum == minor {
			delete(t.sums, key)
		} else { // the rest is of another day
			t.sums[key] = sum - minor
		}
		return nil
	})
	return same && len(t.sums) == 0, err
}
