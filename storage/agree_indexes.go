package storage

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"psar/pos/finding"
	"psar/pos/journal"
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

// indexedKind finds the kinds in the condition of an index.
var indexedKind = regexp.MustCompile(`'([a-z_.]+)'`)

// ofKinds matches a condition that looks at kinds alone.
var ofKinds = regexp.MustCompile(`^kind (= '[a-z_.]+'|IN \([a-z_.', ]+\))$`)

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
		condition, rows := "true", int64(0)
		for _, n := range q.kinds {
			rows += n
		}
		if _, where, partial := strings.Cut(made, "WHERE "); partial {
			condition, rows = where, 0
			if !ofKinds.MatchString(where) { // few are: the table is read through
				if err := q.QueryRowContext(ctx, "SELECT count(*) FROM journal NOT INDEXED WHERE "+where).Scan(&rows); err != nil {
					return err
				}
			}
			for _, kind := range indexedKind.FindAllStringSubmatch(ofKinds.FindString(where), -1) {
				rows += q.kinds[journal.Kind(kind[1])]
			}
		}
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
