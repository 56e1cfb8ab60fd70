package storage

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
)

const itemColumns = `id, name, name_km, barcode, price_minor, currency, category, tax, quick_key, archived`

// itemRead is itemColumns for scanItem.
const itemRead = itemColumns + " <> 0"

func scanItem(scan func(...any) error) (i catalogue.Item, err error) {
	err = scan(&i.ID, &i.Name, &i.NameKhmer, &i.Barcode, &i.Price.Minor, &i.Price.Currency,
		&i.Category, &i.Tax, &i.QuickKey, &i.Archived)
	return i, err
}

// readItems reads items; tail is the query after FROM: joins, conditions, order, limit.
func readItems(ctx context.Context, q querier, tail string, args ...any) ([]catalogue.Item, error) {
	var found []catalogue.Item
	rows, err := q.QueryContext(ctx, "SELECT "+itemRead+" FROM "+tail, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		i, err := scanItem(scan)
		found = append(found, i)
		return err
	})
	return found, err
}

// Item returns one item, archived or not, or fault.ItemUnknown.
func (db *DB) Item(ctx context.Context, id id.Item) (catalogue.Item, error) {
	i, err := scanItem(db.read.QueryRowContext(ctx, "SELECT "+itemRead+" FROM items WHERE id = ?", id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return catalogue.Item{}, fault.New(fault.ItemUnknown, id)
	}
	return i, failure(db.path, err)
}

// ItemsByBarcode returns the live items that a scanned barcode means, or
// fault.BarcodeUnknown.
func (db *DB) ItemsByBarcode(ctx context.Context, code string) ([]catalogue.Item, error) {
	tail, args := ofKeys(code)
	found, err := readItems(ctx, db.read, tail, args...)
	if err != nil {
		return nil, failure(db.path, err)
	}
	if found = catalogue.Scanned(found, code); len(found) == 0 {
		return nil, fault.New(fault.BarcodeUnknown, code)
	}
	return found, nil
}

// ofKeys returns the tail of a query for the live items of everything that a barcode may
// mean, in the order in which they were added.
func ofKeys(code string) (tail string, args []any) {
	for _, key := range catalogue.BarcodeKeys(code) {
		args = append(args, key)
	}
	marks := strings.TrimPrefix(strings.Repeat(", ?", len(args)), ", ")
	return "items INDEXED BY items_key WHERE barcode_key IN (" + marks + ") AND barcode_key <> '' AND archived = 0 ORDER BY key", args
}

// SharedBarcodes returns the live items that share a barcode with another one, those of one
// barcode together. Only catalogues of older programs have such items.
func (db *DB) SharedBarcodes(ctx context.Context) ([]catalogue.Item, error) {
	found, err := readItems(ctx, db.read, `items WHERE archived = 0 AND barcode_key IN (
		SELECT barcode_key FROM items INDEXED BY items_key WHERE barcode_key <> '' AND archived = 0
		GROUP BY barcode_key HAVING count(*) > 1) ORDER BY barcode_key, key`)
	return found, failure(db.path, err)
}

// QuickItems returns the live items that have a quick key, by its place.
func (db *DB) QuickItems(ctx context.Context) ([]catalogue.Item, error) {
	found, err := readItems(ctx, db.read, "items INDEXED BY items_quick WHERE quick_key > 0 AND archived = 0 ORDER BY quick_key")
	return found, failure(db.path, err)
}

// Categories returns the categories of the live items, by name.
func (db *DB) Categories(ctx context.Context) ([]catalogue.Category, error) {
	var found []catalogue.Category
	rows, err := db.read.QueryContext(ctx, `SELECT category, count(*) FROM items
		WHERE archived = 0 AND category <> '' GROUP BY category ORDER BY category`)
	err = each(rows, err, func(scan func(...any) error) error {
		var c catalogue.Category
		err := scan(&c.Name, &c.Items)
		found = append(found, c)
		return err
	})
	return found, failure(db.path, err)
}

// Items returns the items that a filter selects, by name.
func (db *DB) Items(ctx context.Context, f catalogue.Filter) ([]catalogue.Item, error) {
	tail, args := "items WHERE archived = ?", []any{f.Archived}
	if f.Category != "" {
		tail, args = tail+" AND category = ?", append(args, f.Category)
	}
	if f.After.ID != "" {
		tail, args = tail+" AND (find_name, id) > (?, ?)", append(args, fold(f.After.Title()), f.After.ID)
	}
	limit := -1
	if f.Limit > 0 {
		limit = f.Limit
	}
	found, err := readItems(ctx, db.read, tail+" ORDER BY find_name, id LIMIT ?", append(args, limit)...)
	return found, failure(db.path, err)
}
