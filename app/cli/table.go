package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"psar/assets/words"
	"psar/pos/text"
)

// table is a list on standard output: with a head on a terminal, without one for other
// programs. If it is empty, a message goes to standard error.
type table struct {
	s    *session
	head []words.Key
	rows int
	to   *tabwriter.Writer
}

func (s *session) newTable(head ...words.Key) *table {
	return &table{s: s, head: head, to: tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)}
}

func (t *table) row(cells ...any) {
	if t.rows == 0 && isTerminal(t.s.out) {
		var names []any
		for _, key := range t.head {
			names = append(names, words.Text(t.s.lang, key))
		}
		t.write(names)
	}
	t.rows++
	t.write(cells)
}

// write writes one line. The tabwriter keeps the first error for flush.
func (t *table) write(cells []any) {
	for i, cell := range cells {
		cells[i] = text.Shown(fmt.Sprint(cell)) // from stored rows
	}
	_, _ = fmt.Fprintf(t.to, strings.TrimSuffix(strings.Repeat("%v\t", len(cells)), "\t")+"\n", cells...)
}

func (t *table) flush() error {
	if t.rows == 0 {
		fmt.Fprintln(t.s.err, words.Text(t.s.lang, words.CLINone))
	}
	return t.to.Flush()
}
