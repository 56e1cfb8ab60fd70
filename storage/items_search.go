package storage

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"psar/pos/catalogue"
	"psar/pos/id"
)

// Bounds of a search. The index finds runs of three letters; shorter words only filter what
// longer ones found.
const (
	maxQuery    = 100 // letters
	maxFound    = 200
	indexedWord = 3 // letters
)

// SearchItems returns at most limit live items that contain every word of a query, best
// first: see pos.Catalogue.
func (db *DB) SearchItems(ctx context.Context, query string, limit int) ([]catalogue.Item, error) {
	words := strings.Fields(fold(query))
	if runes := []rune(query); len(runes) > maxQuery || len(words) == 0 {
		return nil, nil // no name is so long
	}
	s := itemSearch{ctx: ctx, limit: min(max(limit, 1), maxFound), seen: map[id.Item]struct{}{}}
	err := db.reading(ctx, func(q querier) error {
		s.q = q
		s.run(strings.TrimSpace(query), words)
		return s.err
	})
	return s.found, err
}

type itemSearch struct {
	ctx   context.Context
	q     querier
	limit int
	found []catalogue.Item
	seen  map[id.Item]struct{}
	err   error
}

// run runs one query for each kind of match, best first, until there are enough items. Each
// uses an index.
func (s *itemSearch) run(typed string, words []string) {
	tail, keys := ofKeys(typed)
	if len(keys) > 1 || keys[0] != typed { // where it has other forms, the very one comes first
		s.add("items INDEXED BY items_barcode WHERE barcode = ? AND barcode <> '' AND archived = 0", typed)
	}
	s.add(tail, keys...)
	begin := strings.Join(words, " ")
	s.add("items INDEXED BY items_name WHERE archived = 0 AND find_name >= ? AND find_name < ? ORDER BY find_name, id LIMIT ?",
		begin, upperBound(begin), s.limit)
	s.add("items INDEXED BY items_khmer WHERE archived = 0 AND find_km <> '' AND find_km >= ? AND find_km < ? ORDER BY find_km LIMIT ?",
		begin, upperBound(begin), s.limit)
	s.add("items INDEXED BY items_barcode WHERE archived = 0 AND barcode <> '' AND barcode >= ? AND barcode < ? ORDER BY barcode LIMIT ?",
		typed, upperBound(typed), s.limit)
	s.addHolding(words)
}

// upperBound returns an upper bound for all texts that begin with a text.
func upperBound(begin string) string { return begin + string(utf8.MaxRune) }

// addHolding adds the items whose names contain every word, first those in which each word
// begins a word of the name.
func (s *itemSearch) addHolding(words []string) {
	var phrases, short []string
	for _, w := range words {
		if utf8.RuneCountInString(w) < indexedWord {
			short = append(short, w)
			continue
		}
		phrases = append(phrases, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
	}
	if len(phrases) == 0 {
		return
	}
	// CROSS forces the full-text index to come first.
	tail := `items_text CROSS JOIN items ON items.key = items_text.rowid WHERE items_text MATCH ? AND archived = 0`
	args := []any{strings.Join(phrases, " AND ")}
	for _, w := range short {
		tail += ` AND instr(' ' || items.find_name || ' ' || items.find_km, ?) > 0`
		args = append(args, " "+w)
	}
	before := len(s.found)
	// More than the limit, to rank them; not all, since a common word is in half of the
	// names.
	s.fetch(maxFound, tail+" LIMIT ?", append(args, maxFound)...)
	rank := func(i catalogue.Item) int {
		names := " " + fold(i.Name) + " " + fold(i.NameKhmer)
		if slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(names, " "+w) }) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(s.found[before:], func(a, b catalogue.Item) int { return rank(a) - rank(b) })
	s.found = s.found[:min(len(s.found), s.limit)]
}

// add adds the items that a query finds, up to the limit.
func (s *itemSearch) add(tail string, args ...any) { s.fetch(s.limit, tail, args...) }

func (s *itemSearch) fetch(most int, tail string, args ...any) {
	if s.err != nil || len(s.found) >= s.limit {
		return
	}
	var found []catalogue.Item
	found, s.err = readItems(s.ctx, s.q, tail, args...)
	for _, i := range found {
		if _, again := s.seen[i.ID]; !again && len(s.found) < most {
			s.seen[i.ID] = struct{}{}
			s.found = append(s.found, i)
		}
	}
}
