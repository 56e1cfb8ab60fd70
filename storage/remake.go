package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"psar/pos/fault"
)

var errNoVersions = errors.New("no schema versions")

// coreTables hold the shop's money and its numbers. Empty ones would let the shop give receipts,
// payments and Z reports their numbers a second time: where one is missing, a backup is the way.
var coreTables = []string{
	"journal", "journal_head", "sales", "sale_lines", "tenders", "refunds", "refund_lines", "refund_tenders",
	"attempts", "till_ids", "settlements", "outcomes", "cash_moves", "counts", "z_reports",
}

// remake makes again what was taken out of the schema and without which the till can't run:
// tables that the journal tells of or that the till fills by itself, with their indexes and
// triggers, and indexes and views; and the table of the migrations, where the schema itself shows
// that all were run: else they would be run again. A table of other columns is one that is gone. It
// names them. Core tables are not made again: the error's code is fault.DatabaseDamaged with the path.
func remake(ctx context.Context, db *sql.DB, path string) (made []string, err error) {
	text, err := schemaText(ctx, db)
	if err != nil {
		return nil, err
	}
	steps, err := stepNumbers()
	if err != nil {
		return nil, err
	}
	right, newer, err := runs(ctx, db, steps)
	var write strings.Builder
	switch {
	case err != nil || right && text == programSchema:
		return nil, err
	case right && newer: // it says so by itself
		return nil, nil
	case right:
		odd, err := oddTables(ctx, db, text)
		if err != nil {
			return nil, err
		}
		lost, err := lostObjects(text, path, odd)
		if err != nil {
			return nil, err
		}
		if made, err = makeAgain(ctx, db, lost); err != nil { // as where a view stands in a table's place
			return nil, fault.DamagedIf(failure(path, err), path)
		}
		return made, nil
	case text == programSchema:
		write.WriteString(versionsAnew)
		for _, n := range steps {
			fmt.Fprintf(&write, "INSERT INTO %s (version_id, is_applied) VALUES (%d, 1);\n", versionsTable, n)
		}
		made = []string{"table " + versionsTable}
	}
	return made, inOne(ctx, db, write.String())
}

// makeAgain makes objects again, in their order. An index that rows of somebody else's stand in the
// way of stays away: the comparison of the schema says so each time.
func makeAgain(ctx context.Context, db *sql.DB, lost []schemaObject) (made []string, err error) {
	if _, err := db.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil { // rows of other tables keep no odd one
		return nil, err
	}
	defer func() {
		_, on := db.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = ON")
		err = errors.Join(err, on)
	}()
	for _, o := range lost {
		if err := inOne(ctx, db, o.clear()+o.sql+";\n"+o.fill()); err != nil {
			if o.kind == "index" && ctx.Err() == nil {
				continue
			}
			return made, err
		}
		made = append(made, o.kind+" "+o.name)
	}
	return made, nil
}

