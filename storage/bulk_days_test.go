package storage

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/report"
)

// copied makes a recorded day again and again, each 24 hours after the one before: the rows
// that the till would write, each as it is when its day has ended, a day in two transactions.
func (d *tillDays) copied(day []pos.Batch, used numbers, days int) {
	d.Helper()
	d.till.Close()
	// A shop that is killed while it is built is built again.
	d.sql("PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF")
	putBack := d.unguarded()
	last := slices.IndexFunc(day, func(b pos.Batch) bool { return b.Z != nil })
	sold, closed := mergedBatches(day[:last]), mergedBatches(day[last:])
	for n := 1; n <= days; n++ {
		by := shift{days: n, numbers: numbers{n * used.ids, n * used.receipts}}
		d.write(by.merged(sold))
		closing := by.merged(closed) // its report adds up what is committed
		d.closeWith(&closing.rows, closing.facts[0].Facts)
		d.write(closing)
	}
	d.sql(putBack...)
	d.sql("PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON")
	d.ids += days * used.ids
	d.begin = d.begin.Add(time.Duration(days) * 24 * time.Hour)
	d.clock.Add(d.begin.Sub(d.clock.Now()))
}

func (d *tillDays) sql(statements ...string) {
	d.Helper()
	for _, s := range statements {
		_, err := d.db.write.conn.ExecContext(context.Background(), s)
		d.must(err)
	}
}

// unguarded drops the triggers that only refuse, and the journal's indexes that no report of a
// day reads. It returns what makes them again.
func (d *tillDays) unguarded() (putBack []string) {
	d.Helper()
	var drop []string
	rows, err := d.db.read.QueryContext(context.Background(), `SELECT type, name, sql FROM sqlite_schema
		WHERE type = 'trigger' AND sql GLOB '*BEGIN SELECT RAISE*' OR type = 'index' AND tbl_name = 'journal' AND name NOT GLOB 'journal_traces*'`)
	d.must(each(rows, err, func(scan func(...any) error) error {
		var kind, name, sql string
		err := scan(&kind, &name, &sql)
		drop, putBack = append(drop, "DROP "+kind+" "+name), append(putBack, sql)
		return err
	}))
	d.sql(drop...)
	return putBack
}

// merged is what several batches write: their rows as the last of them leaves them, and the
// facts of each.
type merged struct {
	rows  pos.Batch
	facts []pos.Batch
}

func mergedBatches(batches []pos.Batch) (m merged) {
	sales, attempts, firstPrint := map[id.Sale]int{}, map[id.Payment]int{}, int64(0)
	for _, b := range batches {
		for _, s := range b.Sales {
			m.rows.Sales = latest(m.rows.Sales, sales, s.ID, s)
		}
		for _, a := range b.Attempts {
			m.rows.Attempts = latest(m.rows.Attempts, attempts, a.ID, a)
		}
		for _, j := range b.Prints {
			if j.ID == 0 {
				m.rows.Prints = append(m.rows.Prints, j)
				continue
			}
			if firstPrint == 0 { // they are printed in their order
				firstPrint = j.ID
			}
			n := j.ID - firstPrint
			j.ID = 0
			m.rows.Prints[n] = j
		}
		m.rows.Outcomes = append(m.rows.Outcomes, b.Outcomes...)
		m.rows.Refunds = append(m.rows.Refunds, b.Refunds...)
		m.rows.Approvals = append(m.rows.Approvals, b.Approvals...)
		m.rows.CashMoves = append(m.rows.CashMoves, b.CashMoves...)
		m.rows.Counts = append(m.rows.Counts, b.Counts...)
		if b.Z != nil {
			m.rows.Z = b.Z
		}
		m.facts = append(m.facts, pos.Batch{At: b.At, Till: b.Till, Facts: b.Facts})
	}
	return m
}

// latest puts a row in the place of its earlier version, or behind the others.
func latest[K comparable, R any](rows []R, at map[K]int, key K, row R) []R {
	if i, there := at[key]; there {
		rows[i] = row
		return rows
	}
	at[key] = len(rows)
	return append(rows, row)
}

// write commits as Commit does.
func (d *tillDays) write(m merged) {
	d.Helper()
	ctx := context.Background()
	db := d.db.DB
	db.custody.begin()
	sign := db.custody.signature()
	rows := m.rows
	rows.Prints = nil // with their codes, behind the facts
	var told []journal.Fact
	var places []journal.Head
	d.must(db.write.transact(ctx, func(tx transaction) (err error) {
		tx.sign = &sign
		for _, write := range writes {
			if err := write(tx, rows, &pos.Committed{}); err != nil {
				return err
			}
		}
		head, err := readHead(ctx, tx)
		if err != nil {
			return err
		}
		jobs := newJobs{stored: m.rows.Prints, rows: map[int64]int64{}}
		for _, b := range m.facts {
			jobs.name(b.Facts, head.Seq)
			at, err := chained(tx, &head, b)
			if err != nil {
				return err
			}
			told, places = append(told, b.Facts...), append(places, at...)
		}
		if err := setHead(tx, head); err != nil {
			return err
		}
		_, err = writePrints(tx, pos.CodesOf(told, places).OnJobs(m.rows.Prints))
		return err
	}))
	rows.Facts = told
	db.custody.committed(ctx, rows, places, sign)
}

