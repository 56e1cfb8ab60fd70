package storage

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"psar/pos/finding"
)

// journalIndexes are the indexes of the journal, by the program's schema, with the statements that make
// them.
func journalIndexes() map[string]string {
	all := map[string]string{}
	for _, o := range objectsOf(programSchema) {
		if o.kind == "index" && o.table == "journal" {
			all[o.name] = o.sql
		}
	}
	return all
}

// indexedRows matches the condition of an index of some kinds, or of a version of them.
var indexedRows = regexp.MustCompile(`^kind (?:= |IN \()([a-z_.', ]+?)\)?(?: AND version = (\d+))?$`)

// indexed is how many rows of the journal an index must have that was made with a statement, and the
// condition by which they are counted.
func (t *telling) indexed(made string) (rows int64, condition string) {
	_, where, partial := strings.Cut(made, "WHERE ")
	is := indexedRows.FindStringSubmatch(where)
	for of, n := range t.kinds {
		if !partial || is != nil && strings.Contains(is[1], "'"+string(of.kind)+"'") && (is[2] == "" || is[2] == strconv.Itoa(of.version)) {
			rows += n
		}
	}
	return rows, cmp.Or(where, "true")
}

// indexesAgree counts the rows in the indexes of the journal: one that was made with another condition
// lacks rows, also once its text was put back. What is read by it is not there then. One that is gone
// is told where the schema is looked at.
func indexesAgree(ctx context.Context, q *telling, found *findings) error {
	text, err := schemaText(ctx, q)
	if err != nil {
		return err
	}
	all := journalIndexes()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		made := all[name]
		if !strings.Contains(text, made+schemaEnd) {
			continue
		}
		rows, condition := q.indexed(made)
		var has int64
		if err := q.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM journal INDEXED BY %s WHERE %s", name, condition)).Scan(&has); err != nil {
			return err
		}
		if has != rows {
			found.add(finding.Finding{Kind: finding.Differs, Table: finding.Indexes, ID: name}, has, func() (string, string) {
				return strconv.FormatInt(rows, 10), strconv.FormatInt(has, 10)
			})
		}
	}
	return nil
}
