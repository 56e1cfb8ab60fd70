package storage

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"math"
	"slices"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// scope selects the rows of a report: by business day, or by the Z report that includes
// them. Its bounds are ?1 and ?2 of every query.
type scope struct {
	column   string
	from, to any
	called   *called // nil: names are as the rows have them
}

func days(first, last money.Day) scope { return scope{column: "day", from: first, to: last} }

// period is the scope of a Z report. Rows from before Z reports existed have 0, and belong
// to the first.
func period(z int) scope {
	if z == 1 {
		return scope{column: "z", from: 0, to: 1}
	}
	return scope{column: "z", from: z, to: z}
}

// by is a scope whose people have the names that they are called by.
func (s scope) by(c *called) scope {
	s.called = c
	return s
}

// completed is the condition for completed sales; sales is the name of their table.
func (s scope) completed(sales string) string {
	return sales + ".state = 'completed' AND " + s.of(sales)
}

// dropped selects the sales that were given up; for a period those that were so at its end,
// whatever happened to them later.
func (s scope) dropped() string {
	if s.column == "z" {
		return "given_up WHERE " + s.of("given_up")
	}
	return "sales WHERE state = 'dropped' AND " + s.of("sales")
}

func (s scope) of(table string) string { return table + "." + s.column + " BETWEEN ?1 AND ?2" }

// Report adds up the business days from first to last, both included, on one snapshot of
// the database. Every figure is a sum or a count of stored rows.
func (db *DB) Report(ctx context.Context, first, last money.Day) (report.Report, error) {
	return db.ReportSteps(ctx, first, last, nil)
}

// reportDays is Report on a querier.
func (db *DB) reportDays(ctx context.Context, q querier, s scope, first, last money.Day) (report.Report, error) {
	r := report.Report{First: first, Last: last}
	if err := db.fill(ctx, q, &r, s); err != nil {
		return r, err
	}
	var err error
	if first != last {
		r.ByDay, err = groups(ctx, q, s, groupDay, report.MaxDays)
	}
	return r, err
}

// PeriodReport adds up the period of a Z report's number, closed or still open, on one
// snapshot of the database.
func (db *DB) PeriodReport(ctx context.Context, z int) (report.Report, error) {
	var r report.Report
	err := db.knowing(ctx, func(q querier, people told) (err error) {
		r, err = db.periodReport(ctx, q, z, people.called(math.MaxInt64))
		return err
	})
	if err != nil {
		return report.Report{}, err
	}
	return named(ctx, db, r, nil)
}

// periodReport is PeriodReport on a querier.
func (db *DB) periodReport(ctx context.Context, q querier, z int, c *called) (r report.Report, err error) {
	if err := db.fill(ctx, q, &r, period(z).by(c)); err != nil {
		return r, err
	}
	if r.Drawer, err = drawers(ctx, q, z); err != nil {
		return r, err
	}
	if r.First, r.Last, err = daysOf(ctx, q, z); err != nil {
		return r, err
	}
	return r, zHead(ctx, q, &r, z)
}

// fill adds up what all reports have in common.
func (db *DB) fill(ctx context.Context, q querier, r *report.Report, s scope) error {
	values, err := readSettings(ctx, q)
	if err != nil {
		return err
	}
	r.Made, r.Training = db.clock.Now(), db.training
	r.Shop, r.Till = values.Shop(), values.Int(settings.TillNumber)
	if r.Journal, err = readHead(ctx, q); err != nil {
		return err
	}
	for _, part := range []func(context.Context, querier, *report.Report, scope) error{
		fillSales, fillRefunds, fillTenders, fillGroups, fillCorrections, fillApprovals, fillReceipts, fillCash,
	} {
		if err := part(ctx, q, r, s); err != nil {
			return err
		}
	}
	if err := fillTraces(ctx, q, r, s, values); err != nil {
		return err
	}
	r.QR, err = qrControl(ctx, q, s)
	return err
}