// newJobs are the print jobs of copied facts: these name the rows that queued the jobs, and the sum
// of what they print.
type newJobs struct {
	stored []queue.Job
	queued int
	rows   map[int64]int64 // by those of the facts that are copied
}

// name has facts name the jobs as they are to stand behind a row of the journal.
func (n *newJobs) name(told []journal.Fact, behind int64) {
	for i, f := range told {
		said, is := f.Payload.(facts.Print)
		switch {
		case !is:
			continue
		case said.Content != "":
			job := n.stored[n.queued]
			n.queued++
			said.Content, n.rows[job.Told] = job.Content(), behind+int64(i)+1
		default:
			said.Job = n.rows[said.Job]
		}
		told[i].Payload = said
	}
}

// closeWith gives a batch that closes a period, and its facts, the Z report of this period.
func (d *tillDays) closeWith(b *pos.Batch, told []journal.Fact) {
	d.Helper()
	made, err := d.db.PeriodReport(context.Background(), b.Z.Number)
	d.must(err)
	like := b.Prints[0].Report
	made.Made, made.Shop, made.Till, made.Version = like.Made, like.Shop, like.Till, like.Version
	before, err := d.db.LastZ(context.Background())
	d.must(err)
	made, sealed := made.CloseWith(b.Counts[0], before.Z.Hash)
	b.Z, b.Prints[0].Report = &sealed, &made
	for i, f := range told {
		if f.Kind == facts.ShiftClosed {
			told[i].Payload = facts.Closed{Number: sealed.Number, Hash: sealed.Hash, PrevHash: before.Z.Hash, Sales: made.Sales, Version: sealed.Version}
		}
	}
}

// shift moves what a till commits by whole days, and its numbers by what those days used.
type shift struct {
	days int
	numbers
}

// batch returns a copy that shares nothing with b.
func (s shift) batch(b pos.Batch) pos.Batch {
	return s.value(reflect.ValueOf(b)).Interface().(pos.Batch)
}

func (s shift) merged(m merged) merged {
	moved := merged{rows: s.batch(m.rows)}
	for _, b := range m.facts {
		moved.facts = append(moved.facts, s.batch(b))
	}
	return moved
}

func (s shift) value(v reflect.Value) reflect.Value {
	switch is := v.Interface().(type) {
	case time.Time:
		if !is.IsZero() {
			is = is.Add(time.Duration(s.days) * 24 * time.Hour)
		}
		return reflect.ValueOf(is)
	case money.Day:
		return reflect.ValueOf(s.day(is))
	case id.Sale:
		return reflect.ValueOf(s.sale(is))
	case id.Payment:
		return reflect.ValueOf(s.payment(is))
	case id.Receipt:
		if !is.IsZero() {
			is.Sequence += s.receipts
		}
		return reflect.ValueOf(is)
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return s.pointed(v)
	case reflect.Slice:
		return s.slice(v)
	case reflect.Map:
		return s.mapped(v)
	case reflect.Struct:
		return s.structure(v)
	}
	return v
}

func (s shift) pointed(v reflect.Value) reflect.Value {
	made := reflect.New(v.Type()).Elem()
	if v.IsNil() {
		return made
	}
	inside := s.value(v.Elem())
	if v.Kind() == reflect.Interface {
		made.Set(inside)
		return made
	}
	made.Set(reflect.New(v.Type().Elem()))
	made.Elem().Set(inside)
	return made
}

func (s shift) slice(v reflect.Value) reflect.Value {
	if v.IsNil() || v.Type().Elem().Kind() == reflect.Uint8 { // a stored text
		return v
	}
	made := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		made.Index(i).Set(s.value(v.Index(i)))
	}
	return made
}

func (s shift) mapped(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	made := reflect.MakeMap(v.Type())
	for _, key := range v.MapKeys() {
		made.SetMapIndex(key, s.value(v.MapIndex(key)))
	}
	return made
}

// structure moves a structure's fields. Those that hold the number of a period are named so.
func (s shift) structure(v reflect.Value) reflect.Value {
	made := reflect.New(v.Type()).Elem()
	made.Set(v)
	for i := range v.NumField() {
		field := v.Type().Field(i)
		switch f := made.Field(i); {
		case !field.IsExported():
		case periodFields[field.Name] && f.Kind() == reflect.Int, v.Type() == reflect.TypeFor[report.ZReport]() && field.Name == "Number":
			if f.Int() > 0 {
				f.SetInt(f.Int() + int64(s.days))
			}
		default:
			f.Set(s.value(f))
		}
	}
	return made
}

var periodFields = map[string]bool{"Z": true, "OutcomeZ": true, "MoneyZ": true}

func (s shift) day(d money.Day) money.Day {
	at, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return money.Day(at.AddDate(0, 0, s.days).Format(time.DateOnly))
}

func (s shift) sale(of id.Sale) id.Sale {
	var n int
	if _, err := fmt.Sscanf(string(of), saleIDs, &n); err != nil {
		return of
	}
	return id.Sale(fmt.Sprintf(saleIDs, n+s.ids))
}

// payment moves a payment's id, which has the clock's milliseconds in it.
func (s shift) payment(of id.Payment) id.Payment {
	n, err := strconv.ParseInt(string(of), 10, 64)
	if err != nil {
		return of
	}
	return id.Payment(strconv.FormatInt(n+int64(s.days)*24*time.Hour.Milliseconds(), 10))
}
