package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"psar/pos/catalogue"
	"psar/pos/id"
)

// itemsAgree compares the catalogue with the journal. The fact of a changed item holds the
// item before and after; the fact of an import holds a fingerprint of the whole catalogue.
// So every item must be as its last fact since the last import says, and the catalogue
// with all of these changes undone must have the import's fingerprint.
func itemsAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	left, err := lastImport(ctx, q)
	if err != nil {
		return 0, "", err
	}
	recorded, err := readItemFacts(ctx, q, left.seq)
	if err != nil || recorded.reason != "" {
		return recorded.seq, recorded.reason, err
	}
	base, differs, err := recorded.compare(ctx, q)
	switch {
	case err != nil || differs.reason != "":
		return differs.seq, differs.reason, err
	case left.seq == 0 && len(base) > 0:
		return head, fmt.Sprintf("the journal does not tell of %d items", len(base)), nil
	case left.seq > 0 && (left.items != len(base) || left.sum != catalogue.Sum(base)):
		return left.seq, fmt.Sprintf("the items are not those of the import of row %d", left.seq), nil
	}
	return 0, "", nil
}

// compare compares every stored item with its facts. It returns the catalogue as it was
// before those facts, or the first fact that does not agree.
func (recorded catalogueFacts) compare(ctx context.Context, q querier) (base map[id.Item]catalogue.ItemSum, differs difference, err error) {
	base = map[id.Item]catalogue.ItemSum{}
	rows, err := q.QueryContext(ctx, "SELECT "+itemColumns+" FROM items")
	err = each(rows, err, func(scan func(...any) error) error {
		item, err := scanItem(scan)
		if err != nil {
			return err
		}
		sum, err := item.Sum()
		if err != nil {
			return err
		}
		state, ok := recorded.items[item.ID]
		switch {
		case !ok:
			base[item.ID] = sum
			return nil
		case state.now != sum:
			differs.found(state.seq, "the item %q is not as row %d tells", item.Title(), state.seq)
		}
		if state.known {
			base[item.ID] = state.before
		}
		delete(recorded.items, item.ID)
		return nil
	})
	if err != nil || differs.reason != "" {
		return nil, differs, err
	}
	for id, state := range recorded.items {
		differs.found(state.seq, "the item %s, of which row %d tells, is missing", id, state.seq)
	}
	return base, differs, nil
}

// difference is the first fact that does not agree with what is stored.
type difference struct {
	seq    int64
	reason string
}

// found keeps a difference unless one was found at an earlier fact.
func (d *difference) found(seq int64, format string, args ...any) {
	if d.reason == "" || seq < d.seq {
		*d = difference{seq, fmt.Sprintf(format, args...)}
	}
}

// importState is the state of the catalogue after the last import.
type importState struct {
	seq   int64
	items int
	sum   string
}

func lastImport(ctx context.Context, q querier) (importState, error) {
	var last importState
	var payload []byte
	err := q.QueryRowContext(ctx, "SELECT seq, payload FROM journal WHERE kind = 'items.imported' ORDER BY seq DESC LIMIT 1").
		Scan(&last.seq, &payload)
	if errors.Is(err, sql.ErrNoRows) {
		return importState{}, nil
	}
	if err != nil {
		return importState{}, err
	}
	var state struct {
		Items  int
		SHA256 string
	}
	// A payload that cannot be read has no fingerprint, so no catalogue matches it.
	if json.Unmarshal(payload, &state) == nil {
		last.items, last.sum = state.Items, state.SHA256
	}
	return last, nil
}

// itemFacts is what the facts since the last import say about an item.
type itemFacts struct {
	seq    int64 // of the last fact
	before catalogue.ItemSum
	known  bool // it existed before these facts
	now    catalogue.ItemSum
}

type catalogueFacts struct {
	items  map[id.Item]itemFacts
	seq    int64
	reason string
}

// readItemFacts reads the facts after a sequence number; each must continue from the one
// before it.
func readItemFacts(ctx context.Context, q querier, behind int64) (catalogueFacts, error) {
	recorded := catalogueFacts{items: map[id.Item]itemFacts{}}
	query := fmt.Sprintf("SELECT seq, payload, version FROM journal WHERE kind = 'item.changed' AND seq > max(?, %d) ORDER BY seq LIMIT ?", behind)
	err := pages(ctx, q, query, func(fact storedFact) (bool, error) {
		var state struct{ Before, Item *catalogue.Item }
		if json.Unmarshal(fact.payload, &state) != nil || state.Item == nil {
			recorded.seq, recorded.reason = fact.seq, fmt.Sprintf("row %d tells of an item that can't be read", fact.seq)
			return false, nil
		}
		var before catalogue.ItemSum
		var err error
		if state.Before != nil {
			if before, err = state.Before.Sum(); err != nil {
				return false, err
			}
		}
		now, err := state.Item.Sum()
		if err != nil {
			return false, err
		}
		first, again := recorded.items[state.Item.ID]
		if again && (state.Before == nil || first.now != before) {
			recorded.seq, recorded.reason = fact.seq, fmt.Sprintf("row %d tells of another item %q than the row before it", fact.seq, state.Item.Title())
			return false, nil
		}
		if !again {
			first.before, first.known = before, state.Before != nil
		}
		first.seq, first.now = fact.seq, now
		recorded.items[state.Item.ID] = first
		return true, nil
	})
	return recorded, err
}
