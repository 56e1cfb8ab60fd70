package storage

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"psar/pos/id"
	postext "psar/pos/text"
)

// called is how people were called, and how they are now. Rows have the name of then; reports have a
// person in one line.
type called struct {
	spans map[string][]calledSpan // by folded name, in the order of time
	now   map[id.Person]string
	moved []int64 // when a name that is somebody's no more became that of a person, in order
}

// calledSpan is from when on, in milliseconds, a name was a person's.
type calledSpan struct {
	from int64
	who  id.Person
}

// toldName is a name that a fact gave a person.
type toldName struct {
	name    string
	seq, at int64
}

// called is how people were called, as the journal told it up to a row.
func (a told) called(upTo int64) *called {
	c := &called{spans: map[string][]calledSpan{}, now: map[id.Person]string{}}
	for _, who := range slices.Sorted(maps.Keys(a.people)) {
		was := ""
		for _, n := range a.people[who].names {
			if n.seq > upTo {
				break
			}
			if folded := postext.Fold(n.name); folded != was {
				c.spans[folded], was = append(c.spans[folded], calledSpan{n.at, who}), folded
			}
			c.now[who] = n.name
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.spans)) {
		spans := c.spans[name]
		slices.SortFunc(spans, func(a, b calledSpan) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.who, b.who)) })
		if slices.ContainsFunc(spans, func(s calledSpan) bool { return postext.Fold(c.now[s.who]) != name }) {
			for _, s := range spans {
				c.moved = append(c.moved, s.from)
			}
		}
	}
	slices.Sort(c.moved)
	c.moved = slices.Compact(c.moved)
	c.moved = c.moved[max(0, len(c.moved)-maxMoved):]
	return c
}

// maxMoved bounds the names that are told apart by time; of more the last ones are.
const maxMoved = 64

// at is the name of today of who had a name at a time, in milliseconds. Nobody's stays.
func (c *called) at(name string, at int64) string {
	if c == nil {
		return name
	}
	for _, span := range slices.Backward(c.spans[postext.Fold(name)]) {
		if span.from <= at {
			return c.now[span.who]
		}
	}
	return name
}

// calledPart parts a name from the part of the time that it is of, in a key.
const calledPart = "\x1f"

// key is the SQL of a name that rows are grouped by, of two columns: the name, and when.
func (c *called) key(name, at string) string {
	if c == nil || len(c.moved) == 0 {
		return name
	}
	after := make([]string, len(c.moved))
	for i, from := range c.moved {
		after[i] = fmt.Sprintf("(%s >= %d)", at, from)
	}
	return fmt.Sprintf("%s || char(%d) || (%s)", name, calledPart[0], strings.Join(after, " + "))
}

// of is the name of today in a key.
func (c *called) of(key string) string {
	if c == nil || len(c.moved) == 0 {
		return key
	}
	part := strings.LastIndex(key, calledPart)
	if part < 0 {
		return key
	}
	name, at := key[:part], int64(math.MinInt64)
	if n, err := strconv.Atoi(key[part+1:]); err == nil && n > 0 && n <= len(c.moved) {
		at = c.moved[n-1]
	}
	return c.at(name, at)
}

// knowing runs f on one snapshot of the database, with what the journal tells of people.
func (db *DB) knowing(ctx context.Context, f func(q querier, people told) error) error {
	return db.judgingRows(ctx, func(q querier, j judgement) error {
		people, err := readTold(ctx, q, db.doubter(ctx, q, j))
		if err != nil {
			return err
		}
		return f(q, people)
	})
}
