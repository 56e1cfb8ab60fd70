package storage

import (
	"context"
	"fmt"

	"psar/pos/finding"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
)

// writeOutcomes stores outcomes in the commit of the change that they are of. The same
// outcome of a payment twice in a period on one day is one row with the sum.
func writeOutcomes(tx transaction, all []payment.Outcome) error {
	for _, o := range all {
		number, err := paymentNumber(o.Payment)
		if err != nil {
			return err
		}
		_, err = tx.exec(`INSERT INTO outcomes (payment_id, kind, z, day, at_ms, amount_minor, currency) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (payment_id, kind, z, day, currency) DO UPDATE SET amount_minor = amount_minor + excluded.amount_minor`,
			number, o.Kind, o.Z, o.Day, millis(o.At), o.Money.Minor, o.Money.Currency)
		if err != nil {
			return err
		}
	}
	return nil
}

// waiting are the states of a payment without an outcome.
const waiting = "('reserved', 'requested', 'shown')"

// qrControl counts the payments requested in a scope, and the outcomes in it, whenever their
// payments were requested.
func qrControl(ctx context.Context, q querier, s scope) (c report.QRControl, err error) {
	into := map[payment.OutcomeKind]*int{
		payment.OutcomePaid: &c.Paid, payment.OutcomeCancelled: &c.Cancelled, payment.OutcomeExpired: &c.Expired,
		payment.OutcomeRefused: &c.Refused, payment.OutcomeLate: &c.Late, payment.OutcomeResolved: &c.Resolved,
		payment.OutcomeNotKnown: &c.Unknown, payment.OutcomeMismatch: &c.Mismatch,
	}
	rows, err := q.QueryContext(ctx, "SELECT kind, count(DISTINCT payment_id) FROM outcomes WHERE "+s.of("outcomes")+" GROUP BY kind", s.from, s.to)
	err = each(rows, err, func(scan func(...any) error) error {
		var kind payment.OutcomeKind
		var n int
		err := scan(&kind, &n)
		if count := into[kind]; count != nil {
			*count = n
		}
		return err
	})
	if err != nil {
		return c, err
	}
	if c.Unmatched, err = tallies(ctx, q, unresolved(s), s.from, s.to); err != nil {
		return c, err
	}
	err = q.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM attempts WHERE `+s.of("attempts")+`),
		(SELECT count(*) FROM attempts WHERE `+s.of("attempts")+` AND state IN `+waiting+`),
		coalesce((SELECT CAST((o.at_ms - a.created_ms) / 1000 AS INTEGER) FROM outcomes o CROSS JOIN attempts a ON a.id = o.payment_id
			WHERE o.kind = 'paid' AND `+s.of("o")+` ORDER BY o.at_ms - a.created_ms LIMIT 1 OFFSET ?3 / 2), 0)`, s.from, s.to, c.Paid).
		Scan(&c.Asked, &c.Open, &c.Wait)
	return c, err
}

// unresolved selects, per currency, how many payments received unmatched money in a scope,
// and how much of it was unresolved at the scope's end. What was resolved later is not
// subtracted: a report of the past stays the same.
func unresolved(s scope) string {
	return `SELECT currency, count(*), ` + total("rest") + ` FROM (
			SELECT o.currency, ` + total("iif(o.kind = 'late', o.amount_minor, -o.amount_minor)") + ` AS rest
			FROM (SELECT DISTINCT payment_id FROM outcomes WHERE kind = 'late' AND ` + s.of("outcomes") + `) l
			CROSS JOIN outcomes o ON o.payment_id = l.payment_id
			WHERE o.kind IN ('late', 'settled') AND o.` + s.column + ` <= ?2
			GROUP BY o.payment_id, o.currency
		) WHERE rest > 0 GROUP BY currency`
}

// outcomesAgree compares the outcomes with those that the view outcomes_told derives from
// the journal. The day is not compared: the cutoff hour may have changed.
func outcomesAgree(ctx context.Context, q *telling, found *findings) error {
	if same, err := q.outcomes.stored(ctx, q); err != nil || same {
		return err
	}
	// One pass of the view, which sorts every fact about a payment.
	const query = `SELECT payment_id, kind, z, currency, sum(iif(told, amount_minor, 0)), sum(iif(told, 0, amount_minor)), max(told), min(told) FROM (
			SELECT payment_id, kind, z, currency, amount_minor, 1 AS told FROM outcomes_told
			UNION ALL SELECT payment_id, kind, z, currency, amount_minor, 0 FROM outcomes)
		GROUP BY payment_id, kind, z, currency HAVING sum(iif(told, amount_minor, -amount_minor)) <> 0 OR max(told) = min(told)
		ORDER BY payment_id, kind, z, currency`
	rows, err := q.QueryContext(ctx, query)
	return each(rows, err, func(scan func(...any) error) error {
		var kind string
		var number, z int64
		var says, has money.Money
		var currency money.Currency
		var told, lacks bool
		if err := scan(&number, &kind, &z, &currency, &says.Minor, &has.Minor, &told, &lacks); err != nil {
			return err
		}
		says.Currency, has.Currency = currency, currency
		f := finding.Finding{Kind: finding.Differs, Table: finding.Outcomes, ID: fmt.Sprintf("%d %s Z%d", number, kind, z)}
		left, right := fieldAs("amount", says.Display()), fieldAs("amount", has.Display())
		switch {
		case told && lacks:
			f.Kind, right = finding.Gone, ""
		case !told:
			f.Kind, left = finding.Untold, ""
		}
		found.add(f, has, func() (string, string) { return left, right })
		return nil
	})
}