// inOne runs statements in one transaction.
func inOne(ctx context.Context, db *sql.DB, statements string) error {
	if statements == "" {
		return nil
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	if _, err := tx.ExecContext(ctx, statements); err != nil {
		return err
	}
	return tx.Commit()
}

// lostObjects are the objects of the program's schema that a schema lacks and that are made again,
// in the order of making. Odd tables are none, and what is of them goes with them.
func lostObjects(schema, path string, odd map[string]bool) (lost []schemaObject, err error) {
	there, gone := map[string]bool{}, map[string]bool{}
	for _, o := range objectsOf(schema) {
		there[o.kind+" "+o.name] = !odd[o.table]
	}
	if len(odd) > 0 { // a column that was renamed has another name in the triggers of other tables too
		for _, o := range onlyIn(programSchema, schema) {
			for _, o := range objectsOf(o) {
				if o.kind == "trigger" {
					gone["table "+o.table] = true
				}
			}
		}
	}
	for _, o := range objectsOf(programSchema) {
		if there[o.kind+" "+o.name] || shadow(o.name) {
			continue
		}
		if o.kind == "table" && slices.Contains(coreTables, o.name) {
			return nil, fault.New(fault.DatabaseDamaged, path).Because(fmt.Errorf("no table %s of this program's columns", o.name))
		}
		gone[o.kind+" "+o.name] = true
		if o.kind != "trigger" { // one that is gone by itself is shown, and stops nothing
			lost = append(lost, o)
		}
	}
	for _, o := range objectsOf(programSchema) {
		if o.kind == "trigger" && gone["table "+o.table] {
			lost = append(lost, o)
		}
	}
	slices.SortStableFunc(lost, func(a, b schemaObject) int { return a.rank() - b.rank() })
	return lost, nil
}

// shadow reports whether a table is one that the search of items makes by itself.
func shadow(name string) bool { return strings.HasPrefix(name, "items_text_") }

// rank is the order of making: each object needs those of lower ranks.
func (o schemaObject) rank() int {
	switch {
	case o.kind == "table" && o.name == "items_text": // of items
		return 1
	case o.kind == "table":
		return 0
	}
	return 2
}

// clear is the SQL before an object that takes away what stands in its place.
func (o schemaObject) clear() string { return "DROP " + o.kind + " IF EXISTS " + o.name + ";\n" }

// oddTables are the tables of a schema that lack a column of the program's, or have one that must be
// given a value by whoever does not know it: nothing can be read from them, or written.
func oddTables(ctx context.Context, db *sql.DB, schema string) (odd map[string]bool, err error) {
	odd = map[string]bool{}
	for _, o := range objectsOf(schema) {
		own := slices.IndexFunc(objectsOf(programSchema), func(p schemaObject) bool { return p.kind == "table" && p.name == o.name })
		if o.kind != "table" || own < 0 || shadow(o.name) {
			continue
		}
		if right := objectsOf(programSchema)[own]; right.sql != o.sql {
			if odd[o.name], err = otherColumns(ctx, db, right); err != nil {
				return nil, err
			}
		}
	}
	return odd, nil
}

// otherColumns compares the columns of a stored table with those of the program's.
func otherColumns(ctx context.Context, db *sql.DB, right schemaObject) (differ bool, err error) {
	model, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return false, err
	}
	defer func() { err = joinClose(err, model.Close()) }()
	model.SetMaxOpenConns(1) // another connection has another memory
	if _, err := model.ExecContext(ctx, right.sql); err != nil {
		return false, err
	}
	want, err := columnsOf(ctx, model, right.name)
	if err != nil {
		return false, err
	}
	has, err := columnsOf(ctx, db, right.name)
	for name, must := range has {
		_, known := want[name]
		differ = differ || must && !known
	}
	for name := range want {
		_, there := has[name]
		differ = differ || !there
	}
	return differ, err
}

// columnsOf are the columns of a table, and which of them must be given a value.
func columnsOf(ctx context.Context, q querier, table string) (columns map[string]bool, err error) {
	columns = map[string]bool{}
	rows, err := q.QueryContext(ctx, `SELECT name, "notnull" AND dflt_value IS NULL AND NOT pk FROM pragma_table_xinfo(?)`, table)
	return columns, each(rows, err, func(scan func(...any) error) error {
		var name string
		var must bool
		err := scan(&name, &must)
		columns[name] = must
		return err
	})
}

// fill is the SQL behind an object that fills it.
func (o schemaObject) fill() string {
	if o.name == "items_text" {
		return "INSERT INTO items_text (items_text) VALUES ('rebuild');\n"
	}
	return ""
}

// versionsAnew makes the table of the migrations as their tool does.
const versionsAnew = "DROP TABLE IF EXISTS " + versionsTable + ";\nCREATE TABLE " + versionsTable + ` (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	version_id INTEGER NOT NULL,
	is_applied INTEGER NOT NULL,
	tstamp TIMESTAMP DEFAULT (datetime('now'))
);
INSERT INTO ` + versionsTable + " (version_id, is_applied) VALUES (0, 1);\n"

// stepNumbers are the numbers of the program's migrations.
func stepNumbers() (numbers []int64, err error) {
	names, err := fs.Glob(migrations(), "*.sql")
	for _, name := range names {
		n, unread := strconv.ParseInt(name[:4], 10, 64)
		numbers, err = append(numbers, n), errors.Join(err, unread)
	}
	return numbers, err
}

// runs reports whether the table of the migrations says that these were run, and whether others
// were: a newer program's tables are not this one's to judge.
func runs(ctx context.Context, db *sql.DB, steps []int64) (right, newer bool, err error) {
	has := map[string]bool{}
	rows, err := db.QueryContext(ctx, "SELECT DISTINCT CAST(version_id AS TEXT) FROM "+versionsTable+" WHERE is_applied")
	err = each(rows, err, func(scan func(...any) error) error {
		var version string
		err := scan(&version)
		has[version] = true
		return err
	})
	if ctx.Err() != nil {
		return false, false, ctx.Err()
	}
	lacks := slices.ContainsFunc(steps, func(n int64) bool { return !has[strconv.FormatInt(n, 10)] })
	for version := range has {
		n, unread := strconv.ParseInt(version, 10, 64)
		newer = newer || unread == nil && n > slices.Max(steps) && n < mostVersion
	}
	return err == nil && !lacks, newer, nil // an error: it is gone, or another table
}
