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
	told, err := itemsTold(ctx, q, left.seq)
	if err != nil || told.reason != "" {
		return told.seq, told.reason, err
	}
	base, differs, err := told.compare(ctx, q)
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
func (told toldItems) compare(ctx context.Context, q querier) (base map[id.Item]catalogue.ItemSum, differs difference, err error) {
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
		said, ok := told.items[item.ID]
		switch {
		case !ok:
			base[item.ID] = sum
			return nil
		case said.now != sum:
			differs.found(said.seq, "the item %q is not as row %d tells", item.Title(), said.seq)
		}
		if said.known {
			base[item.ID] = said.before
		}
		delete(told.items, item.ID)
		return nil
	})
	if err != nil || differs.reason != "" {
		return nil, differs, err
	}
	for id, said := range told.items {
		differs.found(said.seq, "the item %s, of which row %d tells, is missing", id, said.seq)
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

// imported is the state of the catalogue after the last import.
type imported struct {
	seq   int64
	items int
	sum   string
}

func lastImport(ctx context.Context, q querier) (imported, error) {
	var last imported
	var payload []byte
	err := q.QueryRowContext(ctx, "SELECT seq, payload FROM journal WHERE kind = 'items.imported' ORDER BY seq DESC LIMIT 1").
		Scan(&last.seq, &payload)
	if errors.Is(err, sql.ErrNoRows) {
		return imported{}, nil
	}
	if err != nil {
		return imported{}, err
	}
	var said struct {
		Items  int
		SHA256 string
	}
	// A payload that cannot be read has no fingerprint, so no catalogue matches it.
	if json.Unmarshal(payload, &said) == nil {
		last.items, last.sum = said.Items, said.SHA256
	}
	return last, nil
}

// toldItem is what the facts since the last import say about an item.
type toldItem struct {
	seq    int64 // of the last fact
	before catalogue.ItemSum
	known  bool // it existed before these facts
	now    catalogue.ItemSum
}

type toldItems struct {
	items  map[id.Item]toldItem
	seq    int64
	reason string
}

// itemsTold reads the facts after a sequence number; each must continue from the one
// before it.
func itemsTold(ctx context.Context, q querier, behind int64) (toldItems, error) {
	told := toldItems{items: map[id.Item]toldItem{}}
	query := fmt.Sprintf("SELECT seq, payload, version FROM journal WHERE kind = 'item.changed' AND seq > max(?, %d) ORDER BY seq LIMIT ?", behind)
	err := pages(ctx, q, query, func(fact storedFact) (bool, error) {
		var said struct{ Before, Item *catalogue.Item }
		if json.Unmarshal(fact.payload, &said) != nil || said.Item == nil {
			told.seq, told.reason = fact.seq, fmt.Sprintf("row %d tells of an item that can't be read", fact.seq)
			return false, nil
		}
		var before catalogue.ItemSum
		var err error
		if said.Before != nil {
			if before, err = said.Before.Sum(); err != nil {
				return false, err
			}
		}
		now, err := said.Item.Sum()
		if err != nil {
			return false, err
		}
		first, again := told.items[said.Item.ID]
		if again && (said.Before == nil || first.now != before) {
			told.seq, told.reason = fact.seq, fmt.Sprintf("row %d tells of another item %q than the row before it", fact.seq, said.Item.Title())
			return false, nil
		}
		if !again {
			first.before, first.known = before, said.Before != nil
		}
		first.seq, first.now = fact.seq, now
		told.items[said.Item.ID] = first
		return true, nil
	})
	return told, err
}
