package storage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A shop whose days are copied is, to the last hash and signature, the one that the till would
// have made: so what is measured on the copies is true of shops.
func TestCopiedDaysAreTheTills(t *testing.T) {
	t.Parallel()
	const sales, days = 12, 3
	ring := newRing()
	made := newTillDays(t, ring)
	defer made.close()
	key := newRing() // the key alone: the other shop has no mark yet
	ring.mu.Lock()
	for name, secret := range ring.held {
		if strings.HasSuffix(name, ringKey) {
			key.held[name] = secret
		}
	}
	ring.mu.Unlock()
	copies := newTillDays(t, key)
	defer copies.close()

	made.day(sales)
	copies.day(sales)
	made.day(sales)
	recorded, used := copies.recordedDay(sales)
	for range days {
		made.day(sales)
	}
	copies.copied(recorded, used, days)

	want, got := allRows(t, made.db.DB), allRows(t, copies.db.DB)
	if len(want) < 500 {
		t.Fatalf("%d rows", len(want))
	}
	for n, row := range want {
		if n >= len(got) || got[n] != row {
			t.Fatalf("%d and %d rows; the till wrote\n%s\nthe copy is\n%s", len(want), len(got), row, strings.Join(got[n:min(n+1, len(got))], ""))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d rows more, from %s on", len(got)-len(want), got[len(want)])
	}
	check, err := copies.db.VerifyJournal(t.Context())
	if err != nil || !check.OK || check.Signed < 300 || check.Unchecked > 0 {
		t.Errorf("%+v, %v", check, err)
	}
	if doubts, err := copies.db.Doubts(t.Context()); err != nil || len(doubts.Alerts) > 0 {
		t.Errorf("%+v, %v", doubts, err)
	}
}

// What the pass over the chain notes of the payments decides alone that their outcomes are
// whole: only where it does not are they told one by one.
func TestOutcomesAreWholeByOnePass(t *testing.T) {
	t.Parallel()
	d := newTillDays(t, newRing())
	defer d.close()
	d.day(30)
	whole := func() (whole bool) {
		t.Helper()
		d.must(d.db.reading(t.Context(), func(q querier) (err error) {
			told := newTelling(q)
			if err := eachInChain(t.Context(), q, told.note); err != nil {
				return err
			}
			whole, err = told.outcomes.stored(t.Context(), q)
			return err
		}))
		return whole
	}
	if !whole() {
		t.Fatal("outcomes as the till wrote them are not whole")
	}
	for _, change := range []string{
		"UPDATE outcomes SET amount_minor = amount_minor + 1 WHERE kind = 'paid' AND payment_id = (SELECT max(payment_id) FROM outcomes WHERE kind = 'paid')",
		"UPDATE outcomes SET amount_minor = amount_minor - 1 WHERE amount_minor > 1 AND kind = 'paid' AND payment_id = (SELECT max(payment_id) FROM outcomes WHERE kind = 'paid')",
		"DELETE FROM outcomes WHERE kind = 'cancelled'",
	} {
		execRaw(t, d.db.DB, change)
		if want := strings.Contains(change, "- 1"); whole() != want { // that undoes the one before
			t.Errorf("%s: whole is %v", change, !want)
		}
	}
}

// allRows are the rows of every table, each with its table's name.
func allRows(t *testing.T, db *DB) (all []string) {
	t.Helper()
	ctx := t.Context()
	var tables []string
	rows, err := db.read.QueryContext(ctx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'items_text%' ORDER BY name")
	err = each(rows, err, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		tables = append(tables, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range slices.DeleteFunc(tables, func(name string) bool { return name == versionsTable }) { // has the real time
		rows, err := db.read.QueryContext(ctx, "SELECT * FROM "+table)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		err = each(rows, nil, func(scan func(...any) error) error {
			row, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range row {
				into[i] = &row[i]
			}
			err := scan(into...)
			all = append(all, table+" "+fmt.Sprint(row...))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}
