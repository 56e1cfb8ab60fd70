package storage

import (
	"context"
	_ "embed"
	"strings"
)

// programSchema is every table, index, trigger and view of this program's schema, as
// schemaText writes them. TestProgramSchema writes it anew from the migrations.
//
//go:embed schema.txt
var programSchema string

// schemaEnd ends an object in a text of schemas: SQL has no such line.
const schemaEnd = "\n-- .\n"

// A schemaObject is a table, an index, a trigger or a view of the program's schema.
type schemaObject struct{ kind, name, table, sql string }

// objectsOf are the objects of a text of schemas, in its order.
func objectsOf(schema string) (all []schemaObject) {
	for _, text := range strings.SplitAfter(schema, schemaEnd) {
		head, statement, found := strings.Cut(strings.TrimSuffix(text, schemaEnd), "\n")
		kind, rest, _ := strings.Cut(head, " ")
		name, table, _ := strings.Cut(rest, " of ")
		if found {
			all = append(all, schemaObject{kind, name, table, statement})
		}
	}
	return all
}

// schemaText is the schema of a database as text: the objects by kind and name, each with the
// SQL that made it. Left out is what SQLite makes by itself, the indexes of keys and the
// tables in which it counts rows, and the table of the migrations: their tool makes it.
func schemaText(ctx context.Context, q querier) (string, error) {
	var text strings.Builder
	rows, err := q.QueryContext(ctx, `SELECT type, name, tbl_name, sql FROM sqlite_schema
		WHERE sql IS NOT NULL AND NOT (type IN ('table', 'index') AND (name GLOB 'sqlite_*' OR name = ?)) ORDER BY type, name`, versionsTable)
	err = each(rows, err, func(scan func(...any) error) error {
		var kind, name, table, sql string
		err := scan(&kind, &name, &table, &sql)
		text.WriteString(kind + " " + name + " of " + table + "\n" + sql + schemaEnd)
		return err
	})
	return text.String(), err
}

// schemaDiffers compares a schema with the program's, and names the objects that are not in
// the other: those that were made, removed or changed by somebody else.
func schemaDiffers(stored string) (lacks, has []string) {
	if stored == programSchema {
		return nil, nil
	}
	return objectNames(onlyIn(programSchema, stored)), objectNames(onlyIn(stored, programSchema))
}

// onlyIn returns the objects of one schema that are not in the other.
func onlyIn(schema, other string) (objects []string) {
	for _, object := range strings.SplitAfter(schema, schemaEnd) {
		if !strings.Contains(other, object) {
			objects = append(objects, object)
		}
	}
	return objects
}

func objectNames(objects []string) (names []string) {
	for _, object := range objects {
		name, _, _ := strings.Cut(object, "\n")
		name, _, _ = strings.Cut(name, " of ")
		names = append(names, name)
	}
	return names
}
