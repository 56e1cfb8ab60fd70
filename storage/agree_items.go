package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/id"
)

// itemsAgree compares the catalogue with the journal. The fact of a changed item holds the
// item before and after; the fact of an import holds a fingerprint of the whole catalogue.
// So every item must be as its last fact since the last import says, and the catalogue
// with all of these changes undone must have the import's fingerprint.
func itemsAgree(ctx context.Context, q *telling, found *findings) error {
	left, err := lastImport(ctx, q)
	if err != nil {
		return err
	}
	recorded, err := readItemFacts(ctx, q, left.seq, found)
	if err != nil {
		return err
	}
	torn := len(found.told(finding.Items)) > 0 // what was there before these facts is not known
	base, err := recorded.compare(ctx, q, found)
	if err == nil {
		err = itemsInDetail(ctx, q, found)
	}
	switch {
	case err != nil || torn:
		return err
	case left.seq == 0:
		for _, id := range slices.Sorted(maps.Keys(base)) {
			found.add(finding.Finding{Kind: finding.Untold, Table: finding.Items, ID: string(id)}, base[id], nil)
		}
		return nil
	}
	if sum := catalogue.Sum(base); left.items != len(base) || left.sum != sum {
		found.add(finding.Finding{Kind: finding.Import, Table: finding.Items, Row: left.seq}, sum, func() (string, string) {
			return importAs(left.items, left.sum), importAs(len(base), sum)
		})
	}
	return nil
}

// importAs is a catalogue as a finding names it: how many items, and the head of its fingerprint.
func importAs(items int, sum string) string { return fmt.Sprintf("%d #%.8s", items, sum) }

// compare compares every stored item with its facts. It returns the catalogue as it was
// before those facts.
func (recorded catalogueFacts) compare(ctx context.Context, q querier, found *findings) (base map[id.Item]catalogue.ItemSum, err error) {
	base = map[id.Item]catalogue.ItemSum{}
	rows, err := q.QueryContext(ctx, "SELECT "+itemRead+" FROM items")
	err = each(rows, err, func(scan func(...any) error) error {
		item, err := scanItem(scan)
		if err != nil {
			return err
		}
		sum, err := item.Sum()
		if err != nil {
			return err
		}
		state, ok := recorded[item.ID]
		switch {
		case !ok:
			base[item.ID] = sum
			return nil
		case state.now != sum:
			found.add(finding.Finding{Kind: finding.Differs, Table: finding.Items, ID: item.Title(), Row: state.seq}, item, nil)
		}
		if state.known {
			base[item.ID] = state.before
		}
		delete(recorded, item.ID)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(recorded)) {
		state := recorded[id]
		found.gone(finding.Items, string(id), state.seq)
		if state.known {
			base[id] = state.before
		}
	}
	return base, nil
}

// itemsInDetail has the findings about items say their names, and how they differ. Of a fact only hashes
// are in memory before: a shop may have a million items.
func itemsInDetail(ctx context.Context, q querier, found *findings) error {
	told := found.told(finding.Items)
	for i, f := range told {
		if f.Kind != finding.Differs && f.Kind != finding.Gone {
			continue
		}
		var state struct{ Item catalogue.Item }
		var payload []byte
		err := q.QueryRowContext(ctx, "SELECT payload FROM journal WHERE seq = ?", f.Row).Scan(&payload)
		if err == nil {
			err = json.Unmarshal(payload, &state)
		}
		if err != nil {
			return err
		}
		if f.Kind == finding.Gone {
			told[i].ID = state.Item.Title()
			continue
		}
		is, err := scanItem(q.QueryRowContext(ctx, "SELECT "+itemRead+" FROM items WHERE id = ?", state.Item.ID).Scan)
		if err != nil {
			return err
		}
		told[i].Told, told[i].Found = contrast(state.Item, is)
	}
	return nil
}

// importState is the state of the catalogue after the last import.
type importState struct {
	seq   int64
	items int
	sum   string
}

func lastImport(ctx context.Context, q *telling) (importState, error) {
	var last importState
	var payload []byte
	imports := q.told(0, facts.ItemsImported)
	if len(imports) == 0 {
		return importState{}, nil
	}
	last.seq = imports[len(imports)-1]
	if err := q.QueryRowContext(ctx, "SELECT payload FROM journal WHERE seq = ?", last.seq).Scan(&payload); err != nil {
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

// catalogueFacts is what the facts since the last import say about each item.
type catalogueFacts map[id.Item]itemFacts

// readItemFacts reads the facts after a sequence number; each must continue from the one
// before it.
func readItemFacts(ctx context.Context, q *telling, behind int64, found *findings) (catalogueFacts, error) {
	recorded := catalogueFacts{}
	err := q.each(ctx, q.told(behind, facts.ItemChanged), func(fact storedFact) error {
		var state struct{ Before, Item *catalogue.Item }
		if json.Unmarshal(fact.payload, &state) != nil || state.Item == nil {
			found.unread(finding.Items, fact.seq)
			return nil
		}
		var before catalogue.ItemSum
		var err error
		if state.Before != nil {
			if before, err = state.Before.Sum(); err != nil {
				return err
			}
		}
		now, err := state.Item.Sum()
		if err != nil {
			return err
		}
		first, again := recorded[state.Item.ID]
		if again && (state.Before == nil || first.now != before) {
			found.add(finding.Finding{Kind: finding.Unlinked, Table: finding.Items, ID: state.Item.Title(), Row: fact.seq}, before, nil)
		}
		if !again {
			first.before, first.known = before, state.Before != nil
		}
		first.seq, first.now = fact.seq, now
		recorded[state.Item.ID] = first
		return nil
	})
	return recorded, err
}
