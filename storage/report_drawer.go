package storage

import (
	"context"
	"slices"

	"psar/pos/drawer"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
)

// drawers adds up the cash that passed through the drawer in a period, dollars and riel. It
// begins with the float, in which what was received before it lies too, or with what the last
// close left where no float was counted.
func drawers(ctx context.Context, q querier, z int) ([]report.Drawer, error) {
	left, err := leftBy(ctx, q, z-1)
	if err != nil {
		return nil, err
	}
	opened, err := readCounts(ctx, q, "z = ? AND kind = 'open'", z)
	if err != nil {
		return nil, err
	}
	var all []report.Drawer
	for _, c := range money.Currencies() {
		d, err := cashOf(ctx, q, period(z), c)
		if err != nil {
			return nil, err
		}
		d.Float = money.Of(0, c)
		was := money.SumIn(c, left...)
		if len(opened) == 0 {
			d.Left = unlessZero(was)
		} else { // the count says what was expected then: what was left, and the cash since
			d.Float = money.SumIn(c, opened[0].Counted...)
			d.Before = unlessZero(money.SumIn(c, money.SumIn(c, opened[0].Expected...), was.Negative()))
		}
		d.Expected = money.SumIn(c, d.Float, d.Left, d.Before.Negative(), d.CashIn, d.Change.Negative(), d.Refunds.Negative(),
			d.PayIns, d.PayOuts.Negative(), d.Drops.Negative())
		all = append(all, d)
	}
	return all, nil
}

// unlessZero is an amount, or none, which a report does not write.
func unlessZero(m money.Money) money.Money {
	if m.Minor == 0 {
		return money.Money{}
	}
	return m
}

// leftBy returns what the close of a period left in the drawer; none where there was none.
func leftBy(ctx context.Context, q querier, z int) ([]money.Money, error) {
	last, err := readCounts(ctx, q, "z = ? AND kind = 'close'", z)
	if err != nil || len(last) == 0 {
		return nil, err
	}
	return last[0].Counted, nil
}

// cashOf adds up what came and went in a currency.
func cashOf(ctx context.Context, q querier, s scope, c money.Currency) (report.Drawer, error) {
	change := map[money.Currency]string{money.USD: "change_usd_minor", money.KHR: "change_khr_minor"}[c]
	d := report.Drawer{Currency: c}
	// A part-paid sale always belongs to the current period.
	err := q.QueryRowContext(ctx, `SELECT
		(SELECT coalesce(`+total("t.amount_minor")+`, 0) FROM sales s CROSS JOIN tenders t ON t.sale_id = s.id
			WHERE t.kind = ?3 AND `+s.completed("s")+`)
		+ (SELECT coalesce(`+total("t.amount_minor")+`, 0) FROM sales s CROSS JOIN tenders t ON t.sale_id = s.id
			WHERE t.kind = ?3 AND s.state = 'open' AND `+s.of("s")+`),
		(SELECT coalesce(`+total(change)+`, 0) FROM sales WHERE `+s.completed("sales")+`),
		(SELECT coalesce(`+total("t.amount_minor")+`, 0) FROM refunds r CROSS JOIN refund_tenders t ON t.refund_id = r.id
			WHERE t.kind = ?3 AND `+s.of("r")+`),
		(SELECT coalesce(`+total("amount_minor")+`, 0) FROM cash_moves WHERE kind = 'pay_in' AND currency = ?4 AND `+s.of("cash_moves")+`),
		(SELECT coalesce(`+total("amount_minor")+`, 0) FROM cash_moves WHERE kind = 'pay_out' AND currency = ?4 AND `+s.of("cash_moves")+`),
		(SELECT coalesce(`+total("amount_minor")+`, 0) FROM cash_moves WHERE kind = 'drop' AND currency = ?4 AND `+s.of("cash_moves")+`)`,
		s.from, s.to, sale.CashTender(c), c).
		Scan(&d.CashIn.Minor, &d.Change.Minor, &d.Refunds.Minor, &d.PayIns.Minor, &d.PayOuts.Minor, &d.Drops.Minor)
	for _, m := range []*money.Money{&d.CashIn, &d.Change, &d.Refunds, &d.PayIns, &d.PayOuts, &d.Drops} {
		m.Currency = c
	}
	return d, err
}

// fillCash lists the counts of a scope that were over or short, and its cash movements.
func fillCash(ctx context.Context, q querier, r *report.Report, s scope) (err error) {
	if r.OverShort, err = differences(ctx, q, s); err != nil {
		return err
	}
	where := s.of("cash_moves")
	if r.Moves, err = readMoves(ctx, q, where+" ORDER BY id LIMIT ?3", s.from, s.to, report.MaxMoves); err != nil || len(r.Moves) < report.MaxMoves {
		return err
	}
	err = q.QueryRowContext(ctx, "SELECT count(*) - ?3 FROM cash_moves WHERE "+where, s.from, s.to, report.MaxMoves).Scan(&r.MoreMoves)
	return err
}

// differences reads the counts of the periods that a scope touches, and returns what those of
// the scope itself were over or short by.
func differences(ctx context.Context, q querier, s scope) (all []drawer.Difference, err error) {
	counts, err := readCounts(ctx, q, "z IN (SELECT z FROM counts WHERE "+s.of("counts")+")", s.from, s.to)
	if err != nil {
		return nil, err
	}
	for len(counts) > 0 {
		n := 1
		for n < len(counts) && counts[n].Z == counts[0].Z {
			n++
		}
		for _, d := range drawer.Differences(counts[:n]) {
			if first, byDay := s.from.(money.Day); byDay && (d.Day < first || d.Day > s.to.(money.Day)) {
				continue
			}
			all = append(all, d)
		}
		counts = counts[n:]
	}
	return all, nil
}

// auditCash adds the counts that were over or short and the cash movements to an audit, which
// has its traces: all in the order of time.
func auditCash(ctx context.Context, q querier, r *report.Report, s scope, counts map[report.AuditCount]int) error {
	differing, err := differences(ctx, q, s)
	if err != nil {
		return err
	}
	moves, err := readMoves(ctx, q, s.of("cash_moves")+" ORDER BY id", s.from, s.to)
	if err != nil {
		return err
	}
	all := r.Audit.Events
	for _, d := range differing {
		d.By, d.Drawer, d.To = s.called.at(d.By, d.At.UnixMilli()), s.called.at(d.Drawer, d.At.UnixMilli()), s.called.at(d.To, d.At.UnixMilli())
		all = append(all, report.EventOf(d))
		counts[report.AuditCount{By: d.By, Day: d.Day, Kind: report.OfCount(d.Kind)}]++
	}
	for _, m := range moves {
		m.By = s.called.at(m.By, m.At.UnixMilli())
		all = append(all, report.EventOfMove(m))
		counts[report.AuditCount{By: m.By, Day: m.Day, Kind: report.OfMove(m.Kind)}]++
	}
	slices.SortStableFunc(all, func(a, b report.AuditEvent) int { return a.At.Compare(b.At) })
	if cut := len(all) - report.MaxEvents; cut > 0 {
		all, r.Audit.More = all[:report.MaxEvents], r.Audit.More+cut
	}
	r.Audit.Events = all
	return nil
}