// fillSales adds up the sales per currency, in total and in detail.
func fillSales(ctx context.Context, q querier, r *report.Report, s scope) error {
	found := map[money.Currency]report.Totals{}
	rows, err := q.QueryContext(ctx, `SELECT currency, count(*), `+total("total_minor")+`, sum(discount_minor > 0), `+total("discount_minor")+`,
		`+total("taxable_minor")+`, `+total("tax_minor")+`, `+total("iif(tax_mode = 'added', total_minor - tax_minor, total_minor)")+`
		FROM sales WHERE `+s.completed("sales")+` GROUP BY currency`, s.from, s.to)
	err = each(rows, err, func(scan func(...any) error) error {
		var t report.Totals
		err := scan(&t.Currency, &t.Count, &t.Total.Minor, &t.Discounts.Count, &t.Discounts.Sum.Minor,
			&t.Taxable.Minor, &t.Tax.Minor, &t.Net.Minor)
		found[t.Currency] = t
		return err
	})
	for _, c := range money.Currencies() {
		t := found[c]
		t.Currency = c
		for _, m := range []*money.Money{&t.Total, &t.Discounts.Sum, &t.Taxable, &t.Tax, &t.Net, &t.Average, &t.TaxBack} {
			m.Currency = c
		}
		t.Gross = money.SumIn(c, t.Net, t.Discounts.Sum)
		if t.Count > 0 {
			t.Average = t.Total.Per(int64(t.Count))
		}
		t.After = t.Total
		r.Totals = append(r.Totals, t)
		r.Sales = append(r.Sales, report.Tally{Count: t.Count, Sum: t.Total})
	}
	return err
}

// fillRefunds adds up refunds and voids.
func fillRefunds(ctx context.Context, q querier, r *report.Report, s scope) (err error) {
	byKind := `SELECT currency, count(*), ` + total("total_minor") + ` FROM refunds WHERE ` + s.of("refunds") + ` AND kind = ?3 GROUP BY currency`
	if r.Refunds, err = tallies(ctx, q, byKind, s.from, s.to, sale.RefundGiven); err != nil {
		return err
	}
	if r.Voids, err = tallies(ctx, q, byKind, s.from, s.to, sale.RefundVoid); err != nil {
		return err
	}
	tax, err := tallies(ctx, q, `SELECT currency, count(*), `+total("tax_minor")+` FROM refunds WHERE `+s.of("refunds")+` GROUP BY currency`, s.from, s.to)
	for i := range r.Totals {
		t := &r.Totals[i]
		t.TaxBack = tax[i].Sum
		t.After = money.SumIn(t.Currency, t.After, r.Refunds[i].Sum.Negative(), r.Voids[i].Sum.Negative())
	}
	return err
}

// fillTenders adds up the tenders of sales and of refunds, change, rounding and rates.
func fillTenders(ctx context.Context, q querier, r *report.Report, s scope) (err error) {
	if r.Tenders, err = tenderTallies(ctx, q, `SELECT t.kind, t.currency, count(*), `+total("t.amount_minor")+`
		FROM sales s CROSS JOIN tenders t ON t.sale_id = s.id WHERE `+s.completed("s")+` GROUP BY t.kind, t.currency`, s); err != nil {
		return err
	}
	if r.PaidBack, err = tenderTallies(ctx, q, `SELECT t.kind, t.currency, count(*), `+total("t.amount_minor")+`
		FROM refunds r CROSS JOIN refund_tenders t ON t.refund_id = r.id WHERE `+s.of("r")+` GROUP BY t.kind, t.currency`, s); err != nil {
		return err
	}
	if r.Change, err = tallies(ctx, q, `SELECT currency, count(*), `+total("minor")+` FROM (
			SELECT 'USD' AS currency, change_usd_minor AS minor FROM sales WHERE `+s.completed("sales")+`
			UNION ALL
			SELECT 'KHR', change_khr_minor FROM sales WHERE `+s.completed("sales")+`
		) WHERE minor > 0 GROUP BY currency`, s.from, s.to); err != nil {
		return err
	}
	r.Rounding.Sum.Currency = money.KHR
	err = q.QueryRowContext(ctx, `SELECT count(*), coalesce(`+total("minor")+`, 0) FROM (
			SELECT rounding_khr AS minor FROM sales WHERE `+s.completed("sales")+`
			UNION ALL SELECT -rounding_khr FROM refunds WHERE `+s.of("refunds")+`
		) WHERE minor <> 0`, s.from, s.to).Scan(&r.Rounding.Count, &r.Rounding.Sum.Minor)
	if err != nil {
		return err
	}
	r.Rates, err = rates(ctx, q, s)
	return err
}

