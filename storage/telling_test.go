package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/payment"
)

// Whatever column of a sale, of its lines and tenders or of an attempt is altered, it is found;
// but for those that change without a fact. What the till wrote itself fits by its sum alone.
func TestAgreeFindsEachColumn(t *testing.T) {
	t.Parallel()
	d := newTillDays(t, newRing())
	defer d.close()
	d.day(30)
	_ = d.unguarded()
	d.sql("PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON")
	untold := []string{
		"attempts.day", "attempts.problem", "attempts.detail", "attempts.verified_ms", "attempts.verifies",
		"sale_lines.position", "tenders.position", // the order stays
	}
	tried := 0
	for table, key := range map[string]string{"sales": "id", "sale_lines": "sale_id, position", "tenders": "sale_id, position", "attempts": "id"} {
		for column, kind := range d.columns(table) {
			altered := "coalesce(" + column + ", '') || 'x'"
			if kind == "INTEGER" {
				altered = fmt.Sprintf("iif(%[1]s IN (0, 1), 1 - %[1]s, coalesce(%[1]s, 0) + 1000)", column)
			}
			change := fmt.Sprintf("UPDATE %[1]s SET %[2]s = %[3]s WHERE (%[4]s) IN (SELECT %[4]s FROM %[1]s ORDER BY %[2]s IS NULL LIMIT 1 OFFSET 8)", table, column, altered, key)
			found, left := d.foundAfter(change)
			if want := !slices.Contains(untold, table+"."+column); found != want || left > 2 {
				t.Errorf("%s: found is %v, %d facts are read again", change, found, left)
			}
			tried++
		}
	}
	if found, left := d.foundAfter("DELETE FROM attempts WHERE false"); found || left > 0 || tried < 70 {
		t.Errorf("of what the till wrote: found is %v, %d facts are read again; %d columns", found, left, tried)
	}
}

// columns are a table's columns with their types.
func (d *tillDays) columns(table string) map[string]string {
	d.Helper()
	all := map[string]string{}
	rows, err := d.db.read.QueryContext(context.Background(), "SELECT name, type FROM pragma_table_info(?)", table)
	d.must(each(rows, err, func(scan func(...any) error) error {
		var name, kind string
		err := scan(&name, &kind)
		all[name] = kind
		return err
	}))
	return all
}

// foundAfter changes the tables, compares them with the journal, and takes the change back. left
// is how many facts did not fit by their sums.
func (d *tillDays) foundAfter(change string) (found bool, left int) {
	d.Helper()
	back := errors.New("taken back")
	err := d.db.write.transact(context.Background(), func(tx transaction) error {
		if _, err := tx.exec(change); err != nil {
			return err
		}
		told := newTelling(tx)
		if err := eachInChain(tx.ctx, tx, told.note); err != nil {
			return err
		}
		all, err := agree(tx.ctx, told, true)
		found, left = len(all) > 0, len(told.sales)+len(told.attempts)
		if err != nil {
			return err
		}
		return back
	})
	if !errors.Is(err, back) {
		d.Fatal(change, err)
	}
	return found, left
}

// Progress rises over the journal and the tables to the whole of it, and what is to do stays.
func TestVerifyProgress(t *testing.T) {
	t.Parallel()
	d := newTillDays(t, newRing())
	defer d.close()
	d.day(30)
	const every = 7
	var steps [][2]int64
	var rows int64
	d.must(d.db.reading(t.Context(), func(q querier) error {
		check, err := verify(t.Context(), q, nil, every, func(done, of int64) { steps = append(steps, [2]int64{done, of}) })
		rows = check.Rows
		return err
	}))
	beyond := 0
	for i, s := range steps {
		if i > 0 && (s[0] < steps[i-1][0]+every || s[1] != steps[0][1]) || s[0] > s[1] {
			t.Errorf("%v after %v", s, steps[:i])
		}
		if s[0] > rows {
			beyond++
		}
	}
	if of := steps[0][1]; beyond < 20 || of < rows+150 || steps[len(steps)-1][0] <= of-2*every {
		t.Errorf("%d rows, %d steps beyond them: %v", rows, beyond, steps)
	}
}

// The members of an attempt are read in the order in which they are written.
func TestAttemptMembers(t *testing.T) {
	t.Parallel()
	var members []string
	for field := range reflect.TypeFor[payment.Attempt]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		members = append(members, name)
	}
	if !slices.Equal(members, attemptMembers[:]) {
		t.Errorf("%q, and an attempt has %q", attemptMembers, members)
	}
}

// Whatever is read of a fact without encoding/json is what that reads.
func FuzzAttemptReader(f *testing.F) {
	a := payment.Attempt{ID: "11767229510000", State: payment.Paid, Amount: usd(785), Received: usd(785), QR: "0002", Verifies: 3, LastVerify: firstMorning, Problem: "offline"}
	for _, payload := range []any{a, facts.Moved{From: payment.Shown, Attempt: a}} {
		text, err := json.Marshal(payload)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
		for _, change := range [][2]string{
			{"2026-01-01T01", "2026-13-01T01"}, {`"verifies":3`, `"verifies":03`}, {`"verifies":3`, `"verifies":3.5`},
			{`"verifies":3`, `"verifies":3,"verifies":"x"`}, {`"verifies":3`, `"Verifies":"x"`}, {`"state"`, `"STATE"`},
			{`"paid"`, `"p\u0061id"`}, {`"paid"`, "\"p\xffid\""}, {`"paid"`, `"paid`}, {`"7.85"`, `"7,85"`}, {`"7.85"`, `" 7.85"`},
			{`"0002"`, "\"00\x0102\""}, {`"0002"`, strings.Repeat(`{"a":`, 20_000) + "1" + strings.Repeat("}", 20_000)},
			{`:{`, `: {`}, {`}`, `}}`}, {`}`, ``}, {`"watched":false`, `"watched":nul`}, {`"offline"`, `{}`},
		} {
			f.Add(strings.Replace(string(text), change[0], change[1], 1))
			f.Add(strings.ReplaceAll(string(text), change[0], change[1]))
		}
	}
	reader := newTelling(nil).reader
	f.Fuzz(func(t *testing.T, payload string) {
		fast, _, plain := reader.read([]byte(payload))
		if !plain {
			return
		}
		slow, err := toldAttemptOf([]byte(payload))
		if err != nil || fast != slow {
			t.Errorf("%s: %+v, and encoding/json reads %+v (%v)", payload, fast, slow, err)
		}
	})
}
