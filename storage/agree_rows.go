package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"psar/pos/finding"
	"psar/pos/journal"
)

// rowsOf is a table whose rows and facts are in the same order, that in which both were
// written, and have the same JSON. Nothing in a fact names its row.
type rowsOf[T any] struct {
	table finding.Table
	kinds []journal.Kind // of the facts
	// read reads at most factPage rows after an id, in the order of ids.
	read func(ctx context.Context, q querier, id int64) ([]numbered[T], error)
	// of is what a fact says, where that is not its payload alone.
	of func(storedFact) (T, error)
	// same is what a row and its fact have in common, where that is not all: what the
	// database gave the row is not in the fact.
	same func(T) T
	name func(T) string // of the thing, where that is not the row's id
	// rowless are facts that have no row: older programs kept none.
	rowless map[int64]bool
	// blind says that no value is told: who counts the drawer must not know what is in it.
	blind bool
}

// numbered is a row and its id.
type numbered[T any] struct {
	id  int64
	row T
}

// line is a fact or a row among others, with the JSON by which they are compared.
type line[T any] struct {
	at    int64 // the fact's number, or the row's id
	value T
	text  string // "" of a fact that can't be read
}

// agree compares the rows with the facts, of which only a page each is in memory at a time.
// Where one does not fit it looks for the next place where both do: what is between was
// altered, removed or added.
func (r rowsOf[T]) agree(ctx context.Context, q *telling, found *findings) error {
	var facts, rows []line[T]
	told, lastRow := q.told(0, r.kinds...), int64(math.MinInt64)
	told = slices.DeleteFunc(told, func(seq int64) bool { return r.rowless[seq] })
	for {
		if len(facts) < factPage {
			more, err := r.moreFacts(ctx, q, told[:min(len(told), factPage)], found)
			told = told[min(len(told), factPage):]
			if err != nil {
				return err
			}
			facts = append(facts, more...)
		}
		if len(rows) < factPage {
			more, err := r.moreRows(ctx, q, &lastRow)
			if err != nil {
				return err
			}
			rows = append(rows, more...)
		}
		if len(facts)+len(rows) == 0 {
			return nil
		}
		n := 0
		for n < min(len(facts), len(rows)) && facts[n].text == rows[n].text {
			n++
		}
		facts, rows = facts[n:], rows[n:]
		if n > 0 {
			continue
		}
		a, b := nextSame(facts, rows)
		r.between(facts[:a], rows[:b], found)
		facts, rows = facts[a:], rows[b:]
	}
}

// moreFacts reads a page of facts that can be read.
func (r rowsOf[T]) moreFacts(ctx context.Context, q *telling, told []int64, found *findings) (more []line[T], err error) {
	page, err := q.page(ctx, told)
	for _, fact := range page {
		one, err := r.factOf(fact)
		if err != nil {
			found.unread(r.table, fact.seq)
			continue
		}
		if one, err = r.lineOf(one); err != nil {
			return nil, err
		}
		more = append(more, one)
	}
	return more, err
}

func (r rowsOf[T]) factOf(fact storedFact) (one line[T], err error) {
	one.at = fact.seq
	if r.of == nil {
		return one, json.Unmarshal(fact.payload, &one.value)
	}
	one.value, err = r.of(fact)
	return one, err
}

func (r rowsOf[T]) moreRows(ctx context.Context, q querier, last *int64) (more []line[T], err error) {
	page, err := r.read(ctx, q, *last)
	for _, row := range page {
		*last = row.id
		one, err := r.lineOf(line[T]{at: row.id, value: row.row})
		if err != nil {
			return nil, err
		}
		more = append(more, one)
	}
	return more, err
}

func (r rowsOf[T]) lineOf(one line[T]) (line[T], error) {
	if r.same != nil {
		one.value = r.same(one.value)
	}
	text, err := json.Marshal(one.value)
	one.text = string(text)
	return one, err
}

// nextSame returns how many facts and how many rows stand before the next ones that fit: as
// few as can be. Where none do it returns them all.
func nextSame[T any](facts, rows []line[T]) (a, b int) {
	for _, one := range [][2]int{{1, 0}, {0, 1}, {1, 1}} { // mostly one row alone
		if a, b = one[0], one[1]; a < len(facts) && b < len(rows) && facts[a].text == rows[b].text {
			return a, b
		}
	}
	first := make(map[string]int, len(rows))
	for i, row := range rows {
		if _, there := first[row.text]; !there {
			first[row.text] = i
		}
	}
	a, b = len(facts), len(rows)
	for i, fact := range facts {
		if i >= a+b {
			break
		}
		if at, there := first[fact.text]; there && i+at < a+b {
			a, b = i, at
		}
	}
	return a, b
}

// between adds the facts and rows of one place that don't fit: those of the same rank are of
// one thing.
func (r rowsOf[T]) between(facts, rows []line[T], found *findings) {
	for i := range max(len(facts), len(rows)) {
		f := finding.Finding{Kind: finding.Differs, Table: r.table}
		var says, has any
		switch {
		case i >= len(facts):
			f.Kind = finding.Untold
		case i >= len(rows):
			f.Kind = finding.Gone
		}
		if i < len(facts) {
			f.Row, f.ID, says = facts[i].at, r.nameOf(facts[i].value, ""), facts[i].value
		}
		if i < len(rows) {
			f.ID, has = r.nameOf(rows[i].value, strconv.FormatInt(rows[i].at, 10)), rows[i].value
		}
		if r.blind {
			found.add(f, has, nil)
			continue
		}
		found.add(f, has, func() (string, string) { return contrast(says, has) })
	}
}

func (r rowsOf[T]) nameOf(value T, id string) string {
	if r.name == nil {
		return id
	}
	return r.name(value)
}

// sameJSON reports whether a payload describes a row. Both are marshalled by this program: an
// older one may have written the payload without later fields.
func sameJSON[T any](payload []byte, row T) (bool, error) {
	var parsed T
	if json.Unmarshal(payload, &parsed) != nil {
		return false, nil
	}
	return equalJSON(parsed, row)
}

// equalJSON compares two values by their JSON, as in the journal.
func equalJSON[T any](a, b T) (bool, error) {
	left, err := json.Marshal(a)
	if err != nil {
		return false, err
	}
	right, err := json.Marshal(b)
	return bytes.Equal(left, right), err
}

// alike is equalJSON of values that are always JSON.
func alike[T any](a, b T) bool {
	equal, err := equalJSON(a, b)
	return err == nil && equal
}
