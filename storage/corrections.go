package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
)

// readCorrections reads the corrections after an id: see rowsOf.
func readCorrections(ctx context.Context, q querier, id int64) ([]numbered[report.Correction], error) {
	var all []numbered[report.Correction]
	rows, err := q.QueryContext(ctx, "SELECT id, kind, z, day, at_ms, said_by, reason FROM corrections WHERE id > ? ORDER BY id LIMIT ?", id, factPage)
	err = each(rows, err, func(scan func(...any) error) error {
		var c numbered[report.Correction]
		var at sql.NullInt64
		err := scan(&c.id, &c.row.Kind, &c.row.Z, &c.row.Day, &at, &c.row.By, &c.row.Reason)
		c.row.At = moment(at)
		all = append(all, c)
		return err
	})
	return all, err
}

func writeCorrections(tx transaction, all []report.Correction) error {
	for _, c := range all {
		_, err := tx.exec("INSERT INTO corrections (id, z, kind, day, at_ms, said_by, reason) VALUES ("+nextID("corrections")+", ?, ?, ?, ?, ?, ?)",
			c.Z, c.Kind, c.Day, millis(c.At), c.By, c.Reason)
		if err != nil {
			return err
		}
	}
	return nil
}

// correctionsAgree compares the corrections with their facts: those of reprints and of openings of
// the drawer. A fact has its period by its place, and its time by its row.
func correctionsAgree(ctx context.Context, q *telling, found *findings) error {
	closed := q.told(0, facts.ShiftClosed)
	unnamed, err := lastUnnamed(ctx, q)
	if err != nil {
		return err
	}
	rowless, err := correctionsBefore(ctx, q)
	if err != nil {
		return err
	}
	return rowsOf[report.Correction]{table: finding.Corrections, kinds: []journal.Kind{facts.ReceiptReprinted, facts.DrawerOpened}, read: readCorrections, rowless: rowless,
		of: func(fact storedFact) (report.Correction, error) {
			c, err := correctionOf(fact)
			before, _ := slices.BinarySearch(closed, fact.seq)
			c.Z, c.At = 1+before, fact.at
			return c, err
		},
		same: func(c report.Correction) report.Correction {
			if c.Kind == report.CorrectionReprint && !c.At.After(unnamed) {
				c.By = ""
			}
			// The hour at which a day begins may have been another one.
			if c.Day == money.DayOf(c.At, 0) || c.Day == money.DayOf(c.At, latestCutoff) {
				c.Day = ""
			}
			return c
		},
	}.agree(ctx, q, found)
}

// correctionsBefore are the facts of a program that kept no rows of corrections: those before any
// sale that names its period, as far as they have none. Reports count the others.
func correctionsBefore(ctx context.Context, q querier) (rowless map[int64]bool, err error) {
	rowless = map[int64]bool{}
	rows, err := q.QueryContext(ctx, `SELECT seq FROM journal AS f NOT INDEXED
		WHERE seq < coalesce((SELECT seq FROM journal NOT INDEXED WHERE kind IN ('sale.opened', 'attempt.reserved') AND json_valid(payload) AND payload ->> '$.z' > 0 ORDER BY seq LIMIT 1), 0)
		AND kind IN ('receipt.reprinted', 'drawer.opened') AND NOT EXISTS (SELECT 1 FROM corrections WHERE at_ms = f.at_ms)`)
	return rowless, each(rows, err, func(scan func(...any) error) error {
		var seq int64
		err := scan(&seq)
		rowless[seq] = true
		return err
	})
}

// latestCutoff is the latest hour at which a business day may begin.
const latestCutoff = 23

// lastUnnamed is the time of the last fact of a reprint that does not say whose it was.
func lastUnnamed(ctx context.Context, q querier) (time.Time, error) {
	var at sql.NullInt64
	err := q.QueryRowContext(ctx, "SELECT max(at_ms) FROM journal WHERE "+traceKinds+" AND kind = 'receipt.reprinted' AND version = 1").Scan(&at)
	return moment(at), err
}

func correctionOf(fact storedFact) (report.Correction, error) {
	if fact.kind == facts.DrawerOpened {
		var opening drawer.Opening
		err := json.Unmarshal(fact.payload, &opening)
		return report.Correction{Kind: report.CorrectionNoSale, By: opening.By, Reason: opening.Reason}, err
	}
	var again facts.ReceiptCopy
	if fact.version == 1 {
		var n id.Receipt
		err := json.Unmarshal(fact.payload, &n)
		return report.Correction{Kind: report.CorrectionReprint, Reason: n.String()}, err
	}
	err := json.Unmarshal(fact.payload, &again)
	return report.Correction{Kind: report.CorrectionReprint, By: again.By, Reason: again.Of()}, err
}