// rates lists the rates at which sales were made, in the order of first use.
func rates(ctx context.Context, q querier, s scope) (all []report.RateUse, err error) {
	rows, err := q.QueryContext(ctx, `SELECT rate, min(completed_ms), count(*) FROM sales
		WHERE rate > 0 AND `+s.completed("sales")+` GROUP BY rate ORDER BY 2, 1`, s.from, s.to)
	err = each(rows, err, func(scan func(...any) error) error {
		var u report.RateUse
		var since sql.NullInt64
		err := scan(&u.Rate, &since, &u.Count)
		u.Since = moment(since)
		all = append(all, u)
		return err
	})
	return all, err
}

// fillCorrections counts what was not a plain sale, and the open sales.
func fillCorrections(ctx context.Context, q querier, r *report.Report, s scope) error {
	c := &r.Corrections
	return q.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM `+s.dropped()+`),
		(SELECT count(*) FROM corrections WHERE kind = 'reprint' AND `+s.of("corrections")+`),
		(SELECT count(*) FROM corrections WHERE kind = 'no_sale' AND `+s.of("corrections")+`),
		(SELECT count(*) FROM sales s CROSS JOIN sale_lines l ON l.sale_id = s.id WHERE l.list_minor > 0 AND `+s.completed("s")+`),
		(SELECT count(*) FROM sales s CROSS JOIN tenders t ON t.sale_id = s.id WHERE t.by_hand <> '' AND `+s.completed("s")+`),
		(SELECT count(*) FROM sales WHERE state = 'open')`, s.from, s.to).
		Scan(&c.Dropped, &c.Reprints, &c.NoSale, &c.Overrides, &c.ByHand, &r.OpenSales)
}

// fillApprovals counts the approvals by name.
func fillApprovals(ctx context.Context, q querier, r *report.Report, s scope) error {
	counts := map[string]int{}
	rows, err := q.QueryContext(ctx, "SELECT "+s.called.key("said_by", "at_ms")+", count(*) FROM approvals WHERE "+s.of("approvals")+" GROUP BY 1", s.from, s.to)
	err = each(rows, err, func(scan func(...any) error) error {
		var by string
		var n int
		err := scan(&by, &n)
		counts[s.called.of(by)] += n
		return err
	})
	for _, by := range slices.Sorted(maps.Keys(counts)) {
		r.Approvals = append(r.Approvals, staff.ApprovalCount{By: by, Count: counts[by]})
	}
	return err
}

// fillReceipts finds the first and the last receipt number, of sales and refunds.
func fillReceipts(ctx context.Context, q querier, r *report.Report, s scope) error {
	for _, end := range []struct {
		order string
		n     *id.Receipt
	}{{"ASC", &r.FirstReceipt}, {"DESC", &r.LastReceipt}} {
		order, n := end.order, end.n
		err := q.QueryRowContext(ctx, `SELECT coalesce(receipt_till, 0), coalesce(receipt_year, 0), coalesce(receipt_seq, 0) FROM (
				SELECT receipt_till, receipt_year, receipt_seq FROM sales WHERE `+s.completed("sales")+`
				UNION ALL SELECT receipt_till, receipt_year, receipt_seq FROM refunds WHERE `+s.of("refunds")+`
			) ORDER BY receipt_year `+order+`, receipt_till `+order+`, receipt_seq `+order+` LIMIT 1`,
			s.from, s.to).Scan(&n.Till, &n.Year, &n.Sequence)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}
